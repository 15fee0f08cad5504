/* rounds-forecast-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "rules/rounds-forecast.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/* Asks for a file and writes the forecast into it: a row a month, one of what has slipped, and one of all. */
void rounds_forecast_export (GtkWidget            *parent,
                             RoundsWorkspace      *workspace,
                             const RoundsForecast *forecast);

G_END_DECLS
