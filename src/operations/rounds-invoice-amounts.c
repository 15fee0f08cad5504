/* rounds-invoice-amounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-invoice-amounts.h"

#include "operations/rounds-credit-notes.h"
#include "operations/rounds-document-amounts.h"

RoundsInvoiceStatus
rounds_invoice_get_status (RoundsEntity *invoice)
{
  return rounds_invoice_status_from_text (rounds_entity_get_text (invoice, "status"));
}

/**
 * rounds_invoice_get_state:
 * @state: (out caller-allocates): what the rules read of @invoice; its date is @invoice's
 */
void
rounds_invoice_get_state (RoundsEntity       *invoice,
                          RoundsInvoiceState *state)
{
  RoundsInvoiceStatus status = rounds_invoice_get_status (invoice);

  *state = (RoundsInvoiceState) {
    .issued = rounds_invoice_status_is_issued (status),
    .cancelled = status == ROUNDS_INVOICE_CANCELLED,
    .total = rounds_entity_get_integer (invoice, "total"),
    .paid = rounds_entity_get_integer (invoice, "total-paid"),
    .due_date = rounds_entity_get_text (invoice, "due-date"),
    .credited = rounds_entity_get_integer (invoice, "total-credited"),
  };
}

/**
 * rounds_invoice_total_lines:
 * @invoice: an invoice; when its lines are not loaded it is one without
 * @error: %ROUNDS_PROBLEM_INVALID with fields such as `lines[2].discountValue`
 *
 * Numbers the lines, and sets their amounts and the invoice's totals.
 */
gboolean
rounds_invoice_total_lines (RoundsEntity  *invoice,
                            GError       **error)
{
  if (!rounds_document_total (invoice, error))
    return FALSE;

  rounds_entity_set_integer (invoice, "remaining-amount",
                             rounds_entity_get_integer (invoice, "total") - rounds_entity_get_integer (invoice, "total-paid"));
  return TRUE;
}

/**
 * rounds_invoice_apply_paid:
 * @paid: confirmed payments, minor units
 * @last_date: (nullable): of the last of them
 *
 * Sets what follows from payments, and from what @invoice says has been credited: outstanding amount, status, dates.
 */
void
rounds_invoice_apply_paid (RoundsOperationContext *context,
                           RoundsEntity           *invoice,
                           gint64                  paid,
                           const char             *last_date)
{
  g_autofree char *today = rounds_operation_today (context);
  RoundsInvoiceState state;
  RoundsInvoiceStatus status;

  rounds_entity_set_integer (invoice, "total-paid", paid);
  rounds_entity_set_text (invoice, "last-payment-date", last_date);

  rounds_invoice_get_state (invoice, &state);
  rounds_entity_set_integer (invoice, "remaining-amount", rounds_invoice_get_outstanding (&state));
  status = rounds_invoice_compute_status (&state, today);
  rounds_entity_set_text (invoice, "status", rounds_invoice_status_to_text (status));
  if (status != ROUNDS_INVOICE_PAID)
    rounds_entity_clear (invoice, "paid-at");
  else if (rounds_entity_is_null (invoice, "paid-at"))
    rounds_entity_set_integer (invoice, "paid-at", context->now);
}

/**
 * rounds_invoice_follow_payments:
 * @invoice: an issued invoice with its lines, changed to what its payments and its credit notes in the database make of it
 *
 * What of its credit notes is to be paid back follows too, and is written.
 */
gboolean
rounds_invoice_follow_payments (RoundsOperationContext  *context,
                                RoundsEntity            *invoice,
                                GError                 **error)
{
  g_autoptr(GPtrArray) notes = rounds_credit_notes_list_issued (context, rounds_entity_get_id (invoice), error);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  if (notes == NULL || !rounds_credit_notes_sum (context, invoice, notes, error))
    return FALSE;

  statement =
    rounds_database_prepare (context->database,
                             "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT), MAX(payment_date) FROM payments "
                             "WHERE invoice_id = $1 AND status = 'confirmed' AND deleted_at IS NULL", error);
  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, rounds_entity_get_id (invoice));
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  rounds_invoice_apply_paid (context, invoice, rounds_statement_get_integer (statement, 0),
                             rounds_statement_get_text (statement, 1));
  return rounds_credit_notes_settle (context, invoice, notes, error);
}
