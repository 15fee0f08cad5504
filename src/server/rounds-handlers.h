/* rounds-handlers.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/rounds-call.h"
#include "store/rounds-query.h"
#include "wire/rounds-import-status.h"

G_BEGIN_DECLS

/**
 * RoundsHandlerKind:
 * @ROUNDS_HANDLER_READ: with a connection and one consistent view of the database
 * @ROUNDS_HANDLER_WRITE: with a connection and a transaction that it may share; what it writes is undone when the handler fails
 * @ROUNDS_HANDLER_LONG_WRITE: the same, but what takes its time, or a file: in a transaction of its own
 * @ROUNDS_HANDLER_BATCH: among the writers; opens transactions of its own
 * @ROUNDS_HANDLER_WAIT: for what somebody else does; needs no database
 * @ROUNDS_HANDLER_SIGN_IN: takes long on purpose: among its own kind; opens transactions of its own
 * @ROUNDS_HANDLER_LIGHT: needs no database
 */
typedef enum
{
  ROUNDS_HANDLER_READ,
  ROUNDS_HANDLER_WRITE,
  ROUNDS_HANDLER_LONG_WRITE,
  ROUNDS_HANDLER_BATCH,
  ROUNDS_HANDLER_WAIT,
  ROUNDS_HANDLER_SIGN_IN,
  ROUNDS_HANDLER_LIGHT,
} RoundsHandlerKind;

/**
 * RoundsHandler:
 * @name: the route's
 * @run: on a worker thread: answers the call, or fails with an error that becomes the answer
 */
typedef struct
{
  const char *name;
  RoundsHandlerKind kind;
  gboolean (*run) (RoundsCall  *call,
                   GError     **error);
} RoundsHandler;

const RoundsHandler *rounds_handlers_find          (const char  *name);
gboolean             rounds_call_run_operation     (RoundsCall  *call,
                                                    const char  *name,
                                                    JsonObject  *arguments,
                                                    JsonNode   **answer,
                                                    GError     **error);
void                 rounds_call_fill_context      (RoundsCall              *call,
                                                    RoundsOperationContext  *context);
gboolean             rounds_call_log_event         (RoundsCall      *call,
                                                    RoundsDatabase  *database,
                                                    const char      *action,
                                                    const char      *resource,
                                                    const char      *resource_id,
                                                    gboolean         is_failure,
                                                    const char      *severity,
                                                    const char      *details,
                                                    GError         **error);
void                 rounds_call_answer_job        (RoundsCall      *call,
                                                    RoundsImportStatus *status);
gboolean             rounds_call_log_refusal       (RoundsCall      *call,
                                                    RoundsDatabase  *database,
                                                    const char      *resource,
                                                    const char      *resource_id,
                                                    const char      *what,
                                                    const GError    *refusal,
                                                    GError         **error);
void                 rounds_call_answer_grant      (RoundsCall      *call,
                                                    const char      *token,
                                                    RoundsEntity    *user);
gboolean             rounds_call_check_revision    (RoundsCall    *call,
                                                    RoundsEntity  *entity,
                                                    GError       **error);
JsonObject          *rounds_call_copy_body         (RoundsCall    *call);
JsonObject          *rounds_handlers_copy_object   (JsonObject    *object);

gboolean rounds_handle_health              (RoundsCall *call, GError **error);
gboolean rounds_handle_ready               (RoundsCall *call, GError **error);
gboolean rounds_handle_description         (RoundsCall *call, GError **error);
gboolean rounds_handle_public_settings     (RoundsCall *call, GError **error);
gboolean rounds_handle_setting_get         (RoundsCall *call, GError **error);
gboolean rounds_handle_setting_update      (RoundsCall *call, GError **error);
gboolean rounds_handle_settings_update     (RoundsCall *call, GError **error);

gboolean rounds_handle_session_begin       (RoundsCall *call, GError **error);
gboolean rounds_handle_session_end         (RoundsCall *call, GError **error);
gboolean rounds_handle_session_user        (RoundsCall *call, GError **error);
gboolean rounds_handle_session_update      (RoundsCall *call, GError **error);
gboolean rounds_handle_session_refresh     (RoundsCall *call, GError **error);
gboolean rounds_handle_session_password    (RoundsCall *call, GError **error);
gboolean rounds_handle_user_password       (RoundsCall *call, GError **error);
gboolean rounds_handle_user_hand_over      (RoundsCall *call, GError **error);

gboolean rounds_handle_sync_changes        (RoundsCall *call, GError **error);
gboolean rounds_handle_sync_operations     (RoundsCall *call, GError **error);

gboolean rounds_handle_import_begin        (RoundsCall *call, GError **error);
gboolean rounds_handle_import_status       (RoundsCall *call, GError **error);
gboolean rounds_handle_import_cancel       (RoundsCall *call, GError **error);

gboolean rounds_handle_record_list         (RoundsCall *call, GError **error);
gboolean rounds_handle_record_export       (RoundsCall *call, GError **error);
gboolean rounds_handle_record_get          (RoundsCall *call, GError **error);
gboolean rounds_handle_record_create       (RoundsCall *call, GError **error);
gboolean rounds_handle_record_update       (RoundsCall *call, GError **error);
gboolean rounds_handle_record_delete       (RoundsCall *call, GError **error);
gboolean rounds_handle_record_restore      (RoundsCall *call, GError **error);
gboolean rounds_handle_record_bulk         (RoundsCall *call, GError **error);

gboolean rounds_handlers_answer_list       (RoundsCall   *call,
                                            RoundsQuery  *query,
                                            gint64        page,
                                            gint64        limit,
                                            GError      **error);

gboolean rounds_handle_segment_preview     (RoundsCall *call, GError **error);
gboolean rounds_handle_segment_members     (RoundsCall *call, GError **error);
gboolean rounds_handle_segment_duplicate   (RoundsCall *call, GError **error);

gboolean rounds_handle_verb                (RoundsCall *call, GError **error);
gboolean rounds_handle_attachment_create   (RoundsCall *call, GError **error);
gboolean rounds_handle_attachment_content  (RoundsCall *call, GError **error);
gboolean rounds_handle_comment_create      (RoundsCall *call, GError **error);
gboolean rounds_handle_note_share          (RoundsCall *call, GError **error);
gboolean rounds_handle_notification_read_all (RoundsCall *call, GError **error);
gboolean rounds_handle_pipeline            (RoundsCall *call, GError **error);
gboolean rounds_handle_forecast            (RoundsCall *call, GError **error);
gboolean rounds_handle_analytics           (RoundsCall *call, GError **error);
gboolean rounds_handle_opportunity_stage   (RoundsCall *call, GError **error);
gboolean rounds_handle_hot_leads           (RoundsCall *call, GError **error);
gboolean rounds_handle_health_score        (RoundsCall *call, GError **error);
gboolean rounds_handle_lead_score          (RoundsCall *call, GError **error);
gboolean rounds_handle_next_actions        (RoundsCall *call, GError **error);
gboolean rounds_handle_duplicate_institutions (RoundsCall *call, GError **error);
gboolean rounds_handle_duplicate_contacts  (RoundsCall *call, GError **error);
gboolean rounds_handle_probability         (RoundsCall *call, GError **error);
gboolean rounds_handle_tag_counts          (RoundsCall *call, GError **error);
gboolean rounds_handle_institution_revenue (RoundsCall *call, GError **error);
gboolean rounds_handle_institution_timeline (RoundsCall *call, GError **error);
gboolean rounds_handle_contact_timeline    (RoundsCall *call, GError **error);
gboolean rounds_handle_opportunity_timeline (RoundsCall *call, GError **error);
gboolean rounds_handle_collaboration       (RoundsCall *call, GError **error);
gboolean rounds_handle_unified_search      (RoundsCall *call, GError **error);
gboolean rounds_handle_dashboard           (RoundsCall *call, GError **error);
gboolean rounds_handle_meeting_ics         (RoundsCall *call, GError **error);
gboolean rounds_handle_invoice_send        (RoundsCall *call, GError **error);
gboolean rounds_handle_invoice_cancel      (RoundsCall *call, GError **error);
gboolean rounds_handle_invoice_payments    (RoundsCall *call, GError **error);
gboolean rounds_handle_invoice_payment     (RoundsCall *call, GError **error);

gboolean rounds_handle_webhook_events      (RoundsCall *call, GError **error);
gboolean rounds_handle_webhook_test        (RoundsCall *call, GError **error);
gboolean rounds_handle_webhook_reset       (RoundsCall *call, GError **error);

G_END_DECLS
