/* rounds-pipeline-page-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-pipeline-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-reason-dialog.h"
#include "app/rounds-window.h"
#include "model/rounds-money.h"
#include "model/rounds-opportunity.h"

/* A move that was asked for, until it is done or refused. */
typedef struct
{
  RoundsPipelinePage *page; /* owned */
  GPtrArray *steps;         /* owned; JsonObject: the arguments of opportunity.move for each card, in order */
  char *done;               /* owned; what the toast says */
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->page);
  g_ptr_array_unref (move->steps);
  g_free (move->done);
  g_free (move);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static char *
dup_deal_name (RoundsPipelinePage *self,
               RoundsBoardColumn  *column,
               const char         *id)
{
  for (guint i = 0; rounds_stage_choices[i].value != NULL; i++)
    {
      RoundsBoardColumn *other = rounds_board_find_column (self->board, rounds_stage_choices[i].value);
      RoundsQueryModel *model = ROUNDS_QUERY_MODEL (rounds_board_column_get_model (other));
      gint64 position = rounds_query_model_find (model, id);
      g_autoptr(RoundsRow) row = NULL;

      if (position < 0)
        continue;
      row = g_list_model_get_item (G_LIST_MODEL (model), position);
      return rounds_row_get_entity (row) != NULL ? rounds_entity_dup_title (rounds_row_get_entity (row)) : NULL;
    }

  return NULL;
}

static void
on_moved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Move) move = user_data;
  RoundsPipelinePage *self = move->page;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = NULL;
  RoundsWindow *window;

  answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  if (self->board == NULL)
    return;

  rounds_board_settle (self->board, error == NULL);
  window = rounds_window_of (GTK_WIDGET (self));
  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_accessible_announce (GTK_ACCESSIBLE (self), error == NULL ? move->done : error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (error == NULL)
    rounds_window_toast_undo (window, move->done, undo_id);
  else
    rounds_window_toast (window, error->message);
}

/* Several cards are one change, which is one to undo. */
static void
run_move (Move *move)
{
  RoundsPipelinePage *self = move->page;
  g_autoptr(JsonObject) batch = NULL;
  JsonArray *operations;

  if (move->steps->len == 1)
    {
      rounds_workspace_run_async (self->workspace, "opportunity.move", g_ptr_array_index (move->steps, 0), self->cancellable,
                                  on_moved, move);
      return;
    }

  batch = json_object_new ();
  operations = json_array_new ();
  json_object_set_array_member (batch, "operations", operations);
  for (guint i = 0; i < move->steps->len; i++)
    {
      JsonObject *operation = json_object_new ();

      json_object_set_string_member (operation, "name", "opportunity.move");
      json_object_set_object_member (operation, "arguments", json_object_ref (g_ptr_array_index (move->steps, i)));
      json_array_add_object_element (operations, operation);
    }
  rounds_workspace_run_async (self->workspace, "batch.run", batch, self->cancellable, on_moved, move);
}

static void
on_reason (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Move) move = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *reason = rounds_reason_dialog_ask_finish (result, &error);

  if (move->page->board == NULL)
    return;
  if (reason == NULL)
    {
      if (error != NULL && rounds_window_of (GTK_WIDGET (move->page)) != NULL)
        rounds_window_toast (rounds_window_of (GTK_WIDGET (move->page)), error->message);
      rounds_board_settle (move->page->board, FALSE);
      return;
    }

  for (guint i = 0; i < move->steps->len; i++)
    json_object_set_string_member (g_ptr_array_index (move->steps, i), "lostReason", reason);
  run_move (g_steal_pointer (&move));
}

/* The first card finds its place between its neighbours, each of the others under the one before. */
static JsonObject *
create_step (const char *id,
             const char *stage,
             const char *after_id,
             const char *before_id)
{
  JsonObject *step = json_object_new ();

  json_object_set_string_member (step, "id", id);
  json_object_set_string_member (step, "stage", stage);
  if (after_id != NULL)
    json_object_set_string_member (step, "afterId", after_id);
  if (before_id != NULL)
    json_object_set_string_member (step, "beforeId", before_id);

  return step;
}

static char *
dup_done (RoundsPipelinePage *self,
          GStrv               ids,
          RoundsBoardColumn  *target)
{
  guint n_deals = g_strv_length (ids);
  g_autofree char *number = rounds_number_format (n_deals, 0, 0);
  g_autofree char *name = NULL;

  if (n_deals > 1)
    /* Translators: a number of deals, and a stage such as "Proposal". */
    return g_strdup_printf (ngettext ("%s deal moved to %s", "%s deals moved to %s", n_deals), number,
                            rounds_board_column_get_title (target));

  name = dup_deal_name (self, target, ids[0]);
  /* Translators: the first %s is a deal, the second a stage such as "Proposal". */
  return g_strdup_printf (_("“%s” moved to %s"), name != NULL ? name : _("Deal"), rounds_board_column_get_title (target));
}

void
_rounds_pipeline_page_move (RoundsPipelinePage *self,
                            GStrv               ids,
                            RoundsBoardColumn  *target,
                            const char         *after_id,
                            const char         *before_id,
                            RoundsBoard        *board)
{
  const char *stage = rounds_board_column_get_stage (target);
  RoundsQueryModel *model = ROUNDS_QUERY_MODEL (rounds_board_column_get_model (target));
  Move *move = g_new0 (Move, 1);
  gboolean within = TRUE;

  move->page = g_object_ref (self);
  move->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  move->done = dup_done (self, ids, target);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      within = within && rounds_query_model_find (model, ids[i]) >= 0;
      g_ptr_array_add (move->steps, create_step (ids[i], stage, i == 0 ? after_id : ids[i - 1], i == 0 ? before_id : NULL));
    }

  if (!within && g_str_equal (stage, "closed_lost"))
    rounds_reason_dialog_ask_async (GTK_WIDGET (self), rounds_workspace_get_store (self->workspace), FALSE,
                                    self->cancellable, on_reason, move);
  else
    run_move (move);
}
