/* rounds-reminder-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-registry.h"
#include "model/rounds-reminder.h"
#include "model/rounds-time.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-hooks-private.h"
#include "operations/rounds-recurring.h"

/* Reminders: done or not, put off, and the next one of a reminder that repeats. */

#define SNOOZE_MAXIMUM 10080 /* a week, in minutes */
#define YEARS_AHEAD 5

/* A date that has passed is not refused: a reminder made without the network arrives late, and is due at once. */
static gboolean
check_date (RoundsOperationContext  *context,
            const char              *member,
            gint64                   date,
            GError                 **error)
{
  g_autofree char *today = rounds_operation_today (context);
  g_autofree char *last = rounds_date_add_months (today, 12 * YEARS_AHEAD);
  g_autofree char *day = rounds_instant_to_date (date, context->zone);

  if (g_strcmp0 (day, last) > 0)
    rounds_refuse_field (error, member, "REMINDER_TOO_FAR", _("A reminder lies at most %d years ahead"), YEARS_AHEAD);

  return TRUE;
}

/* A #RoundsRecordHook. */
gboolean
rounds_reminder_prepare (RoundsRecordChange  *change,
                         GError             **error)
{
  RoundsEntity *after = change->after;

  if (!rounds_entity_is_null (after, "reminder-date") && rounds_record_change_differs (change, "reminder-date") &&
      !check_date (change->context, "reminderDate", rounds_entity_get_integer (after, "reminder-date"), error))
    return FALSE;

  return rounds_record_change_link (change, "contact-person-id", error) &&
         rounds_recurring_prepare (change, "reminder-date", error);
}

static JsonObject *
inverse_arguments (RoundsEntity *reminder,
                   const char   *field)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", rounds_entity_get_id (reminder));
  if (field != NULL)
    {
      g_autofree char *text = rounds_instant_to_text (rounds_entity_get_integer (reminder, field));

      json_object_set_string_member (arguments, rounds_entity_info_find (rounds_entity_get_info (reminder), field)->json_key, text);
    }

  return arguments;
}

/* `reminder.complete {id, completedAt?}`: done, once; makes the next one of a reminder that repeats, in the future. */
JsonNode *
rounds_run_reminder_complete (RoundsOperationContext  *context,
                              JsonObject              *arguments,
                              GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "reminder", arguments, "id", error);
  g_autoptr(RoundsEntity) after = NULL;
  gint64 when;

  if (before == NULL || !rounds_recurring_read_time (context, arguments, "completedAt", &when, error))
    return NULL;
  if (rounds_entity_get_boolean (before, "is-completed"))
    return rounds_operation_update (context, before, before, error) ? rounds_operation_answer (context, before) : NULL;

  after = rounds_entity_copy (before);
  rounds_entity_set_boolean (after, "is-completed", TRUE);
  rounds_entity_set_integer (after, "completed-at", when);
  if (!rounds_operation_update (context, before, after, error) ||
      !rounds_recurring_continue (context, after, "reminder-date", when, error))
    return NULL;

  rounds_operation_add_inverse (context, "reminder.reopen", inverse_arguments (before, NULL));
  return rounds_operation_answer (context, after);
}

/* `reminder.reopen {id}`: not done after all. */
JsonNode *
rounds_run_reminder_reopen (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "reminder", arguments, "id", error);
  g_autoptr(RoundsEntity) after = NULL;

  if (before == NULL)
    return NULL;
  if (!rounds_entity_get_boolean (before, "is-completed"))
    return rounds_operation_update (context, before, before, error) ? rounds_operation_answer (context, before) : NULL;

  after = rounds_entity_copy (before);
  rounds_entity_set_boolean (after, "is-completed", FALSE);
  rounds_entity_clear (after, "completed-at");
  if (!rounds_operation_update (context, before, after, error) || !rounds_recurring_take_back (context, after, error))
    return NULL;

  rounds_operation_add_inverse (context, "reminder.complete", inverse_arguments (before, "completed-at"));
  return rounds_operation_answer (context, after);
}

static JsonNode *
set_date (RoundsOperationContext  *context,
          RoundsEntity            *before,
          const char              *member,
          gint64                   date,
          GError                 **error)
{
  g_autoptr(RoundsEntity) after = NULL;

  if (rounds_entity_get_boolean (before, "is-completed"))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "REMINDER_COMPLETED",
                          _("This reminder is done: reopen it before you give it another date"));
      return NULL;
    }
  if (!check_date (context, member, date, error))
    return NULL;

  after = rounds_entity_copy (before);
  rounds_entity_set_integer (after, "reminder-date", date);
  if (!rounds_operation_update (context, before, after, error))
    return NULL;

  rounds_operation_add_inverse (context, "reminder.reschedule", inverse_arguments (before, "reminder-date"));
  return rounds_operation_answer (context, after);
}

/* `reminder.snooze {id, minutes, from?}`: so many minutes after it was due, or after now when it is due already. */
JsonNode *
rounds_run_reminder_snooze (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "reminder", arguments, "id", error);
  gint64 minutes;
  gint64 from;

  if (before == NULL || !rounds_arguments_get_integer (arguments, "minutes", 0, &minutes, error) ||
      !rounds_recurring_read_time (context, arguments, "from", &from, error))
    return NULL;
  if (minutes < 1 || minutes > SNOOZE_MAXIMUM)
    {
      GError *problem = NULL;

      rounds_problem_add_field (&problem, "minutes", "SNOOZE_OUT_OF_RANGE", _("Put it off by 1 to %d minutes"), SNOOZE_MAXIMUM);
      g_propagate_error (error, problem);
      return NULL;
    }

  return set_date (context, before, "minutes",
                   MAX (from, rounds_entity_get_integer (before, "reminder-date")) + minutes * G_TIME_SPAN_MINUTE, error);
}

/* `reminder.reschedule {id, reminderDate}`. */
JsonNode *
rounds_run_reminder_reschedule (RoundsOperationContext  *context,
                                JsonObject              *arguments,
                                GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "reminder", arguments, "id", error);
  const char *text;
  gint64 date;

  if (before == NULL || !rounds_arguments_need_text (arguments, "reminderDate", &text, error))
    return NULL;
  if (!rounds_instant_parse (text, &date))
    {
      GError *problem = NULL;

      rounds_problem_add_field (&problem, "reminderDate", "BAD_INSTANT", _("“%s” must be a time such as 2026-12-31T08:00:00Z"),
                                "reminderDate");
      g_propagate_error (error, problem);
      return NULL;
    }

  return set_date (context, before, "reminderDate", date, error);
}
