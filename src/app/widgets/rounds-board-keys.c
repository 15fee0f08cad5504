/* rounds-board-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-board-private.h"

static RoundsBoardColumn *
column_beside (RoundsBoardColumn *column,
               int                step)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (column)) == GTK_TEXT_DIR_RTL;
  GtkWidget *beside = (step < 0) != rtl ? gtk_widget_get_prev_sibling (GTK_WIDGET (column))
                                        : gtk_widget_get_next_sibling (GTK_WIDGET (column));

  return beside != NULL ? ROUNDS_BOARD_COLUMN (beside) : NULL;
}

RoundsBoardColumn *
_rounds_board_get_focused (RoundsBoard *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self->columns));

  return child != NULL ? ROUNDS_BOARD_COLUMN (child) : NULL;
}

/* Gives a card the focus and says so. */
static gboolean
reach (RoundsBoard       *self,
       RoundsBoardColumn *column,
       guint              position)
{
  GListModel *model = rounds_board_column_get_model (column);
  g_autoptr(RoundsRow) row = NULL;

  if (!rounds_board_column_focus (column, position))
    return FALSE;

  row = g_list_model_get_item (model, MIN (position, g_list_model_get_n_items (model) - 1));
  g_signal_emit_by_name (self, "reach-card", row);
  return TRUE;
}

static void
toggle_selected (RoundsBoard *self,
                 const char  *id)
{
  const char * const ids[] = { id, NULL };

  if (rounds_card_set_contains (self->selected, id))
    rounds_card_set_change (self->selected, NULL, ids);
  else
    rounds_card_set_change (self->selected, ids, NULL);
}

/* Past the next card above the first, or below the last, of those that move. */
static void
move_within (RoundsBoard       *self,
             RoundsBoardColumn *column,
             const char        *id,
             int                step)
{
  RoundsQueryModel *model = ROUNDS_QUERY_MODEL (rounds_board_column_get_model (column));
  g_auto(GStrv) ids = _rounds_board_dup_moved (self, id);
  gint64 first = G_MAXINT64;
  gint64 last = -1;
  gint64 n_items = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gint64 position = rounds_query_model_find (model, ids[i]);

      if (position < 0)
        continue;
      first = MIN (first, position);
      last = MAX (last, position);
    }

  if (step < 0 && first > 0)
    _rounds_board_ask_move (self, id, column, first - 1);
  else if (step > 0 && last + 1 < n_items)
    _rounds_board_ask_move (self, id, column, MIN (last + 2, n_items));
}

static gboolean
on_key_pressed (RoundsBoard           *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  RoundsBoardColumn *column = _rounds_board_get_focused (self);
  gboolean control = (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK;
  gboolean plain = (state & gtk_accelerator_get_default_mod_mask ()) == 0;
  RoundsBoardColumn *beside;
  RoundsRow *row;
  guint position = 0;
  int step = 0;

  if (column == NULL || (!control && !plain))
    return GDK_EVENT_PROPAGATE;

  row = rounds_board_column_get_focus (column, &position);

  if (control && keyval == GDK_KEY_space && row != NULL)
    {
      toggle_selected (self, rounds_row_get_id (row));
      return GDK_EVENT_STOP;
    }
  if (plain && keyval == GDK_KEY_space && row != NULL)
    {
      g_signal_emit_by_name (self, "peek-card", row);
      return GDK_EVENT_STOP;
    }
  if (plain && keyval == GDK_KEY_Escape)
    {
      /* What has been opened beside the board is closed by the same key. */
      rounds_card_set_replace (self->selected, NULL);
      return GDK_EVENT_PROPAGATE;
    }

  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    step = -1;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    step = 1;

  if (step != 0)
    {
      beside = column_beside (column, step);
      if (control && row != NULL)
        {
          if (beside != NULL)
            _rounds_board_ask_move (self, rounds_row_get_id (row), beside, MIN (position, g_list_model_get_n_items (rounds_board_column_get_model (beside))));
          return GDK_EVENT_STOP;
        }

      /* Past empty columns to the next one that has cards. */
      while (plain && beside != NULL && !reach (self, beside, position))
        beside = column_beside (beside, step);
      return plain ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    }

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    step = -1;
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    step = 1;
  else
    return GDK_EVENT_PROPAGATE;

  if (control)
    move_within (self, column, rounds_row_get_id (row), step);
  else if (step > 0 || position > 0)
    /* What is selected stays so while one looks for the next card. */
    reach (self, column, position + step);

  return GDK_EVENT_STOP;
}

void
_rounds_board_init_keys (RoundsBoard *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
