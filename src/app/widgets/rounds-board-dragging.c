/* rounds-board-dragging.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-board-private.h"

#include "app/widgets/rounds-board-card.h"

/* How near to a side a dragged card makes the board scroll, and how fast, in pixels and pixels a second. */
#define EDGE 48.0
#define FASTEST 900.0

static RoundsBoardColumn *
column_at (RoundsBoard *self,
           double       x)
{
  RoundsBoardColumn *nearest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (!gtk_widget_compute_bounds (child, GTK_WIDGET (self), &bounds))
        continue;
      /* The space between two columns belongs to the one on its left. */
      if (nearest == NULL || x >= bounds.origin.x)
        nearest = ROUNDS_BOARD_COLUMN (child);
    }

  return nearest;
}

/* The gap where a card would land that is held over @position, if it can land in the column. */
static void
show_gap (RoundsBoard       *self,
          RoundsBoardColumn *column,
          guint              position)
{
  const GValue *value = gtk_drop_target_get_value (self->drop);
  RoundsDraggedCard *dragged = value != NULL ? g_value_get_boxed (value) : NULL;
  guint from = 0;
  guint open = 0;
  RoundsBoardColumn *source = dragged != NULL ? _rounds_board_find_card (self, dragged->id, &from) : NULL;
  g_autoptr(RoundsRow) row = NULL;

  if (!_rounds_board_can_receive (self, column, source))
    {
      _rounds_board_close_gaps (self);
      return;
    }

  if (source != NULL && self->order != NULL)
    row = g_list_model_get_item (rounds_board_column_get_model (source), from);
  position = _rounds_board_find_place (self, column, row, position);
  if (row != NULL && self->target == column && rounds_gap_model_is_open (rounds_board_column_get_gap (column), &open) &&
      open == position)
    return;

  _rounds_board_open_gap (self, column, position);
  /* Where it belongs may be out of sight. */
  if (row != NULL)
    rounds_board_column_show_gap (column);
}

/* While a card is carried the board alone is its target, not the lists in it. A grid view follows drags for a scrolling of
   its own, beside the board's; as rows come and go under the pointer it is not always told that a drag has left it, and
   GtkDropControllerMotion of GTK 4.18 then never gives up its reference to the drop. */
static void
set_carrying (RoundsBoard *self,
              gboolean     carrying)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_can_target (GTK_WIDGET (rounds_board_column_get_list (ROUNDS_BOARD_COLUMN (child))), !carrying);
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RoundsBoard *self = ROUNDS_BOARD (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = self->last_frame != 0 ? (now - self->last_frame) / (double) G_USEC_PER_SEC : 0;
  double width = gtk_widget_get_width (widget);
  RoundsBoardColumn *column = column_at (self, self->x);
  double speed = 0;

  self->last_frame = now;

  if (self->x < EDGE)
    speed = -FASTEST * (EDGE - self->x) / EDGE;
  else if (self->x > width - EDGE)
    speed = FASTEST * (self->x - width + EDGE) / EDGE;
  if (speed != 0)
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (self->scrolled);
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + speed * seconds);
    }

  if (column != NULL)
    {
      graphene_point_t point;

      if (gtk_widget_compute_point (widget, GTK_WIDGET (column), &GRAPHENE_POINT_INIT (self->x, self->y), &point))
        {
          if (self->order == NULL)
            rounds_board_column_scroll (column, rounds_board_column_get_speed (column, point.y) * seconds);
          show_gap (self, column, rounds_board_column_get_position (column, point.y));
        }
    }

  return G_SOURCE_CONTINUE;
}

void
_rounds_board_stop_dragging (RoundsBoard *self)
{
  if (self->tick_id != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
      set_carrying (self, FALSE);
    }
  self->tick_id = 0;
  self->last_frame = 0;
}

static GdkDragAction
on_motion (RoundsBoard   *self,
           double         x,
           double         y,
           GtkDropTarget *target)
{
  self->x = x;
  self->y = y;
  if (self->moving != NULL)
    return 0;
  if (self->tick_id == 0)
    {
      self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
      set_carrying (self, TRUE);
    }

  return GDK_ACTION_MOVE;
}

static void
on_leave (RoundsBoard   *self,
          GtkDropTarget *target)
{
  _rounds_board_stop_dragging (self);
  if (self->moving == NULL)
    _rounds_board_close_gaps (self);
}

static gboolean
on_drop (RoundsBoard   *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *target)
{
  RoundsDraggedCard *dragged = g_value_get_boxed (value);
  RoundsBoardColumn *column = column_at (self, x);
  graphene_point_t point;
  guint position;

  _rounds_board_stop_dragging (self);
  if (column == NULL || self->moving != NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (column), &GRAPHENE_POINT_INIT (x, y), &point))
    return FALSE;

  /* The gap that was seen is what counts; without one, where the pointer is. */
  if (!rounds_gap_model_is_open (rounds_board_column_get_gap (column), &position))
    position = rounds_board_column_get_position (column, point.y);

  if (!_rounds_board_ask_move (self, dragged->id, column, position))
    {
      _rounds_board_close_gaps (self);
      return FALSE;
    }

  return TRUE;
}

void
_rounds_board_init_dragging (RoundsBoard *self)
{
  GtkDropTarget *target = gtk_drop_target_new (ROUNDS_TYPE_DRAGGED_CARD, GDK_ACTION_MOVE);

  self->drop = target;

  /* One target for the whole board, so that a drop between two cards or under the last one works too. */
  g_signal_connect_swapped (target, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
