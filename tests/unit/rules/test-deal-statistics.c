/* test-deal-statistics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-deal-statistics.h"

static void
test_reached (void)
{
  g_assert_cmpint (rounds_deal_get_reached (ROUNDS_STAGE_CLOSED_WON, ROUNDS_STAGE_PROSPECTING), ==, ROUNDS_STAGE_CLOSED_WON);
  g_assert_cmpint (rounds_deal_get_reached (ROUNDS_STAGE_CLOSED_LOST, ROUNDS_STAGE_PROPOSAL), ==, ROUNDS_STAGE_PROPOSAL);
  g_assert_cmpint (rounds_deal_get_reached (ROUNDS_STAGE_CLOSED_LOST, ROUNDS_STAGE_NONE), ==, ROUNDS_STAGE_PROSPECTING);
  /* Moved back, it has been further all the same. */
  g_assert_cmpint (rounds_deal_get_reached (ROUNDS_STAGE_QUALIFICATION, ROUNDS_STAGE_NEGOTIATION), ==, ROUNDS_STAGE_NEGOTIATION);
  g_assert_cmpint (rounds_deal_get_reached (ROUNDS_STAGE_QUALIFICATION, ROUNDS_STAGE_NONE), ==, ROUNDS_STAGE_QUALIFICATION);
  /* Won once and reopened. */
  g_assert_cmpint (rounds_deal_get_reached (ROUNDS_STAGE_PROPOSAL, ROUNDS_STAGE_CLOSED_WON), ==, ROUNDS_STAGE_NEGOTIATION);
}

static void
assert_conversion (const RoundsConversion *conversion,
                   gint64                  reached,
                   gint64                  converted,
                   gboolean                known,
                   double                  rate)
{
  g_assert_cmpint (conversion->reached, ==, reached);
  g_assert_cmpint (conversion->converted, ==, converted);
  g_assert_true (conversion->known == known);
  g_assert_cmpfloat_with_epsilon (conversion->rate, rate, 1e-9);
}

static void
test_conversion (void)
{
  /* 4 stopped at the first, 3 at the second, 2 at the third, 1 at the fourth, 6 were won: 16, 12, 9, 7, 6. */
  static const gint64 ended_at[ROUNDS_N_STAGES] = { 4, 3, 2, 1, 6, 99 };
  static const gint64 nothing[ROUNDS_N_STAGES] = { 0 };
  static const gint64 all_lost[ROUNDS_N_STAGES] = { 0, 5, 0, 0, 0, 0 };
  RoundsConversion conversions[ROUNDS_N_OPEN_STAGES];

  rounds_conversion_compute (ended_at, conversions);
  assert_conversion (&conversions[0], 16, 12, TRUE, 75);
  assert_conversion (&conversions[1], 12, 9, TRUE, 75);
  assert_conversion (&conversions[2], 9, 7, TRUE, 700.0 / 9);
  assert_conversion (&conversions[3], 7, 6, TRUE, 600.0 / 7);

  rounds_conversion_compute (nothing, conversions);
  for (guint i = 0; i < ROUNDS_N_OPEN_STAGES; i++)
    assert_conversion (&conversions[i], 0, 0, FALSE, 0);

  rounds_conversion_compute (all_lost, conversions);
  assert_conversion (&conversions[0], 5, 5, TRUE, 100);
  assert_conversion (&conversions[1], 5, 0, TRUE, 0);
  assert_conversion (&conversions[2], 0, 0, FALSE, 0);
}

static void
test_win_rate (void)
{
  double rate = -1;

  g_assert_true (rounds_win_rate_compute (3, 1, &rate));
  g_assert_cmpfloat (rate, ==, 75);
  g_assert_true (rounds_win_rate_compute (0, 7, &rate));
  g_assert_cmpfloat (rate, ==, 0);
  g_assert_false (rounds_win_rate_compute (0, 0, &rate));
  g_assert_cmpfloat (rate, ==, 0);
}

static void
test_cycle (void)
{
  static const int odd[] = { 30, 10, 80 };
  static const int even[] = { 90, 10, 31, 20 };
  RoundsCycle cycle = rounds_cycle_compute (odd, 3);

  g_assert_cmpuint (cycle.count, ==, 3);
  g_assert_cmpfloat (cycle.mean, ==, 40);
  g_assert_cmpfloat (cycle.median, ==, 30);
  cycle = rounds_cycle_compute (even, 4);
  g_assert_cmpfloat (cycle.mean, ==, 37.75);
  g_assert_cmpfloat (cycle.median, ==, 25.5);
  g_assert_cmpint (even[0], ==, 90);
  cycle = rounds_cycle_compute (NULL, 0);
  g_assert_cmpuint (cycle.count, ==, 0);
  g_assert_cmpfloat (cycle.median, ==, 0);
}

static void
test_stage_times (void)
{
  static const RoundsStageMove moves[] = {
    { 1, ROUNDS_STAGE_PROSPECTING, 100 },
    { 1, ROUNDS_STAGE_PROPOSAL, 150 },
    { 1, ROUNDS_STAGE_CLOSED_LOST, 250 },
    { 1, ROUNDS_STAGE_PROPOSAL, 300 },     /* reopened */
    { 1, ROUNDS_STAGE_CLOSED_WON, 330 },
    { 2, ROUNDS_STAGE_PROSPECTING, 900 },
    { 2, ROUNDS_STAGE_QUALIFICATION, 950 }, /* still there */
    { 3, ROUNDS_STAGE_PROSPECTING, 1100 },  /* the clock of another machine is ahead */
  };
  RoundsStageTime times[ROUNDS_N_OPEN_STAGES];

  rounds_stage_times_compute (moves, G_N_ELEMENTS (moves), 1000, times);
  g_assert_cmpint (times[ROUNDS_STAGE_PROSPECTING].visits, ==, 3);
  g_assert_cmpint (times[ROUNDS_STAGE_PROSPECTING].total, ==, 50 + 50);
  g_assert_cmpint (times[ROUNDS_STAGE_QUALIFICATION].visits, ==, 1);
  g_assert_cmpint (times[ROUNDS_STAGE_QUALIFICATION].total, ==, 50);
  g_assert_cmpint (times[ROUNDS_STAGE_PROPOSAL].visits, ==, 2);
  g_assert_cmpint (times[ROUNDS_STAGE_PROPOSAL].total, ==, 130);
  g_assert_cmpint (times[ROUNDS_STAGE_NEGOTIATION].visits, ==, 0);

  rounds_stage_times_compute (NULL, 0, 1000, times);
  g_assert_cmpint (times[ROUNDS_STAGE_PROSPECTING].total, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deal-statistics/reached", test_reached);
  g_test_add_func ("/deal-statistics/conversion", test_conversion);
  g_test_add_func ("/deal-statistics/win-rate", test_win_rate);
  g_test_add_func ("/deal-statistics/cycle", test_cycle);
  g_test_add_func ("/deal-statistics/stage-times", test_stage_times);

  return g_test_run ();
}
