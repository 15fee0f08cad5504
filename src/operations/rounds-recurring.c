/* rounds-recurring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-recurring.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-time.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-hooks-private.h"
#include "rules/rounds-recurrence.h"
#include "store/rounds-repository.h"

/* The one after @id: the same on the client and on the server. */
static char *
derive_id (const char *id)
{
  g_autofree char *name = g_strconcat ("next-of:", id, NULL);

  return rounds_id_derive (name);
}

/* A record that is as it was made. */
static RoundsEntity *
create_next (RoundsEntity           *done,
             const char             *date_field,
             gint64                  date,
             const RoundsRecurrence *rest)
{
  RoundsEntity *next = rounds_entity_copy (done);
  const RoundsEntityInfo *info = rounds_entity_get_info (done);
  g_autofree char *id = derive_id (rounds_entity_get_id (done));
  g_autofree char *recurrence = rounds_recurrence_to_text (rest);
  const RoundsField *status = rounds_entity_info_find (info, "status");

  rounds_entity_set_text (next, "id", id);
  rounds_entity_clear (next, "revision");
  rounds_entity_clear (next, "created-at");
  rounds_entity_clear (next, "updated-at");
  rounds_entity_clear (next, "completed-at");
  if (status != NULL)
    rounds_entity_set_text (next, "status", status->initial);
  else
    rounds_entity_set_boolean (next, "is-completed", FALSE);
  rounds_entity_set_integer (next, date_field, date);
  rounds_entity_set_text (next, "recurrence", recurrence);

  return next;
}

/**
 * rounds_recurring_prepare:
 * @date_field: when it is due
 * @error: %ROUNDS_PROBLEM_INVALID, field `recurrence` with `BAD_RECURRENCE`, the date's with `RECURRENCE_NEEDS_DATE`
 *
 * Checks and completes how a record repeats: in the one way it is written, with the day that it would lose.
 */
gboolean
rounds_recurring_prepare (RoundsRecordChange  *change,
                          const char          *date_field,
                          GError             **error)
{
  RoundsEntity *after = change->after;
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (after), date_field);
  const char *text = rounds_entity_get_text (after, "recurrence");
  g_autofree char *written = NULL;
  RoundsRecurrence recurrence;

  if (text == NULL || (!rounds_record_change_differs (change, "recurrence") && !rounds_record_change_differs (change, date_field)))
    return TRUE;
  if (*text == '\0')
    {
      rounds_entity_clear (after, "recurrence");
      return TRUE;
    }

  if (!rounds_recurrence_parse (text, &recurrence, error))
    return FALSE;
  if (rounds_entity_is_null (after, date_field))
    rounds_refuse_field (error, field->json_path, "RECURRENCE_NEEDS_DATE", _("What repeats needs a date to begin with"));

  if (rounds_record_change_differs (change, "recurrence"))
    rounds_recurrence_anchor (&recurrence, rounds_entity_get_integer (after, date_field), change->context->zone);
  written = rounds_recurrence_to_text (&recurrence);
  rounds_entity_set_text (after, "recurrence", written);

  return TRUE;
}

/**
 * rounds_recurring_continue:
 * @done: a record that has just been done
 * @date_field: when it was due
 * @earliest: an instant before which the next one is not wanted
 *
 * Makes the next one, if there is one. When it is there already, it stays as it is; when it was taken back, it comes again.
 */
gboolean
rounds_recurring_continue (RoundsOperationContext  *context,
                           RoundsEntity            *done,
                           const char              *date_field,
                           gint64                   earliest,
                           GError                 **error)
{
  const char *text = rounds_entity_get_text (done, "recurrence");
  g_autoptr(RoundsEntity) next = NULL;
  g_autoptr(RoundsEntity) known = NULL;
  g_autoptr(GError) local = NULL;
  RoundsRecurrence recurrence;
  RoundsRecurrence rest;
  gint64 date;

  /* What an older version has let in does not repeat. */
  if (text == NULL || rounds_entity_is_null (done, date_field) || !rounds_recurrence_parse (text, &recurrence, NULL) ||
      !rounds_recurrence_next (&recurrence, rounds_entity_get_integer (done, date_field), earliest, context->zone, &date, &rest))
    return TRUE;

  next = create_next (done, date_field, date, &rest);
  known = rounds_repository_get (context->database, rounds_entity_get_info (done), rounds_entity_get_id (next), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (known == NULL)
    return rounds_operation_insert_by_rule (context, next, error);
  if (!rounds_entity_is_deleted (known))
    return TRUE;

  rounds_entity_set_integer (next, "revision", rounds_entity_get_revision (known));
  rounds_entity_set_integer (next, "created-at", context->now);
  return rounds_operation_update_by_rule (context, known, next, error);
}

/**
 * rounds_recurring_take_back:
 * @reopened: a record that is not done after all
 *
 * Takes the next one away again, unless somebody has worked on it meanwhile.
 */
gboolean
rounds_recurring_take_back (RoundsOperationContext  *context,
                            RoundsEntity            *reopened,
                            GError                 **error)
{
  g_autofree char *id = derive_id (rounds_entity_get_id (reopened));
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) next = rounds_repository_get (context->database, rounds_entity_get_info (reopened), id, &local);
  g_autoptr(RoundsEntity) after = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (next == NULL || rounds_entity_is_deleted (next) ||
      rounds_entity_get_integer (next, "created-at") != rounds_entity_get_integer (next, "updated-at"))
    return TRUE;

  after = rounds_entity_copy (next);
  rounds_entity_set_integer (after, "deleted-at", context->now);
  return rounds_operation_update_by_rule (context, next, after, error);
}

/**
 * rounds_recurring_read_time:
 * @member: an argument that holds an instant; when it is missing, it is completed with now, so that the server counts from the same
 * @instant: (out): not later than now
 * @error: %ROUNDS_PROBLEM_INVALID with a field `BAD_INSTANT`
 */
gboolean
rounds_recurring_read_time (RoundsOperationContext  *context,
                            JsonObject              *arguments,
                            const char              *member,
                            gint64                  *instant,
                            GError                 **error)
{
  const char *text;

  if (!rounds_arguments_get_text (arguments, member, &text, error))
    return FALSE;
  if (text == NULL)
    {
      g_autofree char *now = rounds_instant_to_text (context->now);

      json_object_set_string_member (arguments, member, now);
      *instant = context->now;
      return TRUE;
    }

  if (!rounds_instant_parse (text, instant))
    rounds_refuse_field (error, member, "BAD_INSTANT", _("“%s” must be a time such as 2026-12-31T08:00:00Z"), member);
  *instant = MIN (*instant, context->now);
  return TRUE;
}
