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
 * Draft until issued; then paid when nothing is outstanding, overdue from the day after the due date, partially paid when
 * something is paid, else sent. A negative total (a credit note) is paid when it has been paid back.
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
  if (invoice->total >= 0 ? invoice->paid >= invoice->total : invoice->paid <= invoice->total)
    return ROUNDS_INVOICE_PAID;
  /* Dates as text sort as days do. */
  if (invoice->due_date != NULL && g_strcmp0 (invoice->due_date, today) < 0)
    return ROUNDS_INVOICE_OVERDUE;

  return invoice->paid != 0 ? ROUNDS_INVOICE_PARTIALLY_PAID : ROUNDS_INVOICE_SENT;
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
  gint64 outstanding = MAX (invoice->total - invoice->paid, 0);

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
 * What a person may do: issue a draft (sent), drop a draft, and cancel an issued invoice of which nothing is paid, which
 * takes a credit note of the whole; that nothing is paid of an overdue one is for the caller to see. Partially paid and
 * paid follow from payments, overdue from the date.
 *
 * Returns: whether the move is allowed
 */
gboolean
rounds_invoice_check_move (RoundsInvoiceStatus   from,
                           RoundsInvoiceStatus   to,
                           GError              **error)
{
  if (to == ROUNDS_INVOICE_SENT && from == ROUNDS_INVOICE_DRAFT)
    return TRUE;
  if (to == ROUNDS_INVOICE_CANCELLED &&
      (from == ROUNDS_INVOICE_DRAFT || from == ROUNDS_INVOICE_SENT || from == ROUNDS_INVOICE_OVERDUE))
    return TRUE;

  if (to == ROUNDS_INVOICE_PARTIALLY_PAID || to == ROUNDS_INVOICE_PAID || to == ROUNDS_INVOICE_OVERDUE)
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_IS_DERIVED",
                        _("This status follows from payments and dates and is not set by hand"));
  else if (to == ROUNDS_INVOICE_CANCELLED && (from == ROUNDS_INVOICE_PARTIALLY_PAID || from == ROUNDS_INVOICE_PAID))
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED",
                        _("An invoice with payments cannot be cancelled: reverse them, or write a credit note"));
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "STATUS_MOVE_REFUSED", _("The invoice cannot take this status now"));

  return FALSE;
}
