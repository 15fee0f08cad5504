/* rounds-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "model/rounds-money.h"
#include "model/rounds-problem.h"

/* Text to values and back. rounds-json-entity.c writes records, rounds-json-apply.c reads them. */

#define DEPTH_MAXIMUM 64
#define INTEGER_DIGITS_MAXIMUM 18

static void
set_malformed (GError     **error,
               guint        line,
               guint        column,
               const char  *detail)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "MALFORMED_JSON",
                      _("The text is not JSON: line %u, column %u: %s"), line, column, detail);
}

/* Refuses before the parser runs what it would take badly: nests that eat the stack, numbers it would cut short in
 * silence, and NUL, which no text here can hold. */
static gboolean
check_text (const char  *text,
            gsize        length,
            GError     **error)
{
  guint depth = 0;
  guint line = 1;
  const char *line_start = text;
  gboolean in_text = FALSE;
  gsize i = 0;

  while (i < length)
    {
      guint column = (guint) (text + i - line_start) + 1;
      char c = text[i];

      if (in_text && c == '\\')
        {
          if (length - i >= 6 && strncmp (text + i, "\\u0000", 6) == 0)
            {
              set_malformed (error, line, column, _("a text cannot hold the character NUL"));
              return FALSE;
            }
          i++;
        }
      else if (c == '"')
        {
          in_text = !in_text;
        }
      else if (c == '\n')
        {
          line++;
          line_start = text + i + 1;
        }
      else if (in_text)
        {
          /* Anything. */
        }
      else if (c == '{' || c == '[')
        {
          if (++depth > DEPTH_MAXIMUM)
            {
              set_malformed (error, line, column, _("too many objects and arrays in one another"));
              return FALSE;
            }
        }
      else if (c == '}' || c == ']')
        {
          if (depth > 0)
            depth--;
        }
      else if (g_ascii_isdigit (c))
        {
          gsize start = i;

          while (i + 1 < length && g_ascii_isdigit (text[i + 1]))
            i++;
          if (i - start + 1 > INTEGER_DIGITS_MAXIMUM && (start == 0 || text[start - 1] != '.'))
            {
              set_malformed (error, line, column, _("a number has too many digits"));
              return FALSE;
            }
        }
      i++;
    }

  return TRUE;
}

/* json-glib says where in its message: “<data>:2:8: Parse error: ...”. It shows the text there, cut within a letter at times. */
static void
translate_error (const GError  *local,
                 GError       **error)
{
  g_autofree char *message = g_utf8_make_valid (local->message, -1);
  guint line;
  guint column;
  int consumed = 0;

  if (sscanf (message, "<data>:%u:%u: %n", &line, &column, &consumed) == 2 && consumed > 0)
    set_malformed (error, line, column, message + consumed);
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "MALFORMED_JSON", _("The text is not JSON: %s"), message);
}

static JsonNode *
get_value (JsonObject *object,
           const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

/**
 * rounds_json_parse:
 * @text: (nullable): JSON text (RFC 8259), UTF-8
 * @length: bytes; -1 when @text ends with a NUL
 * @error: %ROUNDS_PROBLEM_MALFORMED, code `MALFORMED_JSON`, with line and column when they are known
 *
 * At most 64 objects and arrays stand in one another, whole numbers have at most 18 digits, and no text holds a NUL. Of a
 * key that comes twice the last counts.
 *
 * Returns: (transfer full) (nullable): the tree of values; %NULL with @error set
 */
JsonNode *
rounds_json_parse (const char  *text,
                   gssize       length,
                   GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(GError) local = NULL;
  gsize bytes;

  if (text == NULL)
    text = "";
  bytes = length < 0 ? strlen (text) : (gsize) length;

  if (!check_text (text, bytes, error))
    return NULL;

  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);

  if (!json_parser_load_from_data (parser, text, (gssize) bytes, &local))
    {
      translate_error (local, error);
      return NULL;
    }

  return json_parser_steal_root (parser);
}

/**
 * rounds_json_parse_object:
 * @error: as in rounds_json_parse(); code `OBJECT_EXPECTED` when the text is JSON but no object
 *
 * Returns: (transfer full) (nullable): the object; %NULL with @error set
 */
JsonObject *
rounds_json_parse_object (const char  *text,
                          gssize       length,
                          GError     **error)
{
  g_autoptr(JsonNode) node = rounds_json_parse (text, length, error);

  if (node == NULL)
    return NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "OBJECT_EXPECTED", _("A JSON object is expected"));
      return NULL;
    }

  return json_node_dup_object (node);
}

/**
 * rounds_json_to_text:
 * @node: (nullable): a tree of values
 *
 * Returns: (transfer full): compact JSON
 */
char *
rounds_json_to_text (JsonNode *node)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_node (writer, node);

  return rounds_json_writer_end (writer, NULL);
}

/**
 * rounds_json_object_to_text:
 * @object: an object
 *
 * Returns: (transfer full): compact JSON
 */
char *
rounds_json_object_to_text (JsonObject *object)
{
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (object != NULL, NULL);

  node = json_node_alloc ();
  json_node_init_object (node, object);

  return rounds_json_to_text (node);
}

/**
 * rounds_json_parse_list:
 * @text: (nullable): a JSON array of texts
 *
 * Returns: (transfer full): the texts; what is not a text is left out, and all of it when @text is no array
 */
GStrv
rounds_json_parse_list (const char *text)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(JsonNode) node = NULL;

  if (text != NULL && text[0] != '\0')
    node = rounds_json_parse (text, -1, NULL);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (json_node_get_value_type (element) == G_TYPE_STRING)
            g_strv_builder_add (builder, json_node_get_string (element));
        }
    }

  return g_strv_builder_end (builder);
}

/**
 * rounds_json_list_to_text:
 * @list: (nullable): texts
 *
 * Returns: (transfer full): a JSON array
 */
char *
rounds_json_list_to_text (const char * const *list)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_begin_array (writer);
  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    rounds_json_writer_text (writer, list[i]);
  rounds_json_writer_end_array (writer);

  return rounds_json_writer_end (writer, NULL);
}

/**
 * rounds_json_get_text:
 * @object: (nullable): arguments
 * @member: a key
 *
 * Returns: (nullable) (transfer none): the text there; %NULL when there is none or it is something else
 */
const char *
rounds_json_get_text (JsonObject *object,
                      const char *member)
{
  JsonNode *node = get_value (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * rounds_json_get_integer:
 * @object: (nullable): arguments
 * @member: a key
 * @value: (out): the whole number; untouched when there is none
 *
 * Returns: whether a whole number is there; 1.0 is one
 */
gboolean
rounds_json_get_integer (JsonObject *object,
                         const char *member,
                         gint64     *value)
{
  return rounds_json_get_decimal (object, member, 0, value);
}

/**
 * rounds_json_get_decimal:
 * @object: (nullable): arguments
 * @member: a key
 * @scale: digits after the point, 0..18
 * @value: (out): the number x 10^@scale; untouched when there is none
 *
 * Returns: whether a number, or for a @scale above 0 a text such as `"12.50"`, is there that @scale digits hold exactly
 */
gboolean
rounds_json_get_decimal (JsonObject *object,
                         const char *member,
                         guint       scale,
                         gint64     *value)
{
  JsonNode *node = get_value (object, member);
  GType type = node != NULL ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_INT64)
    return rounds_multiply_divide (json_node_get_int (node), rounds_decimal_power (scale), 1, value);
  if (type == G_TYPE_DOUBLE)
    return rounds_decimal_from_double (json_node_get_double (node), scale, value);
  if (type == G_TYPE_STRING && scale > 0)
    return rounds_decimal_parse (json_node_get_string (node), scale, value);

  return FALSE;
}
