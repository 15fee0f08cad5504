/* rounds-deal-analytics.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-deal-statistics.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsDealCause:
 * @name: (nullable): the reason, or the competitor; %NULL when none was given
 * @won: deals won
 * @won_value: minor units
 * @lost: deals lost
 * @lost_value: minor units
 */
typedef struct
{
  char *name;
  gint64 won;
  gint64 won_value;
  gint64 lost;
  gint64 lost_value;
} RoundsDealCause;

/**
 * RoundsDealAnalytics:
 * @conversions: of the deals created in the period, from each open stage to the next
 * @times: of the same deals, in each open stage
 * @won: deals closed in the period
 * @cycle: of these
 * @won_reasons: (element-type RoundsDealCause): most deals first
 * @competitors: (element-type RoundsDealCause): most deals first; a deal counts for each of its competitors
 *
 * How deals go, in a period. Amounts are minor units of the workspace's currency.
 */
typedef struct
{
  char start_date[11];
  char end_date[11];
  RoundsConversion conversions[ROUNDS_N_OPEN_STAGES];
  RoundsStageTime times[ROUNDS_N_OPEN_STAGES];
  gint64 won;
  gint64 won_value;
  gint64 lost;
  gint64 lost_value;
  gboolean win_rate_known;
  double win_rate;
  RoundsCycle cycle;
  GPtrArray *won_reasons;
  GPtrArray *lost_reasons;
  GPtrArray *competitors;
} RoundsDealAnalytics;

RoundsDealAnalytics *rounds_deal_analytics_compute (RoundsDatabase       *database,
                                                    RoundsFilter         *filter,
                                                    const char           *start_date,
                                                    const char           *end_date,
                                                    gint64                now,
                                                    GTimeZone            *zone,
                                                    GError              **error);
void                 rounds_deal_analytics_write   (RoundsDealAnalytics  *self,
                                                    RoundsJsonWriter     *writer);
void                 rounds_deal_analytics_free    (RoundsDealAnalytics  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsDealAnalytics, rounds_deal_analytics_free)

G_END_DECLS
