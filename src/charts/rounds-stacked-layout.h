/* rounds-stacked-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "charts/rounds-chart-axis.h"

G_BEGIN_DECLS

#define ROUNDS_STACKED_PARTS 4

/**
 * RoundsStackedStep:
 * @parts: what stands on what, from the bottom up; none is negative
 * @has_range: whether there is a range
 * @low: where it begins
 * @middle: where its line is
 * @high: where it ends
 *
 * The figures of one step: a bar in parts, and the range that its whole may lie in.
 */
typedef struct
{
  double parts[ROUNDS_STACKED_PARTS];
  gboolean has_range;
  double low;
  double middle;
  double high;
} RoundsStackedStep;

/**
 * RoundsNormalStack:
 * @from: where the bar starts from left to right, 0..1
 * @to: where it ends
 * @levels: from bottom to top, 0..1: where the first part begins, then where each one ends
 * @low: where the range begins, 0 without one
 * @middle: where its line is
 * @high: where it ends
 */
typedef struct
{
  double from;
  double to;
  double levels[ROUNDS_STACKED_PARTS + 1];
  double low;
  double middle;
  double high;
} RoundsNormalStack;

double             rounds_stacked_layout_sum     (const RoundsStackedStep *step);
double             rounds_stacked_layout_maximum (const RoundsStackedStep *steps,
                                                  guint                    n_steps);
RoundsNormalStack *rounds_stacked_layout_new     (const RoundsStackedStep *steps,
                                                  guint                    n_steps,
                                                  const RoundsChartAxis   *axis,
                                                  double                   widest);
guint              rounds_stacked_layout_run     (const RoundsStackedStep *steps,
                                                  guint                    n_steps,
                                                  guint                   *first);

G_END_DECLS
