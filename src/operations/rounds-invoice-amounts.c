/* rounds-invoice-amounts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-invoice-amounts.h"

#include "model/rounds-problem.h"
#include "rules/rounds-document.h"

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
  };
}

static RoundsDocumentLine
read_line (RoundsEntity *entity)
{
  return (RoundsDocumentLine) {
    .quantity = rounds_entity_get_integer (entity, "quantity"),
    .unit_price = rounds_entity_get_integer (entity, "unit-price"),
    .discount_type = rounds_discount_type_from_text (rounds_entity_get_text (entity, "discount-type")),
    .discount = rounds_entity_get_integer (entity, "discount-value"),
    .tax_rate = rounds_entity_get_integer (entity, "tax-rate"),
  };
}

static gboolean
compute_line (RoundsEntity        *entity,
              guint                index,
              RoundsDocumentLine  *line,
              GError             **error)
{
  RoundsLineAmounts amounts;
  g_autofree char *prefix = g_strdup_printf ("lines[%u].", index);
  g_autoptr(GError) problem = NULL;

  *line = read_line (entity);
  if (!rounds_document_line_compute (line, &amounts, &problem))
    {
      rounds_problem_add_prefix (problem, prefix);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  rounds_entity_set_integer (entity, "order-index", index + 1);
  rounds_entity_set_integer (entity, "discount-amount", amounts.discount);
  rounds_entity_set_integer (entity, "total-after-discount", amounts.net);
  return TRUE;
}

/**
 * rounds_invoice_total_lines:
 * @invoice: an invoice or a quote; when its lines are not loaded it is one without
 * @error: %ROUNDS_PROBLEM_INVALID with fields such as `lines[2].discountValue`
 *
 * Numbers the lines, and sets their amounts and the invoice's totals.
 */
gboolean
rounds_invoice_total_lines (RoundsEntity  *invoice,
                            GError       **error)
{
  GPtrArray *records = rounds_entity_get_records (invoice, "lines");
  guint n_lines = records != NULL ? records->len : 0;
  g_autofree RoundsDocumentLine *lines = g_new0 (RoundsDocumentLine, MAX (n_lines, 1));
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;

  for (guint i = 0; i < n_lines; i++)
    if (!compute_line (g_ptr_array_index (records, i), i, &lines[i], error))
      return FALSE;

  if (!rounds_document_compute (lines, n_lines, &totals, error))
    return FALSE;

  rounds_entity_set_integer (invoice, "subtotal", totals.net);
  rounds_entity_set_integer (invoice, "total-discount-amount", totals.discount);
  rounds_entity_set_integer (invoice, "total-tax-amount", totals.tax);
  rounds_entity_set_integer (invoice, "total", totals.total);
  if (rounds_entity_info_find (rounds_entity_get_info (invoice), "remaining-amount") != NULL)
    rounds_entity_set_integer (invoice, "remaining-amount",
                               totals.total - rounds_entity_get_integer (invoice, "total-paid"));
  return TRUE;
}

/**
 * rounds_invoice_apply_paid:
 * @paid: confirmed payments, minor units
 * @last_date: (nullable): of the last of them
 *
 * Sets what follows from payments: outstanding amount, status, dates.
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
  rounds_entity_set_integer (invoice, "remaining-amount", rounds_entity_get_integer (invoice, "total") - paid);
  rounds_entity_set_text (invoice, "last-payment-date", last_date);

  rounds_invoice_get_state (invoice, &state);
  status = rounds_invoice_compute_status (&state, today);
  rounds_entity_set_text (invoice, "status", rounds_invoice_status_to_text (status));
  if (status != ROUNDS_INVOICE_PAID)
    rounds_entity_clear (invoice, "paid-at");
  else if (rounds_entity_is_null (invoice, "paid-at"))
    rounds_entity_set_integer (invoice, "paid-at", context->now);
}

/**
 * rounds_invoice_follow_payments:
 * @invoice: an issued invoice, changed to what its payments in the database make of it
 */
gboolean
rounds_invoice_follow_payments (RoundsOperationContext  *context,
                                RoundsEntity            *invoice,
                                GError                 **error)
{
  g_autoptr(RoundsStatement) statement =
    rounds_database_prepare (context->database,
                             "SELECT COALESCE(SUM(amount), 0), MAX(payment_date) FROM payments "
                             "WHERE invoice_id = $1 AND status = 'confirmed' AND deleted_at IS NULL", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, rounds_entity_get_id (invoice));
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  rounds_invoice_apply_paid (context, invoice, rounds_statement_get_integer (statement, 0),
                             rounds_statement_get_text (statement, 1));
  return TRUE;
}
