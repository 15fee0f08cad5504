/* rounds-bar-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-bar-layout.h"

#include <math.h>

/* How much of its step a bar fills. */
#define BAR_SHARE 0.64

/**
 * rounds_bar_layout_new:
 * @series: the values
 * @axis: their scale
 * @widest: the widest a bar may be, as a share of the whole width
 *
 * Returns: (transfer full) (array): a bar a value, each in the middle of its step
 */
RoundsNormalBar *
rounds_bar_layout_new (const RoundsChartSeries *series,
                       const RoundsChartAxis   *axis,
                       double                   widest)
{
  guint n_bars;
  double base;
  RoundsNormalBar *bars;

  g_return_val_if_fail (series != NULL, NULL);
  g_return_val_if_fail (axis != NULL, NULL);

  n_bars = rounds_chart_series_get_n (series);
  bars = g_new0 (RoundsNormalBar, n_bars);
  base = rounds_chart_axis_scale (axis, 0.0);

  for (guint i = 0; i < n_bars; i++)
    {
      rounds_bar_layout_place (i, n_bars, widest, &bars[i].from, &bars[i].to);
      bars[i].base = base;
      bars[i].tip = rounds_chart_axis_scale (axis, rounds_chart_series_get_value (series, i));
    }

  return bars;
}

/**
 * rounds_bar_layout_place:
 * @widest: the widest a bar may be, as a share of the whole width
 * @from: (out): where the bar starts from left to right, 0..1
 * @to: (out): where it ends
 */
void
rounds_bar_layout_place (guint   bar,
                         guint   n_bars,
                         double  widest,
                         double *from,
                         double *to)
{
  double middle = (bar + 0.5) / n_bars;
  double half = MIN (BAR_SHARE / n_bars, widest) / 2.0;

  *from = middle - half;
  *to = middle + half;
}

/**
 * rounds_bar_layout_find:
 * @at: a place from left to right, 0..1
 *
 * Returns: the bar whose step @at lies in, or -1 outside of 0..1
 */
int
rounds_bar_layout_find (guint  n_bars,
                        double at)
{
  if (n_bars == 0 || !(at >= 0.0 && at < 1.0))
    return -1;

  return (int) MIN ((guint) (at * n_bars), n_bars - 1);
}

/**
 * rounds_bar_layout_thinning:
 * @n_labels: how many labels, one a step
 * @widest: the widest label with the space beside it
 * @available: the width for all steps
 *
 * Returns: n where a label every n steps has its place; a divisor of @n_labels when one is near, so that twelve months are
 *   labelled at every second, third, fourth or sixth
 */
guint
rounds_bar_layout_thinning (guint  n_labels,
                            double widest,
                            double available)
{
  double needed;
  guint every;

  if (n_labels < 2 || widest <= 0.0)
    return 1;
  if (!(available > 0.0))
    return n_labels;

  needed = ceil (widest * n_labels / available - 1e-9);
  if (needed >= n_labels)
    return n_labels;

  every = MAX ((guint) needed, 1);
  for (guint divisor = every; divisor <= 2 * every && divisor < n_labels; divisor++)
    {
      if (n_labels % divisor == 0)
        return divisor;
    }

  return every;
}
