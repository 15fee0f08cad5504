/* rounds-stage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-stage.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-money.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

static const int default_probabilities[ROUNDS_N_STAGES] = {
  [ROUNDS_STAGE_PROSPECTING] = 10,
  [ROUNDS_STAGE_QUALIFICATION] = 20,
  [ROUNDS_STAGE_PROPOSAL] = 50,
  [ROUNDS_STAGE_NEGOTIATION] = 80,
  [ROUNDS_STAGE_CLOSED_WON] = 100,
  [ROUNDS_STAGE_CLOSED_LOST] = 0,
};

static gboolean
is_stage (RoundsStage stage)
{
  return stage >= ROUNDS_STAGE_PROSPECTING && stage < ROUNDS_N_STAGES;
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

static void
close_deal (RoundsStageState *state,
            RoundsStage       target,
            const char       *today)
{
  /* From won to lost or back, what was before closing stays. */
  if (!rounds_stage_is_closed (state->stage))
    {
      state->stage_before_closing = state->stage;
      state->probability_before_closing = state->probability;
    }

  state->stage = target;
  state->probability = rounds_stage_default_probability (target);
  g_strlcpy (state->actual_close_date, today, sizeof state->actual_close_date);
}

static void
reopen_deal (RoundsStageState *state,
             RoundsStage       target)
{
  gboolean same_stage = target == state->stage_before_closing;
  gboolean has_former = state->probability_before_closing >= 0;

  if (has_former && (same_stage || state->probability_overridden))
    state->probability = state->probability_before_closing;
  else
    state->probability = rounds_stage_default_probability (target);

  state->stage = target;
  state->stage_before_closing = ROUNDS_STAGE_NONE;
  state->probability_before_closing = -1;
  state->actual_close_date[0] = '\0';
}

/**
 * rounds_stage_from_text:
 * @text: (nullable): as stored and sent, such as `closed_won`
 *
 * Returns: the stage; %ROUNDS_STAGE_NONE when @text names none
 */
RoundsStage
rounds_stage_from_text (const char *text)
{
  for (RoundsStage stage = ROUNDS_STAGE_PROSPECTING; stage < ROUNDS_N_STAGES; stage++)
    if (g_strcmp0 (rounds_stage_choices[stage].value, text) == 0)
      return stage;

  return ROUNDS_STAGE_NONE;
}

/**
 * rounds_stage_to_text:
 *
 * Returns: (nullable) (transfer none): as stored and sent; %NULL for %ROUNDS_STAGE_NONE
 */
const char *
rounds_stage_to_text (RoundsStage stage)
{
  return is_stage (stage) ? rounds_stage_choices[stage].value : NULL;
}

/**
 * rounds_stage_default_probability:
 *
 * Returns: percent; 0 for %ROUNDS_STAGE_NONE
 */
int
rounds_stage_default_probability (RoundsStage stage)
{
  return is_stage (stage) ? default_probabilities[stage] : 0;
}

gboolean
rounds_stage_is_closed (RoundsStage stage)
{
  return stage == ROUNDS_STAGE_CLOSED_WON || stage == ROUNDS_STAGE_CLOSED_LOST;
}

/**
 * rounds_stage_move:
 * @before: the deal as it is
 * @target: where it goes
 * @today: a valid date, the person's
 * @lost_reason: (nullable): needed to lose a deal
 * @after: (out caller-allocates): the deal as it is then; may be @before; untouched on error
 * @error: %ROUNDS_PROBLEM_INVALID, field `stage` with `UNKNOWN_STAGE`, field `lostReason` with `STAGE_NEEDS_REASON`
 *
 * The rule of a move. An open deal takes the probability of its new stage, unless a person has overridden it. Closing
 * forces 100 or 0, sets the close date to @today and keeps what was before; reopening clears the close date and brings the
 * former probability back, or takes the new stage's when the deal comes back elsewhere with none overridden. A move to
 * the stage the deal is in changes nothing.
 *
 * Returns: whether the move is allowed
 */
gboolean
rounds_stage_move (const RoundsStageState  *before,
                   RoundsStage              target,
                   const char              *today,
                   const char              *lost_reason,
                   RoundsStageState        *after,
                   GError                 **error)
{
  g_autoptr(GError) problem = NULL;
  RoundsStageState state = *before;

  g_return_val_if_fail (rounds_date_is_valid (today), FALSE);

  if (!is_stage (target))
    rounds_problem_add_field (&problem, "stage", "UNKNOWN_STAGE", _("There is no such stage"));
  else if (target == before->stage)
    ; /* Nothing moves. */
  else if (target == ROUNDS_STAGE_CLOSED_LOST && is_blank (lost_reason))
    rounds_problem_add_field (&problem, "lostReason", "STAGE_NEEDS_REASON", _("Say why the deal was lost"));
  else if (rounds_stage_is_closed (target))
    close_deal (&state, target, today);
  else if (rounds_stage_is_closed (before->stage))
    reopen_deal (&state, target);
  else
    {
      state.stage = target;
      if (!state.probability_overridden)
        state.probability = rounds_stage_default_probability (target);
    }

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  *after = state;
  return TRUE;
}

/**
 * rounds_weighted_value:
 * @value: minor units
 * @probability: percent, 0..100
 *
 * Returns: @value x @probability / 100 in minor units, rounded half up; 0 when @probability is out of its range
 */
gint64
rounds_weighted_value (gint64 value,
                       int    probability)
{
  gint64 weighted = 0;

  g_return_val_if_fail (probability >= 0 && probability <= 100, 0);

  rounds_multiply_divide (value, probability, 100, &weighted);

  return weighted;
}
