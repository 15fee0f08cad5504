/* rounds-chart-canvas.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "charts/rounds-chart-axis.h"
#include "charts/rounds-chart-series.h"
#include "charts/rounds-chart-style.h"

G_BEGIN_DECLS

/* What a chart over labelled steps draws on: text, the plot, the axis at its left and the labels beneath. Lengths are in the units of
 * the drawing; those of text grow with it. */

#define ROUNDS_CHART_BAR_RADIUS 4.0
#define ROUNDS_CHART_BAR_WIDEST 48.0
#define ROUNDS_CHART_BAR_LOWEST 1.0

typedef char *(*RoundsChartFormat) (double value, gpointer user_data);

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} RoundsChartBox;

/**
 * RoundsChartCanvas:
 * @format: (nullable): how a value reads on the axis; returns (transfer full)
 * @highlight: a step to point at, or -1
 */
typedef struct
{
  cairo_t *cr;
  PangoLayout *text;
  const RoundsChartStyle *style;
  RoundsChartFormat format;
  gpointer format_data;
  RoundsChartAxis axis;
  RoundsChartBox plot;
  guint n_steps;
  int highlight;
  double width;
  double height;
  double line_height;
  double gap;
} RoundsChartCanvas;

void   rounds_chart_canvas_begin        (RoundsChartCanvas        *self,
                                         cairo_t                  *cr,
                                         PangoContext             *context,
                                         const RoundsChartStyle   *style,
                                         double                    width,
                                         double                    height);
void   rounds_chart_canvas_end          (RoundsChartCanvas        *self);
void   rounds_chart_canvas_set_plot     (RoundsChartCanvas        *self,
                                         double                    minimum,
                                         double                    maximum,
                                         guint                     n_steps,
                                         int                       highlight);
char  *rounds_chart_canvas_format       (RoundsChartCanvas        *self,
                                         double                    value);
void   rounds_chart_canvas_set_color    (RoundsChartCanvas        *self,
                                         const RoundsChartColor   *color);
double rounds_chart_canvas_measure_text (RoundsChartCanvas        *self,
                                         const char               *text);
void   rounds_chart_canvas_draw_text    (RoundsChartCanvas        *self,
                                         const char               *text,
                                         double                    x,
                                         double                    y,
                                         double                    left,
                                         double                    right);
double rounds_chart_canvas_get_y        (const RoundsChartCanvas  *self,
                                         double                    normal);
double rounds_chart_canvas_get_middle   (const RoundsChartCanvas  *self,
                                         guint                     step);
void   rounds_chart_canvas_draw_axis    (RoundsChartCanvas        *self);
void   rounds_chart_canvas_draw_zero    (RoundsChartCanvas        *self);
void   rounds_chart_canvas_draw_labels  (RoundsChartCanvas        *self,
                                         const RoundsChartSeries  *series);
void   rounds_chart_canvas_add_bar      (RoundsChartCanvas        *self,
                                         const RoundsChartBox     *box,
                                         gboolean                  upwards);

G_END_DECLS
