/* rounds-attention.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-stage.h"

G_BEGIN_DECLS

/**
 * RoundsPlanned:
 *
 * How what is planned stands, from good to bad: a card on the board has the colour of its worst.
 */
typedef enum
{
  ROUNDS_PLANNED_NONE,
  ROUNDS_PLANNED_LATER,
  ROUNDS_PLANNED_TODAY,
  ROUNDS_PLANNED_OVERDUE,
} RoundsPlanned;

/**
 * RoundsDealActivity:
 * @stage: where the deal is
 * @stage_changed_at: an instant, since when
 * @last_interaction_at: an instant, of the last completed interaction; 0 when there is none
 * @has_planned: whether anything is planned for it
 */
typedef struct
{
  RoundsStage stage;
  gint64 stage_changed_at;
  gint64 last_interaction_at;
  gboolean has_planned;
} RoundsDealActivity;

extern const int rounds_stage_default_limits[ROUNDS_N_STAGES];

gboolean       rounds_deal_is_rotting   (const RoundsDealActivity *deal,
                                         const int                *limits,
                                         gint64                    now,
                                         gint64                   *since);
RoundsPlanned  rounds_planned_of_date   (const char               *due_date,
                                         const char               *today);
RoundsPlanned  rounds_planned_worst     (const char * const       *due_dates,
                                         guint                     n_dates,
                                         const char               *today);
const char    *rounds_planned_to_text   (RoundsPlanned             planned);

G_END_DECLS
