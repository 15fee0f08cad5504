/* rounds-stacked-chart.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "charts/rounds-chart-canvas.h"
#include "charts/rounds-stacked-layout.h"

G_BEGIN_DECLS

/**
 * RoundsStackedChart:
 *
 * Bars in parts over labelled steps, from what is at the bottom to what is uncertain at the top, and over them the band that the whole
 * may lie in, with its line. Numbers in, a picture on a cairo_t out, as #RoundsBarChart.
 */
typedef struct _RoundsStackedChart RoundsStackedChart;

/**
 * RoundsStackedKey:
 *
 * What a legend shows: each part from the bottom up, then the band and its line.
 */
typedef enum
{
  ROUNDS_STACKED_KEY_FIRST,
  ROUNDS_STACKED_KEY_BAND = ROUNDS_STACKED_PARTS,
  ROUNDS_STACKED_KEY_LINE,
  ROUNDS_STACKED_N_KEYS
} RoundsStackedKey;

RoundsStackedChart *rounds_stacked_chart_new         (void);
void                rounds_stacked_chart_free        (RoundsStackedChart      *self);
void                rounds_stacked_chart_set_steps   (RoundsStackedChart      *self,
                                                      const RoundsStackedStep *steps,
                                                      const char * const      *labels,
                                                      guint                    n_steps);
void                rounds_stacked_chart_set_format  (RoundsStackedChart      *self,
                                                      RoundsChartFormat        axis,
                                                      gpointer                 user_data);
guint               rounds_stacked_chart_get_n_steps (RoundsStackedChart      *self);
void                rounds_stacked_chart_draw        (RoundsStackedChart      *self,
                                                      cairo_t                 *cr,
                                                      PangoContext            *context,
                                                      const RoundsChartStyle  *style,
                                                      double                   width,
                                                      double                   height,
                                                      int                      highlight);
int                 rounds_stacked_chart_hit         (RoundsStackedChart      *self,
                                                      double                   x,
                                                      double                   y);
void                rounds_stacked_chart_draw_key    (RoundsStackedKey         key,
                                                      cairo_t                 *cr,
                                                      const RoundsChartStyle  *style,
                                                      double                   width,
                                                      double                   height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsStackedChart, rounds_stacked_chart_free)

G_END_DECLS
