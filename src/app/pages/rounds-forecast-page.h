/* rounds-forecast-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsForecastPage:
 *
 * What the coming months may bring: a summary, and beneath it the deals by the month they are expected to close in, on a board; a deal
 * that is moved to another month is expected then.
 */
#define ROUNDS_TYPE_FORECAST_PAGE (rounds_forecast_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsForecastPage, rounds_forecast_page, ROUNDS, FORECAST_PAGE, AdwNavigationPage)

GtkWidget *rounds_forecast_page_new (RoundsWorkspace *workspace);

G_END_DECLS
