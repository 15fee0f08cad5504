/* rounds-handlers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "server/rounds-openapi.h"
#include "server/rounds-policy.h"
#include "server/rounds-security-log.h"
#include "server/rounds-sessions.h"
#include "wire/rounds-envelope.h"
#include "wire/rounds-session-grant.h"

/* Which function answers a route, and what they share. */

static const RoundsHandler handlers[] = {
  { "server.health", ROUNDS_HANDLER_LIGHT, rounds_handle_health },
  { "server.ready", ROUNDS_HANDLER_READ, rounds_handle_ready },
  { "server.description", ROUNDS_HANDLER_LIGHT, rounds_handle_description },
  { "setting.get", ROUNDS_HANDLER_READ, rounds_handle_setting_get },
  { "setting.update", ROUNDS_HANDLER_WRITE, rounds_handle_setting_update },
  { "setting.update-all", ROUNDS_HANDLER_WRITE, rounds_handle_settings_update },
  { "settings.public", ROUNDS_HANDLER_READ, rounds_handle_public_settings },
  { "session.begin", ROUNDS_HANDLER_SIGN_IN, rounds_handle_session_begin },
  { "session.end", ROUNDS_HANDLER_WRITE, rounds_handle_session_end },
  { "session.user", ROUNDS_HANDLER_READ, rounds_handle_session_user },
  { "session.update", ROUNDS_HANDLER_WRITE, rounds_handle_session_update },
  { "session.refresh", ROUNDS_HANDLER_WRITE, rounds_handle_session_refresh },
  { "session.password", ROUNDS_HANDLER_SIGN_IN, rounds_handle_session_password },
  { "user.password", ROUNDS_HANDLER_SIGN_IN, rounds_handle_user_password },
  { "user.hand-over", ROUNDS_HANDLER_LONG_WRITE, rounds_handle_user_hand_over },
  { "sync.changes", ROUNDS_HANDLER_READ, rounds_handle_sync_changes },
  { "sync.operations", ROUNDS_HANDLER_BATCH, rounds_handle_sync_operations },
  { "import.begin", ROUNDS_HANDLER_LIGHT, rounds_handle_import_begin },
  { "import.status", ROUNDS_HANDLER_LIGHT, rounds_handle_import_status },
  { "import.cancel", ROUNDS_HANDLER_LIGHT, rounds_handle_import_cancel },
  { "record.list", ROUNDS_HANDLER_READ, rounds_handle_record_list },
  { "record.export", ROUNDS_HANDLER_READ, rounds_handle_record_export },
  { "record.get", ROUNDS_HANDLER_READ, rounds_handle_record_get },
  { "record.create", ROUNDS_HANDLER_WRITE, rounds_handle_record_create },
  { "record.update", ROUNDS_HANDLER_WRITE, rounds_handle_record_update },
  { "record.delete", ROUNDS_HANDLER_WRITE, rounds_handle_record_delete },
  { "record.restore", ROUNDS_HANDLER_WRITE, rounds_handle_record_restore },
  { "bulk.change", ROUNDS_HANDLER_WAIT, rounds_handle_record_bulk },
  { "bulk.status", ROUNDS_HANDLER_LIGHT, rounds_handle_import_status },
  { "bulk.cancel", ROUNDS_HANDLER_LIGHT, rounds_handle_import_cancel },
  { "institution.merge", ROUNDS_HANDLER_LONG_WRITE, rounds_handle_verb },
  { "institution.split", ROUNDS_HANDLER_LONG_WRITE, rounds_handle_verb },
  { "contact.merge", ROUNDS_HANDLER_LONG_WRITE, rounds_handle_verb },
  { "contact.split", ROUNDS_HANDLER_LONG_WRITE, rounds_handle_verb },
  { "segment.preview", ROUNDS_HANDLER_READ, rounds_handle_segment_preview },
  { "segment.members", ROUNDS_HANDLER_READ, rounds_handle_segment_members },
  { "segment.duplicate", ROUNDS_HANDLER_WRITE, rounds_handle_segment_duplicate },
  { "opportunity.pipeline", ROUNDS_HANDLER_READ, rounds_handle_pipeline },
  { "opportunity.forecast", ROUNDS_HANDLER_READ, rounds_handle_forecast },
  { "opportunity.analytics", ROUNDS_HANDLER_READ, rounds_handle_analytics },
  { "opportunity.probability", ROUNDS_HANDLER_READ, rounds_handle_probability },
  { "opportunity.stage", ROUNDS_HANDLER_WRITE, rounds_handle_opportunity_stage },
  { "institution.hot-leads", ROUNDS_HANDLER_READ, rounds_handle_hot_leads },
  { "institution.health-score", ROUNDS_HANDLER_READ, rounds_handle_health_score },
  { "institution.lead-score", ROUNDS_HANDLER_READ, rounds_handle_lead_score },
  { "institution.duplicates", ROUNDS_HANDLER_READ, rounds_handle_duplicate_institutions },
  { "contact.duplicates", ROUNDS_HANDLER_READ, rounds_handle_duplicate_contacts },
  { "institution.next-actions", ROUNDS_HANDLER_READ, rounds_handle_next_actions },
  { "next-action.snooze", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "next-action.dismiss", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "next-action.complete", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "institution.revenue", ROUNDS_HANDLER_READ, rounds_handle_institution_revenue },
  { "institution.timeline", ROUNDS_HANDLER_READ, rounds_handle_institution_timeline },
  { "institution.collaboration", ROUNDS_HANDLER_READ, rounds_handle_collaboration },
  { "contact.timeline", ROUNDS_HANDLER_READ, rounds_handle_contact_timeline },
  { "opportunity.timeline", ROUNDS_HANDLER_READ, rounds_handle_opportunity_timeline },
  { "search.unified", ROUNDS_HANDLER_READ, rounds_handle_unified_search },
  { "dashboard.metrics", ROUNDS_HANDLER_READ, rounds_handle_dashboard },
  { "tag.counts", ROUNDS_HANDLER_READ, rounds_handle_tag_counts },
  { "meeting.ics", ROUNDS_HANDLER_READ, rounds_handle_meeting_ics },
  { "quote.send", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "quote.accept", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "quote.reject", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "quote.cancel", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "quote.convert-to-invoice", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "quote.duplicate", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "invoice.send", ROUNDS_HANDLER_WRITE, rounds_handle_invoice_send },
  { "invoice.cancel", ROUNDS_HANDLER_WRITE, rounds_handle_invoice_cancel },
  { "invoice.credit", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "invoice.archive", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "invoice.unarchive", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "invoice.payments", ROUNDS_HANDLER_READ, rounds_handle_invoice_payments },
  { "payment.reverse", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "invoice.payment", ROUNDS_HANDLER_WRITE, rounds_handle_invoice_payment },
  { "webhook.events", ROUNDS_HANDLER_LIGHT, rounds_handle_webhook_events },
  { "webhook.test", ROUNDS_HANDLER_WRITE, rounds_handle_webhook_test },
  { "webhook.reset", ROUNDS_HANDLER_WRITE, rounds_handle_webhook_reset },
  { "task.complete", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "task.reopen", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "reminder.complete", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "reminder.reopen", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "reminder.snooze", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "reminder.reschedule", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "attachment.create", ROUNDS_HANDLER_LONG_WRITE, rounds_handle_attachment_create },
  { "attachment.content", ROUNDS_HANDLER_READ, rounds_handle_attachment_content },
  { "comment.create", ROUNDS_HANDLER_WRITE, rounds_handle_comment_create },
  { "note.share", ROUNDS_HANDLER_WRITE, rounds_handle_note_share },
  { "note.unshare", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "notification.read", ROUNDS_HANDLER_WRITE, rounds_handle_verb },
  { "notification.read-all", ROUNDS_HANDLER_WRITE, rounds_handle_notification_read_all },
};

/**
 * rounds_handlers_find:
 * @name: a route's
 *
 * Returns: (nullable) (transfer none): what answers it
 */
const RoundsHandler *
rounds_handlers_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (g_str_equal (handlers[i].name, name))
      return &handlers[i];

  return NULL;
}

/**
 * rounds_call_fill_context:
 * @context: (out caller-allocates): who asks, when and where; the database is the call's
 */
void
rounds_call_fill_context (RoundsCall             *call,
                          RoundsOperationContext *context)
{
  *context = (RoundsOperationContext) {
    .database = call->database,
    .changes = call->changes,
    .actor = call->actor,
    .now = call->now,
    .zone = rounds_server_get_zone (call->server),
    .is_server = TRUE,
    .owns_transaction = TRUE,
    .forgets_inverse = TRUE,
    .known = call->known,
    .guard = rounds_policy_guard,
    .scope = rounds_policy_get_scope,
  };

  if (call->journal == NULL)
    call->journal = rounds_journal_new ();
  rounds_journal_set_origin (call->journal, call->peer, call->agent);
  rounds_journal_attach (call->journal, context);
}

static void
take_result (RoundsCall              *call,
             RoundsOperationContext  *context,
             JsonNode                *node,
             JsonNode               **answer)
{
  if (answer != NULL)
    {
      *answer = json_node_ref (node);
    }
  else if (context->record != NULL)
    {
      rounds_call_take_record (call, context->record);
    }
  else
    {
      gsize length;
      char *text = rounds_envelope_from_node (node, &length);
      rounds_call_take_answer (call, text, length);
    }
}

/**
 * rounds_call_run_operation:
 * @name: of the operation
 * @arguments: (transfer none): what it is called with
 * @answer: (out) (optional) (transfer full): what it answered, of a record its id only; without, it answers the call
 *
 * What every handler that writes comes to.
 */
gboolean
rounds_call_run_operation (RoundsCall  *call,
                           const char  *name,
                           JsonObject  *arguments,
                           JsonNode   **answer,
                           GError     **error)
{
  RoundsOperationContext context;
  g_autoptr(JsonNode) node = NULL;

  rounds_call_fill_context (call, &context);
  context.keeps_record = TRUE;
  node = rounds_operation_run (&context, name, arguments, error);
  if (node != NULL)
    take_result (call, &context, node, answer);
  rounds_operation_context_clear (&context);

  return node != NULL;
}

/**
 * rounds_call_log_event:
 * @database: in a transaction
 * @action: and all after it: see #RoundsSecurityEvent
 *
 * Writes a security event about the call: who asked, from where and with what.
 */
gboolean
rounds_call_log_event (RoundsCall      *call,
                       RoundsDatabase  *database,
                       const char      *action,
                       const char      *resource,
                       const char      *resource_id,
                       gboolean         is_failure,
                       const char      *severity,
                       const char      *details,
                       GError         **error)
{
  const RoundsSecurityEvent event = {
    .action = action,
    .user_id = call->actor != NULL ? call->actor->user_id : NULL,
    .resource = resource,
    .resource_id = resource_id,
    .peer = call->peer,
    .agent = call->agent,
    .is_failure = is_failure,
    .severity = severity,
    .details = details,
  };

  return rounds_security_log_add (database, &event, error);
}

/**
 * rounds_call_log_refusal:
 * @database: in a transaction
 * @resource: a kind of record, or what else was asked for
 * @resource_id: (nullable): what may be an id
 * @what: the route or the operation
 * @refusal: %ROUNDS_PROBLEM_FORBIDDEN
 *
 * Writes that somebody may not do what was asked.
 */
gboolean
rounds_call_log_refusal (RoundsCall      *call,
                         RoundsDatabase  *database,
                         const char      *resource,
                         const char      *resource_id,
                         const char      *what,
                         const GError    *refusal,
                         GError         **error)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autofree char *details = NULL;
  RoundsSecurityEvent event = {
    .action = "permission.denied",
    .user_id = call->actor != NULL ? call->actor->user_id : NULL,
    .resource = resource,
    .resource_id = rounds_id_is_valid (resource_id) ? resource_id : NULL,
    .peer = call->peer,
    .agent = call->agent,
    .is_failure = TRUE,
    .severity = "high",
  };

  json_object_set_string_member (object, "code", rounds_problem_get_code (refusal));
  json_object_set_string_member (object, "what", what);
  details = rounds_json_object_to_text (object);
  event.details = details;

  return rounds_security_log_add_refusal (database, &event, error);
}

/**
 * rounds_call_answer_grant:
 * @token: the secret of a session that has begun
 * @user: whose it is
 *
 * Answers with a session.
 */
void
rounds_call_answer_grant (RoundsCall   *call,
                          const char   *token,
                          RoundsEntity *user)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autoptr(RoundsSessionGrant) grant = rounds_session_grant_new (token, ROUNDS_SESSION_SECONDS, user);

  rounds_envelope_begin (writer);
  rounds_session_grant_write (grant, writer);
  rounds_envelope_end (writer);
  rounds_call_take_writer (call, writer);
}

/**
 * rounds_call_check_revision:
 * @entity: the record that the call is about
 * @error: %ROUNDS_PROBLEM_CONFLICT `STALE_REVISION`
 *
 * Returns: whether the record is still the one that the person saw: by `If-Match`, else by `revision` in the body
 */
gboolean
rounds_call_check_revision (RoundsCall    *call,
                            RoundsEntity  *entity,
                            GError       **error)
{
  gint64 expected = call->expected_revision;

  if (expected < 0 && call->body != NULL)
    rounds_json_get_integer (call->body, "revision", &expected);

  if (expected < 0 || expected == rounds_entity_get_revision (entity))
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STALE_REVISION",
                      _("Somebody has changed this record meanwhile. Load it again, then make your change."));
  return FALSE;
}

/**
 * rounds_handlers_copy_object:
 *
 * Returns: (transfer full): the same all through, but not sealed as what comes from the wire is: operations complete their arguments
 */
JsonObject *
rounds_handlers_copy_object (JsonObject *object)
{
  g_autofree char *text = rounds_json_object_to_text (object);
  g_autoptr(JsonNode) node = json_from_string (text, NULL);

  return json_node_dup_object (node);
}

JsonObject *
rounds_call_copy_body (RoundsCall *call)
{
  return rounds_handlers_copy_object (call->body);
}

gboolean
rounds_handle_health (RoundsCall  *call,
                      GError     **error)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), "ok");
  gsize length;
  char *text = rounds_envelope_from_node (node, &length);

  rounds_call_take_answer (call, text, length);
  return TRUE;
}

gboolean
rounds_handle_ready (RoundsCall  *call,
                     GError     **error)
{
  gint64 one;

  return rounds_database_query_integer (call->database, &one, error, "SELECT value FROM revision_counter WHERE id = 1", NULL) &&
         rounds_handle_health (call, error);
}

gboolean
rounds_handle_description (RoundsCall  *call,
                           GError     **error)
{
  gsize length;
  char *text = rounds_openapi_build (&length);

  rounds_call_take_answer (call, text, length);
  return TRUE;
}
