/* rounds-stacked-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-stacked-layout.h"

#include "charts/rounds-bar-layout.h"

double
rounds_stacked_layout_sum (const RoundsStackedStep *step)
{
  double sum = 0.0;

  for (guint i = 0; i < ROUNDS_STACKED_PARTS; i++)
    sum += step->parts[i];

  return sum;
}

/**
 * rounds_stacked_layout_maximum:
 *
 * Returns: the greatest value that is drawn; 0 when there is none
 */
double
rounds_stacked_layout_maximum (const RoundsStackedStep *steps,
                               guint                    n_steps)
{
  double maximum = 0.0;

  for (guint i = 0; i < n_steps; i++)
    {
      maximum = MAX (maximum, rounds_stacked_layout_sum (&steps[i]));
      if (steps[i].has_range)
        maximum = MAX (maximum, steps[i].high);
    }

  return maximum;
}

/**
 * rounds_stacked_layout_new:
 * @axis: the scale; it reaches over rounds_stacked_layout_maximum()
 * @widest: the widest a bar may be, as a share of the whole width
 *
 * Returns: (transfer full) (array length=n_steps): a stack a step, where rounds_bar_layout_new() has its bars
 */
RoundsNormalStack *
rounds_stacked_layout_new (const RoundsStackedStep *steps,
                           guint                    n_steps,
                           const RoundsChartAxis   *axis,
                           double                   widest)
{
  RoundsNormalStack *stacks = g_new0 (RoundsNormalStack, n_steps);

  for (guint i = 0; i < n_steps; i++)
    {
      double sum = 0.0;

      rounds_bar_layout_place (i, n_steps, widest, &stacks[i].from, &stacks[i].to);
      stacks[i].levels[0] = rounds_chart_axis_scale (axis, 0.0);
      for (guint part = 0; part < ROUNDS_STACKED_PARTS; part++)
        {
          sum += steps[i].parts[part];
          stacks[i].levels[part + 1] = rounds_chart_axis_scale (axis, sum);
        }

      if (steps[i].has_range)
        {
          stacks[i].low = rounds_chart_axis_scale (axis, steps[i].low);
          stacks[i].middle = rounds_chart_axis_scale (axis, steps[i].middle);
          stacks[i].high = rounds_chart_axis_scale (axis, steps[i].high);
        }
    }

  return stacks;
}

/**
 * rounds_stacked_layout_run:
 * @first: (inout): where to begin; where the run begins
 *
 * A band goes from step to step where each has a range, and stops where one has none.
 *
 * Returns: how many steps in a row have a range; 0 when none of the others has
 */
guint
rounds_stacked_layout_run (const RoundsStackedStep *steps,
                           guint                    n_steps,
                           guint                   *first)
{
  guint end;

  while (*first < n_steps && !steps[*first].has_range)
    (*first)++;
  for (end = *first; end < n_steps && steps[end].has_range; end++)
    ;

  return end - *first;
}
