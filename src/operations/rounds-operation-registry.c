/* rounds-operation-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-operation.h"

#include <glib/gi18n-lib.h>

#include "operations/rounds-operation-private.h"

/* Every change a person can make, by name. */
static const RoundsOperation operations[] = {
  { "record.create", N_("Create"), 0, "kind id values", rounds_run_record_create },
  { "record.update", N_("Edit"), 0, "kind id values revision probabilityOverridden", rounds_run_record_update },
  { "record.delete", N_("Delete"), 0, "kind id", rounds_run_record_delete },
  { "record.restore", N_("Restore"), 0, "kind id", rounds_run_record_restore },
  { "record.assign", N_("Assign"), 0, "kind id ids userId", rounds_run_record_assign },
  { "record.bulk-update", N_("Edit several"), 0, "kind ids filter values addTags removeTags delete", rounds_run_record_bulk_update },
  { "portfolio.hand-over", N_("Hand over"), 0, "fromUserId toUserId kinds includeClosed", rounds_run_portfolio_hand_over },
  { "institution.merge", N_("Merge institutions"), 0, "id fromId mergeId", rounds_run_institution_merge },
  { "institution.split", N_("Split institutions"), 0, "id fromId mergeId values merged moved removed primary",
    rounds_run_institution_split },
  { "contact.merge", N_("Merge contacts"), 0, "id fromId mergeId", rounds_run_contact_merge },
  { "contact.split", N_("Split contacts"), 0, "id fromId mergeId values merged moved removed primary", rounds_run_contact_split },
  { "opportunity.move", N_("Move deal"), 0,
    "id stage position afterId beforeId lostReason wonReason changeId", rounds_run_opportunity_move },
  { "opportunity.undo-move", N_("Take back move"), 0, "id changeId rank values", rounds_run_opportunity_undo_move },
  { "quote.send", N_("Send quote"), ROUNDS_OPERATION_SERVER_ONLY, "id", rounds_run_quote_send },
  { "quote.accept", N_("Accept quote"), 0, "id clientComments", rounds_run_quote_accept },
  { "quote.reject", N_("Refuse quote"), 0, "id clientComments", rounds_run_quote_reject },
  { "quote.cancel", N_("Cancel quote"), 0, "id", rounds_run_quote_cancel },
  { "quote.reopen", N_("Take back the answer to a quote"), 0, "id clientComments", rounds_run_quote_reopen },
  { "quote.expire", N_("Mark expired quotes"), 0, "", rounds_run_quote_expire },
  { "quote.convert-to-invoice", N_("Invoice quote"), 0, "id invoiceId title lines", rounds_run_quote_convert },
  { "quote.duplicate", N_("Duplicate quote"), 0, "id newId validUntil", rounds_run_quote_duplicate },
  { "invoice.issue", N_("Issue invoice"), ROUNDS_OPERATION_SERVER_ONLY, "id", rounds_run_invoice_issue },
  { "invoice.cancel", N_("Cancel invoice"), 0, "id", rounds_run_invoice_cancel },
  { "invoice.redraft", N_("Reopen draft"), 0, "id", rounds_run_invoice_redraft },
  { "invoice.record-payment", N_("Record payment"), 0,
    "id paymentId amount paymentDate paymentMethod reference notes", rounds_run_invoice_record_payment },
  { "invoice.mark-overdue", N_("Mark overdue invoices"), 0, "", rounds_run_invoice_mark_overdue },
  { "invoice.credit", N_("Credit invoice"), 0, "id creditNoteId reason issue lines", rounds_run_invoice_credit },
  { "invoice.archive", N_("Archive invoice"), 0, "id", rounds_run_invoice_archive },
  { "invoice.unarchive", N_("Take invoice out of the archive"), 0, "id", rounds_run_invoice_unarchive },
  { "payment.reverse", N_("Reverse payment"), 0, "id", rounds_run_payment_reverse },
  { "payment.reinstate", N_("Count payment again"), 0, "id", rounds_run_payment_reinstate },
  { "task.complete", N_("Complete task"), 0, "id completedAt", rounds_run_task_complete },
  { "task.reopen", N_("Reopen task"), 0, "id status", rounds_run_task_reopen },
  { "meeting.import", N_("Import meetings"), 0, "meetings", rounds_run_meeting_import },
  { "reminder.complete", N_("Complete reminder"), 0, "id completedAt", rounds_run_reminder_complete },
  { "reminder.reopen", N_("Reopen reminder"), 0, "id", rounds_run_reminder_reopen },
  { "reminder.snooze", N_("Snooze reminder"), 0, "id minutes from", rounds_run_reminder_snooze },
  { "reminder.reschedule", N_("Reschedule reminder"), 0, "id reminderDate", rounds_run_reminder_reschedule },
  { "next-action.snooze", N_("Put off suggestion"), 0, "id markId key relatedId date until", rounds_run_next_action_snooze },
  { "next-action.dismiss", N_("Dismiss suggestion"), 0, "id markId key relatedId date", rounds_run_next_action_dismiss },
  { "next-action.complete", N_("Mark suggestion done"), 0, "id markId key relatedId date until", rounds_run_next_action_complete },
  { "lead.alert", N_("Alert to hot leads"), ROUNDS_OPERATION_SERVER_ONLY, "leads", rounds_run_lead_alert },
  { "reminder.notify-due", N_("Tell of due reminders"), ROUNDS_OPERATION_SERVER_ONLY, "", rounds_run_reminder_notify_due },
  { "reminder-rule.apply", N_("Apply reminder rules"), ROUNDS_OPERATION_SERVER_ONLY, "", rounds_run_reminder_rule_apply },
  { "note.share", N_("Share note"), 0, "id userId permission", rounds_run_note_share },
  { "note.unshare", N_("Stop sharing note"), 0, "id userId", rounds_run_note_unshare },
  { "email-message.mark-opened", N_("Mark e-mail as opened"), ROUNDS_OPERATION_SERVER_ONLY, "id openedAt",
    rounds_run_email_message_mark_opened },
  { "tag.give", N_("Give tag"), 0, "id kind ids", rounds_run_tag_give },
  { "notification.read", N_("Mark as read"), 0, "id readAt", rounds_run_notification_read },
  { "notification.unread", N_("Mark as unread"), 0, "id", rounds_run_notification_unread },
  { "notification.read-all", N_("Mark all as read"), 0, "readAt", rounds_run_notification_read_all },
  { "register.import", N_("Import register"), ROUNDS_OPERATION_SERVER_ONLY, "", rounds_run_register_import },
  { ROUNDS_OPERATION_BATCH, N_("Several changes"), 0, "operations", rounds_run_batch },
};

/**
 * rounds_operation_find:
 * @name: (nullable): such as `opportunity.move`
 *
 * Returns: (nullable) (transfer none): the operation
 */
const RoundsOperation *
rounds_operation_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_strcmp0 (operations[i].name, name) == 0)
      return &operations[i];

  return NULL;
}

/**
 * rounds_operation_get_all:
 * @n_operations: (out) (optional): how many
 *
 * Thread-safe.
 *
 * Returns: (transfer none) (array zero-terminated=1): every operation
 */
const RoundsOperation * const *
rounds_operation_get_all (guint *n_operations)
{
  static const RoundsOperation *all[G_N_ELEMENTS (operations) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
        all[i] = &operations[i];
      g_once_init_leave (&ready, 1);
    }

  if (n_operations != NULL)
    *n_operations = G_N_ELEMENTS (operations);
  return all;
}
