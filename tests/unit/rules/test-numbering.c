/* test-numbering.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-problem.h"
#include "rules/rounds-numbering.h"

static void
assert_format (const char *pattern,
               guint       year,
               guint       number,
               const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = rounds_numbering_format (pattern, year, number, &error);
  guint found_year = 0;
  guint found_number = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_true (rounds_numbering_parse (pattern, text, &found_year, &found_number));
  g_assert_cmpuint (found_year, ==, year);
  g_assert_cmpuint (found_number, ==, number);
}

static void
test_format (void)
{
  assert_format (ROUNDS_NUMBERING_QUOTE, 2026, 1, "D2026-00001");
  assert_format (ROUNDS_NUMBERING_INVOICE, 2026, 42, "F2026-00042");
  assert_format (ROUNDS_NUMBERING_CREDIT_NOTE, 2027, 99999, "A2027-99999");
  assert_format (ROUNDS_NUMBERING_INVOICE, 2026, 100000, "F2026-100000");
  assert_format ("{number}/{year}", 2026, 7, "7/2026");
  assert_format ("FA {year}.{number:3} X", 2026, 7, "FA 2026.007 X");
}

static void
test_validate (void)
{
  static const char * const bad[] = {
    "", "F", "F{year}", "{number:5}", "F{year}-{number:0}", "F{year}-{number:10}", "F{year}-{number:}", "F{year}-{number",
    "F{year}-{number:5}-{number}", "F{year}{number:5}", "{number}{year}", "F{year}-{number:5}7", "F{month}-{year}-{number}",
    "F{year}-{number}-{year}", "é{year}-{number}", "F{year}-{number}}", "F{year}\n{number}", "F{year}-{number:5",
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF{year}-{number:5}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", bad[i]);
      text = rounds_numbering_format (bad[i], 2026, 1, &error);
      g_assert_null (text);
      g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
      g_assert_cmpstr (rounds_problem_get_code (error), ==, "BAD_NUMBER_PATTERN");
    }

  g_assert_false (rounds_numbering_validate (NULL, NULL));
}

static void
test_parse (void)
{
  static const char * const bad[] = {
    "F2026-0001", "F2026-000001", "F226-00001", "D2026-00001", "F2026-00001 ", "F2026-", "F20260-00001", "F2026-00000",
    "F2026-1234567890", "", "F0000-00001",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (rounds_numbering_parse (ROUNDS_NUMBERING_INVOICE, bad[i], NULL, NULL));
    }

  g_assert_false (rounds_numbering_parse (ROUNDS_NUMBERING_INVOICE, NULL, NULL, NULL));
  g_assert_false (rounds_numbering_parse ("F{year}", "F2026", NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/numbering/format", test_format);
  g_test_add_func ("/rules/numbering/validate", test_validate);
  g_test_add_func ("/rules/numbering/parse", test_parse);

  return g_test_run ();
}
