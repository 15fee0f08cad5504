/* rounds-chart-axis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-chart-axis.h"

#include <math.h>

static const double multiples[] = { 1.0, 2.0, 2.5, 5.0 };

/* Beyond these, differences and powers of ten leave what a double holds. */
#define RANGE_LEAST 1e-290
#define VALUE_GREATEST 1e290

/* Whether steps of this size hold the range within n_steps of them; if so, the axis is that. */
static gboolean
try_step (RoundsChartAxis *self,
          double           minimum,
          double           maximum,
          double           step,
          guint            n_steps)
{
  /* A value that is round itself, such as 0.3 over 0.1, must not need a step more because of its binary form. */
  double first = floor (minimum / step + 1e-9);
  double last = ceil (maximum / step - 1e-9);

  if (last - first > n_steps)
    return FALSE;

  self->step = step;
  self->first = first;
  self->n_ticks = (guint) (last - first) + 1;
  self->minimum = first * step;
  self->maximum = last * step;
  return TRUE;
}

/**
 * rounds_chart_axis_init:
 * @minimum: the least value to show
 * @maximum: the greatest value to show
 * @n_steps: at most so many steps between ticks; at least 1, or 2 when zero lies within the range
 *
 * Chooses the smallest round step whose multiples hold the range in @n_steps steps; the axis begins and ends at a multiple. Without a
 * range (both zero) there is one tick, at zero.
 */
void
rounds_chart_axis_init (RoundsChartAxis *self,
                        double           minimum,
                        double           maximum,
                        guint            n_steps)
{
  double power;

  g_return_if_fail (self != NULL);
  g_return_if_fail (minimum <= maximum);

  minimum = CLAMP (minimum, -VALUE_GREATEST, VALUE_GREATEST);
  maximum = CLAMP (maximum, -VALUE_GREATEST, VALUE_GREATEST);
  n_steps = MAX (n_steps, minimum < 0.0 && maximum > 0.0 ? 2 : 1);

  if (maximum - minimum < RANGE_LEAST)
    {
      self->minimum = minimum;
      self->maximum = minimum + 1.0;
      self->step = 1.0;
      self->first = minimum;
      self->n_ticks = 1;
      return;
    }

  power = pow (10.0, floor (log10 ((maximum - minimum) / n_steps)));
  for (;; power *= 10.0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (multiples); i++)
        {
          if (try_step (self, minimum, maximum, multiples[i] * power, n_steps))
            return;
        }
    }
}

/**
 * rounds_chart_axis_tick:
 * @tick: below the axis's `n_ticks`
 *
 * Returns: the tick's value, exactly 0 at zero
 */
double
rounds_chart_axis_tick (const RoundsChartAxis *self,
                        guint                  tick)
{
  g_return_val_if_fail (self != NULL, 0.0);
  g_return_val_if_fail (tick < self->n_ticks, 0.0);

  return (self->first + tick) * self->step + 0.0;
}

/**
 * rounds_chart_axis_scale:
 *
 * Returns: where @value stands, 0 at the axis's minimum and 1 at its maximum
 */
double
rounds_chart_axis_scale (const RoundsChartAxis *self,
                         double                 value)
{
  g_return_val_if_fail (self != NULL, 0.0);

  return (value - self->minimum) / (self->maximum - self->minimum);
}
