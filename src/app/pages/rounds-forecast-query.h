/* rounds-forecast-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/* The deals of the forecast's columns: those that rules/rounds-forecast.c counts there, the greatest first. */

RoundsQuery *rounds_forecast_query_month   (const char    *month,
                                            const char    *today,
                                            RoundsFilter  *filter);
RoundsQuery *rounds_forecast_query_slipped (const char    *today,
                                            RoundsFilter  *filter);
int          rounds_forecast_query_compare (gconstpointer  first,
                                            gconstpointer  second);

G_END_DECLS
