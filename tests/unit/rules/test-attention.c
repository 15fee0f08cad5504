/* test-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-attention.h"

#define NOW (G_GINT64_CONSTANT (1795344000) * G_USEC_PER_SEC)
#define DAYS(n) ((n) * G_TIME_SPAN_DAY)

static void
assert_rots (RoundsDealActivity  deal,
             const int          *limits,
             gint64              since)
{
  gint64 actual = -1;

  g_assert_true (rounds_deal_is_rotting (&deal, limits, NOW, &actual) == (since != 0));
  g_assert_cmpint (actual, ==, since);
}

static void
test_rotting (void)
{
  static const int limits[] = { [ROUNDS_STAGE_PROPOSAL] = 3, [ROUNDS_STAGE_CLOSED_LOST] = 0 };

  /* Fourteen days are not more than fourteen. */
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROSPECTING, NOW - DAYS (14), 0, FALSE }, NULL, 0);
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROSPECTING, NOW - DAYS (14) - 1, 0, FALSE }, NULL, NOW - 1);
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_QUALIFICATION, NOW - DAYS (15), 0, FALSE }, NULL, NOW - DAYS (1));
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_NEGOTIATION, NOW - DAYS (15), 0, FALSE }, NULL, NOW - DAYS (1));
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROPOSAL, NOW - DAYS (21), 0, FALSE }, NULL, 0);
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROPOSAL, NOW - DAYS (30), 0, FALSE }, NULL, NOW - DAYS (9));

  /* The later of the two counts; what is planned keeps it fresh. */
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROPOSAL, NOW - DAYS (60), NOW - DAYS (30), FALSE }, NULL, NOW - DAYS (9));
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROPOSAL, NOW - DAYS (60), NOW - DAYS (5), FALSE }, NULL, 0);
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROPOSAL, NOW - DAYS (60), 0, TRUE }, NULL, 0);

  /* Closed deals do not rot, nor does a stage that the team set no limit to. */
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_CLOSED_WON, NOW - DAYS (400), 0, FALSE }, NULL, 0);
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_CLOSED_LOST, NOW - DAYS (400), 0, FALSE }, NULL, 0);
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_NONE, NOW - DAYS (400), 0, FALSE }, NULL, 0);
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_PROPOSAL, NOW - DAYS (4), 0, FALSE }, limits, NOW - DAYS (1));
  assert_rots ((RoundsDealActivity) { ROUNDS_STAGE_NEGOTIATION, NOW - DAYS (400), 0, FALSE }, limits, 0);
}

static void
test_planned (void)
{
  static const char * const dates[] = { "2026-12-24", "2026-11-22", NULL, "2026-11-21" };

  g_assert_cmpint (rounds_planned_worst (NULL, 0, "2026-11-22"), ==, ROUNDS_PLANNED_NONE);
  g_assert_cmpint (rounds_planned_worst (dates, 1, "2026-11-22"), ==, ROUNDS_PLANNED_LATER);
  g_assert_cmpint (rounds_planned_worst (dates, 3, "2026-11-22"), ==, ROUNDS_PLANNED_TODAY);
  g_assert_cmpint (rounds_planned_worst (dates, 4, "2026-11-22"), ==, ROUNDS_PLANNED_OVERDUE);
  g_assert_cmpint (rounds_planned_of_date (NULL, "2026-11-22"), ==, ROUNDS_PLANNED_LATER);
  g_assert_cmpint (rounds_planned_of_date ("2026-11-23", "2026-11-22"), ==, ROUNDS_PLANNED_LATER);

  g_assert_cmpstr (rounds_planned_to_text (ROUNDS_PLANNED_NONE), ==, "none");
  g_assert_cmpstr (rounds_planned_to_text (ROUNDS_PLANNED_LATER), ==, "planned");
  g_assert_cmpstr (rounds_planned_to_text (ROUNDS_PLANNED_TODAY), ==, "today");
  g_assert_cmpstr (rounds_planned_to_text (ROUNDS_PLANNED_OVERDUE), ==, "overdue");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attention/rotting", test_rotting);
  g_test_add_func ("/attention/planned", test_planned);

  return g_test_run ();
}
