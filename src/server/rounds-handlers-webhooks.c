/* rounds-handlers-webhooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include "model/rounds-registry.h"
#include "operations/rounds-webhook-events.h"
#include "server/rounds-policy.h"
#include "server/rounds-webhook-outbox.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"

/* What webhooks have beside what every record has. */

gboolean
rounds_handle_webhook_events (RoundsCall  *call,
                              GError     **error)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  guint n_events;
  const RoundsWebhookEvent *events = rounds_webhook_events_get_all (&n_events);

  rounds_envelope_begin (writer);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < n_events; i++)
    {
      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "event");
      rounds_json_writer_text (writer, events[i].name);
      rounds_json_writer_key (writer, "kind");
      rounds_json_writer_text (writer, events[i].kind);
      rounds_json_writer_key (writer, "description");
      rounds_json_writer_text (writer, events[i].summary);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);

  return TRUE;
}

/* A delivery like any other, of the event `webhook.test`: what is answered to it stands in the deliveries soon. */
gboolean
rounds_handle_webhook_test (RoundsCall  *call,
                            GError     **error)
{
  g_autoptr(RoundsEntity) webhook = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(RoundsEntity) delivery = NULL;
  g_autofree char *id = NULL;

  if (webhook == NULL)
    return FALSE;

  id = rounds_webhook_outbox_write (call->database, call->changes, webhook, "webhook.test", webhook, call->now, error);
  if (id == NULL)
    return FALSE;

  delivery = rounds_repository_get (call->database, rounds_registry_find ("webhook-delivery"), id, error);
  if (delivery == NULL)
    return FALSE;
  rounds_call_answer_entity (call, delivery);
  return TRUE;
}

/* Switches a webhook on again that was disabled. */
gboolean
rounds_handle_webhook_reset (RoundsCall  *call,
                             GError     **error)
{
  g_autoptr(RoundsEntity) webhook = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(JsonObject) arguments = NULL;
  JsonObject *values;

  if (webhook == NULL || !rounds_call_check_revision (call, webhook, error))
    return FALSE;

  arguments = json_object_new ();
  values = json_object_new ();
  json_object_set_boolean_member (values, "isActive", TRUE);
  json_object_set_string_member (arguments, "kind", "webhook");
  json_object_set_string_member (arguments, "id", call->id);
  json_object_set_object_member (arguments, "values", values);

  return rounds_call_run_operation (call, "record.update", arguments, NULL, error);
}
