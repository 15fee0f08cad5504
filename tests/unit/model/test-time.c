/* test-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include "model/rounds-time.h"

#define TODAY "2026-11-22"

static void
assert_taken (char       *text,
              const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
assert_local (const char *text,
              const char *expected)
{
  g_autofree char *date = NULL;

  g_test_message ("“%s”", text);
  g_assert_true (rounds_date_parse_local (text, TODAY, &date) == (expected != NULL));
  g_assert_cmpstr (date, ==, expected);
}

static void
assert_instant (const char *text,
                gint64      expected)
{
  gint64 instant = -1;

  g_test_message ("“%s”", text);
  g_assert_true (rounds_instant_parse (text, &instant));
  g_assert_cmpint (instant, ==, expected);
}

static void
test_instants (void)
{
  static const char * const bad[] = {
    "", "2026-12-31", "2026-12-31T09:30:00", "2026-12-31T09:30Z", "2026-12-31T24:00:00Z", "2026-02-30T00:00:00Z",
    "2026-12-31T09:30:00+2:00", "2026-12-31T09:30:00.Z", "2026-12-31T09:30:00Z ", "2026-12-31T09:60:00Z",
    "2026-12-31T09:30:00+24:00", "26-12-31T09:30:00Z",
  };
  gint64 instant;

  /* 1,000,000,000 s is 2001-09-09T01:46:40Z. */
  assert_instant ("1970-01-01T00:00:00Z", 0);
  assert_instant ("2001-09-09T01:46:40Z", G_GINT64_CONSTANT (1000000000000000));
  assert_instant ("2001-09-09t01:46:40.5z", G_GINT64_CONSTANT (1000000000500000));
  assert_instant ("2001-09-09T03:46:40+02:00", G_GINT64_CONSTANT (1000000000000000));
  assert_instant ("2001-09-08 20:16:40.123456789-05:30", G_GINT64_CONSTANT (1000000000123456));
  assert_instant ("1969-12-31T23:59:59.999999Z", -1);
  assert_instant ("2016-12-31T23:59:60Z", G_GINT64_CONSTANT (1483228800000000));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (rounds_instant_parse (bad[i], &instant));
  g_assert_false (rounds_instant_parse (NULL, &instant));

  assert_taken (rounds_instant_to_text (0), "1970-01-01T00:00:00Z");
  assert_taken (rounds_instant_to_text (G_GINT64_CONSTANT (1000000000500000)), "2001-09-09T01:46:40.500Z");
  assert_taken (rounds_instant_to_text (G_GINT64_CONSTANT (1000000000000001)), "2001-09-09T01:46:40.000001Z");
  assert_taken (rounds_instant_to_text (-1), "1969-12-31T23:59:59.999999Z");
  assert_taken (rounds_instant_to_text (-1000), "1969-12-31T23:59:59.999Z");
  assert_taken (rounds_instant_to_text (-1000000), "1969-12-31T23:59:59Z");
  assert_taken (rounds_instant_to_text (G_GINT64_CONSTANT (951868799000000)), "2000-02-29T23:59:59Z");
  assert_taken (rounds_instant_to_text (G_GINT64_CONSTANT (-62135596800000000)), "0001-01-01T00:00:00Z");
  assert_taken (rounds_instant_to_text (G_GINT64_CONSTANT (253402300799999999)), "9999-12-31T23:59:59.999999Z");
}

static void
test_zones (void)
{
  g_autoptr(GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");

  assert_taken (rounds_instant_to_date (0, NULL), "1970-01-01");
  g_assert_cmpint (rounds_instant_from_date ("1970-01-02", NULL), ==, G_GINT64_CONSTANT (86400000000));

  if (paris == NULL)
    {
      g_test_skip ("the zone is not installed");
      return;
    }

  /* 22:30 UTC is half past midnight of the next day in Paris in summer, half past eleven in winter. */
  {
    gint64 summer;
    gint64 winter;

    g_assert_true (rounds_instant_parse ("2026-07-01T22:30:00Z", &summer));
    g_assert_true (rounds_instant_parse ("2026-12-01T22:30:00Z", &winter));
    assert_taken (rounds_instant_to_date (summer, paris), "2026-07-02");
    assert_taken (rounds_instant_to_date (winter, paris), "2026-12-01");
    g_assert_true (rounds_instant_parse ("2026-06-30T22:00:00Z", &summer));
    g_assert_cmpint (rounds_instant_from_date ("2026-07-01", paris), ==, summer);
  }
}

static void
test_dates (void)
{
  g_assert_true (rounds_date_is_valid ("2024-02-29"));
  g_assert_true (rounds_date_is_valid ("2000-02-29"));
  g_assert_true (rounds_date_is_valid ("0001-01-01"));
  g_assert_true (rounds_date_is_valid ("9999-12-31"));
  g_assert_false (rounds_date_is_valid ("2026-02-29"));
  g_assert_false (rounds_date_is_valid ("1900-02-29"));
  g_assert_false (rounds_date_is_valid ("2026-04-31"));
  g_assert_false (rounds_date_is_valid ("2026-13-01"));
  g_assert_false (rounds_date_is_valid ("2026-00-10"));
  g_assert_false (rounds_date_is_valid ("2026-01-00"));
  g_assert_false (rounds_date_is_valid ("0000-01-01"));
  g_assert_false (rounds_date_is_valid ("2026-1-1"));
  g_assert_false (rounds_date_is_valid ("2026-01-01T"));
  g_assert_false (rounds_date_is_valid ("2026/01/01"));
  g_assert_false (rounds_date_is_valid (""));
  g_assert_false (rounds_date_is_valid (NULL));
}

static void
test_sums (void)
{
  assert_taken (rounds_date_add_days ("2026-12-31", 1), "2027-01-01");
  assert_taken (rounds_date_add_days ("2024-03-01", -1), "2024-02-29");
  assert_taken (rounds_date_add_days ("2026-01-01", 365), "2027-01-01");
  assert_taken (rounds_date_add_days ("9999-12-31", 1), NULL);
  assert_taken (rounds_date_add_days ("0001-01-01", -1), NULL);
  assert_taken (rounds_date_add_days ("nonsense", 1), NULL);

  assert_taken (rounds_date_add_months ("2026-01-31", 1), "2026-02-28");
  assert_taken (rounds_date_add_months ("2024-01-31", 1), "2024-02-29");
  assert_taken (rounds_date_add_months ("2026-12-15", 1), "2027-01-15");
  assert_taken (rounds_date_add_months ("2026-01-15", -1), "2025-12-15");
  assert_taken (rounds_date_add_months ("2026-03-31", -13), "2025-02-28");
  assert_taken (rounds_date_add_months ("2026-03-31", 0), "2026-03-31");
  assert_taken (rounds_date_add_months ("9999-12-01", 1), NULL);
  assert_taken (rounds_date_add_months ("0001-01-01", -1), NULL);

  g_assert_cmpint (rounds_date_difference ("2026-01-01", "2027-01-01"), ==, 365);
  g_assert_cmpint (rounds_date_difference ("2024-01-01", "2025-01-01"), ==, 366);
  g_assert_cmpint (rounds_date_difference ("2026-01-02", "2026-01-01"), ==, -1);
  g_assert_cmpint (rounds_date_difference (TODAY, TODAY), ==, 0);
}

static void
test_local (void)
{
  setlocale (LC_ALL, "C");

  assert_local ("31/12/2026", "2026-12-31");
  assert_local ("31/12", "2026-12-31");
  assert_local ("1/2", "2026-02-01");
  assert_local ("31.12.26", "2026-12-31");
  assert_local ("31-12-2027", "2027-12-31");
  assert_local (" 1 2 2027 ", "2027-02-01");
  assert_local ("2026-12-31", "2026-12-31");
  assert_local ("01/06/85", "1985-06-01");
  assert_local ("29/02", NULL);
  assert_local ("12/31/2026", NULL);
  assert_local ("32/01/2026", NULL);
  assert_local ("31/12.2026", NULL);
  assert_local ("31/12/026", NULL);
  assert_local ("31/12/2026/1", NULL);
  assert_local ("soon", NULL);
  assert_local ("12", NULL);
  assert_local ("", NULL);
  assert_local (NULL, NULL);

  if (setlocale (LC_ALL, "en_US.UTF-8") == NULL)
    {
      g_test_skip ("the locale is not installed");
      return;
    }

  assert_local ("12/31/2026", "2026-12-31");
  assert_local ("1/2", "2026-01-02");
  assert_local ("31/12/2026", "2026-12-31");
  assert_local ("1.2.2026", "2026-02-01");
  assert_local ("2026-12-31", "2026-12-31");
}

static void
test_format (void)
{
  setlocale (LC_ALL, "C");

  assert_taken (rounds_date_format ("2026-12-01"), "1 Dec 2026");
  assert_taken (rounds_date_format ("someday"), "someday");
  assert_taken (rounds_date_format (NULL), "");
  assert_taken (rounds_date_format_near (TODAY, TODAY), "today");
  assert_taken (rounds_date_format_near ("2026-11-23", TODAY), "tomorrow");
  assert_taken (rounds_date_format_near ("2026-11-21", TODAY), "yesterday");
  assert_taken (rounds_date_format_near ("2026-11-25", TODAY), "in 3 days");
  assert_taken (rounds_date_format_near ("2026-11-29", TODAY), "in 7 days");
  assert_taken (rounds_date_format_near ("2026-11-30", TODAY), "30 Nov 2026");
  assert_taken (rounds_date_format_near ("2026-11-20", TODAY), "2 days ago");
  assert_taken (rounds_date_format_near ("2026-11-14", TODAY), "14 Nov 2026");
  assert_taken (rounds_instant_format (G_GINT64_CONSTANT (1000000000000000), NULL), "9 Sep 2001, 01:46");
  assert_taken (rounds_month_format ("2026-12", FALSE), "December 2026");
  assert_taken (rounds_month_format ("2026-12", TRUE), "Dec 2026");
  assert_taken (rounds_month_format ("2026-13", TRUE), "2026-13");

  if (setlocale (LC_ALL, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("the locale is not installed");
      return;
    }

  assert_taken (rounds_date_format ("2026-12-01"), "1 déc. 2026");
  assert_taken (rounds_month_format ("2026-12", FALSE), "décembre 2026");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/time/instants", test_instants);
  g_test_add_func ("/model/time/zones", test_zones);
  g_test_add_func ("/model/time/dates", test_dates);
  g_test_add_func ("/model/time/sums", test_sums);
  g_test_add_func ("/model/time/local", test_local);
  g_test_add_func ("/model/time/format", test_format);

  return g_test_run ();
}
