/* rounds-chart-axis.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsChartAxis:
 * @minimum: the value at 0
 * @maximum: the value at 1
 * @step: from one tick to the next: 1, 2, 2.5 or 5 times a power of ten
 * @first: the first tick is @first times @step
 * @n_ticks: how many ticks, both ends included
 *
 * Scales values to 0..1 and says where the round values stand.
 */
typedef struct
{
  double minimum;
  double maximum;
  double step;
  double first;
  guint n_ticks;
} RoundsChartAxis;

void   rounds_chart_axis_init  (RoundsChartAxis       *self,
                                double                 minimum,
                                double                 maximum,
                                guint                  n_steps);
double rounds_chart_axis_tick  (const RoundsChartAxis *self,
                                guint                  tick);
double rounds_chart_axis_scale (const RoundsChartAxis *self,
                                double                 value);

G_END_DECLS
