/* rounds-win-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-stage.h"

G_BEGIN_DECLS

#define ROUNDS_WIN_MINIMUM 20   /* won deals, and lost ones, before anything is learned */
#define ROUNDS_WIN_STRONGEST 3

typedef enum
{
  ROUNDS_WIN_STAGE,
  ROUNDS_WIN_INSTITUTION_TYPE,
  ROUNDS_WIN_SIZE,
  ROUNDS_WIN_SOURCE,
  ROUNDS_WIN_PRODUCT,
  ROUNDS_WIN_ASSIGNED_USER,
} RoundsWinField;

#define ROUNDS_N_WIN_FIELDS 6

/**
 * RoundsWinExample:
 * @reached: the furthest open stage
 * @values: (nullable): by field, what the deal has; %NULL where it has nothing. That of %ROUNDS_WIN_STAGE is not read
 * @won: whether it was won; not read of a deal that is asked about
 */
typedef struct
{
  RoundsStage reached;
  const char *values[ROUNDS_N_WIN_FIELDS];
  gboolean won;
} RoundsWinExample;

/**
 * RoundsWinReason:
 * @weight: logarithm of how much likelier a won deal has this value than a lost one: positive speaks for it
 */
typedef struct
{
  RoundsWinField field;
  double weight;
} RoundsWinReason;

/**
 * RoundsWinPrediction:
 * @probability: percent, within 0.01..99.99
 * @n_for: how many of @strongest_for there are
 * @strongest_for: what speaks most for winning, strongest first
 */
typedef struct
{
  double probability;
  guint n_for;
  RoundsWinReason strongest_for[ROUNDS_WIN_STRONGEST];
  guint n_against;
  RoundsWinReason strongest_against[ROUNDS_WIN_STRONGEST];
} RoundsWinPrediction;

/**
 * RoundsWinModel:
 *
 * What the closed deals of a team have taught.
 */
typedef struct _RoundsWinModel RoundsWinModel;

RoundsWinModel *rounds_win_model_new       (void);
void            rounds_win_model_free      (RoundsWinModel          *self);
void            rounds_win_model_add       (RoundsWinModel          *self,
                                            const RoundsWinExample  *example);
guint           rounds_win_model_get_won   (RoundsWinModel          *self);
guint           rounds_win_model_get_lost  (RoundsWinModel          *self);
gboolean        rounds_win_model_is_ready  (RoundsWinModel          *self);
void            rounds_win_model_predict   (RoundsWinModel          *self,
                                            const RoundsWinExample  *deal,
                                            RoundsWinPrediction     *prediction);
double          rounds_win_model_learn_all (RoundsWinModel          *self,
                                            const RoundsWinExample  *examples,
                                            guint                    n_examples,
                                            guint                    n_last,
                                            guint                   *n_judged);
const char     *rounds_win_field_to_text   (RoundsWinField           field);
const char     *rounds_win_size_class      (gint64                   beds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsWinModel, rounds_win_model_free)

G_END_DECLS
