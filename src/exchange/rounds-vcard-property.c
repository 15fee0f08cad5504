/* rounds-vcard-property.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-vcard-property.h"

#include <string.h>

/* What Windows programs write in without saying so. */
#define CHARSET_ASSUMED "WINDOWS-1252"

/* The end of what comes before one of @stops; what stands in quotation marks is passed over. */
static const char *
find_stop (const char *text,
           const char *stops)
{
  gboolean quoted = FALSE;

  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        quoted = !quoted;
      else if (!quoted && strchr (stops, *text) != NULL)
        break;
    }

  return text;
}

static char *
unquote (const char *text,
         gsize       length)
{
  char *plain = g_strndup (text, length);

  g_strdelimit (plain, "\"", ' ');
  return g_strstrip (plain);
}

static void
add_types (RoundsVcardProperty *self,
           const char          *words)
{
  g_autofree char *capitals = g_ascii_strup (words, -1);
  g_autofree char *before = self->types;

  self->types = g_strconcat (before != NULL ? before : ",", capitals, ",", NULL);
}

/* vCard 2.1 says `TEL;WORK;VOICE:` and `NOTE;QUOTED-PRINTABLE:`. */
static void
add_bare (RoundsVcardProperty *self,
          const char          *word)
{
  static const char * const encodings[] = { "QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT", NULL };
  g_autofree char *capitals = g_ascii_strup (word, -1);

  if (g_strv_contains (encodings, capitals))
    g_set_str (&self->encoding, capitals);
  else
    add_types (self, capitals);
}

static void
add_parameter (RoundsVcardProperty *self,
               const char          *text,
               gsize                length)
{
  const char *equals = memchr (text, '=', length);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (equals == NULL)
    {
      g_autofree char *word = unquote (text, length);

      add_bare (self, word);
      return;
    }

  name = unquote (text, equals - text);
  value = unquote (equals + 1, length - (equals + 1 - text));
  if (g_ascii_strcasecmp (name, "TYPE") == 0)
    add_types (self, value);
  else if (g_ascii_strcasecmp (name, "ENCODING") == 0)
    {
      g_free (self->encoding);
      self->encoding = g_ascii_strup (value, -1);
    }
  else if (g_ascii_strcasecmp (name, "CHARSET") == 0)
    g_set_str (&self->charset, value);
  else if (g_ascii_strcasecmp (name, "VALUE") == 0)
    self->is_uri = g_ascii_strcasecmp (value, "uri") == 0;
  else if (g_ascii_strcasecmp (name, "PREF") == 0)
    self->preference = (guint) CLAMP (g_ascii_strtoll (value, NULL, 10), 1, ROUNDS_VCARD_PREFERENCE_MAXIMUM);
}

/**
 * rounds_vcard_property_parse:
 * @line: a content line
 * @property: (out caller-allocates): what it says
 *
 * Returns: whether it is one; @property need not be cleared else
 */
gboolean
rounds_vcard_property_parse (const char          *line,
                             RoundsVcardProperty *property)
{
  const char *end = find_stop (line, ";:");
  const char *dot = memchr (line, '.', end - line);
  const char *start = dot != NULL ? dot + 1 : line;

  *property = (RoundsVcardProperty) { NULL };
  /* A quotation mark that is not closed hides the colon. */
  if (*end == '\0' || end == start)
    return FALSE;

  property->name = g_ascii_strup (start, end - start);
  g_strstrip (property->name);
  while (*end == ';')
    {
      const char *next = find_stop (end + 1, ";:");

      add_parameter (property, end + 1, next - end - 1);
      end = next;
    }
  if (*end != ':')
    {
      rounds_vcard_property_clear (property);
      return FALSE;
    }

  if (property->types == NULL)
    property->types = g_strdup (",");
  if (property->preference == 0 && rounds_vcard_property_has_type (property, "PREF"))
    property->preference = 1;
  property->value = g_strdup (end + 1);
  return TRUE;
}

/**
 * rounds_vcard_property_has_type:
 * @type: in capitals, such as `WORK`
 *
 * Returns: whether the line says that it is of this type
 */
gboolean
rounds_vcard_property_has_type (const RoundsVcardProperty *self,
                                const char                *type)
{
  g_autofree char *wanted = g_strconcat (",", type, ",", NULL);

  return self->types != NULL && strstr (self->types, wanted) != NULL;
}

/* RFC 2045, section 6.7; what is no code stays as it is. */
static char *
decode_quoted (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (p[0] == '=' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
        {
          char octet = (char) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));

          /* A text has no octet 0. */
          g_string_append_c (plain, octet != '\0' ? octet : ' ');
          p += 2;
        }
      else
        {
          g_string_append_c (plain, *p);
        }
    }

  return g_string_free_and_steal (plain);
}

static char *
decode_base64 (const char *text)
{
  gsize size;
  g_autofree guchar *octets = g_base64_decode (text, &size);

  return g_strndup ((const char *) octets, size);
}

static char *
to_utf8 (char       *octets,
         const char *charset)
{
  g_autofree char *text = octets;
  char *utf8 = NULL;

  if (g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);

  if (charset != NULL && g_ascii_strcasecmp (charset, "UTF-8") != 0)
    utf8 = g_convert (text, -1, "UTF-8", charset, NULL, NULL, NULL);
  if (utf8 == NULL)
    utf8 = g_convert (text, -1, "UTF-8", CHARSET_ASSUMED, NULL, NULL, NULL);
  /* A character set can lead to octets 0 and to more: what comes out is looked at again. */
  if (utf8 != NULL && g_utf8_validate (utf8, -1, NULL))
    return utf8;

  g_free (utf8);
  return g_utf8_make_valid (text, -1);
}

/* The value without its encoding, still with the backslashes. */
static char *
decode (const RoundsVcardProperty *self)
{
  char *octets;

  if (g_strcmp0 (self->encoding, "QUOTED-PRINTABLE") == 0)
    octets = decode_quoted (self->value);
  else if (g_strcmp0 (self->encoding, "BASE64") == 0 || g_strcmp0 (self->encoding, "B") == 0)
    octets = decode_base64 (self->value);
  else
    octets = g_strdup (self->value);

  return to_utf8 (octets, self->charset);
}

/* Backslashes taken away; in one line, without the white space around it. */
static char *
read_text (const char *text,
           gsize       length)
{
  GString *plain = g_string_sized_new (length);
  const char *end = text + length;

  for (const char *p = text; p < end; p++)
    {
      char c = *p;

      if (c == '\\' && p + 1 < end)
        {
          p++;
          c = *p == 'n' || *p == 'N' ? ' ' : *p;
        }
      if (c == '\t' || c == '\n' || c == '\r')
        c = ' ';
      if (((guchar) c >= ' ' && c != 0x7f) && !(c == ' ' && plain->len > 0 && plain->str[plain->len - 1] == ' '))
        g_string_append_c (plain, c);
    }

  return g_strstrip (g_string_free_and_steal (plain));
}

/**
 * rounds_vcard_property_dup_text:
 *
 * Returns: (transfer full): the value as people read it, in one line
 */
char *
rounds_vcard_property_dup_text (const RoundsVcardProperty *self)
{
  g_autofree char *decoded = decode (self);

  return read_text (decoded, strlen (decoded));
}

/**
 * rounds_vcard_property_split:
 *
 * Returns: (transfer full): the parts of a value such as that of `N` or `ORG`, between semicolons, as people read them
 */
GStrv
rounds_vcard_property_split (const RoundsVcardProperty *self)
{
  g_autofree char *decoded = decode (self);
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  const char *start = decoded;

  for (const char *p = decoded;; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        {
          p++;
        }
      else if (*p == ';' || *p == '\0')
        {
          g_strv_builder_take (parts, read_text (start, p - start));
          if (*p == '\0')
            break;
          start = p + 1;
        }
    }

  return g_strv_builder_end (parts);
}

void
rounds_vcard_property_clear (RoundsVcardProperty *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->types, g_free);
  g_clear_pointer (&self->encoding, g_free);
  g_clear_pointer (&self->charset, g_free);
  g_clear_pointer (&self->value, g_free);
}
