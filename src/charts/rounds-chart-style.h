/* rounds-chart-style.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} RoundsChartColor;

/**
 * RoundsChartStyle:
 * @text: labels
 * @grid: hairlines; a tenth of the text's strength
 * @accent: what is
 * @accent_light: what is expected
 * @error: what is below zero
 *
 * The colours and the size of the text; a widget takes them from its theme, a printed page from paper's.
 */
typedef struct
{
  RoundsChartColor text;
  RoundsChartColor grid;
  RoundsChartColor accent;
  RoundsChartColor accent_light;
  RoundsChartColor error;
  double font_size;
} RoundsChartStyle;

extern const RoundsChartStyle rounds_chart_style_paper;

G_END_DECLS
