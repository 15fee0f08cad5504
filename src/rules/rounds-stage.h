/* rounds-stage.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsStage:
 *
 * How far a deal is, in the order of `rounds_stage_choices` (model/rounds-opportunity.h), which holds texts and labels.
 */
typedef enum
{
  ROUNDS_STAGE_NONE = -1,
  ROUNDS_STAGE_PROSPECTING,
  ROUNDS_STAGE_QUALIFICATION,
  ROUNDS_STAGE_PROPOSAL,
  ROUNDS_STAGE_NEGOTIATION,
  ROUNDS_STAGE_CLOSED_WON,
  ROUNDS_STAGE_CLOSED_LOST,
} RoundsStage;

#define ROUNDS_N_STAGES 6

/**
 * RoundsStageState:
 * @stage: where the deal is
 * @probability: percent, 0..100
 * @probability_overridden: whether a person has set @probability on this deal
 * @stage_before_closing: of a closed deal, where it was; %ROUNDS_STAGE_NONE of an open one
 * @probability_before_closing: of a closed deal, percent; -1 of an open one
 * @actual_close_date: of a closed deal, YYYY-MM-DD; empty of an open one
 *
 * What a move across the board reads and changes of an opportunity.
 */
typedef struct
{
  RoundsStage stage;
  int probability;
  gboolean probability_overridden;
  RoundsStage stage_before_closing;
  int probability_before_closing;
  char actual_close_date[11];
} RoundsStageState;

RoundsStage  rounds_stage_from_text           (const char              *text);
const char  *rounds_stage_to_text             (RoundsStage              stage);
int          rounds_stage_default_probability (RoundsStage              stage);
gboolean     rounds_stage_is_closed           (RoundsStage              stage);
gboolean     rounds_stage_move                (const RoundsStageState  *before,
                                               RoundsStage              target,
                                               const char              *today,
                                               const char              *lost_reason,
                                               RoundsStageState        *after,
                                               GError                 **error);
gint64       rounds_weighted_value            (gint64                   value,
                                               int                      probability);

G_END_DECLS
