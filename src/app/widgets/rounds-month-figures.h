/* rounds-month-figures.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "rules/rounds-forecast.h"

G_BEGIN_DECLS

/**
 * RoundsMonthFigures:
 *
 * The figures of a forecast's month, small enough for the header of its column.
 */
#define ROUNDS_TYPE_MONTH_FIGURES (rounds_month_figures_get_type ())
G_DECLARE_FINAL_TYPE (RoundsMonthFigures, rounds_month_figures, ROUNDS, MONTH_FIGURES, AdwBin)

GtkWidget *rounds_month_figures_new  (void);
void       rounds_month_figures_show (RoundsMonthFigures          *self,
                                      const RoundsForecastFigures *figures);

G_END_DECLS
