/* rounds-attention.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-attention.h"

#include "model/rounds-time.h"

/* Days a deal may stay in a stage with nothing happening; a closed deal does not rot. */
const int rounds_stage_default_limits[ROUNDS_N_STAGES] = {
  [ROUNDS_STAGE_PROSPECTING] = 14,
  [ROUNDS_STAGE_QUALIFICATION] = 14,
  [ROUNDS_STAGE_PROPOSAL] = 21,
  [ROUNDS_STAGE_NEGOTIATION] = 14,
};

/**
 * rounds_deal_is_rotting:
 * @limits: (nullable) (array fixed-size=6): days by stage, 0 for no limit; %NULL for #rounds_stage_default_limits
 * @now: an instant
 * @since: (out) (optional): an instant, when it began to rot; 0 when it does not
 *
 * An open deal rots when more time than its stage's limit has passed since the later of its last stage change and the last
 * completed interaction, and nothing is planned.
 */
gboolean
rounds_deal_is_rotting (const RoundsDealActivity *deal,
                        const int                *limits,
                        gint64                    now,
                        gint64                   *since)
{
  gint64 last = MAX (deal->stage_changed_at, deal->last_interaction_at);
  gint64 deadline = 0;
  gboolean rots = FALSE;

  if (limits == NULL)
    limits = rounds_stage_default_limits;
  if (deal->stage != ROUNDS_STAGE_NONE && !rounds_stage_is_closed (deal->stage) && limits[deal->stage] > 0)
    {
      deadline = last + limits[deal->stage] * G_TIME_SPAN_DAY;
      rots = now > deadline && !deal->has_planned;
    }

  if (since != NULL)
    *since = rots ? deadline : 0;
  return rots;
}

/**
 * rounds_planned_of_date:
 * @due_date: (nullable): YYYY-MM-DD, when something is planned for; %NULL for some day
 * @today: a valid date, the person's
 */
RoundsPlanned
rounds_planned_of_date (const char *due_date,
                        const char *today)
{
  int order = due_date != NULL ? g_strcmp0 (due_date, today) : 1;

  if (order < 0)
    return ROUNDS_PLANNED_OVERDUE;

  return order == 0 ? ROUNDS_PLANNED_TODAY : ROUNDS_PLANNED_LATER;
}

/**
 * rounds_planned_worst:
 * @due_dates: (array length=n_dates) (element-type utf8): what is planned and not done
 *
 * Returns: overdue before today before planned before none
 */
RoundsPlanned
rounds_planned_worst (const char * const *due_dates,
                      guint               n_dates,
                      const char         *today)
{
  RoundsPlanned worst = ROUNDS_PLANNED_NONE;

  for (guint i = 0; i < n_dates; i++)
    worst = MAX (worst, rounds_planned_of_date (due_dates[i], today));

  return worst;
}

/**
 * rounds_planned_to_text:
 *
 * Returns: (transfer none): as sent: `overdue`, `today`, `planned`, `none`
 */
const char *
rounds_planned_to_text (RoundsPlanned planned)
{
  switch (planned)
    {
    case ROUNDS_PLANNED_OVERDUE:
      return "overdue";
    case ROUNDS_PLANNED_TODAY:
      return "today";
    case ROUNDS_PLANNED_LATER:
      return "planned";
    case ROUNDS_PLANNED_NONE:
    default:
      return "none";
    }
}
