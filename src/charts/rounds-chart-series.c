/* rounds-chart-series.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-chart-series.h"

#include <math.h>

struct _RoundsChartSeries
{
  guint n_values;
  double *values;
  char **labels;
};

/**
 * rounds_chart_series_new:
 * @values: (array length=n_values): the values, copied
 * @labels: (array length=n_values) (nullable): a label a value, copied; elements may be %NULL
 * @n_values: how many, 0 for an empty series
 *
 * Returns: (transfer full): a series
 */
RoundsChartSeries *
rounds_chart_series_new (const double       *values,
                         const char * const *labels,
                         guint               n_values)
{
  RoundsChartSeries *self;

  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  self = g_new0 (RoundsChartSeries, 1);
  self->n_values = n_values;
  self->values = g_new0 (double, n_values);
  self->labels = g_new0 (char *, n_values);

  for (guint i = 0; i < n_values; i++)
    {
      self->values[i] = isfinite (values[i]) ? values[i] : 0.0;
      self->labels[i] = g_strdup (labels != NULL && labels[i] != NULL ? labels[i] : "");
    }

  return self;
}

void
rounds_chart_series_free (RoundsChartSeries *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_values; i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  g_free (self->values);
  g_free (self);
}

guint
rounds_chart_series_get_n (const RoundsChartSeries *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_values;
}

double
rounds_chart_series_get_value (const RoundsChartSeries *self,
                               guint                    step)
{
  g_return_val_if_fail (self != NULL, 0.0);
  g_return_val_if_fail (step < self->n_values, 0.0);

  return self->values[step];
}

/**
 * rounds_chart_series_get_label:
 *
 * Returns: (transfer none): the step's label, empty when it has none
 */
const char *
rounds_chart_series_get_label (const RoundsChartSeries *self,
                               guint                    step)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (step < self->n_values, NULL);

  return self->labels[step];
}

/**
 * rounds_chart_series_get_range:
 * @minimum: (out): the least value, or 0 when none is below
 * @maximum: (out): the greatest value, or 0 when none is above
 *
 * The range that bars need: it always holds the zero they stand on.
 */
void
rounds_chart_series_get_range (const RoundsChartSeries *self,
                               double                  *minimum,
                               double                  *maximum)
{
  g_return_if_fail (self != NULL);

  *minimum = 0.0;
  *maximum = 0.0;
  for (guint i = 0; i < self->n_values; i++)
    {
      *minimum = MIN (*minimum, self->values[i]);
      *maximum = MAX (*maximum, self->values[i]);
    }
}
