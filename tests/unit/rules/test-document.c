/* test-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-problem.h"
#include "rules/rounds-document.h"

static void
assert_line (RoundsDocumentLine line,
             gint64             gross,
             gint64             discount,
             gint64             net)
{
  g_autoptr(GError) error = NULL;
  RoundsLineAmounts amounts;
  gboolean computed = rounds_document_line_compute (&line, &amounts, &error);

  g_assert_no_error (error);
  g_assert_true (computed);
  g_assert_cmpint (amounts.gross, ==, gross);
  g_assert_cmpint (amounts.discount, ==, discount);
  g_assert_cmpint (amounts.net, ==, net);
}

static void
assert_line_refused (RoundsDocumentLine line,
                     const char        *field,
                     const char        *code)
{
  g_autoptr(GError) error = NULL;
  RoundsLineAmounts amounts;
  const RoundsFieldProblem *problem;

  g_assert_false (rounds_document_line_compute (&line, &amounts, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  problem = g_ptr_array_index (rounds_problem_get_fields (error), 0);
  g_assert_cmpstr (problem->field, ==, field);
  g_assert_cmpstr (problem->code, ==, code);
}

static void
test_lines (void)
{
  const RoundsDiscountType percent = ROUNDS_DISCOUNT_PERCENTAGE;
  const RoundsDiscountType amount = ROUNDS_DISCOUNT_AMOUNT;

  /* 3 x 0.33 */
  assert_line ((RoundsDocumentLine) { 3000, 33, percent, 0, 2000 }, 99, 0, 99);
  /* 1.5 x 0.33 = 0.495 */
  assert_line ((RoundsDocumentLine) { 1500, 33, percent, 0, 2000 }, 50, 0, 50);
  /* 2 x 100.00 - 12.5 % = 175.00 */
  assert_line ((RoundsDocumentLine) { 2000, 10000, percent, 1250, 2000 }, 20000, 2500, 17500);
  /* 0.333 x 10.00 = 3.33, less 10 % = 2.997: rounded once, from the whole */
  assert_line ((RoundsDocumentLine) { 333, 1000, percent, 1000, 2000 }, 333, 33, 300);
  /* 1 x 0.05 - 10 % = 0.045 */
  assert_line ((RoundsDocumentLine) { 1000, 5, percent, 1000, 2000 }, 5, 0, 5);
  assert_line ((RoundsDocumentLine) { 1000, 10000, percent, 10000, 2000 }, 10000, 10000, 0);
  /* 2 x 100.00 - 25.00 */
  assert_line ((RoundsDocumentLine) { 2000, 10000, amount, 2500, 2000 }, 20000, 2500, 17500);
  assert_line ((RoundsDocumentLine) { 2000, 10000, amount, 20000, 2000 }, 20000, 20000, 0);

  /* The mirror. */
  assert_line ((RoundsDocumentLine) { -1500, 33, percent, 0, 2000 }, -50, 0, -50);
  assert_line ((RoundsDocumentLine) { -2000, 10000, amount, 2500, 2000 }, -20000, -2500, -17500);
  assert_line ((RoundsDocumentLine) { -333, 1000, percent, 1000, 2000 }, -333, -33, -300);
}

static void
test_refused (void)
{
  assert_line_refused ((RoundsDocumentLine) { 1000, 100, ROUNDS_DISCOUNT_PERCENTAGE, 10001, 2000 }, "discountValue",
                       "DISCOUNT_TOO_LARGE");
  assert_line_refused ((RoundsDocumentLine) { 1000, 100, ROUNDS_DISCOUNT_AMOUNT, 101, 2000 }, "discountValue",
                       "DISCOUNT_TOO_LARGE");
  assert_line_refused ((RoundsDocumentLine) { 1000, 100, ROUNDS_DISCOUNT_AMOUNT, -1, 2000 }, "discountValue",
                       "DISCOUNT_NEGATIVE");
  assert_line_refused ((RoundsDocumentLine) { 1000, 100, ROUNDS_DISCOUNT_PERCENTAGE, 0, 10001 }, "taxRate",
                       "TAX_RATE_OUT_OF_RANGE");
  assert_line_refused ((RoundsDocumentLine) { 1000, 100, ROUNDS_DISCOUNT_PERCENTAGE, 0, -1 }, "taxRate",
                       "TAX_RATE_OUT_OF_RANGE");
  assert_line_refused ((RoundsDocumentLine) { G_MAXINT64, G_MAXINT64, ROUNDS_DISCOUNT_PERCENTAGE, 0, 0 }, "unitPrice",
                       "AMOUNT_TOO_LARGE");
  assert_line_refused ((RoundsDocumentLine) { G_MININT64, G_MININT64, ROUNDS_DISCOUNT_PERCENTAGE, 100, 0 }, "unitPrice",
                       "AMOUNT_TOO_LARGE");
}

static void
test_smallest (void)
{
  const RoundsDocumentLine lines[] = { { 3000, 33, ROUNDS_DISCOUNT_PERCENTAGE, 0, 2000 } };
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;
  g_autoptr(GError) error = NULL;

  rounds_document_compute (lines, G_N_ELEMENTS (lines), &totals, &error);
  g_assert_no_error (error);
  g_assert_cmpint (totals.net, ==, 99);
  g_assert_cmpint (totals.tax, ==, 20);
  g_assert_cmpint (totals.total, ==, 119);
}

static void
test_taxes (void)
{
  const RoundsDocumentLine lines[] = {
    { 1000, 33, ROUNDS_DISCOUNT_PERCENTAGE, 0, 550 },       /* 0.33 at 5.5 % */
    { 1000, 10001, ROUNDS_DISCOUNT_PERCENTAGE, 0, 2000 },   /* 100.01 at 20 % */
    { 1000, 33, ROUNDS_DISCOUNT_PERCENTAGE, 0, 550 },       /* 0.33 at 5.5 % */
    { 2000, 5000, ROUNDS_DISCOUNT_AMOUNT, 1000, 0 },        /* 90.00 at 0 % */
    { 1000, 10001, ROUNDS_DISCOUNT_PERCENTAGE, 0, 2000 },   /* 100.01 at 20 % */
  };
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;
  g_autoptr(GError) error = NULL;

  rounds_document_compute (lines, G_N_ELEMENTS (lines), &totals, &error);
  g_assert_no_error (error);

  /* 20 % of 200.02 = 40.004; 5.5 % of 0.66 = 0.0363 (by line it would be 0.02 twice). */
  g_assert_cmpuint (totals.n_taxes, ==, 3);
  g_assert_cmpint (totals.taxes[0].rate, ==, 2000);
  g_assert_cmpint (totals.taxes[0].base, ==, 20002);
  g_assert_cmpint (totals.taxes[0].tax, ==, 4000);
  g_assert_cmpint (totals.taxes[1].rate, ==, 550);
  g_assert_cmpint (totals.taxes[1].base, ==, 66);
  g_assert_cmpint (totals.taxes[1].tax, ==, 4);
  g_assert_cmpint (totals.taxes[2].rate, ==, 0);
  g_assert_cmpint (totals.taxes[2].base, ==, 9000);
  g_assert_cmpint (totals.taxes[2].tax, ==, 0);
  g_assert_cmpint (totals.discount, ==, 1000);
  g_assert_cmpint (totals.net, ==, 29068);
  g_assert_cmpint (totals.tax, ==, 4004);
  g_assert_cmpint (totals.total, ==, 33072);

  /* No line, no total; what was there is gone. */
  rounds_document_compute (NULL, 0, &totals, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (totals.n_taxes, ==, 0);
  g_assert_cmpint (totals.total, ==, 0);
}

static void
test_problems (void)
{
  const RoundsDocumentLine lines[] = {
    { 1000, 100, ROUNDS_DISCOUNT_AMOUNT, 101, 2000 },
    { 1000, 100, ROUNDS_DISCOUNT_PERCENTAGE, 0, 2000 },
    { 1000, 100, ROUNDS_DISCOUNT_PERCENTAGE, 20000, 20000 },
  };
  const RoundsDocumentLine large[] = {
    { 1000, G_MAXINT64, ROUNDS_DISCOUNT_PERCENTAGE, 0, 0 },
    { 1000, 1, ROUNDS_DISCOUNT_PERCENTAGE, 0, 0 },
  };
  static const char * const paths[] = { "lines[0].discountValue", "lines[2].discountValue", "lines[2].taxRate" };
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) overflow = NULL;
  g_autoptr(GError) tax_overflow = NULL;

  g_assert_false (rounds_document_compute (lines, G_N_ELEMENTS (lines), &totals, &error));
  g_assert_cmpuint (rounds_problem_get_fields (error)->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (rounds_problem_get_fields (error), i);
      g_assert_cmpstr (problem->field, ==, paths[i]);
    }
  g_assert_cmpint (totals.net, ==, 0);

  g_assert_false (rounds_document_compute (large, 2, &totals, &overflow));
  g_assert_error (overflow, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_cmpint (totals.net, ==, 0);
  g_assert_true (rounds_document_compute (large, 1, &totals, NULL));
  g_assert_cmpint (totals.total, ==, G_MAXINT64);
  {
    const RoundsDocumentLine taxed[] = { { 1000, G_MAXINT64, ROUNDS_DISCOUNT_PERCENTAGE, 0, 2000 } };
    g_assert_false (rounds_document_compute (taxed, 1, &totals, &tax_overflow));
    g_assert_error (tax_overflow, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/document/lines", test_lines);
  g_test_add_func ("/rules/document/refused", test_refused);
  g_test_add_func ("/rules/document/smallest", test_smallest);
  g_test_add_func ("/rules/document/taxes", test_taxes);
  g_test_add_func ("/rules/document/problems", test_problems);

  return g_test_run ();
}
