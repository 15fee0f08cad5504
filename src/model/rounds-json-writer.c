/* rounds-json-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json-writer.h"

#include <math.h>
#include <string.h>

#include "model/rounds-money.h"
#include "model/rounds-time.h"

/**
 * RoundsJsonWriter:
 *
 * JSON (RFC 8259) written straight into one text: no tree of nodes in between, so a page of records costs one buffer,
 * and decimals are printed digit by digit from their integers, never through a floating-point number.
 *
 * The caller keeps objects, arrays and keys in order; commas come by themselves.
 */
struct _RoundsJsonWriter
{
  GString *text;
  guint depth;
  gboolean needs_comma;
};

static void
begin_value (RoundsJsonWriter *self)
{
  if (self->needs_comma)
    g_string_append_c (self->text, ',');
  self->needs_comma = TRUE;
}

/* Texts are looked through eight bytes at a time: half of the time that an answer takes to write would go into it otherwise. */
#define WORD sizeof (guint64)
#define EACH(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))
#define HIGH_BITS EACH (0x80)

/* Not 0 when a byte of @word is below @limit, which is at most 0x80. */
#define HAS_LESS(word, limit) (((word) - EACH (limit)) & ~(word) & HIGH_BITS)
#define HAS(word, byte) HAS_LESS ((word) ^ EACH (byte), 1)

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  guint64 word;
  guint8 all = 0;

  for (; length >= WORD; text += WORD, length -= WORD)
    {
      memcpy (&word, text, WORD);
      if (word & HIGH_BITS)
        return FALSE;
    }
  for (; length > 0; text++, length--)
    all |= (guint8) *text;

  return all < 0x80;
}

static gboolean
is_plain (guchar c)
{
  return c >= 0x20 && c != '"' && c != '\\';
}

/* Returns: the first byte that cannot stand in a JSON string as it is; or @end */
static const char *
find_special (const char *text,
              const char *end)
{
  guint64 word;

  for (; end - text >= (gssize) WORD; text += WORD)
    {
      memcpy (&word, text, WORD);
      if (HAS_LESS (word, 0x20) | HAS (word, '"') | HAS (word, '\\'))
        break;
    }
  while (text < end && is_plain ((guchar) *text))
    text++;

  return text;
}

static void
append_escaped (GString    *string,
                const char *text,
                gsize       length)
{
  const char *end = text + length;
  const char *run = text;

  g_string_append_c (string, '"');

  for (const char *p = find_special (text, end); p < end; p = find_special (run, end))
    {
      guchar c = (guchar) *p;

      g_string_append_len (string, run, p - run);
      run = p + 1;

      switch (c)
        {
        case '"':
          g_string_append (string, "\\\"");
          break;
        case '\\':
          g_string_append (string, "\\\\");
          break;
        case '\n':
          g_string_append (string, "\\n");
          break;
        case '\r':
          g_string_append (string, "\\r");
          break;
        case '\t':
          g_string_append (string, "\\t");
          break;
        default:
          g_string_append_printf (string, "\\u%04x", c);
        }
    }

  g_string_append_len (string, run, end - run);
  g_string_append_c (string, '"');
}

static void
append_text (GString    *string,
             const char *text)
{
  gsize length = strlen (text);
  g_autofree char *valid = NULL;

  if (!is_ascii (text, length) && !g_utf8_validate_len (text, length, NULL))
    {
      valid = g_utf8_make_valid (text, length);
      text = valid;
      length = strlen (valid);
    }

  append_escaped (string, text, length);
}

/* A number as short as it can be and still the same number when read again. */
static void
append_shortest (GString *string,
                 double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", number);
  g_string_append (string, g_str_equal (buffer, "-0") ? "0" : buffer);
}

static void
write_node_member (JsonObject *object,
                   const char *name,
                   JsonNode   *node,
                   gpointer    user_data)
{
  rounds_json_writer_key (user_data, name);
  rounds_json_writer_node (user_data, node);
}

static void
write_node_value (RoundsJsonWriter *self,
                  JsonNode         *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    rounds_json_writer_text (self, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    rounds_json_writer_boolean (self, json_node_get_boolean (node));
  else if (type == G_TYPE_INT64)
    rounds_json_writer_integer (self, json_node_get_int (node));
  else if (isfinite (json_node_get_double (node)))
    {
      begin_value (self);
      append_shortest (self->text, json_node_get_double (node));
    }
  else
    rounds_json_writer_null (self);
}

/**
 * rounds_json_writer_new:
 *
 * Returns: (transfer full): a writer with nothing written
 */
RoundsJsonWriter *
rounds_json_writer_new (void)
{
  RoundsJsonWriter *self = g_new0 (RoundsJsonWriter, 1);

  self->text = g_string_sized_new (256);

  return self;
}

/**
 * rounds_json_writer_free:
 * @self: (nullable) (transfer full): a writer
 */
void
rounds_json_writer_free (RoundsJsonWriter *self)
{
  if (self == NULL)
    return;

  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

/**
 * rounds_json_writer_end:
 * @self: a writer whose objects and arrays are all ended
 * @length: (out) (optional): bytes, without the closing NUL
 *
 * Takes what was written; the writer is empty after and can be used again.
 *
 * Returns: (transfer full): UTF-8
 */
char *
rounds_json_writer_end (RoundsJsonWriter *self,
                        gsize            *length)
{
  char *text;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->depth == 0, NULL);

  if (length != NULL)
    *length = self->text->len;
  text = g_string_free_and_steal (self->text);
  self->text = g_string_new (NULL);
  self->needs_comma = FALSE;

  return text;
}

void
rounds_json_writer_begin_object (RoundsJsonWriter *self)
{
  begin_value (self);
  g_string_append_c (self->text, '{');
  self->depth++;
  self->needs_comma = FALSE;
}

void
rounds_json_writer_end_object (RoundsJsonWriter *self)
{
  g_return_if_fail (self->depth > 0);

  g_string_append_c (self->text, '}');
  self->depth--;
  self->needs_comma = TRUE;
}

void
rounds_json_writer_begin_array (RoundsJsonWriter *self)
{
  begin_value (self);
  g_string_append_c (self->text, '[');
  self->depth++;
  self->needs_comma = FALSE;
}

void
rounds_json_writer_end_array (RoundsJsonWriter *self)
{
  g_return_if_fail (self->depth > 0);

  g_string_append_c (self->text, ']');
  self->depth--;
  self->needs_comma = TRUE;
}

/**
 * rounds_json_writer_key:
 * @key: the member's name; its value is what is written next
 */
void
rounds_json_writer_key (RoundsJsonWriter *self,
                        const char       *key)
{
  begin_value (self);
  append_text (self->text, key);
  g_string_append_c (self->text, ':');
  self->needs_comma = FALSE;
}

void
rounds_json_writer_null (RoundsJsonWriter *self)
{
  begin_value (self);
  g_string_append (self->text, "null");
}

void
rounds_json_writer_boolean (RoundsJsonWriter *self,
                            gboolean          value)
{
  begin_value (self);
  g_string_append (self->text, value ? "true" : "false");
}

void
rounds_json_writer_integer (RoundsJsonWriter *self,
                            gint64            value)
{
  begin_value (self);
  g_string_append_printf (self->text, "%" G_GINT64_FORMAT, value);
}

/**
 * rounds_json_writer_decimal:
 * @value: a number x 10^@scale
 * @scale: digits after the point, 0..18
 *
 * Writes a decimal exactly, without trailing zeros: 123456 of scale 2 is `1234.56`, 100000 is `1000`.
 */
void
rounds_json_writer_decimal (RoundsJsonWriter *self,
                            gint64            value,
                            guint             scale)
{
  g_autofree char *text = rounds_decimal_to_text (value, scale);

  begin_value (self);
  g_string_append (self->text, text);
}

/**
 * rounds_json_writer_double:
 * @value: a measure, a ratio: not money
 * @digits: digits after the point at most, 0..15; trailing zeros are left out
 *
 * What JSON has no number for (not a number, infinite) is written as null.
 */
void
rounds_json_writer_double (RoundsJsonWriter *self,
                           double            value,
                           guint             digits)
{
  char format[8];
  char buffer[512];
  char *end;

  if (!isfinite (value))
    {
      rounds_json_writer_null (self);
      return;
    }

  g_snprintf (format, sizeof format, "%%.%uf", MIN (digits, 15));
  g_ascii_formatd (buffer, sizeof buffer, format, value);

  if (strchr (buffer, '.') != NULL)
    {
      end = buffer + strlen (buffer);
      while (end[-1] == '0')
        *--end = '\0';
      if (end[-1] == '.')
        *--end = '\0';
    }

  begin_value (self);
  g_string_append (self->text, g_str_equal (buffer, "-0") ? "0" : buffer);
}

/**
 * rounds_json_writer_text:
 * @text: (nullable): a text; bytes that are not UTF-8 are written as U+FFFD, %NULL as null
 */
void
rounds_json_writer_text (RoundsJsonWriter *self,
                         const char       *text)
{
  if (text == NULL)
    {
      rounds_json_writer_null (self);
      return;
    }

  begin_value (self);
  append_text (self->text, text);
}

/**
 * rounds_json_writer_instant:
 * @instant: microseconds since the Unix epoch
 *
 * Writes RFC 3339 text in UTC, see rounds_instant_to_text().
 */
void
rounds_json_writer_instant (RoundsJsonWriter *self,
                            gint64            instant)
{
  g_autofree char *text = rounds_instant_to_text (instant);

  rounds_json_writer_text (self, text);
}

/**
 * rounds_json_writer_raw:
 * @json: (nullable): one value that is JSON already, written as it is; %NULL or empty is null
 */
void
rounds_json_writer_raw (RoundsJsonWriter *self,
                        const char       *json)
{
  if (json == NULL || json[0] == '\0')
    {
      rounds_json_writer_null (self);
      return;
    }

  begin_value (self);
  g_string_append (self->text, json);
}

/**
 * rounds_json_writer_node:
 * @node: (nullable): a tree of values; %NULL is null
 */
void
rounds_json_writer_node (RoundsJsonWriter *self,
                         JsonNode         *node)
{
  if (node == NULL)
    {
      rounds_json_writer_null (self);
      return;
    }

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      rounds_json_writer_begin_object (self);
      json_object_foreach_member (json_node_get_object (node), write_node_member, self);
      rounds_json_writer_end_object (self);
      break;

    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);

        rounds_json_writer_begin_array (self);
        for (guint i = 0; i < json_array_get_length (array); i++)
          rounds_json_writer_node (self, json_array_get_element (array, i));
        rounds_json_writer_end_array (self);
      }
      break;

    case JSON_NODE_VALUE:
      write_node_value (self, node);
      break;

    case JSON_NODE_NULL:
    default:
      rounds_json_writer_null (self);
    }
}
