/* rounds-arguments.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-arguments.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"

static JsonNode *
get_member (JsonObject *arguments,
            const char *member)
{
  JsonNode *node = json_object_get_member (arguments, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

/* Whether @name is one of the words of @names. */
static gboolean
is_named (const char *names,
          const char *name)
{
  gsize length = strlen (name);

  for (const char *p = names; length > 0 && (p = strstr (p, name)) != NULL; p += length)
    if ((p == names || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
      return TRUE;

  return FALSE;
}

/**
 * rounds_arguments_check:
 * @arguments: what an operation was given
 * @names: what it takes, separated by spaces
 * @error: %ROUNDS_PROBLEM_INVALID with a field `UNKNOWN_ARGUMENT`
 *
 * Returns: whether nothing else is there
 */
gboolean
rounds_arguments_check (JsonObject  *arguments,
                        const char  *names,
                        GError     **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, arguments);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!is_named (names, name))
      return rounds_problem_refuse (error, name, "UNKNOWN_ARGUMENT", _("This operation takes no “%s”"), name);

  return TRUE;
}

/**
 * rounds_arguments_has:
 *
 * Returns: whether @member is given, and not as null
 */
gboolean
rounds_arguments_has (JsonObject *arguments,
                      const char *member)
{
  return get_member (arguments, member) != NULL;
}

/**
 * rounds_arguments_get_text:
 * @text: (out) (nullable) (transfer none): the text, %NULL when there is none
 * @error: %ROUNDS_PROBLEM_INVALID with a field `WRONG_TYPE`
 *
 * Returns: whether what is there, if anything, is a text
 */
gboolean
rounds_arguments_get_text (JsonObject  *arguments,
                           const char  *member,
                           const char **text,
                           GError     **error)
{
  *text = rounds_json_get_text (arguments, member);

  if (*text == NULL && get_member (arguments, member) != NULL)
    return rounds_problem_refuse (error, member, "WRONG_TYPE", _("“%s” must be a text"), member);
  return TRUE;
}

/**
 * rounds_arguments_need_text:
 *
 * As rounds_arguments_get_text(), with `REQUIRED` when there is none or it is empty.
 */
gboolean
rounds_arguments_need_text (JsonObject  *arguments,
                            const char  *member,
                            const char **text,
                            GError     **error)
{
  if (!rounds_arguments_get_text (arguments, member, text, error))
    return FALSE;
  if (*text == NULL || **text == '\0')
    return rounds_problem_refuse (error, member, "REQUIRED", _("“%s” is needed"), member);
  return TRUE;
}

/**
 * rounds_arguments_get_integer:
 * @fallback: the number when there is none
 * @error: %ROUNDS_PROBLEM_INVALID with a field `WRONG_TYPE`
 */
gboolean
rounds_arguments_get_integer (JsonObject  *arguments,
                              const char  *member,
                              gint64       fallback,
                              gint64      *integer,
                              GError     **error)
{
  *integer = fallback;
  if (get_member (arguments, member) == NULL || rounds_json_get_integer (arguments, member, integer))
    return TRUE;
  return rounds_problem_refuse (error, member, "WRONG_TYPE", _("“%s” must be a whole number"), member);
}

gboolean
rounds_arguments_get_boolean (JsonObject  *arguments,
                              const char  *member,
                              gboolean     fallback,
                              gboolean    *boolean,
                              GError     **error)
{
  JsonNode *node = get_member (arguments, member);

  *boolean = fallback;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return rounds_problem_refuse (error, member, "WRONG_TYPE", _("“%s” must be true or false"), member);

  *boolean = json_node_get_boolean (node);
  return TRUE;
}

/**
 * rounds_arguments_get_object:
 * @object: (out) (nullable) (transfer none): the object, %NULL when there is none
 */
gboolean
rounds_arguments_get_object (JsonObject  *arguments,
                             const char  *member,
                             JsonObject **object,
                             GError     **error)
{
  JsonNode *node = get_member (arguments, member);

  *object = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return rounds_problem_refuse (error, member, "WRONG_TYPE", _("“%s” must be an object"), member);

  *object = json_node_get_object (node);
  return TRUE;
}

/**
 * rounds_arguments_get_array:
 * @array: (out) (nullable) (transfer none): the array, %NULL when there is none
 */
gboolean
rounds_arguments_get_array (JsonObject  *arguments,
                            const char  *member,
                            JsonArray  **array,
                            GError     **error)
{
  JsonNode *node = get_member (arguments, member);

  *array = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return rounds_problem_refuse (error, member, "WRONG_TYPE", _("“%s” must be an array"), member);

  *array = json_node_get_array (node);
  return TRUE;
}

/**
 * rounds_arguments_get_texts:
 * @maximum: how many at most
 * @error: %ROUNDS_PROBLEM_INVALID with a field `WRONG_TYPE` or `TOO_MANY`
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the texts of a list, which live as long as @arguments
 */
GPtrArray *
rounds_arguments_get_texts (JsonObject  *arguments,
                            const char  *member,
                            guint        maximum,
                            GError     **error)
{
  JsonNode *node = get_member (arguments, member);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();

  if (array != NULL && json_array_get_length (array) > maximum)
    {
      rounds_problem_refuse (error, member, "TOO_MANY", _("“%s” has too many entries"), member);
      return NULL;
    }

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        break;
      g_ptr_array_add (texts, (gpointer) json_node_get_string (element));
    }

  if (array != NULL && texts->len == json_array_get_length (array))
    return g_steal_pointer (&texts);
  rounds_problem_refuse (error, member, "WRONG_TYPE", _("“%s” must be a list of texts"), member);
  return NULL;
}

/**
 * rounds_arguments_get_ids:
 *
 * As rounds_arguments_get_texts(), with `BAD_ID` for what is no id.
 */
GPtrArray *
rounds_arguments_get_ids (JsonObject  *arguments,
                          const char  *member,
                          guint        maximum,
                          GError     **error)
{
  g_autoptr(GPtrArray) ids = rounds_arguments_get_texts (arguments, member, maximum, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!rounds_id_is_valid (g_ptr_array_index (ids, i)))
      {
        rounds_problem_refuse (error, member, "BAD_ID", _("“%s” must be UUIDs in lower case"), member);
        return NULL;
      }

  return g_steal_pointer (&ids);
}

/**
 * rounds_arguments_complete_id:
 * @arguments: (inout): where a new id is put when none is given, so that the same operation makes the same row elsewhere
 * @id: (out) (transfer none): the id
 * @error: %ROUNDS_PROBLEM_INVALID with a field `BAD_ID`
 */
gboolean
rounds_arguments_complete_id (JsonObject  *arguments,
                              const char  *member,
                              const char **id,
                              GError     **error)
{
  if (!rounds_arguments_get_text (arguments, member, id, error))
    return FALSE;

  if (*id == NULL)
    {
      g_autofree char *fresh = rounds_id_new ();

      json_object_set_string_member (arguments, member, fresh);
      *id = rounds_json_get_text (arguments, member);
    }

  if (!rounds_id_is_valid (*id))
    return rounds_problem_refuse (error, member, "BAD_ID", _("“%s” must be a UUID in lower case"), member);
  return TRUE;
}
