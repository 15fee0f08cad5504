/* rounds-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-queue.h"

#include "model/rounds-json.h"

/**
 * rounds_queue_append:
 * @operation: what was done, its arguments complete
 *
 * Needs the transaction in which the operation is done.
 */
gboolean
rounds_queue_append (RoundsDatabase       *database,
                     RoundsSyncOperation  *operation,
                     GError              **error)
{
  g_autofree char *arguments = rounds_json_object_to_text (operation->arguments);

  return rounds_database_execute (database, error,
                                  "INSERT INTO queue (position, id, name, arguments, created_at) "
                                  "VALUES ((SELECT COALESCE(MAX(position), 0) + 1 FROM queue), $1, $2, $3, $4)", "sssi",
                                  operation->id, operation->name, arguments, operation->created_at);
}

/**
 * rounds_queue_load:
 *
 * Returns: (transfer full) (element-type RoundsSyncOperation): the operations, the oldest first
 */
GPtrArray *
rounds_queue_load (RoundsDatabase  *database,
                   GError         **error)
{
  g_autoptr(GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_operation_free);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  statement = rounds_database_prepare (database, "SELECT id, name, arguments, created_at FROM queue ORDER BY position", error);
  if (statement == NULL)
    return NULL;

  for (;;)
    {
      g_autoptr(JsonObject) arguments = NULL;

      if (!rounds_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&operations);

      arguments = rounds_json_parse_object (rounds_statement_get_text (statement, 2), -1, error);
      if (arguments == NULL)
        return NULL;
      g_ptr_array_add (operations, rounds_sync_operation_new (rounds_statement_get_text (statement, 0),
                                                              rounds_statement_get_text (statement, 1), arguments,
                                                              rounds_statement_get_integer (statement, 3)));
    }
}

/**
 * rounds_queue_count:
 *
 * Returns: how many operations wait; -1 with @error set
 */
gint64
rounds_queue_count (RoundsDatabase  *database,
                    GError         **error)
{
  gint64 count;

  return rounds_database_query_integer (database, &count, error, "SELECT COUNT(*) FROM queue", NULL) ? count : -1;
}

gboolean
rounds_queue_remove (RoundsDatabase  *database,
                     const char      *id,
                     GError         **error)
{
  return rounds_database_execute (database, error, "DELETE FROM queue WHERE id = $1", "s", id);
}
