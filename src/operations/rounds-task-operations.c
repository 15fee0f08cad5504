/* rounds-task-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-registry.h"
#include "model/rounds-task.h"
#include "model/rounds-time.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-hooks-private.h"
#include "operations/rounds-recurring.h"
#include "rules/rounds-status-moves.h"

/* Tasks: a status that a person sets, when it was done, and the next one of a task that repeats. */

static gboolean
has_status (RoundsEntity *task,
            const char   *status)
{
  return task != NULL && g_strcmp0 (rounds_entity_get_text (task, "status"), status) == 0;
}

/* What follows from the status that @after has now. */
static gboolean
follow_status (RoundsEntity  *before,
               RoundsEntity  *after,
               gint64         when,
               GError       **error)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (after), "status");

  /* A status that is none is the table's to refuse. */
  if (before != NULL && rounds_field_find_choice (field, rounds_entity_get_text (after, "status")) != NULL &&
      !rounds_status_check_move (rounds_task_moves, field, rounds_entity_get_text (before, "status"),
                                 rounds_entity_get_text (after, "status"), error))
    return FALSE;

  if (!has_status (after, "completed"))
    rounds_entity_clear (after, "completed-at");
  else if (!has_status (before, "completed"))
    rounds_entity_set_integer (after, "completed-at", when);

  return TRUE;
}

/* A task that repeats is not due again before the day on which the one before was done. */
static gboolean
follow_recurrence (RoundsOperationContext  *context,
                   RoundsEntity            *before,
                   RoundsEntity            *after,
                   GError                 **error)
{
  g_autofree char *day = NULL;

  if (has_status (before, "completed") == has_status (after, "completed"))
    return TRUE;
  if (!has_status (after, "completed"))
    return rounds_recurring_take_back (context, after, error);

  day = rounds_instant_to_date (rounds_entity_get_integer (after, "completed-at"), context->zone);
  return rounds_recurring_continue (context, after, "due-date", rounds_instant_from_date (day, context->zone), error);
}

/* A #RoundsRecordHook. */
gboolean
rounds_task_prepare (RoundsRecordChange  *change,
                     GError             **error)
{
  return follow_status (change->before, change->after, change->context->now, error) &&
         rounds_record_change_link (change, "contact-id", error) &&
         rounds_recurring_prepare (change, "due-date", error);
}

/* A #RoundsRecordHook. */
gboolean
rounds_task_finish (RoundsRecordChange  *change,
                    GError             **error)
{
  return follow_recurrence (change->context, change->before, change->after, error);
}

static JsonNode *
change_status (RoundsOperationContext  *context,
               RoundsEntity            *before,
               const char              *status,
               gint64                   when,
               GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

  rounds_entity_set_text (after, "status", status);
  if (!follow_status (before, after, when, error) ||
      !rounds_entity_validate (after, error) ||
      !rounds_operation_update (context, before, after, error) ||
      !follow_recurrence (context, before, after, error))
    return NULL;

  return rounds_operation_answer (context, after);
}

static JsonObject *
inverse_arguments (RoundsEntity *task,
                   const char   *member,
                   const char   *value)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", rounds_entity_get_id (task));
  json_object_set_string_member (arguments, member, value);

  return arguments;
}

/* `task.complete {id, completedAt?}`: done, once; makes the next one of a task that repeats. */
JsonNode *
rounds_run_task_complete (RoundsOperationContext  *context,
                          JsonObject              *arguments,
                          GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "task", arguments, "id", error);
  JsonNode *answer;
  gint64 when;

  if (before == NULL || !rounds_recurring_read_time (context, arguments, "completedAt", &when, error))
    return NULL;

  answer = change_status (context, before, "completed", when, error);
  if (answer != NULL && !has_status (before, "completed"))
    rounds_operation_add_inverse (context, "task.reopen",
                                  inverse_arguments (before, "status", rounds_entity_get_text (before, "status")));

  return answer;
}

static void
add_reopen_inverse (RoundsOperationContext *context,
                    RoundsEntity           *before)
{
  if (has_status (before, "completed"))
    {
      g_autofree char *when = rounds_instant_to_text (rounds_entity_get_integer (before, "completed-at"));

      rounds_operation_add_inverse (context, "task.complete", inverse_arguments (before, "completedAt", when));
    }
  else if (has_status (before, "cancelled"))
    {
      JsonObject *arguments = inverse_arguments (before, "kind", "task");
      JsonObject *values = json_object_new ();

      json_object_set_string_member (values, "status", "cancelled");
      json_object_set_object_member (arguments, "values", values);
      rounds_operation_add_inverse (context, "record.update", arguments);
    }
}

/* `task.reopen {id, status?}`: to do again, or in progress; takes back the next one unless somebody has worked on it. */
JsonNode *
rounds_run_task_reopen (RoundsOperationContext  *context,
                        JsonObject              *arguments,
                        GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "task", arguments, "id", error);
  const char *status;
  JsonNode *answer;

  if (before == NULL || !rounds_arguments_get_text (arguments, "status", &status, error))
    return NULL;
  if (status == NULL)
    status = "todo";
  if (!g_str_equal (status, "todo") && !g_str_equal (status, "in_progress"))
    {
      GError *problem = NULL;

      rounds_problem_add_field (&problem, "status", "NOT_OPEN", _("A task is reopened as “todo” or “in_progress”"));
      g_propagate_error (error, problem);
      return NULL;
    }
  /* It is open: nothing to take back. */
  if (!has_status (before, "completed") && !has_status (before, "cancelled"))
    return rounds_operation_update (context, before, before, error) ? rounds_operation_answer (context, before) : NULL;

  answer = change_status (context, before, status, context->now, error);
  if (answer != NULL)
    add_reopen_inverse (context, before);

  return answer;
}
