/* test-invoice-rules.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-invoice.h"
#include "model/rounds-problem.h"
#include "rules/rounds-invoice-rules.h"

#define TODAY "2026-11-22"
#define YESTERDAY "2026-11-21"

static void
assert_status (RoundsInvoiceState  invoice,
               const char         *expected)
{
  g_assert_cmpstr (rounds_invoice_status_to_text (rounds_invoice_compute_status (&invoice, TODAY)), ==, expected);
}

static void
assert_due (const char *issued,
            int         term,
            gboolean    public_hospital,
            const char *expected)
{
  g_autofree char *due = rounds_invoice_due_date (issued, term, public_hospital);

  g_assert_cmpstr (due, ==, expected);
}

static void
assert_payment_refused (RoundsInvoiceState  invoice,
                        gint64              amount,
                        const char         *code,
                        const char         *says)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *fields;

  g_assert_false (rounds_invoice_check_payment (&invoice, amount, "EUR", &error));
  g_assert_nonnull (error);
  fields = rounds_problem_get_fields (error);
  if (fields->len > 0)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (fields, 0);
      g_assert_cmpstr (problem->field, ==, "amount");
      g_assert_cmpstr (problem->code, ==, code);
    }
  else
    {
      g_assert_cmpstr (rounds_problem_get_code (error), ==, code);
      g_assert_cmpuint (rounds_problem_get_status (error), ==, 409);
    }
  if (says != NULL)
    g_assert_nonnull (strstr (error->message, says));
}

static void
test_due_date (void)
{
  assert_due ("2026-11-22", -1, FALSE, "2026-12-22");
  assert_due ("2026-11-22", -1, TRUE, "2027-01-11");
  assert_due ("2026-11-22", 0, TRUE, "2026-11-22");
  assert_due ("2026-11-22", 45, FALSE, "2027-01-06");
  assert_due ("2024-01-30", -1, FALSE, "2024-02-29");
  assert_due ("nonsense", -1, FALSE, NULL);
}

static void
test_status (void)
{
  assert_status ((RoundsInvoiceState) { FALSE, FALSE, 10000, 0, NULL }, "draft");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 0, TODAY }, "sent");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 0, NULL }, "sent");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 0, YESTERDAY }, "overdue");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 1, TODAY }, "partially_paid");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 9999, YESTERDAY }, "overdue");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 10000, YESTERDAY }, "paid");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 0, 0, TODAY }, "paid");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 0, YESTERDAY, 10000 }, "paid");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 6000, YESTERDAY, 4000 }, "paid");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 10000, YESTERDAY, 4000 }, "paid");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 0, TODAY, 9999 }, "sent");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 1, TODAY, 9998 }, "partially_paid");
  assert_status ((RoundsInvoiceState) { TRUE, FALSE, 10000, 0, YESTERDAY, 9999 }, "overdue");
  assert_status ((RoundsInvoiceState) { TRUE, TRUE, 10000, 0, YESTERDAY }, "cancelled");
}

static void
test_texts (void)
{
  for (int i = 0; i < ROUNDS_N_INVOICE_STATUSES; i++)
    g_assert_cmpint (rounds_invoice_status_from_text (rounds_invoice_status_to_text (i)), ==, i);

  g_assert_null (rounds_invoice_status_choices[ROUNDS_N_INVOICE_STATUSES].value);
  g_assert_cmpint (rounds_invoice_status_from_text ("cancelled"), ==, ROUNDS_INVOICE_CANCELLED);
  g_assert_cmpint (rounds_invoice_status_from_text ("draft"), ==, ROUNDS_INVOICE_DRAFT);
  g_assert_cmpint (rounds_invoice_status_from_text (NULL), ==, ROUNDS_INVOICE_UNKNOWN);
  g_assert_null (rounds_invoice_status_to_text (ROUNDS_INVOICE_UNKNOWN));
  g_assert_false (rounds_invoice_status_is_issued (ROUNDS_INVOICE_DRAFT));
  g_assert_true (rounds_invoice_status_is_issued (ROUNDS_INVOICE_OVERDUE));
  g_assert_false (rounds_invoice_status_is_issued (ROUNDS_INVOICE_CANCELLED));
}

static void
test_payment (void)
{
  const RoundsInvoiceState open = { TRUE, FALSE, 10000, 4000, TODAY };
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_invoice_check_payment (&open, 1, "EUR", &error));
  g_assert_true (rounds_invoice_check_payment (&open, 6000, "EUR", &error));
  g_assert_no_error (error);

  assert_payment_refused (open, 6001, "OVER_PAYMENT", "€0.01");
  assert_payment_refused (open, 20000, "OVER_PAYMENT", "€140.00");
  assert_payment_refused (open, 0, "PAYMENT_NOT_POSITIVE", NULL);
  assert_payment_refused (open, -1, "PAYMENT_NOT_POSITIVE", NULL);
  assert_payment_refused ((RoundsInvoiceState) { TRUE, FALSE, 100, 100, TODAY }, 1, "OVER_PAYMENT", "€0.01");
  assert_payment_refused ((RoundsInvoiceState) { FALSE, FALSE, 100, 0, NULL }, 1, "INVOICE_NOT_ISSUED", NULL);
  assert_payment_refused ((RoundsInvoiceState) { TRUE, TRUE, 100, 0, TODAY }, 1, "INVOICE_CANCELLED", NULL);
}

static void
test_credit (void)
{
  const RoundsInvoiceState credited = { TRUE, FALSE, 10000, 5000, TODAY, 4000 };
  const RoundsInvoiceState beyond = { TRUE, FALSE, 10000, 10000, TODAY, 4000 };

  g_assert_cmpint (rounds_invoice_get_outstanding (&credited), ==, 1000);
  g_assert_cmpint (rounds_invoice_get_outstanding (&beyond), ==, 0);
  assert_payment_refused (credited, 1001, "OVER_PAYMENT", "€10.00");
  g_assert_cmpint (rounds_credit_note_compute_status (4000, 0), ==, ROUNDS_INVOICE_PAID);
  g_assert_cmpint (rounds_credit_note_compute_status (4000, 1), ==, ROUNDS_INVOICE_PARTIALLY_PAID);
  g_assert_cmpint (rounds_credit_note_compute_status (4000, 4000), ==, ROUNDS_INVOICE_SENT);
  g_assert_cmpint (rounds_credit_note_compute_status (0, 0), ==, ROUNDS_INVOICE_PAID);
}

static void
test_moves (void)
{
  for (int from = 0; from < ROUNDS_N_INVOICE_STATUSES; from++)
    for (int to = 0; to < ROUNDS_N_INVOICE_STATUSES; to++)
      {
        g_autoptr(GError) error = NULL;
        gboolean expected = (from == ROUNDS_INVOICE_DRAFT && to == ROUNDS_INVOICE_SENT) ||
                            (from == ROUNDS_INVOICE_DRAFT && to == ROUNDS_INVOICE_CANCELLED);

        g_assert_true (rounds_invoice_check_move (from, to, &error) == expected);
        if (expected)
          g_assert_no_error (error);
        else
          g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT);
        if (to == ROUNDS_INVOICE_PAID)
          g_assert_cmpstr (rounds_problem_get_code (error), ==, "STATUS_IS_DERIVED");
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/invoice/due-date", test_due_date);
  g_test_add_func ("/rules/invoice/status", test_status);
  g_test_add_func ("/rules/invoice/texts", test_texts);
  g_test_add_func ("/rules/invoice/payment", test_payment);
  g_test_add_func ("/rules/invoice/credit", test_credit);
  g_test_add_func ("/rules/invoice/moves", test_moves);

  return g_test_run ();
}
