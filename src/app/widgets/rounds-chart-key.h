/* rounds-chart-key.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/widgets/rounds-chart-view.h"

G_BEGIN_DECLS

/**
 * RoundsChartKey:
 *
 * One entry of a chart's legend: a sample of how it is drawn, its name, and its figure. Properties `caption` (text) and `key`
 * (#RoundsStackedKey).
 */
#define ROUNDS_TYPE_CHART_KEY (rounds_chart_key_get_type ())
G_DECLARE_FINAL_TYPE (RoundsChartKey, rounds_chart_key, ROUNDS, CHART_KEY, AdwBin)

void rounds_chart_key_set_chart (RoundsChartKey  *self,
                                 RoundsChartView *chart);
void rounds_chart_key_set_value (RoundsChartKey  *self,
                                 const char      *text,
                                 const char      *exact);

G_END_DECLS
