/* rounds-opportunity-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-stage-change.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-board-rank.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-opportunity-state.h"
#include "rules/rounds-rank.h"

/* Moves across the board, and taking them back. */

typedef struct
{
  const char *stage;
  const char *lost_reason;
  const char *won_reason;
  RoundsBoardPlace place;
  gboolean placed;
} Move;

/* What a move changes of a deal and taking it back restores, but for the rank. */
static const char * const moved_fields[] = {
  "stage", "probability", "probability-overridden", "actual-close-date", "stage-changed-at", "stage-before-closing",
  "probability-before-closing", "won-reason", "lost-reason",
};

static gboolean
read_move (JsonObject  *arguments,
           Move        *move,
           GError     **error)
{
  *move = (Move) { .place.position = -1 };

  if (!rounds_arguments_need_text (arguments, "stage", &move->stage, error) ||
      !rounds_arguments_get_text (arguments, "lostReason", &move->lost_reason, error) ||
      !rounds_arguments_get_text (arguments, "wonReason", &move->won_reason, error) ||
      !rounds_arguments_get_text (arguments, "afterId", &move->place.after_id, error) ||
      !rounds_arguments_get_text (arguments, "beforeId", &move->place.before_id, error) ||
      !rounds_arguments_get_integer (arguments, "position", -1, &move->place.position, error))
    return FALSE;

  if (move->place.position < 0 && rounds_arguments_has (arguments, "position"))
    {
      g_autoptr(GError) problem = NULL;
      rounds_problem_add_field (&problem, "position", "TOO_SMALL", _("The first place is 0"));
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  move->placed = move->place.after_id != NULL || move->place.before_id != NULL || move->place.position >= 0;
  return TRUE;
}

static void
set_reasons (RoundsEntity *deal,
             RoundsStage   stage,
             const Move   *move)
{
  if (stage == ROUNDS_STAGE_CLOSED_LOST)
    {
      if (move->lost_reason != NULL)
        rounds_entity_set_text (deal, "lost-reason", move->lost_reason);
      rounds_entity_clear (deal, "won-reason");
    }
  else if (stage == ROUNDS_STAGE_CLOSED_WON)
    {
      if (move->won_reason != NULL)
        rounds_entity_set_text (deal, "won-reason", move->won_reason);
      rounds_entity_clear (deal, "lost-reason");
    }
  else
    {
      rounds_entity_clear (deal, "lost-reason");
      rounds_entity_clear (deal, "won-reason");
    }
}

static gboolean
change_stage (RoundsOperationContext  *context,
              RoundsEntity            *before,
              RoundsEntity            *after,
              const Move              *move,
              gboolean                *changed,
              GError                 **error)
{
  g_autofree char *today = rounds_operation_today (context);
  RoundsStageState state;
  RoundsStage from;

  rounds_opportunity_get_state (before, &state);
  from = state.stage;
  if (!rounds_stage_move (&state, rounds_stage_from_text (move->stage), today, move->lost_reason, &state, error))
    return FALSE;

  *changed = state.stage != from;
  if (*changed)
    {
      rounds_opportunity_set_state (after, &state);
      rounds_entity_set_integer (after, "stage-changed-at", context->now);
      set_reasons (after, state.stage, move);
    }
  else if (rounds_stage_is_closed (state.stage))
    set_reasons (after, state.stage, move);

  return TRUE;
}

static gboolean
change_place (RoundsOperationContext  *context,
              RoundsEntity            *after,
              Move                    *move,
              GError                 **error)
{
  g_autofree char *rank = NULL;

  move->place.stage = rounds_entity_get_text (after, "stage");
  move->place.card_id = rounds_entity_get_id (after);
  rank = rounds_board_find_rank (context, &move->place, error);
  if (rank == NULL)
    return FALSE;

  rounds_entity_set_text (after, "rank", rank);
  return TRUE;
}

static gboolean
write_history (RoundsOperationContext  *context,
               JsonObject              *arguments,
               RoundsEntity            *before,
               RoundsEntity            *after,
               GError                 **error)
{
  g_autoptr(RoundsEntity) line = NULL;
  const char *id;

  if (!rounds_arguments_complete_id (arguments, "changeId", &id, error))
    return FALSE;

  line = rounds_opportunity_new_change (context, after, rounds_entity_get_text (before, "stage"), id);
  return rounds_operation_insert_by_rule (context, line, error);
}

static JsonNode *
write_moved_values (RoundsEntity *deal)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autofree char *text = NULL;

  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (moved_fields); i++)
    {
      const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (deal), moved_fields[i]);

      rounds_json_writer_key (writer, field->json_key);
      rounds_json_write_value (writer, field, rounds_entity_get_value (deal, field));
    }
  rounds_json_writer_end_object (writer);

  text = rounds_json_writer_end (writer, NULL);
  return rounds_json_parse (text, -1, NULL);
}

static void
add_move_inverse (RoundsOperationContext *context,
                  RoundsEntity           *before,
                  RoundsEntity           *after,
                  const char             *change_id)
{
  JsonObject *inverse;

  if (context->forgets_inverse)
    return;

  inverse = json_object_new ();
  json_object_set_string_member (inverse, "id", rounds_entity_get_id (after));
  if (!rounds_entity_is_null (before, "rank"))
    json_object_set_string_member (inverse, "rank", rounds_entity_get_text (before, "rank"));

  if (change_id != NULL)
    {
      json_object_set_string_member (inverse, "changeId", change_id);
      json_object_set_member (inverse, "values", write_moved_values (before));
    }

  rounds_operation_add_inverse (context, "opportunity.undo-move", inverse);
}

JsonNode *
rounds_run_opportunity_move (RoundsOperationContext  *context,
                             JsonObject              *arguments,
                             GError                 **error)
{
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  gboolean changed;
  Move move;

  if (!read_move (arguments, &move, error))
    return NULL;
  before = rounds_operation_load (context, "opportunity", arguments, "id", error);
  if (before == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  if (!change_stage (context, before, after, &move, &changed, error) ||
      ((changed || move.placed) && !change_place (context, after, &move, error)) ||
      !rounds_entity_validate (after, error) ||
      !rounds_operation_update (context, before, after, error) ||
      (changed && !write_history (context, arguments, before, after, error)))
    return NULL;

  if (changed || move.placed)
    add_move_inverse (context, before, after, changed ? rounds_json_get_text (arguments, "changeId") : NULL);

  return rounds_operation_answer (context, after);
}

static gboolean
refuse_moved_since (GError **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "MOVED_SINCE",
                      _("The deal has been moved again since: move it by hand"));
  return FALSE;
}

/* Takes the values of before the move, after a look at whether they can be those. */
static gboolean
restore_values (RoundsEntity  *deal,
                JsonObject    *values,
                RoundsEntity  *line,
                GError       **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (deal);
  g_autoptr(JsonObject) known = json_object_new ();
  RoundsStageState state;
  gboolean closed;

  for (guint i = 0; i < G_N_ELEMENTS (moved_fields); i++)
    {
      const RoundsField *field = rounds_entity_info_find (info, moved_fields[i]);

      if (json_object_has_member (values, field->json_key))
        json_object_set_member (known, field->json_key, json_object_dup_member (values, field->json_key));
    }

  if (!rounds_json_apply (deal, known, ROUNDS_JSON_TRUSTED, error) || !rounds_entity_validate (deal, error))
    return FALSE;

  rounds_opportunity_get_state (deal, &state);
  closed = rounds_stage_is_closed (state.stage);
  if (g_strcmp0 (rounds_entity_get_text (deal, "stage"), rounds_entity_get_text (line, "from-stage")) == 0 &&
      closed == (state.actual_close_date[0] != '\0') &&
      (!closed || state.probability == rounds_stage_default_probability (state.stage)))
    return TRUE;

  return refuse_moved_since (error);
}

static gboolean
take_back_stage (RoundsOperationContext  *context,
                 RoundsEntity            *deal,
                 const char              *change_id,
                 JsonObject              *values,
                 GError                 **error)
{
  const char *id = rounds_entity_get_id (deal);
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) line = rounds_opportunity_last_change (context, id, &local);
  g_autoptr(RoundsEntity) after = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (line == NULL || values == NULL || g_strcmp0 (rounds_entity_get_id (line), change_id) != 0 ||
      rounds_entity_is_null (line, "from-stage"))
    return refuse_moved_since (error);
  if (!restore_values (deal, values, line, error))
    return FALSE;

  after = rounds_entity_copy (line);
  rounds_entity_set_integer (after, "deleted-at", context->now);
  return rounds_operation_update_by_rule (context, line, after, error);
}

/* The way forward again: the same stage, under the card that stands above now. */
static gboolean
add_redo (RoundsOperationContext  *context,
          RoundsEntity            *before,
          RoundsEntity            *after,
          GError                 **error)
{
  static const char * const copied[] = { "stage", "lost-reason", "won-reason" };
  JsonObject *redo = json_object_new ();
  g_autofree char *above = NULL;

  if (!rounds_board_find_above (context, rounds_entity_get_text (before, "stage"), rounds_entity_get_id (before),
                                rounds_entity_get_text (before, "rank"), &above, error))
    {
      json_object_unref (redo);
      return FALSE;
    }

  json_object_set_string_member (redo, "id", rounds_entity_get_id (before));
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    if (!rounds_entity_is_null (before, copied[i]))
      json_object_set_string_member (redo, rounds_entity_info_find (rounds_entity_get_info (before), copied[i])->json_key,
                                     rounds_entity_get_text (before, copied[i]));
  if (above != NULL)
    json_object_set_string_member (redo, "afterId", above);
  else
    json_object_set_int_member (redo, "position", 0);

  rounds_operation_add_inverse (context, "opportunity.move", redo);
  return TRUE;
}

/* `opportunity.undo-move {id, changeId?, rank?, values?}`: takes the last move back, and what it wrote in the history. The
 * arguments are the recorded inverse of that move. */
JsonNode *
rounds_run_opportunity_undo_move (RoundsOperationContext  *context,
                                  JsonObject              *arguments,
                                  GError                 **error)
{
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  const char *change_id;
  const char *rank;
  JsonObject *values;

  if (!rounds_arguments_get_text (arguments, "changeId", &change_id, error) ||
      !rounds_arguments_get_text (arguments, "rank", &rank, error) ||
      !rounds_arguments_get_object (arguments, "values", &values, error))
    return NULL;
  before = rounds_operation_load (context, "opportunity", arguments, "id", error);
  if (before == NULL)
    return NULL;

  after = rounds_entity_copy (before);
  if (change_id != NULL && !take_back_stage (context, after, change_id, values, error))
    return NULL;
  if (rounds_rank_is_valid (rank))
    rounds_entity_set_text (after, "rank", rank);

  if (!rounds_entity_validate (after, error) ||
      !rounds_operation_update (context, before, after, error) ||
      !add_redo (context, before, after, error))
    return NULL;

  return rounds_operation_answer (context, after);
}
