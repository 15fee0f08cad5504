/* test-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "model/rounds-money.h"

/* Narrow no-break space between thousands, no-break space before the sign. */
#define T "\u202f"
#define S "\u00a0"

static void
assert_parse (const char *text,
              guint       scale,
              gint64      expected)
{
  gint64 value = -1;

  g_test_message ("“%s”, scale %u", text, scale);
  g_assert_true (rounds_decimal_parse (text, scale, &value));
  g_assert_cmpint (value, ==, expected);
}

static void
assert_no_parse (const char *text,
                 guint       scale)
{
  g_autofree char *shown = g_strescape (text != NULL ? text : "", NULL);
  gint64 value = -1;

  g_test_message ("“%s”, scale %u", shown, scale);
  g_assert_false (rounds_decimal_parse (text, scale, &value));
  g_assert_cmpint (value, ==, -1);
}

static void
assert_text (gint64      value,
             guint       scale,
             const char *expected)
{
  g_autofree char *text = rounds_decimal_to_text (value, scale);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_money (gint64            minor,
              const char       *currency,
              RoundsMoneyStyle  style,
              const char       *expected)
{
  g_autofree char *text = rounds_money_format (minor, currency, style);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
use_locale (const char *name)
{
  if (setlocale (LC_ALL, name) != NULL)
    return TRUE;

  g_test_skip ("the locale is not installed");
  return FALSE;
}

static void
test_parse (void)
{
  assert_parse ("1234.56", 2, 123456);
  assert_parse ("1234,56", 2, 123456);
  assert_parse ("1234.5", 2, 123450);
  assert_parse ("1234", 2, 123400);
  assert_parse ("-12", 2, -1200);
  assert_parse ("+12", 0, 12);
  assert_parse ("\u221212.5", 1, -125);
  assert_parse (".5", 2, 50);
  assert_parse ("5.", 2, 500);
  assert_parse ("  7 ", 0, 7);
  assert_parse ("1 234,56", 2, 123456);
  assert_parse ("1" T "234" T "567,8", 2, 123456780);
  assert_parse ("1" S "234", 0, 1234);
  assert_parse ("1'234.50", 2, 123450);
  assert_parse ("1.234.567,89", 2, 123456789);
  assert_parse ("1,234,567.89", 2, 123456789);
  assert_parse ("1,234,567", 0, 1234567);
  assert_parse ("1,234.5", 1, 12345);
  assert_parse ("0.10000", 2, 10);
  assert_parse ("1,234", 3, 1234);
  assert_parse ("9223372036854775807", 0, G_MAXINT64);
  assert_parse ("-9223372036854775808", 0, G_MININT64);
  assert_parse ("92233720368547758.07", 2, G_MAXINT64);

  assert_no_parse (NULL, 2);
  assert_no_parse ("", 2);
  assert_no_parse ("-", 2);
  assert_no_parse (".", 2);
  assert_no_parse ("abc", 2);
  assert_no_parse ("12a", 2);
  assert_no_parse ("1.234", 2);
  assert_no_parse ("1,234", 2);
  assert_no_parse ("12 34", 2);
  assert_no_parse ("1 2345", 2);
  assert_no_parse ("1,2.3,4", 2);
  assert_no_parse ("1.2.3", 2);
  assert_no_parse ("1e3", 2);
  assert_no_parse ("--1", 2);
  assert_no_parse ("9223372036854775808", 0);
  assert_no_parse ("92233720368547758.08", 2);
  assert_no_parse ("1\xff", 0);
}

static void
test_to_text (void)
{
  assert_text (123456, 2, "1234.56");
  assert_text (123450, 2, "1234.5");
  assert_text (100000, 2, "1000");
  assert_text (5, 2, "0.05");
  assert_text (-5, 2, "-0.05");
  assert_text (0, 2, "0");
  assert_text (-120, 0, "-120");
  assert_text (1001, 3, "1.001");
  assert_text (G_MAXINT64, 2, "92233720368547758.07");
  assert_text (G_MININT64, 2, "-92233720368547758.08");
  assert_text (1, 18, "0.000000000000000001");
}

static void
test_from_double (void)
{
  const struct
  {
    double number;
    guint scale;
    gint64 expected;
  } good[] = {
    { 1234.56, 2, 123456 }, { 0.1 + 0.2, 2, 30 }, { 1.005, 3, 1005 }, { 0.29, 2, 29 }, { -0.07, 2, -7 }, { 1e3, 0, 1000 },
    { 9999999999999.99, 2, 999999999999999 }, { 0.0, 2, 0 }, { 0.001, 3, 1 }, { 12345678, 2, 1234567800 },
  };
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (rounds_decimal_from_double (good[i].number, good[i].scale, &value));
      g_assert_cmpint (value, ==, good[i].expected);
    }

  g_assert_false (rounds_decimal_from_double (0.005, 2, &value));
  g_assert_false (rounds_decimal_from_double (1.5, 0, &value));
  g_assert_false (rounds_decimal_from_double (1e-30, 2, &value));
  g_assert_false (rounds_decimal_from_double (1e18, 2, &value));
  g_assert_false (rounds_decimal_from_double (1e300, 2, &value));
  g_assert_false (rounds_decimal_from_double (G_MAXDOUBLE * 2, 2, &value));

  /* Every cent up to 100.00 comes back from the number nearest to it. */
  for (gint64 cents = -10000; cents <= 10000; cents++)
    {
      g_assert_true (rounds_decimal_from_double ((double) cents / 100.0, 2, &value));
      g_assert_cmpint (value, ==, cents);
    }
}

static void
test_half_up (void)
{
  gint64 value;

  g_assert_cmpint (rounds_divide_half_up (5, 10), ==, 1);
  g_assert_cmpint (rounds_divide_half_up (4, 10), ==, 0);
  g_assert_cmpint (rounds_divide_half_up (15, 10), ==, 2);
  g_assert_cmpint (rounds_divide_half_up (25, 10), ==, 3);
  g_assert_cmpint (rounds_divide_half_up (-5, 10), ==, -1);
  g_assert_cmpint (rounds_divide_half_up (-4, 10), ==, 0);
  g_assert_cmpint (rounds_divide_half_up (-15, 10), ==, -2);
  g_assert_cmpint (rounds_divide_half_up (5, -10), ==, -1);
  g_assert_cmpint (rounds_divide_half_up (7, 3), ==, 2);
  g_assert_cmpint (rounds_divide_half_up (8, 3), ==, 3);
  g_assert_cmpint (rounds_divide_half_up (1, 2), ==, 1);
  g_assert_cmpint (rounds_divide_half_up (G_MAXINT64, 1), ==, G_MAXINT64);
  g_assert_cmpint (rounds_divide_half_up (G_MININT64, -1), ==, G_MAXINT64);

  g_assert_true (rounds_multiply_divide (G_MAXINT64, 100, 100, &value));
  g_assert_cmpint (value, ==, G_MAXINT64);
  g_assert_true (rounds_multiply_divide (G_MININT64, 7, 7, &value));
  g_assert_cmpint (value, ==, G_MININT64);
  g_assert_true (rounds_multiply_divide (333, 50, 100, &value));
  g_assert_cmpint (value, ==, 167);
  g_assert_true (rounds_multiply_divide (-333, 50, 100, &value));
  g_assert_cmpint (value, ==, -167);
  g_assert_false (rounds_multiply_divide (G_MAXINT64, 2, 1, &value));
  g_assert_false (rounds_multiply_divide (G_MININT64, 2, 1, &value));
}

static void
test_format_c (void)
{
  setlocale (LC_ALL, "C");

  assert_money (123456, "EUR", ROUNDS_MONEY_EXACT, "€1234.56");
  assert_money (-5, "USD", ROUNDS_MONEY_EXACT, "-$0.05");
  assert_money (123456, "CHF", ROUNDS_MONEY_EXACT, "CHF" S "1234.56");
  assert_money (123456, "SEK", ROUNDS_MONEY_WHOLE, "SEK" S "1235");
  assert_money (123456, NULL, ROUNDS_MONEY_EXACT, "1234.56");
  assert_money (-49, "EUR", ROUNDS_MONEY_WHOLE, "€0");
  assert_money (G_MININT64, "EUR", ROUNDS_MONEY_EXACT, "-€92233720368547758.08");
}

static void
test_format_english (void)
{
  if (!use_locale ("en_US.UTF-8"))
    return;

  assert_money (123456, "EUR", ROUNDS_MONEY_EXACT, "€1,234.56");
  assert_money (-123456, "EUR", ROUNDS_MONEY_EXACT, "-€1,234.56");
  assert_money (123456789, "GBP", ROUNDS_MONEY_EXACT, "£1,234,567.89");
  assert_money (123450, "EUR", ROUNDS_MONEY_WHOLE, "€1,235");
  assert_money (32000000, "EUR", ROUNDS_MONEY_ABBREVIATED, "€320k");
  assert_money (120000000, "EUR", ROUNDS_MONEY_ABBREVIATED, "€1.2M");
  assert_money (99900, "EUR", ROUNDS_MONEY_ABBREVIATED, "€999");
  assert_money (99950, "EUR", ROUNDS_MONEY_ABBREVIATED, "€999.50");
  assert_money (100000, "EUR", ROUNDS_MONEY_ABBREVIATED, "€1k");
  assert_money (-4530000, "EUR", ROUNDS_MONEY_ABBREVIATED, "-€45.3k");
  assert_money (99949999, "EUR", ROUNDS_MONEY_ABBREVIATED, "€999k");
  assert_money (99950000, "EUR", ROUNDS_MONEY_ABBREVIATED, "€1M");
  assert_money (9994999, "EUR", ROUNDS_MONEY_ABBREVIATED, "€99.9k");
  assert_money (9995000, "EUR", ROUNDS_MONEY_ABBREVIATED, "€100k");
  assert_money (125000000, "EUR", ROUNDS_MONEY_ABBREVIATED, "€1.3M");
}

static void
test_format_french (void)
{
  g_autofree char *number = NULL;
  g_autofree char *padded = NULL;
  g_autofree char *long_number = NULL;

  if (!use_locale ("fr_FR.UTF-8"))
    return;

  assert_money (123456, "EUR", ROUNDS_MONEY_EXACT, "1" T "234,56" S "€");
  assert_money (-123456, "EUR", ROUNDS_MONEY_EXACT, "-1" T "234,56" S "€");
  assert_money (123456789, "CHF", ROUNDS_MONEY_EXACT, "1" T "234" T "567,89" S "CHF");
  assert_money (123456, "EUR", ROUNDS_MONEY_WHOLE, "1" T "235" S "€");
  assert_money (32000000, "EUR", ROUNDS_MONEY_ABBREVIATED, "320" S "k€");
  assert_money (120000000, "EUR", ROUNDS_MONEY_ABBREVIATED, "1,2" S "M€");
  assert_money (99999, "EUR", ROUNDS_MONEY_ABBREVIATED, "999,99" S "€");

  number = rounds_number_format (1234500, 3, 0);
  g_assert_cmpstr (number, ==, "1" T "234,5");
  padded = rounds_number_format (-5, 2, 2);
  g_assert_cmpstr (padded, ==, "-0,05");
  long_number = rounds_number_format (100, 2, 1);
  g_assert_cmpstr (long_number, ==, "1,0");
}

static void
assert_bare (const char *text,
             const char *expected)
{
  g_autofree char *bare = rounds_amount_strip_unit (text);

  g_assert_cmpstr (bare, ==, expected);
}

static void
test_strip_unit (void)
{
  assert_bare ("1" S "234,56" S "€", "1" S "234,56");
  assert_bare ("1234.56 €", "1234.56");
  assert_bare ("1234.56€", "1234.56");
  assert_bare (" €1,234.56 ", "1,234.56");
  assert_bare ("1 234,56 EUR", "1 234,56");
  assert_bare ("5,5" T "%", "5,5");
  assert_bare ("12", "12");
  assert_bare ("€", "");
  assert_bare ("", "");
  assert_bare ("abc", "abc");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/money/parse", test_parse);
  g_test_add_func ("/model/money/to-text", test_to_text);
  g_test_add_func ("/model/money/from-double", test_from_double);
  g_test_add_func ("/model/money/half-up", test_half_up);
  g_test_add_func ("/model/money/format-c", test_format_c);
  g_test_add_func ("/model/money/format-english", test_format_english);
  g_test_add_func ("/model/money/format-french", test_format_french);
  g_test_add_func ("/money/strip-unit", test_strip_unit);

  return g_test_run ();
}
