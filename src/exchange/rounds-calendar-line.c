/* rounds-calendar-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-line.h"

#include <string.h>

/* Lines are read here and not by libical, which does not tell where in a file something is wrong, and takes what it can get. */

#define LINE_MAXIMUM (256 * 1024)

void
rounds_calendar_scanner_init (RoundsCalendarScanner *self,
                              const char            *data,
                              gsize                  length)
{
  *self = (RoundsCalendarScanner) { data, data + length, 0 };
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    self->at += 3;
}

/* One line of the file, without its end, which may be that of any system. */
static void
take_line (RoundsCalendarScanner *self,
           GString               *text)
{
  const char *start = self->at;

  while (self->at < self->end && *self->at != '\n' && *self->at != '\r')
    self->at++;
  if (text->len < LINE_MAXIMUM)
    g_string_append_len (text, start, self->at - start);
  if (self->at < self->end && *self->at == '\r')
    self->at++;
  if (self->at < self->end && *self->at == '\n')
    self->at++;
  self->number++;
}

/* A fold may lie within a letter, so letters are looked at afterwards. Old programs on Windows wrote in its own character set. */
static char *
unfold (RoundsCalendarScanner *self)
{
  GString *text = g_string_new (NULL);
  char *converted;

  take_line (self, text);
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t'))
    {
      self->at++;
      take_line (self, text);
    }
  if (memchr (text->str, '\0', text->len) != NULL)
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  if (g_utf8_validate_len (text->str, text->len, NULL))
    return g_string_free_and_steal (text);

  converted = g_convert (text->str, (gssize) text->len, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  g_string_free (text, TRUE);
  return converted;
}

static gboolean
is_name (const char *text,
         gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-')
      return FALSE;

  return length > 0;
}

/* Where the value begins: the first colon that stands in no quotation marks. */
static const char *
find_colon (const char *text)
{
  gboolean quoted = FALSE;

  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        quoted = !quoted;
      else if (*text == ':' && !quoted)
        return text;
    }

  return NULL;
}

static RoundsCalendarLine *
split (const char *text,
       guint       number)
{
  gsize length = strcspn (text, ";:");
  const char *colon = find_colon (text + length);
  RoundsCalendarLine *line;

  if (!is_name (text, length) || colon == NULL)
    return NULL;

  line = g_new0 (RoundsCalendarLine, 1);
  line->number = number;
  line->name = g_ascii_strup (text, (gssize) length);
  if (text[length] == ';')
    line->parameters = g_strndup (text + length + 1, (gsize) (colon - text) - length - 1);
  line->value = g_strdup (colon + 1);

  return line;
}

/**
 * rounds_calendar_scanner_next:
 * @line: (out) (transfer full) (nullable): the next line that is not empty; %NULL when it is no line of a calendar
 * @number: (out): of the line, from 1
 *
 * Returns: %FALSE at the end of the file
 */
gboolean
rounds_calendar_scanner_next (RoundsCalendarScanner  *self,
                              RoundsCalendarLine    **line,
                              guint                  *number)
{
  while (self->at < self->end)
    {
      guint first = self->number + 1;
      g_autofree char *text = unfold (self);

      if (text != NULL && strspn (text, " \t") == strlen (text))
        continue;
      *number = first;
      *line = text != NULL ? split (text, first) : NULL;
      return TRUE;
    }

  return FALSE;
}

void
rounds_calendar_line_free (RoundsCalendarLine *self)
{
  g_free (self->name);
  g_free (self->parameters);
  g_free (self->value);
  g_free (self);
}

/**
 * rounds_calendar_line_dup_parameter:
 * @name: such as `TZID`
 *
 * Returns: (transfer full) (nullable): what it is set to, without quotation marks
 */
char *
rounds_calendar_line_dup_parameter (const RoundsCalendarLine *self,
                                    const char               *name)
{
  gsize length = strlen (name);

  for (const char *at = self->parameters; at != NULL && *at != '\0';)
    {
      const char *end = at;
      gboolean quoted = FALSE;

      while (*end != '\0' && (quoted || *end != ';'))
        if (*end++ == '"')
          quoted = !quoted;

      if (g_ascii_strncasecmp (at, name, length) == 0 && at[length] == '=')
        {
          char *value = g_strndup (at + length + 1, (gsize) (end - at) - length - 1);

          g_strdelimit (value, "\"", ' ');
          return g_strstrip (value);
        }
      at = *end == ';' ? end + 1 : end;
    }

  return NULL;
}

/**
 * rounds_calendar_line_dup_text:
 *
 * Returns: (transfer full): the value as a text (RFC 5545, section 3.3.11), without the white space around it
 */
char *
rounds_calendar_line_dup_text (const RoundsCalendarLine *self)
{
  GString *text = g_string_sized_new (strlen (self->value));

  for (const char *at = self->value; *at != '\0'; at++)
    {
      if (*at == '\\' && (at[1] == 'n' || at[1] == 'N'))
        g_string_append_c (text, '\n');
      else if (*at == '\\' && at[1] != '\0')
        g_string_append_c (text, at[1]);
      else if (*at != '\\' && ((guchar) *at >= ' ' || *at == '\t') && *at != 0x7f)
        g_string_append_c (text, *at);
      if (*at == '\\' && at[1] != '\0')
        at++;
    }

  return g_strstrip (g_string_free_and_steal (text));
}
