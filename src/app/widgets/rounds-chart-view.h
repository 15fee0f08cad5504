/* rounds-chart-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "charts/rounds-stacked-chart.h"

G_BEGIN_DECLS

/**
 * RoundsChartView:
 *
 * A bar chart on screen: in the colours of the theme, with the value of the bar under the pointer or under the keyboard's focus, and
 * with its numbers told to assistive technologies.
 *
 * Signal `bar-changed ()`: another bar is pointed at, or none, or there are other bars.
 */
#define ROUNDS_TYPE_CHART_VIEW (rounds_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsChartView, rounds_chart_view, ROUNDS, CHART_VIEW, GtkWidget)

/**
 * RoundsChartViewFormat:
 * @value: in the unit of the series
 * @exact: whether there is room for all of it
 *
 * Returns: (transfer full): how a value reads
 */
typedef char *(*RoundsChartViewFormat) (double   value,
                                        gboolean exact);

void rounds_chart_view_set_series (RoundsChartView       *self,
                                   const double          *values,
                                   const char * const    *labels,
                                   const char * const    *long_labels,
                                   guint                  n_values,
                                   RoundsChartViewFormat  format);
void rounds_chart_view_set_steps  (RoundsChartView         *self,
                                   const RoundsStackedStep *steps,
                                   const char * const      *labels,
                                   const char * const      *descriptions,
                                   guint                    n_steps,
                                   RoundsChartViewFormat    format);
void rounds_chart_view_get_style  (RoundsChartView         *self,
                                   RoundsChartStyle        *style);
int  rounds_chart_view_get_bar    (RoundsChartView       *self);

G_END_DECLS
