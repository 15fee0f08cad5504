/* test-forecast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "rules/rounds-forecast.h"

#define TODAY "2026-11-22"

static void
assert_spread (const RoundsSpreadItem *items,
               guint                   n_items,
               RoundsSpread            expected)
{
  RoundsSpread spread = rounds_spread_compute (items, n_items);

  g_assert_cmpint (spread.mean, ==, expected.mean);
  g_assert_cmpint (spread.deviation, ==, expected.deviation);
  g_assert_cmpint (spread.p10, ==, expected.p10);
  g_assert_cmpint (spread.p50, ==, expected.p50);
  g_assert_cmpint (spread.p90, ==, expected.p90);
}

static void
test_few (void)
{
  static const RoundsSpreadItem half[] = { { 1000, 50 } };
  static const RoundsSpreadItem tenth[] = { { 1000, 10 } };
  static const RoundsSpreadItem eleventh[] = { { 1000, 11 } };
  static const RoundsSpreadItem sure[] = { { 1000, 100 }, { 500, 0 }, { 250, 100 } };
  /* 0: 0.1, 300: 0.1, 700: 0.4, 1000: 0.4; variance 0.25 x 300^2 + 0.16 x 700^2 = 100900 */
  static const RoundsSpreadItem two[] = { { 300, 50 }, { 700, 80 } };
  static const RoundsSpreadItem cents[] = { { 1, 50 }, { 33, 10 } };

  assert_spread (NULL, 0, (RoundsSpread) { 0, 0, 0, 0, 0 });
  assert_spread (half, 1, (RoundsSpread) { 500, 500, 0, 0, 1000 });
  assert_spread (tenth, 1, (RoundsSpread) { 100, 300, 0, 0, 0 });
  assert_spread (eleventh, 1, (RoundsSpread) { 110, 313, 0, 0, 1000 });
  assert_spread (sure, 3, (RoundsSpread) { 1250, 0, 1250, 1250, 1250 });
  assert_spread (two, 2, (RoundsSpread) { 710, 318, 0, 700, 1000 });
  /* 0.5 + 3.3 = 3.8; sqrt (0.25 + 98.01) = 9.9; half of the time nothing of 0.9, so 0.45 at 0 and 0.45 at 1 */
  assert_spread (cents, 2, (RoundsSpread) { 4, 10, 0, 1, 1 });
}

/* Equal deals are a binomial distribution: n = 10, p = 0.3: P(X <= 1) = 0.149, P(X <= 3) = 0.650, P(X <= 4) = 0.850,
 * P(X <= 5) = 0.953, P(X <= 0) = 0.028, P(X <= 2) = 0.383. */
static void
test_binomial (void)
{
  RoundsSpreadItem items[10];

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    items[i] = (RoundsSpreadItem) { 120000, 30 };
  /* sqrt (10 x 0.21) x 120000 = 173896.5 */
  assert_spread (items, G_N_ELEMENTS (items), (RoundsSpread) { 360000, 173897, 120000, 360000, 600000 });
}

/* The distribution on a grid of single units, as an independent check: values must be small. Within a step, unless the share
 * falls on a stretch that next to nothing leads out of. */
static void
compare_with_plain (const RoundsSpreadItem *items,
                    guint                   n_items)
{
  RoundsSpread spread = rounds_spread_compute (items, n_items);
  g_autofree double *masses = NULL;
  static const double shares[] = { 0.1, 0.5, 0.9 };
  const gint64 quantiles[] = { spread.p10, spread.p50, spread.p90 };
  gint64 greatest = 0;
  gint64 reached = 0;
  double step;

  for (guint i = 0; i < n_items; i++)
    greatest += items[i].value;
  step = (double) greatest / ROUNDS_SPREAD_STEPS;

  masses = g_new0 (double, greatest + 1);
  masses[0] = 1;
  for (guint i = 0; i < n_items; i++)
    {
      double p = items[i].probability / 100.0;

      reached += items[i].value;
      for (gint64 sum = reached; sum >= 0; sum--)
        masses[sum] = masses[sum] * (1 - p) + (sum >= items[i].value ? masses[sum - items[i].value] * p : 0);
    }

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      double cumulated = 0;
      double reached_share = 0;
      gint64 exact = -1;

      while (cumulated < shares[i] - 1e-9)
        cumulated += masses[++exact];
      exact = MAX (exact, 0);
      for (gint64 sum = 0; sum <= quantiles[i]; sum++)
        reached_share += masses[sum];
      g_test_message ("%.0f %%: %" G_GINT64_FORMAT " for %" G_GINT64_FORMAT ", %.2f steps", 100 * shares[i],
                      quantiles[i], exact, (double) (quantiles[i] - exact) / step);
      if (fabs (reached_share - shares[i]) > 2e-5)
        g_assert_cmpfloat (fabs ((double) (quantiles[i] - exact)), <=, step + 0.5);
    }
}

static void
test_grid (void)
{
  g_autofree RoundsSpreadItem *items = g_new (RoundsSpreadItem, 1000);
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  /* Many small ones of all sizes. */
  for (guint i = 0; i < 600; i++)
    items[i] = (RoundsSpreadItem) { g_rand_int_range (rand, 1, 120), g_rand_int_range (rand, 1, 100) };
  compare_with_plain (items, 600);
  /* Rarely won; nearly always won. */
  for (guint i = 0; i < 600; i++)
    items[i].probability = 2;
  compare_with_plain (items, 600);
  for (guint i = 0; i < 600; i++)
    items[i].probability = 97;
  compare_with_plain (items, 600);

  /* Fourteen, of more than 2,048 sums. */
  for (guint i = 0; i < 14; i++)
    items[i] = (RoundsSpreadItem) { g_rand_int_range (rand, 1000, 9999), 5 + 6 * (int) i };
  compare_with_plain (items, 14);

  /* One great deal over many small ones: two hills with nothing between them. */
  for (guint i = 0; i < 400; i++)
    items[i] = (RoundsSpreadItem) { g_rand_int_range (rand, 1, 30), 50 };
  for (int probability = 8; probability <= 92; probability += 14)
    {
      items[0] = (RoundsSpreadItem) { 60000, probability };
      compare_with_plain (items, 400);
    }

  /* Small ones that are all far below a step beside great ones. */
  for (guint i = 0; i < 500; i++)
    items[i] = (RoundsSpreadItem) { i < 10 ? 9000 + 37 * (gint64) i : 1 + (gint64) i % 3, 10 + (int) i % 80 };
  compare_with_plain (items, 500);
}

static void
test_order (void)
{
  RoundsSpreadItem items[300];
  RoundsSpread first;
  RoundsSpread second;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    items[i] = (RoundsSpreadItem) { 1000 + 7919 * i % 5003, (int) (1 + 31 * i % 99) };
  first = rounds_spread_compute (items, G_N_ELEMENTS (items));
  for (guint i = 0; i < G_N_ELEMENTS (items) / 2; i++)
    {
      RoundsSpreadItem item = items[i];

      items[i] = items[G_N_ELEMENTS (items) - 1 - i];
      items[G_N_ELEMENTS (items) - 1 - i] = item;
    }
  second = rounds_spread_compute (items, G_N_ELEMENTS (items));
  g_assert_cmpmem (&first, sizeof first, &second, sizeof second);
}

static void
test_many (void)
{
  g_autofree RoundsSpreadItem *items = g_new (RoundsSpreadItem, 5000);
  RoundsSpread spread;
  double step;
  gint64 greatest = 0;
  gint64 began;

  for (guint i = 0; i < 5000; i++)
    {
      items[i] = (RoundsSpreadItem) { 500000 + (gint64) i * 7919 % 12000000, 10 + (int) (i % 8) * 10 };
      greatest += items[i].value;
    }
  step = (double) greatest / ROUNDS_SPREAD_STEPS;

  began = g_get_monotonic_time ();
  spread = rounds_spread_compute (items, 5000);
  g_test_message ("5,000 deals: %.1f ms", (double) (g_get_monotonic_time () - began) / 1000);

  /* So many make a normal distribution, whose 10 % are 1.2816 deviations from the mean. */
  g_assert_cmpfloat (fabs ((double) (spread.p50 - spread.mean)), <=, step);
  g_assert_cmpfloat (fabs ((double) (spread.mean - spread.p10) - 1.2816 * (double) spread.deviation), <=, step);
  g_assert_cmpfloat (fabs ((double) (spread.p90 - spread.mean) - 1.2816 * (double) spread.deviation), <=, step);

  /* As many of one price, won or not as a coin falls: the median is the half, the deviation sqrt (5000) / 2 prices. */
  for (guint i = 0; i < 5000; i++)
    items[i] = (RoundsSpreadItem) { 1000000, 50 };
  spread = rounds_spread_compute (items, 5000);
  g_assert_cmpint (spread.mean, ==, G_GINT64_CONSTANT (2500000000));
  g_assert_cmpint (spread.deviation, ==, 35355339);
  g_assert_cmpfloat (fabs ((double) (spread.p50 - spread.mean)), <=, 5000.0 / ROUNDS_SPREAD_STEPS * 1000000);
  g_assert_cmpfloat (fabs ((double) spread.p10 - 2500e6 + 45.31e6), <=, 5000.0 / ROUNDS_SPREAD_STEPS * 1000000);
}

static void
test_extremes (void)
{
  static const RoundsSpreadItem greatest[] = { { 99999999999999, 50 }, { 99999999999999, 99 } };

  /* 49999999999999.5 + 98999999999999.01 */
  assert_spread (greatest, 2, (RoundsSpread) { 148999999999999, 50980388386123, 99999999999999, 99999999999999, 199999999999998 });
}

static void
assert_figures (const RoundsForecastFigures *figures,
                gint64                       count,
                gint64                       total,
                gint64                       weighted,
                gint64                       commit,
                gint64                       best_case,
                gint64                       won)
{
  g_assert_cmpint (figures->count, ==, count);
  g_assert_cmpint (figures->total, ==, total);
  g_assert_cmpint (figures->weighted, ==, weighted);
  g_assert_cmpint (figures->commit, ==, commit);
  g_assert_cmpint (figures->best_case, ==, best_case);
  g_assert_cmpint (figures->pipeline, ==, total);
  g_assert_cmpint (figures->won, ==, won);
}

static const RoundsForecastDeal deals[] = {
  { 10000, 75, FALSE, "2026-11-22" },  /* today is not past */
  { 20001, 50, FALSE, "2026-11-30" },
  { 5000, 74, FALSE, "2026-12-01" },
  { 4000, 49, FALSE, "2026-12-31" },
  { 7000, 80, FALSE, "2026-11-21" },   /* slipped, this month */
  { 1000, 10, FALSE, "2025-02-28" },   /* slipped, long ago */
  { 3000, 90, FALSE, "2027-01-31" },
  { 9999, 90, FALSE, "2027-02-01" },   /* after the last month */
  { 6000, 100, TRUE, "2026-11-02" },
  { 8000, 100, TRUE, "2026-10-31" },   /* won before the first month */
};

static void
test_months (void)
{
  g_autoptr(RoundsForecast) forecast = rounds_forecast_compute (deals, G_N_ELEMENTS (deals), TODAY, 3);

  g_assert_cmpuint (forecast->n_months, ==, 3);
  g_assert_cmpstr (forecast->months[0].month, ==, "2026-11");
  g_assert_cmpstr (forecast->months[1].month, ==, "2026-12");
  g_assert_cmpstr (forecast->months[2].month, ==, "2027-01");
  /* 7500 + 10000.5 up */
  assert_figures (&forecast->months[0].figures, 2, 30001, 17501, 10000, 30001, 6000);
  assert_figures (&forecast->months[1].figures, 2, 9000, 5660, 0, 5000, 0);
  assert_figures (&forecast->months[2].figures, 1, 3000, 2700, 3000, 3000, 0);
  assert_figures (&forecast->slipped, 2, 8000, 5700, 7000, 7000, 0);
  assert_figures (&forecast->total, 7, 50001, 31561, 20000, 45001, 6000);

  g_assert_cmpint (forecast->months[0].figures.spread.mean, ==, 17501);
  /* 0.1875 x 10000^2 + 0.25 x 20001^2 */
  g_assert_cmpint (forecast->months[0].figures.spread.deviation, ==, 10898);
  g_assert_cmpint (forecast->months[0].figures.spread.p10, ==, 0);
  g_assert_cmpint (forecast->months[0].figures.spread.p50, ==, 10000);
  g_assert_cmpint (forecast->months[0].figures.spread.p90, ==, 30001);
  g_assert_cmpint (forecast->total.spread.mean, ==, 31561);
}

/* Months before and after the current one: what was won, what comes later, and always the slipped ones. */
static void
test_from (void)
{
  g_autoptr(RoundsForecast) past = rounds_forecast_compute_from (deals, G_N_ELEMENTS (deals), TODAY, "2026-10-15", 2);
  g_autoptr(RoundsForecast) later = rounds_forecast_compute_from (deals, G_N_ELEMENTS (deals), TODAY, "2027-01-31", 2);

  g_assert_cmpstr (past->months[0].month, ==, "2026-10");
  assert_figures (&past->months[0].figures, 0, 0, 0, 0, 0, 8000);
  g_assert_cmpint (past->months[0].figures.won_count, ==, 1);
  assert_figures (&past->months[1].figures, 2, 30001, 17501, 10000, 30001, 6000);
  assert_figures (&past->slipped, 2, 8000, 5700, 7000, 7000, 0);
  assert_figures (&past->total, 4, 38001, 23201, 17000, 37001, 14000);
  g_assert_cmpint (past->total.won_count, ==, 2);

  g_assert_cmpstr (later->months[1].month, ==, "2027-02");
  assert_figures (&later->months[0].figures, 1, 3000, 2700, 3000, 3000, 0);
  /* 8999.1 */
  assert_figures (&later->months[1].figures, 1, 9999, 8999, 9999, 9999, 0);
  assert_figures (&later->total, 4, 20999, 17399, 19999, 19999, 0);
}

static void
assert_moved (const char *date,
              const char *month,
              const char *expected)
{
  g_autofree char *moved = rounds_forecast_move_date (date, month, TODAY);

  g_assert_cmpstr (moved, ==, expected);
}

static void
test_move_date (void)
{
  assert_moved ("2026-11-25", "2026-12", "2026-12-25");
  assert_moved ("2027-01-31", "2027-02", "2027-02-28");
  assert_moved ("2027-01-31", "2028-02", "2028-02-29");
  assert_moved ("2027-02-28", "2027-03", "2027-03-28");
  /* Into the rest of this month. */
  assert_moved ("2026-12-25", "2026-11", "2026-11-25");
  assert_moved ("2026-12-10", "2026-11", TODAY);
  assert_moved ("2026-05-22", "2026-11", TODAY);
  assert_moved (NULL, "2026-12", "2026-12-01");
  /* Nothing is expected to have closed. */
  assert_moved ("2026-12-25", "2026-10", NULL);
  assert_moved ("2026-12-25", "no month", NULL);
}

static void
test_empty (void)
{
  static const RoundsForecastDeal lost_track[] = { { 100, 50, FALSE, "2024-02-29" } };
  g_autoptr(RoundsForecast) forecast = rounds_forecast_compute (NULL, 0, "2024-01-31", 24);

  /* A month begins on its first, so the 31st skips none. */
  g_assert_cmpstr (forecast->months[0].month, ==, "2024-01");
  g_assert_cmpstr (forecast->months[1].month, ==, "2024-02");
  g_assert_cmpstr (forecast->months[23].month, ==, "2025-12");
  assert_figures (&forecast->total, 0, 0, 0, 0, 0, 0);
  g_assert_cmpint (forecast->total.spread.p90, ==, 0);
  rounds_forecast_free (g_steal_pointer (&forecast));

  forecast = rounds_forecast_compute (lost_track, 1, "2024-02-29", 1);
  assert_figures (&forecast->months[0].figures, 1, 100, 50, 0, 100, 0);
  rounds_forecast_free (g_steal_pointer (&forecast));
  forecast = rounds_forecast_compute (lost_track, 1, "2024-03-01", 1);
  assert_figures (&forecast->slipped, 1, 100, 50, 0, 100, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/forecast/spread/few", test_few);
  g_test_add_func ("/forecast/spread/binomial", test_binomial);
  g_test_add_func ("/forecast/spread/grid", test_grid);
  g_test_add_func ("/forecast/spread/order", test_order);
  g_test_add_func ("/forecast/spread/many", test_many);
  g_test_add_func ("/forecast/spread/extremes", test_extremes);
  g_test_add_func ("/forecast/months", test_months);
  g_test_add_func ("/forecast/from", test_from);
  g_test_add_func ("/forecast/move-date", test_move_date);
  g_test_add_func ("/forecast/empty", test_empty);

  return g_test_run ();
}
