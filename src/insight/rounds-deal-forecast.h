/* rounds-deal-forecast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-forecast.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

RoundsForecast *rounds_deal_forecast_compute      (RoundsDatabase    *database,
                                                   RoundsFilter      *filter,
                                                   const char        *today,
                                                   guint              n_months,
                                                   GError           **error);
RoundsForecast *rounds_deal_forecast_compute_from (RoundsDatabase    *database,
                                                   RoundsFilter      *filter,
                                                   const char        *today,
                                                   const char        *first,
                                                   guint              n_months,
                                                   GError           **error);
gint64          rounds_deal_forecast_sum_won      (RoundsDatabase    *database,
                                                   RoundsFilter      *filter,
                                                   const char        *first,
                                                   const char        *before,
                                                   GError           **error);
void            rounds_deal_forecast_write        (RoundsForecast    *forecast,
                                                   RoundsJsonWriter  *writer);

G_END_DECLS
