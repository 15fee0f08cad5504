/* test-axis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-chart-axis.h"

#include <math.h>

static void
assert_ticks (double        minimum,
              double        maximum,
              guint         n_steps,
              guint         n_expected,
              const double *expected)
{
  RoundsChartAxis axis;

  rounds_chart_axis_init (&axis, minimum, maximum, n_steps);
  g_assert_cmpuint (axis.n_ticks, ==, n_expected);
  for (guint i = 0; i < n_expected; i++)
    g_assert_cmpfloat_with_epsilon (rounds_chart_axis_tick (&axis, i), expected[i],
                                    1e-12 * MAX (1.0, fabs (expected[i])));
}

#define ASSERT_TICKS(minimum, maximum, n_steps, ...)                                       \
  assert_ticks (minimum, maximum, n_steps,                                                 \
                sizeof ((double[]) { __VA_ARGS__ }) / sizeof (double), (double[]) { __VA_ARGS__ })

/* By hand: the smallest of 1, 2, 2.5, 5 x 10^n of which n_steps reach over the range. */
static void
test_ticks (void)
{
  ASSERT_TICKS (0, 4, 4, 0, 1, 2, 3, 4);
  ASSERT_TICKS (0, 4.1, 4, 0, 2, 4, 6);
  ASSERT_TICKS (0, 9, 4, 0, 2.5, 5, 7.5, 10);
  ASSERT_TICKS (0, 11, 4, 0, 5, 10, 15);
  ASSERT_TICKS (0, 92000, 4, 0, 25000, 50000, 75000, 100000);
  ASSERT_TICKS (0, 100001, 4, 0, 50000, 100000, 150000);
  ASSERT_TICKS (0, 1, 1, 0, 1);
  ASSERT_TICKS (0, 3, 1, 0, 5);
  ASSERT_TICKS (0, 7, 1, 0, 10);
  ASSERT_TICKS (0, 0.3, 3, 0, 0.1, 0.2, 0.3);
  ASSERT_TICKS (0, 1234567890123.0, 4, 0, 5e11, 1e12, 1.5e12);
}

static void
test_negative (void)
{
  ASSERT_TICKS (-4, 0, 4, -4, -3, -2, -1, 0);
  ASSERT_TICKS (-1, 9, 4, -5, 0, 5, 10);
  ASSERT_TICKS (-300, 800, 4, -500, 0, 500, 1000);
  /* One step cannot reach to both sides of zero; two can. */
  ASSERT_TICKS (-1, 1, 1, -1, 0, 1);
  ASSERT_TICKS (-1, 100, 1, -100, 0, 100);
}

static void
test_zero (void)
{
  RoundsChartAxis axis;

  rounds_chart_axis_init (&axis, 0, 0, 4);
  g_assert_cmpuint (axis.n_ticks, ==, 1);
  g_assert_cmpfloat (rounds_chart_axis_tick (&axis, 0), ==, 0.0);
  g_assert_cmpfloat (rounds_chart_axis_scale (&axis, 0.0), ==, 0.0);

  rounds_chart_axis_init (&axis, -4, 4, 4);
  g_assert_cmpfloat (rounds_chart_axis_tick (&axis, 2), ==, 0.0);
  g_assert_false (signbit (rounds_chart_axis_tick (&axis, 2)));
}

static void
test_scale (void)
{
  RoundsChartAxis axis;

  rounds_chart_axis_init (&axis, -300, 800, 4);
  g_assert_cmpfloat_with_epsilon (rounds_chart_axis_scale (&axis, -500), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (rounds_chart_axis_scale (&axis, 0), 1.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (rounds_chart_axis_scale (&axis, 1000), 1.0, 1e-12);
}

/* Any range: ticks hold it, few enough, and a step is 1, 2, 2.5 or 5 times a power of ten. */
static void
test_any (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      double size = pow (10.0, g_test_rand_double_range (-12, 15));
      double minimum = g_test_rand_bit () ? 0.0 : -size * g_test_rand_double ();
      double maximum = size * g_test_rand_double ();
      guint n_steps = (guint) g_test_rand_int_range (1, 9);
      RoundsChartAxis axis;
      double mantissa;

      rounds_chart_axis_init (&axis, minimum, maximum, n_steps);
      g_assert_cmpfloat (axis.minimum, <=, minimum + 1e-8 * axis.step);
      g_assert_cmpfloat (axis.maximum, >=, maximum - 1e-8 * axis.step);
      g_assert_cmpuint (axis.n_ticks - 1, <=, MAX (n_steps, 2));

      mantissa = axis.step / pow (10.0, floor (log10 (axis.step) + 1e-9));
      g_assert_true (fabs (mantissa - 1.0) < 1e-9 || fabs (mantissa - 2.0) < 1e-9 ||
                     fabs (mantissa - 2.5) < 1e-9 || fabs (mantissa - 5.0) < 1e-9);
    }
}

static void
test_extremes (void)
{
  RoundsChartAxis axis;

  rounds_chart_axis_init (&axis, -1.7e308, 1.7e308, 4);
  g_assert_true (isfinite (axis.minimum) && isfinite (axis.maximum));
  g_assert_cmpuint (axis.n_ticks, <=, 5);

  rounds_chart_axis_init (&axis, 0, 5e-324, 4);
  g_assert_cmpuint (axis.n_ticks, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charts/axis/ticks", test_ticks);
  g_test_add_func ("/charts/axis/negative", test_negative);
  g_test_add_func ("/charts/axis/zero", test_zero);
  g_test_add_func ("/charts/axis/scale", test_scale);
  g_test_add_func ("/charts/axis/any", test_any);
  g_test_add_func ("/charts/axis/extremes", test_extremes);

  return g_test_run ();
}
