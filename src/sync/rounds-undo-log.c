/* rounds-undo-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-undo-log.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"

/**
 * rounds_undo_log_add:
 * @id: of the operation that was done
 * @label: what it was, for a list of what can be undone
 * @inverse: `{"name":...,"arguments":{...}}`
 *
 * Needs the transaction in which the operation is done.
 */
gboolean
rounds_undo_log_add (RoundsDatabase  *database,
                     const char      *id,
                     const char      *label,
                     JsonObject      *inverse,
                     gint64           created_at,
                     GError         **error)
{
  g_autofree char *arguments = rounds_json_object_to_text (json_object_get_object_member (inverse, "arguments"));

  return rounds_database_execute (database, error,
                                  "INSERT INTO undo_log (id, position, label, name, arguments, created_at) "
                                  "VALUES ($1, (SELECT COALESCE(MAX(position), 0) + 1 FROM undo_log), $2, $3, $4, $5)", "ssssi",
                                  id, label, rounds_json_get_text (inverse, "name"), arguments, created_at);
}

/**
 * rounds_undo_log_get:
 * @error: %ROUNDS_PROBLEM_NOT_FOUND `NOT_UNDOABLE`
 *
 * Returns: (transfer full): the inverse, `{"name":...,"arguments":{...}}`
 */
JsonObject *
rounds_undo_log_get (RoundsDatabase  *database,
                     const char      *id,
                     GError         **error)
{
  g_autoptr(RoundsStatement) statement = NULL;
  JsonObject *arguments;
  JsonObject *inverse;
  gboolean row;

  statement = rounds_database_prepare (database, "SELECT name, arguments FROM undo_log WHERE id = $1", error);
  if (statement == NULL)
    return NULL;
  rounds_statement_bind_text (statement, 1, id);
  if (!rounds_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_UNDOABLE", _("This cannot be undone any more"));
      return NULL;
    }

  arguments = rounds_json_parse_object (rounds_statement_get_text (statement, 1), -1, error);
  if (arguments == NULL)
    return NULL;

  inverse = json_object_new ();
  json_object_set_string_member (inverse, "name", rounds_statement_get_text (statement, 0));
  json_object_set_object_member (inverse, "arguments", arguments);
  return inverse;
}

gboolean
rounds_undo_log_remove (RoundsDatabase  *database,
                        const char      *id,
                        GError         **error)
{
  return rounds_database_execute (database, error, "DELETE FROM undo_log WHERE id = $1", "s", id);
}

/**
 * rounds_undo_log_trim:
 * @keep: how many entries stay, the newest
 */
gboolean
rounds_undo_log_trim (RoundsDatabase  *database,
                      guint            keep,
                      GError         **error)
{
  return rounds_database_execute (database, error,
                                  "DELETE FROM undo_log WHERE position <= (SELECT MAX(position) FROM undo_log) - $1", "i",
                                  (gint64) keep);
}
