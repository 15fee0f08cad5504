/* bench-figures.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchFigures:
 *
 * Times of one kind, in milliseconds.
 */
typedef GArray BenchFigures;

BenchFigures *bench_figures_new    (void);
void          bench_figures_add    (BenchFigures *self,
                                    gint64        started);
double        bench_figures_median (BenchFigures *self);
double        bench_figures_worst  (BenchFigures *self);
double        bench_figures_part   (BenchFigures *self,
                                    double        part);

void          bench_report         (const char   *name,
                                    double        figure,
                                    double        baseline,
                                    double        limit,
                                    const char   *limit_text,
                                    const char   *note);

G_END_DECLS
