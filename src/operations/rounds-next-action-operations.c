/* rounds-next-action-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-action-mark.h"
#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "rules/rounds-next-action.h"

/* What a person makes of a suggested action: a mark that the suggestions are read against. */

/* Days after which what was done is suggested again, if the reason is still there. */
#define DONE_DAYS 30

static JsonNode *
refuse_field (const char  *field,
              const char  *code,
              const char  *sentence,
              GError     **error)
{
  GError *problem = NULL;

  rounds_problem_add_field (&problem, field, code, "%s", sentence);
  g_propagate_error (error, problem);
  return NULL;
}

/* A date that was given must be one. */
static gboolean
get_date (JsonObject  *arguments,
          const char  *member,
          const char **date,
          GError     **error)
{
  if (!rounds_arguments_get_text (arguments, member, date, error))
    return FALSE;
  if (*date == NULL || rounds_date_is_valid (*date))
    return TRUE;

  refuse_field (member, "INVALID_DATE", _("This is no date such as 2026-11-30"), error);
  return FALSE;
}

static void
add_removal (RoundsOperationContext *context,
             RoundsEntity           *mark)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "kind", rounds_entity_get_kind (mark));
  json_object_set_string_member (arguments, "id", rounds_entity_get_id (mark));
  rounds_operation_add_inverse (context, "record.delete", arguments);
}

/* `{id, markId?, key, relatedId?, date?, until?}`: the institution, the action as the suggestion names it. */
static JsonNode *
put_mark (RoundsOperationContext  *context,
          JsonObject              *arguments,
          const char              *state,
          GError                 **error)
{
  g_autoptr(RoundsEntity) institution = rounds_operation_load (context, "institution", arguments, "id", error);
  g_autoptr(RoundsEntity) mark = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_ACTION_MARK));
  const char *id;
  const char *key;
  const char *related_id;
  const char *date;
  const char *until;
  RoundsSignalKind kind;

  if (institution == NULL ||
      !rounds_arguments_need_text (arguments, "key", &key, error) ||
      !rounds_arguments_get_text (arguments, "relatedId", &related_id, error) ||
      !get_date (arguments, "date", &date, error) ||
      !get_date (arguments, "until", &until, error) ||
      !rounds_arguments_complete_id (arguments, "markId", &id, error))
    return NULL;
  if (!rounds_signal_find_key (key, &kind))
    return refuse_field ("key", "UNKNOWN_ACTION", _("There is no such action"), error);
  if (related_id == NULL && g_str_equal (rounds_signal_get_related_kind (kind), "institution"))
    related_id = rounds_entity_get_id (institution);
  if (related_id == NULL || !rounds_id_is_valid (related_id))
    return refuse_field ("relatedId", "RECORD_MISSING", _("Say which record the action is about"), error);

  rounds_entity_set_text (mark, "id", id);
  rounds_entity_set_text (mark, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (mark, "user-id", context->actor->user_id);
  rounds_entity_set_text (mark, "action-key", key);
  rounds_entity_set_text (mark, "related-id", related_id);
  rounds_entity_set_text (mark, "signal-date", date);
  rounds_entity_set_text (mark, "state", state);
  rounds_entity_set_text (mark, "until", until);
  if (!rounds_operation_insert (context, mark, error))
    return NULL;

  add_removal (context, mark);
  return rounds_operation_answer (context, mark);
}

/* `next-action.snooze {id, key, relatedId?, date?, until}`: not before the day @until. */
JsonNode *
rounds_run_next_action_snooze (RoundsOperationContext  *context,
                               JsonObject              *arguments,
                               GError                 **error)
{
  if (!rounds_arguments_has (arguments, "until"))
    return refuse_field ("until", "DATE_MISSING", _("Say until when"), error);

  return put_mark (context, arguments, "snoozed", error);
}

/* `next-action.dismiss {id, key, relatedId?, date?}`: not again for this reason. */
JsonNode *
rounds_run_next_action_dismiss (RoundsOperationContext  *context,
                                JsonObject              *arguments,
                                GError                 **error)
{
  return put_mark (context, arguments, "dismissed", error);
}

/* `next-action.complete {id, key, relatedId?, date?, until?}`: done, so not again for thirty days. */
JsonNode *
rounds_run_next_action_complete (RoundsOperationContext  *context,
                                 JsonObject              *arguments,
                                 GError                 **error)
{
  if (!rounds_arguments_has (arguments, "until"))
    {
      g_autofree char *today = rounds_operation_today (context);
      g_autofree char *until = rounds_date_add_days (today, DONE_DAYS);

      json_object_set_string_member (arguments, "until", until);
    }

  return put_mark (context, arguments, "done", error);
}
