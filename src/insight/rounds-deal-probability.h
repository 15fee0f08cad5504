/* rounds-deal-probability.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-win-model.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/* How many of the last closed deals the model is judged by. */
#define ROUNDS_PROBABILITY_JUDGED 50

/**
 * RoundsDealProbability:
 * @stage: where the deal is
 * @current: percent, what the deal says now
 * @learned: whether there is enough history; without, the probability is the stage's default
 * @prediction: what is to be expected; of a closed deal 100 or 0, with no reasons
 * @won: deals of the team that were learned from
 * @lost: the same
 * @brier: how well the model predicted the last closed deals: 0 is perfect, 0.25 what a coin does
 * @n_judged: how many these are
 * @values: what the deal has, by field, as it is learned from
 * @labels: the same for a person: names instead of ids
 */
typedef struct
{
  RoundsStage stage;
  int current;
  gboolean learned;
  RoundsWinPrediction prediction;
  guint won;
  guint lost;
  double brier;
  guint n_judged;
  char *values[ROUNDS_N_WIN_FIELDS];
  char *labels[ROUNDS_N_WIN_FIELDS];
} RoundsDealProbability;

RoundsDealProbability *rounds_deal_probability_compute (RoundsDatabase         *database,
                                                        const char             *opportunity_id,
                                                        GError                **error);
void                   rounds_deal_probability_write   (RoundsDealProbability  *self,
                                                        RoundsJsonWriter       *writer);
void                   rounds_deal_probability_free    (RoundsDealProbability  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsDealProbability, rounds_deal_probability_free)

G_END_DECLS
