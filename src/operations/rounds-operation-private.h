/* rounds-operation-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/* Between the families of operations. */

RoundsEntity *rounds_operation_load_any       (RoundsOperationContext  *context,
                                               const RoundsEntityInfo  *info,
                                               const char              *id,
                                               GError                 **error);
RoundsEntity *rounds_operation_load_alive     (RoundsOperationContext  *context,
                                               const RoundsEntityInfo  *info,
                                               const char              *id,
                                               GError                 **error);
gboolean      rounds_operation_insert_by_rule (RoundsOperationContext  *context,
                                               RoundsEntity            *entity,
                                               GError                 **error);
gboolean      rounds_operation_update_by_rule (RoundsOperationContext  *context,
                                               RoundsEntity            *before,
                                               RoundsEntity            *after,
                                               GError                 **error);
gboolean      rounds_operation_tell_progress  (RoundsOperationContext  *context,
                                               guint                    done,
                                               guint                    total,
                                               const char              *text,
                                               GError                 **error);
JsonNode     *rounds_operation_answer         (RoundsOperationContext  *context,
                                               RoundsEntity            *entity);
void          rounds_operation_add_inverse    (RoundsOperationContext  *context,
                                               const char              *name,
                                               JsonObject              *arguments);
void          rounds_operation_add_inverse_steps (RoundsOperationContext *context,
                                               JsonObject              *inverse);
void          rounds_operation_set_inverses   (RoundsOperationContext  *context,
                                               GPtrArray               *inverses);

#define ROUNDS_OPERATION_BATCH "batch.run"

/* The operations, each in the file of its family. */
JsonNode     *rounds_run_batch                (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_record_create        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_record_update        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_record_delete        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_record_restore       (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_opportunity_move     (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_opportunity_undo_move (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_send                 (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_accept               (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_reject               (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_cancel               (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_reopen               (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_expire               (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_convert              (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_quote_duplicate            (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_credit      (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_archive     (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_unarchive   (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_payment_reinstate   (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_issue        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_cancel       (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_redraft      (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_record_payment (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_invoice_mark_overdue (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_payment_reverse      (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_task_complete         (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_task_reopen           (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_meeting_import        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_reminder_complete     (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_reminder_reopen       (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_reminder_snooze       (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_reminder_reschedule   (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_next_action_snooze    (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_next_action_dismiss   (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_next_action_complete  (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_lead_alert            (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_record_assign        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_record_bulk_update   (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_portfolio_hand_over  (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_institution_merge    (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_institution_split    (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_contact_merge        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_contact_split        (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_reminder_notify_due  (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_reminder_rule_apply  (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_note_share (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_note_unshare (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_email_message_mark_opened (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_tag_give (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_notification_read (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_notification_unread (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_notification_read_all (RoundsOperationContext *context, JsonObject *arguments, GError **error);
JsonNode     *rounds_run_register_import      (RoundsOperationContext *context, JsonObject *arguments, GError **error);

G_END_DECLS
