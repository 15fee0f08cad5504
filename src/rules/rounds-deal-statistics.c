/* rounds-deal-statistics.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-deal-statistics.h"

#include <stdlib.h>
#include <string.h>

G_STATIC_ASSERT (ROUNDS_N_OPEN_STAGES == ROUNDS_STAGE_CLOSED_WON);

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/**
 * rounds_deal_get_reached:
 * @stage: where the deal is
 * @furthest_before: the furthest open stage of its history, %ROUNDS_STAGE_NONE without one
 *
 * A won deal has reached every stage; a lost one the furthest of its history, at least the first; an open one that too, or
 * where it is.
 *
 * Returns: the furthest stage reached, won at most
 */
RoundsStage
rounds_deal_get_reached (RoundsStage stage,
                         RoundsStage furthest_before)
{
  RoundsStage furthest = CLAMP (furthest_before, ROUNDS_STAGE_PROSPECTING, ROUNDS_STAGE_NEGOTIATION);

  if (stage == ROUNDS_STAGE_CLOSED_WON)
    return ROUNDS_STAGE_CLOSED_WON;
  if (stage == ROUNDS_STAGE_CLOSED_LOST)
    return furthest;

  return MAX (furthest, stage);
}

/**
 * rounds_conversion_compute:
 * @ended_at: how many distinct deals reached each stage and none further; of lost ones nothing is read
 * @conversions: (out caller-allocates): from each open stage to the next, the last one to won
 *
 * The rate from k to k + 1 is reached (k + 1) / reached (k), so it is never above 100.
 */
void
rounds_conversion_compute (const gint64     ended_at[ROUNDS_N_STAGES],
                           RoundsConversion conversions[ROUNDS_N_OPEN_STAGES])
{
  gint64 reached = ended_at[ROUNDS_STAGE_CLOSED_WON];

  for (int stage = ROUNDS_N_OPEN_STAGES - 1; stage >= 0; stage--)
    {
      conversions[stage].converted = reached;
      reached += ended_at[stage];
      conversions[stage].reached = reached;
      conversions[stage].known = reached > 0;
      conversions[stage].rate = reached > 0 ? 100.0 * (double) conversions[stage].converted / (double) reached : 0;
    }
}

/**
 * rounds_win_rate_compute:
 * @won: deals or amounts won in the period
 * @lost: lost in the period
 * @percent: (out): 100 x won / (won + lost), not rounded; 0 when it is not known
 *
 * Returns: whether anything was closed
 */
gboolean
rounds_win_rate_compute (gint64  won,
                         gint64  lost,
                         double *percent)
{
  gint64 closed = won + lost;

  *percent = closed > 0 ? 100.0 * (double) won / (double) closed : 0;

  return closed > 0;
}

/**
 * rounds_cycle_compute:
 * @days: (array length=n_deals): from creation to close of each won deal, in any order
 */
RoundsCycle
rounds_cycle_compute (const int *days,
                      guint      n_deals)
{
  RoundsCycle cycle = { n_deals, 0, 0 };
  g_autofree int *sorted = NULL;
  gint64 sum = 0;

  if (n_deals == 0)
    return cycle;

  sorted = g_memdup2 (days, n_deals * sizeof *days);
  qsort (sorted, n_deals, sizeof *sorted, compare_days);
  for (guint i = 0; i < n_deals; i++)
    sum += sorted[i];

  cycle.mean = (double) sum / n_deals;
  cycle.median = n_deals % 2 == 1 ? sorted[n_deals / 2] : (sorted[n_deals / 2 - 1] + sorted[n_deals / 2]) / 2.0;

  return cycle;
}

/**
 * rounds_stage_times_compute:
 * @moves: (array length=n_moves): each deal's, its beginning included, in the order of time
 * @now: an instant, which ends the visits that still run
 * @times: (out caller-allocates): of each open stage
 *
 * A visit lasts from the move into the stage to the deal's next move. Closed stages are left out: nobody waits there.
 */
void
rounds_stage_times_compute (const RoundsStageMove *moves,
                            guint                  n_moves,
                            gint64                 now,
                            RoundsStageTime        times[ROUNDS_N_OPEN_STAGES])
{
  memset (times, 0, ROUNDS_N_OPEN_STAGES * sizeof *times);

  for (guint i = 0; i < n_moves; i++)
    {
      gboolean runs = i + 1 == n_moves || moves[i + 1].deal != moves[i].deal;
      gint64 end = runs ? now : moves[i + 1].at;

      if (moves[i].to == ROUNDS_STAGE_NONE || rounds_stage_is_closed (moves[i].to))
        continue;
      times[moves[i].to].visits++;
      times[moves[i].to].total += MAX (end - moves[i].at, 0);
    }
}
