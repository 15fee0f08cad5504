/* rounds-sync-operation.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-sync-operation.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

/* What is taken of one operation in a request; anything else is refused. */
static const char * const members[] = { "id", "name", "arguments", "createdAt", NULL };

static void
refuse (GError     **error,
        guint        index,
        const char  *member,
        const char  *code,
        const char  *detail)
{
  g_autofree char *path = g_strdup_printf ("operations[%u]%s%s", index, *member != '\0' ? "." : "", member);

  rounds_problem_add_field (error, path, code, "%s", detail);
}

static RoundsSyncOperation *
read_operation (JsonNode  *node,
                guint      index,
                GError   **problems)
{
  g_autoptr(GList) names = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *arguments;
  const char *id = rounds_json_get_text (object, "id");
  const char *name = rounds_json_get_text (object, "name");
  const char *created = rounds_json_get_text (object, "createdAt");
  gint64 created_at = 0;

  if (object == NULL)
    {
      refuse (problems, index, "", "WRONG_TYPE", _("An operation must be an object"));
      return NULL;
    }

  names = json_object_get_members (object);
  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (members, l->data))
      refuse (problems, index, l->data, "UNKNOWN_FIELD", _("An operation has no such field"));

  arguments = json_object_get_member (object, "arguments");
  if (!rounds_id_is_valid (id))
    refuse (problems, index, "id", "BAD_ID", _("The id must be a UUID in lower case"));
  if (name == NULL || *name == '\0')
    refuse (problems, index, "name", "REQUIRED", _("The operation’s name is missing"));
  if (arguments == NULL || !JSON_NODE_HOLDS_OBJECT (arguments))
    refuse (problems, index, "arguments", "WRONG_TYPE", _("The arguments must be an object"));
  if (json_object_has_member (object, "createdAt") && (created == NULL || !rounds_instant_parse (created, &created_at)))
    refuse (problems, index, "createdAt", "BAD_INSTANT", _("The time must be text, such as “2026-12-31T09:30:00Z”"));

  if (*problems != NULL)
    return NULL;
  return rounds_sync_operation_new (id, name, json_node_get_object (arguments), created_at);
}

/**
 * rounds_sync_operation_new:
 * @arguments: (transfer none): what it is called with
 *
 * Returns: (transfer full): an operation to send
 */
RoundsSyncOperation *
rounds_sync_operation_new (const char *id,
                           const char *name,
                           JsonObject *arguments,
                           gint64      created_at)
{
  RoundsSyncOperation *self = g_new0 (RoundsSyncOperation, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->arguments = json_object_ref (arguments);
  self->created_at = created_at;

  return self;
}

void
rounds_sync_operation_free (RoundsSyncOperation *self)
{
  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->arguments, json_object_unref);
  g_free (self);
}

/**
 * rounds_sync_operations_to_json:
 * @operations: (element-type RoundsSyncOperation): in the order in which they were done
 * @length: (out) (optional): bytes
 *
 * Returns: (transfer full): the body of a request
 */
char *
rounds_sync_operations_to_json (GPtrArray *operations,
                                gsize     *length)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "operations");
  rounds_json_writer_begin_array (writer);

  for (guint i = 0; i < operations->len; i++)
    {
      RoundsSyncOperation *operation = g_ptr_array_index (operations, i);
      g_autoptr(JsonNode) arguments = json_node_alloc ();

      json_node_init_object (arguments, operation->arguments);
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "id");
      rounds_json_writer_text (writer, operation->id);
      rounds_json_writer_key (writer, "name");
      rounds_json_writer_text (writer, operation->name);
      rounds_json_writer_key (writer, "arguments");
      rounds_json_writer_node (writer, arguments);
      rounds_json_writer_key (writer, "createdAt");
      rounds_json_writer_instant (writer, operation->created_at);
      rounds_json_writer_end_object (writer);
    }

  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);

  return rounds_json_writer_end (writer, length);
}

/**
 * rounds_sync_operations_from_json:
 * @object: the body of a request
 * @error: field problems of %ROUNDS_PROBLEM_INVALID
 *
 * Returns: (transfer full) (element-type RoundsSyncOperation) (nullable): the operations
 */
GPtrArray *
rounds_sync_operations_from_json (JsonObject  *object,
                                  GError     **error)
{
  g_autoptr(GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_operation_free);
  g_autoptr(GList) names = json_object_get_members (object);
  JsonNode *node = json_object_get_member (object, "operations");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GError *problems = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "operations"))
      rounds_problem_add_field (&problems, l->data, "UNKNOWN_FIELD", _("There is no field “%s”"), (char *) l->data);

  if (array == NULL)
    rounds_problem_add_field (&problems, "operations", "WRONG_TYPE", _("The operations must be an array"));
  else if (json_array_get_length (array) > ROUNDS_SYNC_OPERATIONS_MAXIMUM)
    rounds_problem_add_field (&problems, "operations", "TOO_MANY", _("At most %d operations can be sent at once"),
                              ROUNDS_SYNC_OPERATIONS_MAXIMUM);

  for (guint i = 0; problems == NULL && i < json_array_get_length (array); i++)
    {
      RoundsSyncOperation *operation = read_operation (json_array_get_element (array, i), i, &problems);

      if (operation != NULL)
        g_ptr_array_add (operations, operation);
    }

  if (problems != NULL)
    {
      g_propagate_error (error, problems);
      return NULL;
    }

  return g_steal_pointer (&operations);
}
