/* test-bar-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-bar-layout.h"

#include <math.h>

static void
test_bars (void)
{
  const double values[] = { 10, -5, 0, NAN };
  g_autoptr(RoundsChartSeries) series = rounds_chart_series_new (values, NULL, G_N_ELEMENTS (values));
  g_autofree RoundsNormalBar *bars = NULL;
  RoundsChartAxis axis;
  double minimum, maximum;

  rounds_chart_series_get_range (series, &minimum, &maximum);
  g_assert_cmpfloat (minimum, ==, -5.0);
  g_assert_cmpfloat (maximum, ==, 10.0);
  rounds_chart_axis_init (&axis, minimum, maximum, 3);

  bars = rounds_bar_layout_new (series, &axis, 1.0);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_assert_cmpfloat_with_epsilon ((bars[i].from + bars[i].to) / 2.0, (i + 0.5) / 4.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (bars[i].base, 1.0 / 3.0, 1e-12);
    }
  g_assert_cmpfloat_with_epsilon (bars[0].tip, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (bars[1].tip, 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (bars[2].tip, bars[2].base, 1e-12);
  g_assert_cmpfloat_with_epsilon (bars[3].tip, bars[3].base, 1e-12);
  g_assert_cmpfloat (bars[0].to, <, bars[1].from);
}

static void
test_widest (void)
{
  const double values[] = { 1, 2 };
  g_autoptr(RoundsChartSeries) series = rounds_chart_series_new (values, NULL, G_N_ELEMENTS (values));
  g_autofree RoundsNormalBar *bars = NULL;
  RoundsChartAxis axis;

  rounds_chart_axis_init (&axis, 0, 2, 4);
  bars = rounds_bar_layout_new (series, &axis, 0.1);
  g_assert_cmpfloat_with_epsilon (bars[0].to - bars[0].from, 0.1, 1e-12);
}

static void
test_find (void)
{
  g_assert_cmpint (rounds_bar_layout_find (12, 0.0), ==, 0);
  g_assert_cmpint (rounds_bar_layout_find (12, 0.0833), ==, 0);
  g_assert_cmpint (rounds_bar_layout_find (12, 0.0834), ==, 1);
  g_assert_cmpint (rounds_bar_layout_find (12, 0.9999), ==, 11);
  g_assert_cmpint (rounds_bar_layout_find (12, 1.0), ==, -1);
  g_assert_cmpint (rounds_bar_layout_find (12, -0.0001), ==, -1);
  g_assert_cmpint (rounds_bar_layout_find (12, NAN), ==, -1);
  g_assert_cmpint (rounds_bar_layout_find (0, 0.5), ==, -1);
}

static void
test_thinning (void)
{
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 30, 400), ==, 1);
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 30, 360), ==, 1);
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 30, 359), ==, 2);
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 30, 120), ==, 3);
  /* Five would do; six is even. */
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 30, 75), ==, 6);
  g_assert_cmpuint (rounds_bar_layout_thinning (7, 30, 105), ==, 2);
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 500, 200), ==, 12);
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 30, 0), ==, 12);
  g_assert_cmpuint (rounds_bar_layout_thinning (12, 0, 100), ==, 1);
  g_assert_cmpuint (rounds_bar_layout_thinning (1, 500, 100), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charts/bar-layout/bars", test_bars);
  g_test_add_func ("/charts/bar-layout/widest", test_widest);
  g_test_add_func ("/charts/bar-layout/find", test_find);
  g_test_add_func ("/charts/bar-layout/thinning", test_thinning);

  return g_test_run ();
}
