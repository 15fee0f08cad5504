/* rounds-deal-statistics.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-stage.h"

G_BEGIN_DECLS

#define ROUNDS_N_OPEN_STAGES 4

/**
 * RoundsConversion:
 * @reached: deals that reached the stage
 * @converted: those that reached the next one too
 * @known: whether any deal reached the stage
 * @rate: percent, 0..100; 0 when it is not known
 */
typedef struct
{
  gint64 reached;
  gint64 converted;
  gboolean known;
  double rate;
} RoundsConversion;

/**
 * RoundsCycle:
 * @count: deals
 * @mean: days
 * @median: days; the mean of the two in the middle when their number is even
 *
 * How long deals took from creation to being won. Zero without deals.
 */
typedef struct
{
  guint count;
  double mean;
  double median;
} RoundsCycle;

/**
 * RoundsStageMove:
 * @deal: any number; the moves of one deal stand together
 * @to: the stage it came to
 * @at: an instant, when
 */
typedef struct
{
  guint deal;
  RoundsStage to;
  gint64 at;
} RoundsStageMove;

/**
 * RoundsStageTime:
 * @visits: how often a deal was in the stage, running visits included; coming back counts again
 * @total: microseconds of all visits
 */
typedef struct
{
  gint64 visits;
  gint64 total;
} RoundsStageTime;

RoundsStage rounds_deal_get_reached      (RoundsStage             stage,
                                          RoundsStage             furthest_before);
void        rounds_conversion_compute    (const gint64            ended_at[ROUNDS_N_STAGES],
                                          RoundsConversion        conversions[ROUNDS_N_OPEN_STAGES]);
gboolean    rounds_win_rate_compute      (gint64                  won,
                                          gint64                  lost,
                                          double                 *percent);
RoundsCycle rounds_cycle_compute         (const int              *days,
                                          guint                   n_deals);
void        rounds_stage_times_compute   (const RoundsStageMove  *moves,
                                          guint                   n_moves,
                                          gint64                  now,
                                          RoundsStageTime         times[ROUNDS_N_OPEN_STAGES]);

G_END_DECLS
