/* rounds-opportunity-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-opportunity-state.h"

#include "model/rounds-stage-change.h"
#include "model/rounds-registry.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/**
 * rounds_opportunity_get_state:
 * @state: (out caller-allocates): what a move reads of @opportunity
 */
void
rounds_opportunity_get_state (RoundsEntity     *opportunity,
                              RoundsStageState *state)
{
  const char *date = rounds_entity_get_text (opportunity, "actual-close-date");

  *state = (RoundsStageState) {
    .stage = rounds_stage_from_text (rounds_entity_get_text (opportunity, "stage")),
    .probability = (int) rounds_entity_get_integer (opportunity, "probability"),
    .probability_overridden = rounds_entity_get_boolean (opportunity, "probability-overridden"),
    .stage_before_closing = rounds_stage_from_text (rounds_entity_get_text (opportunity, "stage-before-closing")),
    .probability_before_closing = -1,
  };

  if (!rounds_entity_is_null (opportunity, "probability-before-closing"))
    state->probability_before_closing = (int) rounds_entity_get_integer (opportunity, "probability-before-closing");
  g_strlcpy (state->actual_close_date, date != NULL ? date : "", sizeof state->actual_close_date);
}

/**
 * rounds_opportunity_set_state:
 * @state: what a move has made of @opportunity
 */
void
rounds_opportunity_set_state (RoundsEntity           *opportunity,
                              const RoundsStageState *state)
{
  const char *date = state->actual_close_date;

  rounds_entity_set_text (opportunity, "stage", rounds_stage_to_text (state->stage));
  rounds_entity_set_integer (opportunity, "probability", state->probability);
  rounds_entity_set_boolean (opportunity, "probability-overridden", state->probability_overridden);
  rounds_entity_set_text (opportunity, "stage-before-closing", rounds_stage_to_text (state->stage_before_closing));
  rounds_entity_set_text (opportunity, "actual-close-date", date[0] != '\0' ? date : NULL);
  if (state->probability_before_closing >= 0)
    rounds_entity_set_integer (opportunity, "probability-before-closing", state->probability_before_closing);
  else
    rounds_entity_clear (opportunity, "probability-before-closing");
}

/**
 * rounds_opportunity_new_change:
 * @opportunity: the deal as it is now
 * @from_stage: (nullable): where it was; %NULL when it is new
 * @id: the id of the line
 *
 * Returns: (transfer full): a line of its history
 */
RoundsEntity *
rounds_opportunity_new_change (RoundsOperationContext *context,
                               RoundsEntity           *opportunity,
                               const char             *from_stage,
                               const char             *id)
{
  RoundsEntity *change = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_STAGE_CHANGE));

  rounds_entity_set_text (change, "id", id);
  rounds_entity_set_text (change, "opportunity-id", rounds_entity_get_id (opportunity));
  rounds_entity_set_text (change, "from-stage", from_stage);
  rounds_entity_set_text (change, "to-stage", rounds_entity_get_text (opportunity, "stage"));
  rounds_entity_set_integer (change, "changed-at", context->now);
  rounds_entity_set_text (change, "changed-by", context->actor != NULL ? context->actor->user_id : NULL);
  rounds_entity_set_integer (change, "value", rounds_entity_get_integer (opportunity, "value"));
  rounds_entity_set_integer (change, "probability", rounds_entity_get_integer (opportunity, "probability"));

  return change;
}

/**
 * rounds_opportunity_last_change:
 *
 * Returns: (transfer full) (nullable): the last line of a deal's history; %NULL without @error set when there is none
 */
RoundsEntity *
rounds_opportunity_last_change (RoundsOperationContext  *context,
                                const char              *opportunity_id,
                                GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_STAGE_CHANGE);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter =
    rounds_filter_new_text (rounds_entity_info_find (info, "opportunity-id"), ROUNDS_FILTER_EQUAL, opportunity_id);
  g_autoptr(GPtrArray) changes = NULL;

  /* Ids rise with time: of two moves in the same microsecond the later one has the greater id. */
  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "changed-at"), TRUE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "id"), TRUE);
  rounds_query_set_range (query, 0, 1);
  changes = rounds_repository_list (context->database, query, error);

  return changes != NULL && changes->len > 0 ? g_object_ref (g_ptr_array_index (changes, 0)) : NULL;
}
