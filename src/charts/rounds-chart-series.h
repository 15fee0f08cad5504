/* rounds-chart-series.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsChartSeries:
 *
 * The data of a chart: a value and a label a step. Values are finite: what is not a number is held as 0.
 */
typedef struct _RoundsChartSeries RoundsChartSeries;

RoundsChartSeries *rounds_chart_series_new       (const double            *values,
                                                  const char * const      *labels,
                                                  guint                    n_values);
void               rounds_chart_series_free      (RoundsChartSeries       *self);
guint              rounds_chart_series_get_n     (const RoundsChartSeries *self);
double             rounds_chart_series_get_value (const RoundsChartSeries *self,
                                                  guint                    step);
const char        *rounds_chart_series_get_label (const RoundsChartSeries *self,
                                                  guint                    step);
void               rounds_chart_series_get_range (const RoundsChartSeries *self,
                                                  double                  *minimum,
                                                  double                  *maximum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsChartSeries, rounds_chart_series_free)

G_END_DECLS
