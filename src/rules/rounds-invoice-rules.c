/* rounds-invoice-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-invoice-rules.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-invoice.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

/**
 * rounds_invoice_status_from_text:
 * @text: (nullable): as stored and sent, such as `partially_paid`
 *
 * Returns: the status; %ROUNDS_INVOICE_UNKNOWN when @text names none
 */
RoundsInvoiceStatus
rounds_invoice_status_from_text (const char *text)
{
  for (RoundsInvoiceStatus status = ROUNDS_INVOICE_DRAFT; status < ROUNDS_N_INVOICE_STATUSES; status++)
    if (g_strcmp0 (rounds_invoice_status_choices[status].value, text) == 0)
      return status;

  return ROUNDS_INVOICE_UNKNOWN;
}

/**
 * rounds_invoice_status_to_text:
 *
 * Returns: (nullable) (transfer none): as stored and sent; %NULL for %ROUNDS_INVOICE_UNKNOWN
 */
const char *
rounds_invoice_status_to_text (RoundsInvoiceStatus status)
{
  if (status < ROUNDS_INVOICE_DRAFT || status >= ROUNDS_N_INVOICE_STATUSES)
    return NULL;

  return rounds_invoice_status_choices[status].value;
}

/**
 * rounds_invoice_status_is_issued:
 *
 * Returns: whether such an invoice counts as revenue: neither draft nor cancelled
 */
gboolean
rounds_invoice_status_is_issued (RoundsInvoiceStatus status)
{
  return status > ROUNDS_INVOICE_DRAFT && status < ROUNDS_INVOICE_CANCELLED;
}

/**
 * rounds_payment_term:
 * @given: days agreed with the institution; negative when none are
 * @public_hospital: whether it is a public health institution, which has 50 days (Code de la commande publique,
 *   article R2192-11)
 *
 * Returns: days from issue to due date
 */
int
rounds_payment_term (int      given,
                     gboolean public_hospital)
{
  if (given >= 0)
    return given;

  return public_hospital ? ROUNDS_PAYMENT_TERM_PUBLIC_HOSPITAL : ROUNDS_PAYMENT_TERM_DEFAULT;
}

/**
 * rounds_invoice_due_date:
 * @issue_date: a valid date
 * @given_term: days, see rounds_payment_term()
 * @public_hospital: see rounds_payment_term()
 *
 * Returns: (transfer full) (nullable): YYYY-MM-DD; %NULL when @issue_date is not valid
 */
char *
rounds_invoice_due_date (const char *issue_date,
                         int         given_term,
                         gboolean    public_hospital)
{
  return rounds_date_add_days (issue_date, rounds_payment_term (given_term, public_hospital));
}

/**
 * rounds_invoice_compute_status:
 * @invoice: what is known of it
 * @today: a valid date
 *
 * Draft until issued; then paid when nothing is outstanding, be it paid or credited, overdue from the day after the due date, partially
 * paid when something is paid, else sent.
 *
 * Returns: the status
 */
RoundsInvoiceStatus
rounds_invoice_compute_status (const RoundsInvoiceState *invoice,
                               const char               *today)
{
  g_return_val_if_fail (rounds_date_is_valid (today), ROUNDS_INVOICE_UNKNOWN);

  if (invoice->cancelled)
    return ROUNDS_INVOICE_CANCELLED;
  if (!invoice->issued)
    return ROUNDS_INVOICE_DRAFT;
  if (invoice->paid + invoice->credited >= invoice->total)
    return ROUNDS_INVOICE_PAID;
  /* Dates as text sort as days do. */
  if (invoice->due_date != NULL && g_strcmp0 (invoice->due_date, today) < 0)
    return ROUNDS_INVOICE_OVERDUE;

  return invoice->paid != 0 ? ROUNDS_INVOICE_PARTIALLY_PAID : ROUNDS_INVOICE_SENT;
}

/**
 * rounds_invoice_get_outstanding:
 *
 * Returns: what is still to be paid, minor units, never below 0
 */
gint64
rounds_invoice_get_outstanding (const RoundsInvoiceState *invoice)
{
  return MAX (invoice->total - invoice->credited - invoice->paid, 0);
}

/**
 * rounds_credit_note_compute_status:
 * @total: of an issued credit note, minor units
 * @due_back: what of it is to be paid back to the customer, because the invoice was paid beyond what is left of it
 *
 * A credit note first makes what is outstanding of its invoice less; of what it goes beyond that, the customer has money back.
 *
 * Returns: paid when nothing is to be paid back, else sent or partially paid
 */
RoundsInvoiceStatus
rounds_credit_note_compute_status (gint64 total,
                                   gint64 due_back)
{
  if (due_back <= 0)
    return ROUNDS_INVOICE_PAID;

  return due_back < total ? ROUNDS_INVOICE_PARTIALLY_PAID : ROUNDS_INVOICE_SENT;
}

/**
 * rounds_invoice_check_payment:
 * @invoice: what is known of it
 * @amount: minor units received
 * @currency: (nullable): ISO 4217, for the sentence
 * @error: %ROUNDS_PROBLEM_CONFLICT with `INVOICE_NOT_ISSUED` or `INVOICE_CANCELLED`; %ROUNDS_PROBLEM_INVALID, field `amount`
 *   with `PAYMENT_NOT_POSITIVE` or `OVER_PAYMENT`, which says by how much
 *
 * Returns: whether the payment can be recorded
 */
gboolean
rounds_invoice_check_payment (const RoundsInvoiceState  *invoice,
                              gint64                     amount,
                              const char                *currency,
                              GError                   **error)
{
  g_autoptr(GError) problem = NULL;
  gint64 outstanding = rounds_invoice_get_outstanding (invoice);

  if (invoice->cancelled)
    {
      problem = rounds_problem_new (ROUNDS_PROBLEM_CONFLICT, "INVOICE_CANCELLED",
                                    _("The invoice is cancelled: nothing is to be paid"));
    }
  else if (!invoice->issued)
    {
      problem = rounds_problem_new (ROUNDS_PROBLEM_CONFLICT, "INVOICE_NOT_ISSUED",
                                    _("The invoice is a draft: issue it before recording payments"));
    }
  else if (amount <= 0)
    {
      rounds_problem_add_field (&problem, "amount", "PAYMENT_NOT_POSITIVE", _("A payment must be more than nothing"));
    }
  else if (amount > outstanding)
    {
      g_autofree char *excess = rounds_money_format (amount - outstanding, currency, ROUNDS_MONEY_EXACT);
      g_autofree char *rest = rounds_money_format (outstanding, currency, ROUNDS_MONEY_EXACT);

      rounds_problem_add_field (&problem, "amount", "OVER_PAYMENT",
                                _("The payment is %s more than the %s that are outstanding"), excess, rest);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * rounds_invoice_check_move:
 * @from: the status it has
 * @to: the status a person asks for
 * @error: %ROUNDS_PROBLEM_CONFLICT: `STATUS_IS_DERIVED` for what follows from payments and dates, `STATUS_MOVE_REFUSED`
 *
 * What a person may do: issue a draft (sent), and drop one (cancelled). Partially paid and paid follow from payments and credit notes,
 * overdue from the date; what is issued is taken back with a credit note.
 *
 * Returns: whether the move is allowed
 */
gboolean
rounds_invoice_check_move (RoundsInvoiceStatus   from,
                           RoundsInvoiceStatus   to,
                           GError              **error)
{
  if (from == ROUNDS_INVOICE_DRAFT && (to == ROUNDS_INVOICE_SENT || to == ROUNDS_INVOICE_CANCELLED))
    return TRUE;

  if (to == ROUNDS_INVOICE_PARTIALLY_PAID || to == ROUNDS_INVOICE_PAID || to == ROUNDS_INVOICE_OVERDUE)
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_IS_DERIVED",
                        _("This status follows from payments and dates and is not set by hand"));
  else if (to == ROUNDS_INVOICE_CANCELLED && rounds_invoice_status_is_issued (from))
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED",
                        _("An issued invoice cannot be cancelled: write a credit note"));
  else if (rounds_invoice_status_is_issued (from))
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED",
                        _("The invoice has been issued: what can follow are payments and credit notes"));
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED",
                        _("The invoice is cancelled: reopen the draft first"));

  return FALSE;
}
