/* test-document.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-money.h"
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
  g_assert_cmpint (amounts.tax, ==, rounds_divide_half_up (net * line.tax_rate, 10000));
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

/* Takes @quantities of @line one after the other, and says what each comes to. */
static void
assert_parts (RoundsDocumentLine  line,
              const gint64       *quantities,
              const gint64       *nets,
              guint               n_parts)
{
  RoundsLineTaken taken = { 0, 0 };

  for (guint i = 0; i < n_parts; i++)
    {
      g_autoptr(GError) error = NULL;
      RoundsDocumentLine part;
      RoundsLineAmounts amounts;
      gboolean done = rounds_document_line_part (&line, &taken, quantities[i], &part, &error);

      g_assert_no_error (error);
      g_assert_true (done);
      g_assert_cmpint (part.quantity, ==, quantities[i]);
      g_assert_cmpint (part.unit_price, ==, line.unit_price);
      g_assert_cmpint (part.tax_rate, ==, line.tax_rate);
      g_assert_true (rounds_document_line_compute (&part, &amounts, &error));
      g_assert_cmpint (amounts.net, ==, nets[i]);
      taken.quantity += quantities[i];
      taken.net += amounts.net;
    }
}

static void
test_parts (void)
{
  const RoundsDiscountType percent = ROUNDS_DISCOUNT_PERCENTAGE;
  const RoundsDiscountType amount = ROUNDS_DISCOUNT_AMOUNT;

  /* 5 x 100.00 in parts. */
  assert_parts ((RoundsDocumentLine) { 5000, 10000, percent, 0, 2000 }, (const gint64[]) { 2000, 3000 },
                (const gint64[]) { 20000, 30000 }, 2);
  /* 1 x 0.05 by halves, each 0.025: the second half gets what is left, not 0.03 again. */
  assert_parts ((RoundsDocumentLine) { 1000, 5, percent, 0, 2000 }, (const gint64[]) { 500, 500 },
                (const gint64[]) { 3, 2 }, 2);
  /* 1 x 0.01 by halves: 0.005 is rounded up to all of it. */
  assert_parts ((RoundsDocumentLine) { 1000, 1, percent, 0, 2000 }, (const gint64[]) { 500, 500 },
                (const gint64[]) { 1, 0 }, 2);
  /* 3 x 33.33 less 7.5 % = 99.99 - 7.49925 = 92.49; each third 30.83025, so 30.83. */
  assert_parts ((RoundsDocumentLine) { 3000, 3333, percent, 750, 2000 }, (const gint64[]) { 1000, 1000, 1000 },
                (const gint64[]) { 3083, 3083, 3083 }, 3);
  /* 3 x 0.99 less 50 % = 1.485, so 1.49; each third 0.495, so 0.50, and the last is 0.49. */
  assert_parts ((RoundsDocumentLine) { 3000, 99, percent, 5000, 2000 }, (const gint64[]) { 1000, 1000, 1000 },
                (const gint64[]) { 50, 50, 49 }, 3);
  /* 3 x 100.00 less 100.00: a third of the amount off each, and a cent more off the last. */
  assert_parts ((RoundsDocumentLine) { 3000, 10000, amount, 10000, 2000 }, (const gint64[]) { 1000, 1000, 1000 },
                (const gint64[]) { 6667, 6667, 6666 }, 3);
  /* 1.5 x 0.01 less 0.01 = 0.005, so 0.01; half of it is 0.0075, and no cent can be taken off that. */
  assert_parts ((RoundsDocumentLine) { 1500, 1, amount, 1, 2000 }, (const gint64[]) { 750, 750 },
                (const gint64[]) { 1, 0 }, 2);
  /* 1 x 10.01 = 10.01; 0.333 of it 3.33333, 0.334 of it 3.34334: all rounded down, a cent stays. */
  assert_parts ((RoundsDocumentLine) { 1000, 1001, percent, 0, 2000 }, (const gint64[]) { 333, 333, 334 },
                (const gint64[]) { 333, 333, 334 }, 3);
  /* The same with a discount that makes room for it: 11.12 - 1.11 = 10.01. */
  assert_parts ((RoundsDocumentLine) { 1000, 1112, amount, 111, 2000 }, (const gint64[]) { 333, 333, 334 },
                (const gint64[]) { 333, 333, 335 }, 3);
  /* Everything off. */
  assert_parts ((RoundsDocumentLine) { 2000, 5000, percent, 10000, 2000 }, (const gint64[]) { 1000, 1000 },
                (const gint64[]) { 0, 0 }, 2);
}

static void
test_parts_refused (void)
{
  const RoundsDocumentLine line = { 2500, 1999, ROUNDS_DISCOUNT_PERCENTAGE, 0, 2000 };
  const RoundsLineTaken taken = { 1000, 1999 };
  static const struct
  {
    gint64 quantity;
    const char *code;
  } cases[] = { { 0, "TOO_SMALL" }, { -1000, "TOO_SMALL" }, { 1501, "ABOVE_REST" }, { G_MAXINT64, "ABOVE_REST" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      RoundsDocumentLine part;
      const RoundsFieldProblem *problem;

      g_assert_false (rounds_document_line_part (&line, &taken, cases[i].quantity, &part, &error));
      problem = g_ptr_array_index (rounds_problem_get_fields (error), 0);
      g_assert_cmpstr (problem->field, ==, "quantity");
      g_assert_cmpstr (problem->code, ==, cases[i].code);
      g_assert_nonnull (strstr (problem->detail, "1.5"));
    }
}

/* Any line, cut into any parts: never more than the line, and whole quantities come to exactly the line. */
static void
test_parts_sum (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261124);

  for (guint i = 0; i < 20000; i++)
    {
      const gboolean whole = i % 2 == 0;
      gint64 n_parts = g_rand_int_range (random, 1, 6);
      RoundsDocumentLine line = { 0, g_rand_int_range (random, 0, 5000), i % 3 == 0 ? ROUNDS_DISCOUNT_AMOUNT : ROUNDS_DISCOUNT_PERCENTAGE,
                                  0, 2000 };
      gint64 quantities[6];
      RoundsLineTaken taken = { 0, 0 };
      RoundsLineAmounts all;

      for (gint64 j = 0; j < n_parts; j++)
        {
          quantities[j] = whole ? 1000 * g_rand_int_range (random, 1, 9) : g_rand_int_range (random, 1, 3000);
          line.quantity += quantities[j];
        }
      line.discount = line.discount_type == ROUNDS_DISCOUNT_PERCENTAGE
                        ? g_rand_int_range (random, 0, 10001)
                        : g_rand_int_range (random, 0, (gint32) (line.quantity * line.unit_price / 1000) + 1);
      g_assert_true (rounds_document_line_compute (&line, &all, NULL));

      for (gint64 j = 0; j < n_parts; j++)
        {
          RoundsDocumentLine part;
          RoundsLineAmounts amounts;

          g_assert_true (rounds_document_line_part (&line, &taken, quantities[j], &part, NULL));
          g_assert_true (rounds_document_line_compute (&part, &amounts, NULL));
          taken.quantity += quantities[j];
          taken.net += amounts.net;
          g_assert_cmpint (taken.net, <=, all.net);
        }
      if (whole)
        g_assert_cmpint (taken.net, ==, all.net);
      g_assert_cmpint (all.net - taken.net, <=, n_parts);
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
  g_test_add_func ("/rules/document/parts", test_parts);
  g_test_add_func ("/rules/document/parts-refused", test_parts_refused);
  g_test_add_func ("/rules/document/parts-sum", test_parts_sum);

  return g_test_run ();
}
