/* rounds-bar-chart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "charts/rounds-chart-canvas.h"

G_BEGIN_DECLS

/**
 * RoundsBarChart:
 *
 * Bars of one series over labelled steps, with an axis at round values: numbers in, a picture on a cairo_t out. Screen, PNG and PDF
 * get the same picture. It knows no records and no widgets.
 */
typedef struct _RoundsBarChart RoundsBarChart;

RoundsBarChart *rounds_bar_chart_new        (void);
void            rounds_bar_chart_free       (RoundsBarChart         *self);
/* Replaces the series; labels and long labels (for hover and print) are copied. Values may be negative (credit notes). */
void            rounds_bar_chart_set_series (RoundsBarChart         *self,
                                             const double           *values,
                                             const char * const     *labels,
                                             guint                   n_values);
/* How a value reads on the axis (short) and beside a bar (exact); returns (transfer full). */
void            rounds_bar_chart_set_format (RoundsBarChart         *self,
                                             RoundsChartFormat       axis,
                                             RoundsChartFormat       exact,
                                             gpointer                user_data);
guint           rounds_bar_chart_get_n_bars (RoundsBarChart         *self);
/* Draws into 0,0..width,height in the units of @cr; @highlight is a bar or -1. */
void            rounds_bar_chart_draw       (RoundsBarChart         *self,
                                             cairo_t                *cr,
                                             PangoContext           *context,
                                             const RoundsChartStyle *style,
                                             double                  width,
                                             double                  height,
                                             int                     highlight);
/* Returns: the bar at that place of the last drawing of this size, or -1. */
int             rounds_bar_chart_hit        (RoundsBarChart         *self,
                                             double                  x,
                                             double                  y);
/* The bar's rectangle in the last drawing: where a hover value points. */
gboolean        rounds_bar_chart_get_bar    (RoundsBarChart         *self,
                                             guint                   bar,
                                             double                 *x,
                                             double                 *y,
                                             double                 *width,
                                             double                 *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsBarChart, rounds_bar_chart_free)

G_END_DECLS
