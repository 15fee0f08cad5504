/* test-recurrence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-problem.h"
#include "model/rounds-time.h"
#include "rules/rounds-recurrence.h"

/* Dates were worked out with a calendar. Weekdays: 2026-01-01 is a Thursday, 2026-03-09 a Monday. */

static gint64
instant (const char *text)
{
  gint64 result;

  g_assert_true (rounds_instant_parse (text, &result));
  return result;
}

static RoundsRecurrence
parse (const char *text)
{
  RoundsRecurrence rule;
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_recurrence_parse (text, &rule, &error));
  g_assert_no_error (error);
  return rule;
}

/* The instants after @first, each from the one before, with what is left of the rule. */
static void
check_series (const char         *text,
              const char         *zone_name,
              const char         *first,
              const char * const *expected)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  RoundsRecurrence rule = parse (text);
  gint64 current = instant (first);
  gint64 next;

  rounds_recurrence_anchor (&rule, current, zone);
  for (guint i = 0; expected[i] != NULL; i++)
    {
      g_autofree char *found = NULL;

      g_assert_true (rounds_recurrence_next (&rule, current, G_MININT64, zone, &next, &rule));
      found = rounds_instant_to_text (next);
      g_assert_cmpstr (found, ==, expected[i]);
      current = next;
    }
}

static void
check_end (const char *text,
           const char *first)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  RoundsRecurrence rule = parse (text);
  gint64 next;

  g_assert_false (rounds_recurrence_next (&rule, instant (first), G_MININT64, zone, &next, &rule));
}

#define series(...) ((const char * const []) { __VA_ARGS__, NULL })

static void
test_daily (void)
{
  check_series ("FREQ=DAILY", "UTC", "2026-02-27T08:00:00Z",
                series ("2026-02-28T08:00:00Z", "2026-03-01T08:00:00Z"));
  check_series ("FREQ=DAILY;INTERVAL=3", "UTC", "2026-12-30T08:00:00Z", series ("2027-01-02T08:00:00Z"));
  /* Working days: Friday 6 March, then Monday. */
  check_series ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "UTC", "2026-03-05T08:00:00Z",
                series ("2026-03-06T08:00:00Z", "2026-03-09T08:00:00Z", "2026-03-10T08:00:00Z"));
}

static void
test_weekly (void)
{
  check_series ("FREQ=WEEKLY", "UTC", "2026-12-28T08:00:00Z", series ("2027-01-04T08:00:00Z"));
  check_series ("FREQ=WEEKLY;BYDAY=MO,TH", "UTC", "2026-03-09T08:00:00Z",
                series ("2026-03-12T08:00:00Z", "2026-03-16T08:00:00Z"));
  /* Every other week: Thursday of this week, Monday of the week after the next. */
  check_series ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,MO", "UTC", "2026-03-09T08:00:00Z",
                series ("2026-03-12T08:00:00Z", "2026-03-23T08:00:00Z", "2026-03-26T08:00:00Z"));
  /* From a day that the rule does not name. */
  check_series ("FREQ=WEEKLY;BYDAY=MO", "UTC", "2026-03-11T08:00:00Z", series ("2026-03-16T08:00:00Z"));
  /* Sunday is the last day of its week. */
  check_series ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "UTC", "2026-03-09T08:00:00Z",
                series ("2026-03-15T08:00:00Z", "2026-03-29T08:00:00Z"));
}

static void
test_monthly (void)
{
  check_series ("FREQ=MONTHLY", "UTC", "2026-01-15T08:00:00Z", series ("2026-02-15T08:00:00Z", "2026-03-15T08:00:00Z"));
  /* The 31st is the last day where there is none, and the 31st again after it. */
  check_series ("FREQ=MONTHLY", "UTC", "2026-01-31T08:00:00Z",
                series ("2026-02-28T08:00:00Z", "2026-03-31T08:00:00Z", "2026-04-30T08:00:00Z"));
  check_series ("FREQ=MONTHLY", "UTC", "2027-12-30T08:00:00Z",
                series ("2028-01-30T08:00:00Z", "2028-02-29T08:00:00Z", "2028-03-30T08:00:00Z"));
  check_series ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,15", "UTC", "2026-11-01T08:00:00Z",
                series ("2026-11-15T08:00:00Z", "2027-02-01T08:00:00Z", "2027-02-15T08:00:00Z"));
  check_series ("FREQ=MONTHLY;BYMONTHDAY=-1", "UTC", "2028-01-31T08:00:00Z",
                series ("2028-02-29T08:00:00Z", "2028-03-31T08:00:00Z"));
  /* The second Tuesday, the last Friday. */
  check_series ("FREQ=MONTHLY;BYDAY=2TU", "UTC", "2026-03-10T08:00:00Z",
                series ("2026-04-14T08:00:00Z", "2026-05-12T08:00:00Z"));
  check_series ("FREQ=MONTHLY;BYDAY=-1FR", "UTC", "2026-03-27T08:00:00Z",
                series ("2026-04-24T08:00:00Z", "2026-05-29T08:00:00Z"));
  /* March 2026 has five Mondays, April and May four, June five. */
  check_series ("FREQ=MONTHLY;BYDAY=5MO", "UTC", "2026-03-30T08:00:00Z", series ("2026-06-29T08:00:00Z"));
}

static void
test_yearly (void)
{
  check_series ("FREQ=YEARLY", "UTC", "2026-05-31T08:00:00Z", series ("2027-05-31T08:00:00Z"));
  /* Born on 29 February: the 28th of three years, the 29th of the fourth. */
  check_series ("FREQ=YEARLY", "UTC", "2024-02-29T08:00:00Z",
                series ("2025-02-28T08:00:00Z", "2026-02-28T08:00:00Z", "2027-02-28T08:00:00Z", "2028-02-29T08:00:00Z"));
  check_series ("FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYMONTHDAY=1", "UTC", "2026-03-10T08:00:00Z",
                series ("2026-09-01T08:00:00Z", "2028-09-01T08:00:00Z"));
}

/* Summer time begins on 29 March 2026 and ends on 25 October: nine o'clock stays nine o'clock. */
static void
test_summer_time (void)
{
  check_series ("FREQ=WEEKLY", "Europe/Paris", "2026-03-25T08:00:00Z", series ("2026-04-01T07:00:00Z"));
  check_series ("FREQ=DAILY", "Europe/Paris", "2026-10-24T07:00:00Z", series ("2026-10-25T08:00:00Z", "2026-10-26T08:00:00Z"));
  /* Half past midnight of the 1st in Paris is the day before in Greenwich. */
  check_series ("FREQ=MONTHLY", "Europe/Paris", "2026-01-31T23:30:00Z", series ("2026-02-28T23:30:00Z", "2026-03-31T22:30:00Z"));
  /* There is no half past two on the 29th: it is the first moment after. */
  check_series ("FREQ=DAILY", "Europe/Paris", "2026-03-28T01:30:00Z", series ("2026-03-29T01:00:00Z"));
}

static void
test_end (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  RoundsRecurrence rule = parse ("FREQ=DAILY;COUNT=3");
  gint64 next;

  g_assert_true (rounds_recurrence_next (&rule, instant ("2026-03-10T08:00:00Z"), G_MININT64, zone, &next, &rule));
  g_assert_cmpint (rule.count, ==, 2);
  g_assert_true (rounds_recurrence_next (&rule, next, G_MININT64, zone, &next, &rule));
  g_assert_cmpint (rule.count, ==, 1);
  g_assert_false (rounds_recurrence_next (&rule, next, G_MININT64, zone, &next, &rule));

  check_series ("FREQ=DAILY;UNTIL=20260311", "Europe/Paris", "2026-03-10T22:00:00Z", series ("2026-03-11T22:00:00Z"));
  check_end ("FREQ=DAILY;UNTIL=20260311", "2026-03-11T22:00:00Z");
  check_series ("FREQ=DAILY;UNTIL=20260311T080000Z", "Europe/Paris", "2026-03-10T08:00:00Z", series ("2026-03-11T08:00:00Z"));
  check_end ("FREQ=DAILY;UNTIL=20260311T075959Z", "2026-03-10T08:00:00Z");
  /* Every seventh day from a Tuesday is never a Monday. */
  check_end ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "2026-03-10T08:00:00Z");
  check_end ("FREQ=YEARLY", "9999-03-10T08:00:00Z");
}

/* What was missed is passed over, and counts. */
static void
test_missed (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  RoundsRecurrence rule = parse ("FREQ=DAILY;COUNT=10");
  g_autofree char *text = NULL;
  gint64 next;

  g_assert_true (rounds_recurrence_next (&rule, instant ("2026-03-01T08:00:00Z"), instant ("2026-03-05T00:00:00Z"), zone, &next,
                                         &rule));
  text = rounds_instant_to_text (next);
  g_assert_cmpstr (text, ==, "2026-03-05T08:00:00Z");
  g_assert_cmpint (rule.count, ==, 6);
  g_assert_false (rounds_recurrence_next (&rule, next, instant ("2026-04-01T00:00:00Z"), zone, &next, &rule));
}

static void
test_text (void)
{
  static const struct
  {
    const char *given;
    const char *written;
  } rules[] = {
    { "FREQ=DAILY", "FREQ=DAILY" },
    { "RRULE:freq=weekly;wkst=mo;interval=1;byday=mo,th", "FREQ=WEEKLY;BYDAY=MO,TH" },
    { "COUNT=4;FREQ=MONTHLY;BYDAY=+1MO,-1FR;INTERVAL=2", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO,-1FR;COUNT=4" },
    { "FREQ=MONTHLY;BYMONTHDAY=-1,15;UNTIL=20261231", "FREQ=MONTHLY;BYMONTHDAY=-1,15;UNTIL=20261231" },
    { "FREQ=YEARLY;BYMONTHDAY=29;BYMONTH=2;UNTIL=20301231T225959Z",
      "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20301231T225959Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      RoundsRecurrence rule = parse (rules[i].given);
      g_autofree char *written = rounds_recurrence_to_text (&rule);

      g_assert_cmpstr (written, ==, rules[i].written);
    }
}

static void
test_refused (void)
{
  static const char * const rules[] = {
    "", "DAILY", "FREQ=HOURLY", "FREQ=DAILY;FREQ=DAILY", "INTERVAL=2", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=1000",
    "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=2;UNTIL=20261231", "FREQ=DAILY;UNTIL=20260230", "FREQ=DAILY;UNTIL=20261231T08",
    "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1", "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=YEARLY;BYDAY=MO",
    "FREQ=MONTHLY;BYMONTH=1", "FREQ=YEARLY;BYMONTHDAY=1", "FREQ=DAILY;BYHOUR=8", "FREQ=DAILY;", "FREQ=DAILY;WKST=SU",
    "FREQ=DAILY;COUNT=1x", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      RoundsRecurrence rule;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", rules[i]);
      g_assert_false (rounds_recurrence_parse (rules[i], &rule, &error));
      g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recurrence/daily", test_daily);
  g_test_add_func ("/recurrence/weekly", test_weekly);
  g_test_add_func ("/recurrence/monthly", test_monthly);
  g_test_add_func ("/recurrence/yearly", test_yearly);
  g_test_add_func ("/recurrence/summer-time", test_summer_time);
  g_test_add_func ("/recurrence/end", test_end);
  g_test_add_func ("/recurrence/missed", test_missed);
  g_test_add_func ("/recurrence/text", test_text);
  g_test_add_func ("/recurrence/refused", test_refused);

  return g_test_run ();
}
