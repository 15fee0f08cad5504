/* rounds-chart-style.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-chart-style.h"

/**
 * rounds_chart_style_paper:
 *
 * Dark ink on white, sizes in points. The accent keeps a contrast of 3 to 1 when printed in grey.
 */
const RoundsChartStyle rounds_chart_style_paper = {
  .text = { 0.0, 0.0, 0.0, 0.8 },
  .grid = { 0.0, 0.0, 0.0, 0.1 },
  .accent = { 0.11, 0.44, 0.85, 1.0 },
  .accent_light = { 0.60, 0.76, 0.95, 1.0 },
  .error = { 0.75, 0.11, 0.16, 1.0 },
  .font_size = 9.0,
};
