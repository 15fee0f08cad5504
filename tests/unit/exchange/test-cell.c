/* test-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-cell.h"
#include "exchange/rounds-header-words.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

static const RoundsField *
field (const char *kind,
       const char *name)
{
  return rounds_entity_info_find (rounds_registry_find (kind), name);
}

static void
assert_text (const char *text,
             const char *cell)
{
  const RoundsField *name = field ("institution", "name");
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_auto(RoundsValue) again = ROUNDS_VALUE_INIT;
  g_autofree char *written = NULL;
  g_autoptr(GError) error = NULL;

  rounds_value_set_text (&value, text);
  written = rounds_cell_write (name, &value, FALSE);
  g_assert_cmpstr (written, ==, cell);
  rounds_cell_read (name, written, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again.text, ==, text);
}

/* What a spreadsheet would run gets an apostrophe, and loses it on the way back; what has one keeps it. */
static void
test_formulas (void)
{
  assert_text ("CH de Nantes", "CH de Nantes");
  assert_text ("=1+1", "'=1+1");
  assert_text ("+33 2 40", "'+33 2 40");
  assert_text ("-", "'-");
  assert_text ("@SUM(A1)", "'@SUM(A1)");
  assert_text ("\tx", "'\tx");
  assert_text ("'=x", "''=x");
  assert_text ("'quoted'", "'quoted'");
  assert_text ("a=b", "a=b");
}

static void
assert_list (const char *json,
             const char *cell)
{
  const RoundsField *tags = field ("institution", "tags");
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_auto(RoundsValue) again = ROUNDS_VALUE_INIT;
  g_autofree char *written = NULL;

  rounds_value_set_text (&value, json);
  written = rounds_cell_write (tags, &value, FALSE);
  g_assert_cmpstr (written, ==, cell);
  g_assert_true (rounds_cell_read (tags, written, &again, NULL));
  g_assert_cmpstr (again.text, ==, json);
}

static void
test_lists (void)
{
  assert_list ("[\"a\",\"b c\"]", "a, b c");
  assert_list ("[\"a,b\",\"c\"]", "[\"a,b\",\"c\"]");
  assert_list ("[\" a\"]", "[\" a\"]");
  assert_list ("[\"[x\"]", "[\"[x\"]");
  assert_list ("[\"=a\",\"b\"]", "'=a, b");
}

static void
assert_reads (const char *kind,
              const char *name,
              const char *cell,
              const char *text)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(GError) error = NULL;
  g_autofree char *read = NULL;

  rounds_cell_read (field (kind, name), cell, &value, &error);
  g_assert_no_error (error);
  read = rounds_field_to_text (field (kind, name), &value);
  g_assert_cmpstr (read, ==, text);
}

static void
assert_refuses (const char *kind,
                const char *name,
                const char *cell,
                const char *code)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  g_assert_false (rounds_cell_read (field (kind, name), cell, &value, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_cmpstr (((RoundsFieldProblem *) g_ptr_array_index (rounds_problem_get_fields (error), 0))->code, ==, code);
}

/* What people type. */
static void
test_reads (void)
{
  assert_reads ("opportunity", "value", "1 234,56", "1234.56");
  assert_reads ("opportunity", "value", "1234.56", "1234.56");
  assert_reads ("opportunity", "expected-close-date", "31/12/2026", "2026-12-31");
  assert_reads ("opportunity", "expected-close-date", "2026-12-31", "2026-12-31");
  assert_reads ("contact", "is-primary", "Oui", "true");
  assert_reads ("contact", "is-primary", "no", "false");
  assert_reads ("institution", "type", "Care home", "care_home");
  assert_reads ("institution", "type", "CLINIC", "clinic");
  assert_reads ("institution", "name", "", "");

  assert_refuses ("opportunity", "value", "much", "WRONG_TYPE");
  assert_refuses ("opportunity", "expected-close-date", "31/02/2026", "BAD_DATE");
  assert_refuses ("opportunity", "expected-close-date", "soon", "BAD_DATE");
  assert_refuses ("contact", "is-primary", "maybe", "WRONG_TYPE");
  assert_refuses ("institution", "type", "shop", "UNKNOWN_CHOICE");
}

static void
test_decimal_comma (void)
{
  RoundsValue value = { ROUNDS_VALUE_INTEGER, 123456, NULL };
  g_autofree char *point = rounds_cell_write (field ("opportunity", "value"), &value, FALSE);
  g_autofree char *comma = rounds_cell_write (field ("opportunity", "value"), &value, TRUE);

  g_assert_cmpstr (point, ==, "1234.56");
  g_assert_cmpstr (comma, ==, "1234,56");
}

static void
test_headers (void)
{
  g_assert_true (rounds_header_says (field ("institution", "bed-capacity"), "bedCapacity"));
  g_assert_true (rounds_header_says (field ("institution", "bed-capacity"), "medicalProfile.bedCapacity"));
  g_assert_true (rounds_header_says (field ("institution", "bed-capacity"), " BEDS "));
  g_assert_false (rounds_header_says (field ("institution", "bed-capacity"), "Rooms"));
  g_assert_false (rounds_header_says (field ("institution", "bed-capacity"), ""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cell/formulas", test_formulas);
  g_test_add_func ("/cell/lists", test_lists);
  g_test_add_func ("/cell/reads", test_reads);
  g_test_add_func ("/cell/decimal-comma", test_decimal_comma);
  g_test_add_func ("/cell/headers", test_headers);

  return g_test_run ();
}
