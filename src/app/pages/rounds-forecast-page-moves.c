/* rounds-forecast-page-moves.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-forecast-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-window.h"
#include "model/rounds-time.h"
#include "rules/rounds-stage.h"

/* A move that was asked for, until it is done or refused. */
typedef struct
{
  RoundsForecastPage *page; /* owned */
  char *done;               /* owned; what the toast says */
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->page);
  g_free (move->done);
  g_free (move);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static RoundsRow *
find_deal (RoundsForecastPage *self,
           const char         *id)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      GListModel *model = rounds_board_column_get_model (g_ptr_array_index (self->columns, i));
      gint64 position = rounds_query_model_find (ROUNDS_QUERY_MODEL (model), id);

      if (position >= 0)
        return g_list_model_get_item (model, (guint) position);
    }

  return NULL;
}

static void
tell (RoundsForecastPage *self,
      const char         *text,
      const char         *undo_id)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  if (window == NULL)
    return;

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (undo_id != NULL)
    rounds_window_toast_undo (window, text, undo_id);
  else
    rounds_window_toast (window, text);
}

static void
on_moved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Move) move = user_data;
  RoundsForecastPage *self = move->page;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);

  if (self->board == NULL)
    return;

  rounds_board_settle (self->board, error == NULL);
  if (error == NULL)
    tell (self, move->done, undo_id);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message, NULL);
}

static void
move_deal (RoundsForecastPage *self,
           RoundsEntity       *deal,
           const char         *date)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  JsonObject *values = json_object_new ();
  g_autofree char *name = rounds_entity_dup_title (deal);
  g_autofree char *day = rounds_date_format (date);
  Move *move = g_new0 (Move, 1);

  json_object_set_string_member (values, "expectedCloseDate", date);
  json_object_set_string_member (arguments, "kind", "opportunity");
  json_object_set_string_member (arguments, "id", rounds_entity_get_id (deal));
  json_object_set_object_member (arguments, "values", values);

  move->page = g_object_ref (self);
  /* Translators: the first %s is a deal, the second the day it is now expected to close */
  move->done = g_strdup_printf (_("“%s” is now expected on %s"), name, day);
  rounds_workspace_run_async (self->workspace, "record.update", arguments, self->cancellable, on_moved, move);
}

static void
on_move_cards (RoundsForecastPage *self,
               GStrv               ids,
               RoundsBoardColumn  *target,
               const char         *after_id,
               const char         *before_id,
               RoundsBoard        *board)
{
  g_autoptr(RoundsRow) row = find_deal (self, ids[0]);
  RoundsEntity *deal = row != NULL ? rounds_row_get_entity (row) : NULL;
  g_autofree char *date = NULL;

  if (deal != NULL && rounds_stage_is_closed (rounds_stage_from_text (rounds_entity_get_text (deal, "stage"))))
    {
      g_autofree char *name = rounds_entity_dup_title (deal);
      /* Translators: %s is a deal */
      g_autofree char *text = g_strdup_printf (_("“%s” is won and stays in the month it closed in"), name);

      rounds_board_settle (board, FALSE);
      tell (self, text, NULL);
      return;
    }

  if (deal != NULL)
    date = rounds_forecast_move_date (rounds_entity_get_text (deal, "expected-close-date"),
                                      rounds_board_column_get_stage (target), self->today);
  if (date != NULL)
    move_deal (self, deal, date);
  else
    rounds_board_settle (board, FALSE);
}

static void
on_activate_card (RoundsForecastPage *self,
                  RoundsRow          *row,
                  RoundsBoard        *board)
{
  rounds_record_editor_edit (GTK_WIDGET (self), self->workspace, "opportunity", rounds_row_get_id (row));
}

/* A new deal of a month is expected at its end. */
static void
on_add_card (RoundsForecastPage *self,
             const char         *month,
             RoundsBoard        *board)
{
  g_autofree char *date = rounds_forecast_move_date ("2000-01-31", month, self->today);

  rounds_record_editor_create (GTK_WIDGET (self), self->workspace, "opportunity", "expected-close-date", date);
}

void
_rounds_forecast_page_set_up_moves (RoundsForecastPage *self)
{
  g_signal_connect_object (self->board, "move-cards", G_CALLBACK (on_move_cards), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "activate-card", G_CALLBACK (on_activate_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "add-card", G_CALLBACK (on_add_card), self, G_CONNECT_SWAPPED);
}
