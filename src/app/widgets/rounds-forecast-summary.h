/* rounds-forecast-summary.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "rules/rounds-forecast.h"

G_BEGIN_DECLS

/**
 * RoundsForecastSummary:
 *
 * A forecast at a glance: what the period may bring in four figures, and month by month in a chart, whose legend tells the figures of
 * the month that is pointed at. Properties `months` (3, 6 or 12): the period, which a person chooses here; `compact` (boolean): the
 * figures stand over the chart.
 */
#define ROUNDS_TYPE_FORECAST_SUMMARY (rounds_forecast_summary_get_type ())
G_DECLARE_FINAL_TYPE (RoundsForecastSummary, rounds_forecast_summary, ROUNDS, FORECAST_SUMMARY, AdwBin)

void rounds_forecast_summary_show (RoundsForecastSummary *self,
                                   const RoundsForecast  *forecast,
                                   gint64                 won_before,
                                   const char            *today);

G_END_DECLS
