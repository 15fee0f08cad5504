/* rounds-handlers-verbs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include "model/rounds-payment.h"
#include "model/rounds-registry.h"
#include "operations/rounds-record-json.h"
#include "server/rounds-policy.h"
#include "store/rounds-repository.h"
#include "wire/rounds-envelope.h"

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
  g_autoptr(RoundsEntity) entity = rounds_policy_find_row (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(JsonObject) arguments = NULL;
  gboolean done;

  if (entity == NULL || !rounds_call_check_revision (call, entity, error))
    return FALSE;

  arguments = create_arguments (call, operation);
  call->known = entity;
  done = rounds_call_run_operation (call, operation, arguments, NULL, error);
  call->known = NULL;

  return done;
}

/* A route that has the name of its operation. */
gboolean
rounds_handle_verb (RoundsCall  *call,
                    GError     **error)
{
  return run_verb (call, call->route->name, error);
}

/* `POST /meetings/:id/comments {content}`: a comment on the record that the path names. */
gboolean
rounds_handle_comment_create (RoundsCall  *call,
                              GError     **error)
{
  g_auto(GStrv) segments = g_strsplit (call->route->pattern, "/", -1);
  const RoundsEntityInfo *target = rounds_registry_find_collection (segments[2]);
  g_autoptr(RoundsEntity) entity = rounds_policy_find_row (call->database, call->actor, target, call->id, FALSE, error);
  g_autoptr(JsonObject) arguments = NULL;
  JsonObject *values;

  if (entity == NULL)
    return FALSE;

  values = rounds_call_copy_body (call);
  json_object_set_string_member (values, "recordKind", target->kind);
  json_object_set_string_member (values, "recordId", call->id);
  arguments = json_object_new ();
  json_object_set_string_member (arguments, "kind", "comment");
  json_object_set_object_member (arguments, "values", values);

  return rounds_call_run_operation (call, "record.create", arguments, NULL, error);
}

/* `{userId, permission}`, or several of them as `{shares: [...]}`: all or none. */
gboolean
rounds_handle_note_share (RoundsCall  *call,
                          GError     **error)
{
  JsonNode *node = json_object_get_member (call->body, "shares");
  JsonArray *shares = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr(RoundsEntity) note = NULL;

  if (shares == NULL || json_array_get_length (shares) == 0)
    return run_verb (call, "note.share", error);

  note = rounds_policy_find_row (call->database, call->actor, call->route->info, call->id, FALSE, error);
  if (note == NULL || !rounds_call_check_revision (call, note, error))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (shares); i++)
    {
      JsonNode *share = json_array_get_element (shares, i);
      g_autoptr(JsonObject) arguments = JSON_NODE_HOLDS_OBJECT (share) ? rounds_handlers_copy_object (json_node_get_object (share))
                                                                       : json_object_new ();
      g_autoptr(JsonNode) answer = NULL;
      gboolean is_last = i + 1 == json_array_get_length (shares);

      json_object_set_string_member (arguments, "id", call->id);
      if (!rounds_call_run_operation (call, "note.share", arguments, is_last ? NULL : &answer, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
rounds_handle_notification_read_all (RoundsCall  *call,
                                     GError     **error)
{
  g_autoptr(JsonObject) arguments = call->body != NULL ? rounds_call_copy_body (call) : json_object_new ();

  return rounds_call_run_operation (call, "notification.read-all", arguments, NULL, error);
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

/* `GET /invoices/:id/payments`: the newest first. */
gboolean
rounds_handle_invoice_payments (RoundsCall  *call,
                                GError     **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_PAYMENT);
  g_autoptr(RoundsEntity) invoice = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "invoice-id"), ROUNDS_FILTER_EQUAL, call->id);
  g_autoptr(GPtrArray) payments = NULL;
  g_autoptr(RoundsJsonWriter) writer = NULL;
  gint64 page;
  gint64 limit;
  gint64 total;

  if (invoice == NULL ||
      !rounds_call_get_number (call, "page", 1, 1000000, 1, &page, error) ||
      !rounds_call_get_number (call, "limit", 1, ROUNDS_WIRE_PAGE_MAXIMUM, ROUNDS_WIRE_PAGE_DEFAULT, &limit, error))
    return FALSE;

  rounds_query_set_filter (query, filter);
  total = rounds_repository_count (call->database, query, error);
  if (total < 0)
    return FALSE;
  rounds_query_add_sort (query, rounds_entity_info_find (info, "payment-date"), TRUE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "id"), TRUE);
  rounds_query_set_range (query, (page - 1) * limit, limit);
  payments = rounds_repository_list (call->database, query, error);
  if (payments == NULL)
    return FALSE;

  writer = rounds_json_writer_new ();
  rounds_envelope_begin (writer);
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < payments->len; i++)
    rounds_record_json_write (writer, g_ptr_array_index (payments, i));
  rounds_json_writer_end_array (writer);
  rounds_envelope_end_list (writer, total, page, limit);
  rounds_call_take_writer (call, writer);

  return TRUE;
}
