/* test-draft-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-draft-lines.h"

#include "model/rounds-product.h"
#include "model/rounds-quote-line.h"
#include "model/rounds-registry.h"

typedef struct
{
  guint n_changes;
  guint n_inserted;
  guint n_removed;
} Told;

static void
on_changed (Told *told)
{
  told->n_changes++;
}

static void
on_items_changed (Told  *told,
                  guint  position,
                  guint  removed,
                  guint  added)
{
  told->n_inserted += added;
  told->n_removed += removed;
}

static RoundsDraftLines *
create_lines (Told *told)
{
  RoundsDraftLines *lines = rounds_draft_lines_new (rounds_registry_get (ROUNDS_TYPE_QUOTE_LINE));

  g_signal_connect_swapped (lines, "changed", G_CALLBACK (on_changed), told);
  g_signal_connect_swapped (lines, "items-changed", G_CALLBACK (on_items_changed), told);
  return lines;
}

static RoundsDraftLine *
add_line (RoundsDraftLines *lines,
          const char       *description,
          const char       *quantity,
          const char       *price,
          const char       *discount,
          const char       *rate)
{
  RoundsDraftLine *line = rounds_draft_lines_add (lines);

  rounds_draft_line_set_text (line, ROUNDS_LINE_DESCRIPTION, description);
  rounds_draft_line_set_text (line, ROUNDS_LINE_QUANTITY, quantity);
  rounds_draft_line_set_text (line, ROUNDS_LINE_UNIT_PRICE, price);
  rounds_draft_line_set_text (line, ROUNDS_LINE_DISCOUNT, discount);
  rounds_draft_line_set_text (line, ROUNDS_LINE_TAX_RATE, rate);
  return line;
}

/* 2 × 617.28 = 1 234.56; 3 × 100.00 − 10 % = 270.00; 1 × 50.00 − 12.50 = 37.50.
 * VAT: 20 % of 1 272.06 (1 234.56 + 37.50) = 254.41; 5.5 % of 270.00 = 14.85. */
static void
test_totals (void)
{
  Told told = { 0 };
  g_autoptr(RoundsDraftLines) lines = create_lines (&told);
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;

  add_line (lines, "Formation", "2", "617,28 €", "", "20 %");
  add_line (lines, "Lit", "3", "100", "10 %", "5,5");
  add_line (lines, "Pose", "1", "50.00", "12,50 €", "20");

  g_assert_true (rounds_draft_lines_compute (lines, &totals));
  g_assert_cmpint (totals.net, ==, 154206);
  g_assert_cmpint (totals.discount, ==, 3000 + 1250);
  g_assert_cmpuint (totals.n_taxes, ==, 2);
  g_assert_cmpint (totals.taxes[0].rate, ==, 2000);
  g_assert_cmpint (totals.taxes[0].base, ==, 127206);
  g_assert_cmpint (totals.taxes[0].tax, ==, 25441);
  g_assert_cmpint (totals.taxes[1].rate, ==, 550);
  g_assert_cmpint (totals.taxes[1].tax, ==, 1485);
  g_assert_cmpint (totals.total, ==, 154206 + 25441 + 1485);
  g_assert_cmpuint (told.n_inserted, ==, 3);
  g_assert_cmpuint (told.n_changes, >=, 15 - 1);
}

static void
test_typing (void)
{
  Told told = { 0 };
  g_autoptr(RoundsDraftLines) lines = create_lines (&told);
  RoundsDraftLine *line = add_line (lines, "Lit", "1", "1 234,56", "0", "20");
  RoundsLineAmounts amounts;

  g_assert_true (rounds_draft_line_compute (line, &amounts));
  g_assert_cmpint (amounts.net, ==, 123456);

  /* What is typed stays as it is typed until it is left. */
  rounds_draft_line_set_text (line, ROUNDS_LINE_UNIT_PRICE, "1\u202f234,5\u00a0€");
  g_assert_cmpstr (rounds_draft_line_get_text (line, ROUNDS_LINE_UNIT_PRICE), ==, "1\u202f234,5\u00a0€");
  g_assert_true (rounds_draft_line_compute (line, &amounts));
  g_assert_cmpint (amounts.net, ==, 123450);
  rounds_draft_line_settle (line, ROUNDS_LINE_UNIT_PRICE);
  g_assert_cmpstr (rounds_draft_line_get_text (line, ROUNDS_LINE_UNIT_PRICE), ==, "1234.50");

  /* A discount says itself what it is. */
  rounds_draft_line_set_text (line, ROUNDS_LINE_DISCOUNT, "34,50 €");
  g_assert_cmpint (rounds_draft_line_get_discount_type (line), ==, ROUNDS_DISCOUNT_AMOUNT);
  g_assert_true (rounds_draft_line_compute (line, &amounts));
  g_assert_cmpint (amounts.net, ==, 120000);
  rounds_draft_line_set_text (line, ROUNDS_LINE_DISCOUNT, "50 %");
  g_assert_cmpint (rounds_draft_line_get_discount_type (line), ==, ROUNDS_DISCOUNT_PERCENTAGE);
  g_assert_true (rounds_draft_line_compute (line, &amounts));
  g_assert_cmpint (amounts.net, ==, 61725);
}

static void
test_problems (void)
{
  Told told = { 0 };
  g_autoptr(RoundsDraftLines) lines = create_lines (&told);
  RoundsDraftLine *line = add_line (lines, "Lit", "abc", "10", "0", "20");
  g_auto(RoundsDocumentTotals) totals = ROUNDS_DOCUMENT_TOTALS_INIT;
  g_autoptr(GPtrArray) records = NULL;

  /* Nothing is said against it while it is typed, but it does not count. */
  g_assert_null (rounds_draft_line_get_problem (line, ROUNDS_LINE_QUANTITY));
  g_assert_false (rounds_draft_lines_compute (lines, &totals));
  g_assert_cmpint (totals.total, ==, 0);
  rounds_draft_line_settle (line, ROUNDS_LINE_QUANTITY);
  g_assert_nonnull (rounds_draft_line_get_problem (line, ROUNDS_LINE_QUANTITY));
  g_assert_cmpstr (rounds_draft_line_get_text (line, ROUNDS_LINE_QUANTITY), ==, "abc");

  rounds_draft_line_set_text (line, ROUNDS_LINE_QUANTITY, "2");
  g_assert_null (rounds_draft_line_get_problem (line, ROUNDS_LINE_QUANTITY));
  rounds_draft_line_set_text (line, ROUNDS_LINE_DESCRIPTION, "");
  rounds_draft_line_set_text (line, ROUNDS_LINE_DISCOUNT, "120 %");
  g_assert_null (rounds_draft_lines_read (lines));
  g_assert_nonnull (rounds_draft_line_get_problem (line, ROUNDS_LINE_DESCRIPTION));
  g_assert_null (rounds_draft_line_get_problem (line, ROUNDS_LINE_UNIT_PRICE));

  rounds_draft_line_set_text (line, ROUNDS_LINE_DESCRIPTION, "Lit");
  g_assert_null (rounds_draft_lines_read (lines));
  g_assert_nonnull (rounds_draft_line_get_problem (line, ROUNDS_LINE_DISCOUNT));

  rounds_draft_line_set_text (line, ROUNDS_LINE_DISCOUNT, "20");
  records = rounds_draft_lines_read (lines);
  g_assert_nonnull (records);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (records, 0), "discount-value"), ==, 2000);
}

/* A refusal names a place in the list. */
static void
test_refusal (void)
{
  Told told = { 0 };
  g_autoptr(RoundsDraftLines) lines = create_lines (&told);
  RoundsDraftLine *second;

  add_line (lines, "Lit", "1", "10", "0", "20");
  second = add_line (lines, "Matelas", "1", "10", "0", "20");

  g_assert_true (rounds_draft_lines_set_problem (lines, "[1].unitPrice", "Too much") == second);
  g_assert_cmpstr (rounds_draft_line_get_problem (second, ROUNDS_LINE_UNIT_PRICE), ==, "Too much");
  g_assert_null (rounds_draft_lines_set_problem (lines, "[2].unitPrice", "Too much"));
  g_assert_null (rounds_draft_lines_set_problem (lines, "[1].colour", "Too much"));
  g_assert_null (rounds_draft_lines_set_problem (lines, "", "Too much"));
}

static void
assert_order (RoundsDraftLines *lines,
              const char       *expected)
{
  g_autoptr(GString) order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lines)); i++)
    {
      g_autoptr(RoundsDraftLine) line = g_list_model_get_item (G_LIST_MODEL (lines), i);

      g_string_append (order, rounds_draft_line_get_text (line, ROUNDS_LINE_DESCRIPTION));
    }
  g_assert_cmpstr (order->str, ==, expected);
}

static void
test_order (void)
{
  Told told = { 0 };
  g_autoptr(RoundsDraftLines) lines = create_lines (&told);
  g_autoptr(RoundsDraftLine) removed = NULL;
  g_autoptr(GPtrArray) records = NULL;

  add_line (lines, "a", "1", "1", "0", "20");
  removed = g_object_ref (add_line (lines, "b", "1", "1", "0", "5.5"));
  /* The rate of the line before goes on. */
  add_line (lines, "c", "1", "1", "0", "20");
  rounds_draft_lines_move (lines, 2, 0);
  assert_order (lines, "cab");
  rounds_draft_lines_move (lines, 0, 1);
  assert_order (lines, "acb");
  rounds_draft_lines_remove (lines, 2);
  assert_order (lines, "ac");
  rounds_draft_lines_put_back (lines, removed, 1);
  assert_order (lines, "abc");

  /* A line in which nothing was entered is none. */
  rounds_draft_lines_add (lines);
  records = rounds_draft_lines_read (lines);
  g_assert_cmpuint (records->len, ==, 3);
  assert_order (lines, "abc");
  g_assert_cmpuint (told.n_inserted - told.n_removed, ==, 3);
}

static void
test_product (void)
{
  Told told = { 0 };
  g_autoptr(RoundsDraftLines) lines = create_lines (&told);
  g_autoptr(RoundsEntity) product = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_PRODUCT));
  RoundsDraftLine *line = rounds_draft_lines_add (lines);
  RoundsLineAmounts amounts;

  rounds_entity_set_text (product, "id", "01900000-0000-7000-8000-00000000d041");
  rounds_entity_set_text (product, "name", "Lit");
  rounds_entity_set_text (product, "description", "Hauteur variable");
  rounds_entity_set_integer (product, "unit-price", 164900);
  rounds_entity_set_integer (product, "tax-rate", 550);
  g_assert_true (rounds_draft_line_is_untouched (line));
  rounds_draft_line_set_text (line, ROUNDS_LINE_QUANTITY, "2");
  rounds_draft_line_choose_product (line, product);

  g_assert_false (rounds_draft_line_is_untouched (line));
  g_assert_cmpstr (rounds_draft_line_get_text (line, ROUNDS_LINE_DESCRIPTION), ==, "Lit\nHauteur variable");
  g_assert_cmpstr (rounds_draft_line_get_text (line, ROUNDS_LINE_UNIT_PRICE), ==, "1649.00");
  g_assert_cmpstr (rounds_draft_line_get_text (line, ROUNDS_LINE_TAX_RATE), ==, "5.5");
  g_assert_cmpstr (rounds_entity_get_text (rounds_draft_line_get_entity (line), "product-id"), ==,
                   "01900000-0000-7000-8000-00000000d041");
  g_assert_true (rounds_draft_line_compute (line, &amounts));
  g_assert_cmpint (amounts.net, ==, 329800);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft-lines/totals", test_totals);
  g_test_add_func ("/draft-lines/typing", test_typing);
  g_test_add_func ("/draft-lines/problems", test_problems);
  g_test_add_func ("/draft-lines/refusal", test_refusal);
  g_test_add_func ("/draft-lines/order", test_order);
  g_test_add_func ("/draft-lines/product", test_product);

  return g_test_run ();
}
