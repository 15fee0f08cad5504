/* rounds-forecast.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-spread.h"

G_BEGIN_DECLS

#define ROUNDS_FORECAST_MONTHS_DEFAULT 3
#define ROUNDS_FORECAST_MONTHS_MAXIMUM 24
#define ROUNDS_FORECAST_COMMIT_PROBABILITY 75
#define ROUNDS_FORECAST_BEST_CASE_PROBABILITY 50

/**
 * RoundsForecastDeal:
 * @value: minor units
 * @probability: percent, 0..100; not read of a won one
 * @won: whether it is won; otherwise it is open
 * @date: YYYY-MM-DD, when it is expected to close; of a won one, when it closed
 */
typedef struct
{
  gint64 value;
  int probability;
  gboolean won;
  char date[11];
} RoundsForecastDeal;

/**
 * RoundsForecastFigures:
 * @count: open deals
 * @total: their value
 * @weighted: value x probability / 100 of each, rounded half up, summed
 * @commit: value of those with a probability of 75 or more
 * @best_case: of 50 or more, the commit included
 * @pipeline: of all, the best case included
 * @won: what was won already
 * @won_count: how many deals that was
 * @spread: what the open deals may bring
 *
 * Of a month, of the slipped deals, or of all. Amounts in minor units.
 */
typedef struct
{
  gint64 count;
  gint64 total;
  gint64 weighted;
  gint64 commit;
  gint64 best_case;
  gint64 pipeline;
  gint64 won;
  gint64 won_count;
  RoundsSpread spread;
} RoundsForecastFigures;

/**
 * RoundsForecast:
 * @n_months: how many of @months there are
 * @months: in order; `month` is YYYY-MM
 * @slipped: open deals that were expected before today
 * @total: the months and the slipped ones together
 */
typedef struct
{
  guint n_months;
  struct
  {
    char month[8];
    RoundsForecastFigures figures;
  } months[ROUNDS_FORECAST_MONTHS_MAXIMUM];
  RoundsForecastFigures slipped;
  RoundsForecastFigures total;
} RoundsForecast;

RoundsForecast *rounds_forecast_compute      (const RoundsForecastDeal *deals,
                                              guint                     n_deals,
                                              const char               *today,
                                              guint                     n_months);
RoundsForecast *rounds_forecast_compute_from (const RoundsForecastDeal *deals,
                                              guint                     n_deals,
                                              const char               *today,
                                              const char               *first,
                                              guint                     n_months);
void            rounds_forecast_free         (RoundsForecast           *self);
char           *rounds_forecast_move_date    (const char               *date,
                                              const char               *month,
                                              const char               *today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsForecast, rounds_forecast_free)

G_END_DECLS
