/* rounds-bar-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "charts/rounds-chart-axis.h"
#include "charts/rounds-chart-series.h"

G_BEGIN_DECLS

/**
 * RoundsNormalBar:
 * @from: where the bar starts from left to right, 0..1
 * @to: where it ends
 * @base: where zero stands from bottom to top, 0..1
 * @tip: where the value stands; below @base when negative
 *
 * A bar in the unit square: what remains to be done is to draw it somewhere.
 */
typedef struct
{
  double from;
  double to;
  double base;
  double tip;
} RoundsNormalBar;

RoundsNormalBar *rounds_bar_layout_new      (const RoundsChartSeries *series,
                                             const RoundsChartAxis   *axis,
                                             double                   widest);
void             rounds_bar_layout_place    (guint                    bar,
                                             guint                    n_bars,
                                             double                   widest,
                                             double                  *from,
                                             double                  *to);
int              rounds_bar_layout_find     (guint                    n_bars,
                                             double                   at);
guint            rounds_bar_layout_thinning (guint                    n_labels,
                                             double                   widest,
                                             double                   available);

G_END_DECLS
