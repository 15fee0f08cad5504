/* rounds-json-object.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/rounds-problem.h"

/*
 * Values under keys, held in one field as the text of a JSON object. The text is always written the same way, keys in order
 * and nothing that is null, so that two objects that say the same are the same text.
 */

#define MAX_KEYS 200
#define MAX_KEY_LENGTH 64
#define MAX_LENGTH (64 * 1024)

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (a, b);
}

static gboolean
is_simple (JsonNode *node)
{
  GType type;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return g_utf8_validate (json_node_get_string (node), -1, NULL);
  return type == G_TYPE_BOOLEAN || type == G_TYPE_INT64 || (type == G_TYPE_DOUBLE && isfinite (json_node_get_double (node)));
}

/* A text, a number, true or false, or an array of texts. */
static gboolean
may_be_held (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return is_simple (node);

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING || !is_simple (element))
        return FALSE;
    }

  return TRUE;
}

/* An empty text or array is none. */
static gboolean
is_nothing (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  return json_node_get_value_type (node) == G_TYPE_STRING && json_node_get_string (node)[0] == '\0';
}

static gboolean
read_members (const RoundsField  *field,
              JsonObject         *given,
              JsonObject         *object,
              GError            **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  gboolean good = TRUE;

  json_object_iter_init_ordered (&iter, given);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *path = g_strconcat (field->json_path, ".", key, NULL);

      if (key[0] == '\0' || strlen (key) > MAX_KEY_LENGTH || !g_utf8_validate (key, -1, NULL))
        {
          rounds_problem_add_field (error, field->json_path, "BAD_KEY", _("A key has 1 to %d characters"), MAX_KEY_LENGTH);
          good = FALSE;
        }
      else if (!may_be_held (node))
        {
          rounds_problem_add_field (error, path, "WRONG_TYPE",
                                    _("“%s” must be a text, a number, true or false, or an array of texts"), path);
          good = FALSE;
        }
      else if (is_nothing (node))
        json_object_remove_member (object, key);
      else
        json_object_set_member (object, key, json_node_copy (node));
    }

  return good;
}

/**
 * rounds_json_object_sort:
 * @object: values under keys
 *
 * Returns: (transfer full) (nullable): @object as text, its keys in order; %NULL of an empty one
 */
char *
rounds_json_object_sort (JsonObject *object)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autoptr(GList) keys = g_list_sort (json_object_get_members (object), compare_keys);

  if (keys == NULL)
    return NULL;

  rounds_json_writer_begin_object (writer);
  for (GList *link = keys; link != NULL; link = link->next)
    {
      rounds_json_writer_key (writer, link->data);
      rounds_json_writer_node (writer, json_object_get_member (object, link->data));
    }
  rounds_json_writer_end_object (writer);

  return rounds_json_writer_end (writer, NULL);
}

/**
 * rounds_json_read_object:
 * @field: a field of type %ROUNDS_FIELD_OBJECT
 * @held: (nullable): the text it holds, whose members stay where @node says nothing of them
 * @node: the members given; null takes one out, or all of them when @node itself is null
 * @value: (inout): an initialised value; where the text goes
 * @error: field problems `WRONG_TYPE`, `BAD_KEY`, `TOO_LONG`
 *
 * Whether the keys are known, and their values of the right type, is for rounds_custom_values_check().
 *
 * Returns: whether @node is an object of texts, numbers, booleans and arrays of texts
 */
gboolean
rounds_json_read_object (const RoundsField  *field,
                         const char         *held,
                         JsonNode           *node,
                         RoundsValue        *value,
                         GError            **error)
{
  g_autoptr(JsonObject) before = held != NULL ? rounds_json_parse_object (held, -1, NULL) : NULL;
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  rounds_value_clear (value);
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      rounds_problem_add_field (error, field->json_path, "WRONG_TYPE", _("“%s” must be an object"), field->json_path);
      return FALSE;
    }

  if (before != NULL && !read_members (field, before, object, error))
    return FALSE;
  if (!read_members (field, json_node_get_object (node), object, error))
    return FALSE;

  text = rounds_json_object_sort (object);
  if (json_object_get_size (object) > MAX_KEYS || (text != NULL && strlen (text) > MAX_LENGTH))
    {
      rounds_problem_add_field (error, field->json_path, "TOO_LONG", _("%s: that is more than is kept"),
                                rounds_field_get_label (field));
      return FALSE;
    }

  rounds_value_take_text (value, g_steal_pointer (&text));
  return TRUE;
}

/**
 * rounds_json_read_tree:
 * @field: a field of type %ROUNDS_FIELD_JSON
 * @node: an object or an array; or a text that is one, as older clients send it
 * @value: (inout): an initialised value; where the text goes
 * @error: field problem `WRONG_TYPE`
 */
gboolean
rounds_json_read_tree (const RoundsField  *field,
                       JsonNode           *node,
                       RoundsValue        *value,
                       GError            **error)
{
  g_autoptr(JsonNode) parsed = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      parsed = rounds_json_parse (json_node_get_string (node), -1, NULL);
      node = parsed;
    }

  if (node != NULL && (JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node)))
    {
      rounds_value_take_text (value, rounds_json_to_text (node));
      if (g_utf8_validate (value->text, -1, NULL))
        return TRUE;
    }

  rounds_value_clear (value);
  rounds_problem_add_field (error, field->json_path, "WRONG_TYPE", _("%s must be an object or an array"),
                            rounds_field_get_label (field));
  return FALSE;
}

/**
 * rounds_json_object_get:
 * @text: (nullable): what a field of type %ROUNDS_FIELD_OBJECT holds
 * @key: a key
 *
 * Returns: (transfer full) (nullable): the value under @key
 */
JsonNode *
rounds_json_object_get (const char *text,
                        const char *key)
{
  g_autoptr(JsonObject) object = text != NULL ? rounds_json_parse_object (text, -1, NULL) : NULL;
  JsonNode *node = object != NULL ? json_object_get_member (object, key) : NULL;

  return node != NULL ? json_node_copy (node) : NULL;
}

static void
add_differences (JsonObject *before,
                 JsonObject *after,
                 JsonObject *difference)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, after);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      JsonNode *old = json_object_get_member (before, key);

      if (old == NULL || !json_node_equal (old, node))
        json_object_set_member (difference, key, json_node_copy (node));
    }

  json_object_iter_init_ordered (&iter, before);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    if (!json_object_has_member (after, key))
      json_object_set_null_member (difference, key);
}

/**
 * rounds_json_object_diff:
 * @before: (nullable): what a field of type %ROUNDS_FIELD_OBJECT holds
 * @after: (nullable): what it shall hold
 *
 * Returns: (transfer full): the object that rounds_json_read_object() makes @after of @before with
 */
JsonNode *
rounds_json_object_diff (const char *before,
                         const char *after)
{
  g_autoptr(JsonObject) old = rounds_json_parse_object (before != NULL ? before : "{}", -1, NULL);
  g_autoptr(JsonObject) new = rounds_json_parse_object (after != NULL ? after : "{}", -1, NULL);
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *difference = json_object_new ();

  if (old != NULL && new != NULL)
    add_differences (old, new, difference);
  json_node_take_object (node, difference);

  return node;
}
