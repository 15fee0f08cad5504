/* rounds-handlers-verbs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include "server/rounds-policy.h"

/* Changes with an address of their own. The body is the operation's arguments, the id comes from the path. */

/* What clients that exist call an argument. */
static const struct
{
  const char *operation;
  const char *sent;
  const char *argument;
} aliases[] = {
  { "reminder.snooze", "snoozeMinutes", "minutes" },
  { "reminder.reschedule", "newReminderDate", "reminderDate" },
};

static JsonObject *
create_arguments (RoundsCall *call,
                  const char *operation)
{
  JsonObject *arguments = call->body != NULL ? rounds_call_copy_body (call) : json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].operation, operation) && json_object_has_member (arguments, aliases[i].sent))
      {
        json_object_set_member (arguments, aliases[i].argument, json_object_dup_member (arguments, aliases[i].sent));
        json_object_remove_member (arguments, aliases[i].sent);
      }

  /* Which the call has been checked against. */
  json_object_remove_member (arguments, "revision");
  json_object_set_string_member (arguments, "id", call->id);

  return arguments;
}

static gboolean
run_verb (RoundsCall  *call,
          const char  *operation,
          GError     **error)
{
  g_autoptr(RoundsEntity) entity = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(JsonObject) arguments = NULL;

  if (entity == NULL || !rounds_call_check_revision (call, entity, error))
    return FALSE;

  arguments = create_arguments (call, operation);
  return rounds_call_run_operation (call, operation, arguments, NULL, error);
}

/* A route that has the name of its operation. */
gboolean
rounds_handle_verb (RoundsCall  *call,
                    GError     **error)
{
  return run_verb (call, call->route->name, error);
}

gboolean
rounds_handle_opportunity_stage (RoundsCall  *call,
                                 GError     **error)
{
  return run_verb (call, "opportunity.move", error);
}

gboolean
rounds_handle_invoice_send (RoundsCall  *call,
                            GError     **error)
{
  return run_verb (call, "invoice.issue", error);
}

gboolean
rounds_handle_invoice_cancel (RoundsCall  *call,
                              GError     **error)
{
  return run_verb (call, "invoice.cancel", error);
}

gboolean
rounds_handle_invoice_payment (RoundsCall  *call,
                               GError     **error)
{
  return run_verb (call, "invoice.record-payment", error);
}
