/* rounds-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-board-private.h"

#include <glib/gi18n.h>

#include "model/rounds-money.h"

/* How long a dropped card is shown in its new place while the list does not have it yet, in milliseconds. */
#define SETTLE_TIME 1500

enum
{
  SIGNAL_MOVE_CARDS,
  SIGNAL_ACTIVATE_CARD,
  SIGNAL_PEEK_CARD,
  SIGNAL_REACH_CARD,
  SIGNAL_ADD_CARD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsBoard, rounds_board, GTK_TYPE_WIDGET)

RoundsBoardColumn *
_rounds_board_find_card (RoundsBoard *self,
                         const char  *id,
                         guint       *position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GListModel *model = rounds_board_column_get_model (ROUNDS_BOARD_COLUMN (child));
      gint64 found = rounds_query_model_find (ROUNDS_QUERY_MODEL (model), id);

      if (found < 0)
        continue;
      *position = found;
      return ROUNDS_BOARD_COLUMN (child);
    }

  return NULL;
}

void
_rounds_board_close_gaps (RoundsBoard *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      rounds_gap_model_close (rounds_board_column_get_gap (ROUNDS_BOARD_COLUMN (child)));
      gtk_widget_remove_css_class (child, "drop-target");
    }
  self->target = NULL;
}

void
_rounds_board_open_gap (RoundsBoard       *self,
                        RoundsBoardColumn *column,
                        guint              position)
{
  if (self->target != NULL && self->target != column)
    {
      rounds_gap_model_close (rounds_board_column_get_gap (self->target));
      gtk_widget_remove_css_class (GTK_WIDGET (self->target), "drop-target");
    }

  self->target = column;
  gtk_widget_add_css_class (GTK_WIDGET (column), "drop-target");
  rounds_board_column_unfold (column);
  rounds_gap_model_open (rounds_board_column_get_gap (column), position, 112);
}

static void
set_leaving (RoundsBoard        *self,
             const char * const *ids)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rounds_board_column_set_leaving (ROUNDS_BOARD_COLUMN (child), ids);
}

/* Where the deal belongs in a column that keeps an order of its own; @position where it does not, or not all is there yet. */
guint
_rounds_board_find_place (RoundsBoard       *self,
                          RoundsBoardColumn *column,
                          RoundsRow         *row,
                          guint              position)
{
  GListModel *model = rounds_board_column_get_model (column);
  guint low = 0;
  guint high = g_list_model_get_n_items (model);

  if (self->order == NULL || row == NULL || rounds_row_get_entity (row) == NULL)
    return position;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(RoundsRow) other = g_list_model_get_item (model, middle);

      if (rounds_row_get_entity (other) == NULL)
        return position;
      if (self->order (row, other) < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

gboolean
_rounds_board_can_receive (RoundsBoard       *self,
                           RoundsBoardColumn *column,
                           RoundsBoardColumn *source)
{
  return rounds_board_column_get_receives (column) && (self->order == NULL || column != source);
}

static gboolean
on_settle_timeout (gpointer user_data)
{
  RoundsBoard *self = user_data;

  self->settle_id = 0;
  set_leaving (self, NULL);
  _rounds_board_close_gaps (self);
  return G_SOURCE_REMOVE;
}

/* Returns: (transfer full): the card, or all that are selected when it is one of them, in the order of the board */
GStrv
_rounds_board_dup_moved (RoundsBoard *self,
                         const char  *id)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (!rounds_card_set_contains (self->selected, id))
    {
      g_strv_builder_add (builder, id);
      return g_strv_builder_end (builder);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GListModel *model = rounds_board_column_get_model (ROUNDS_BOARD_COLUMN (child));
      guint n_items = g_list_model_get_n_items (model);

      for (guint i = 0; i < n_items; i++)
        {
          g_autofree char *other = rounds_query_model_dup_id (ROUNDS_QUERY_MODEL (model), i);

          if (rounds_card_set_contains (self->selected, other))
            g_strv_builder_take (builder, g_steal_pointer (&other));
        }
    }

  return g_strv_builder_end (builder);
}

/* The nearest card from @position on that stays, upwards or downwards. */
static char *
dup_neighbour (RoundsBoardColumn  *column,
               gint64              position,
               int                 step,
               const char * const *moved)
{
  GListModel *model = rounds_board_column_get_model (column);

  for (; position >= 0 && position < g_list_model_get_n_items (model); position += step)
    {
      g_autofree char *id = rounds_query_model_dup_id (ROUNDS_QUERY_MODEL (model), position);

      if (!g_strv_contains (moved, id))
        return g_steal_pointer (&id);
    }

  return NULL;
}

/* Asks for a move to before @position of @target, of a card or of all that are selected with it; they are shown there at once. */
gboolean
_rounds_board_ask_move (RoundsBoard       *self,
                        const char        *id,
                        RoundsBoardColumn *target,
                        guint              position)
{
  g_auto(GStrv) ids = NULL;
  g_autofree char *after_id = NULL;
  g_autofree char *before_id = NULL;
  g_autoptr(RoundsRow) row = NULL;
  guint from = 0;
  RoundsBoardColumn *source = _rounds_board_find_card (self, id, &from);

  if (self->moving != NULL || source == NULL)
    return FALSE;
  ids = _rounds_board_dup_moved (self, id);
  if (ids[1] == NULL && source == target && (position == from || position == from + 1))
    return FALSE;
  if (!_rounds_board_can_receive (self, target, source))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return FALSE;
    }

  row = g_list_model_get_item (rounds_board_column_get_model (source), from);
  position = _rounds_board_find_place (self, target, row, position);
  after_id = dup_neighbour (target, (gint64) position - 1, -1, (const char * const *) ids);
  before_id = dup_neighbour (target, position, 1, (const char * const *) ids);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  set_leaving (self, (const char * const *) ids);
  _rounds_board_open_gap (self, target, position);
  rounds_gap_model_fill (rounds_board_column_get_gap (target), G_OBJECT (row));
  gtk_widget_remove_css_class (GTK_WIDGET (target), "drop-target");
  gtk_viewport_scroll_to (GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scrolled)), GTK_WIDGET (target), NULL);
  self->moving = g_strdupv (ids);
  g_set_str (&self->follow, id);
  g_signal_emit (self, signals[SIGNAL_MOVE_CARDS], 0, ids, target, after_id, before_id);

  return TRUE;
}

/* How many are selected is said when it is more, or less, than the one that has the focus. */
static void
on_selected_changed (RoundsBoard *self)
{
  guint n_cards = rounds_card_set_get_size (self->selected);
  g_autofree char *number = rounds_number_format (n_cards, 0, 0);
  g_autofree char *text = NULL;

  text = n_cards > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s deal selected", "%s deals selected", n_cards), number)
                     : g_strdup (_("No deal selected"));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

/* The card with the focus stays in sight when something is opened beside the board. */
static void
on_page_size (RoundsBoard *self)
{
  RoundsBoardColumn *column = _rounds_board_get_focused (self);

  if (column != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (gtk_scrolled_window_get_child (self->scrolled)), GTK_WIDGET (column), NULL);
}

static void
on_activate_card (RoundsBoard       *self,
                  RoundsRow         *row,
                  RoundsBoardColumn *column)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATE_CARD], 0, row);
}

static void
on_click_card (RoundsBoard       *self,
               RoundsRow         *row,
               RoundsBoardColumn *column)
{
  g_signal_emit (self, signals[SIGNAL_PEEK_CARD], 0, row);
}

static void
on_items_changed (RoundsBoardColumn *column,
                  guint              position,
                  guint              removed,
                  guint              added,
                  GListModel        *model)
{
  RoundsBoard *self = ROUNDS_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (column), ROUNDS_TYPE_BOARD));
  gint64 found;

  if (self == NULL || self->follow == NULL || added == 0 || column != self->target)
    return;

  found = rounds_query_model_find (ROUNDS_QUERY_MODEL (model), self->follow);
  if (found < position || found >= (gint64) position + added)
    return;

  g_clear_pointer (&self->follow, g_free);
  set_leaving (self, NULL);
  rounds_board_column_focus (column, found);
}

/* A frame for each column. */
static gboolean
on_fill (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RoundsBoard *self = ROUNDS_BOARD (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (rounds_board_column_fill (ROUNDS_BOARD_COLUMN (child)))
      return G_SOURCE_CONTINUE;

  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

static void
on_add_card (RoundsBoard       *self,
             RoundsBoardColumn *column)
{
  g_signal_emit (self, signals[SIGNAL_ADD_CARD], 0, rounds_board_column_get_stage (column));
}

static void
rounds_board_dispose (GObject *object)
{
  RoundsBoard *self = ROUNDS_BOARD (object);

  _rounds_board_stop_dragging (self);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_pointer (&self->moving, g_strfreev);
  g_clear_pointer (&self->follow, g_free);
  g_clear_object (&self->selected);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_BOARD);

  G_OBJECT_CLASS (rounds_board_parent_class)->dispose (object);
}

static void
rounds_board_class_init (RoundsBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_board_dispose;

  signals[SIGNAL_MOVE_CARDS] = g_signal_new ("move-cards", ROUNDS_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 4, G_TYPE_STRV, ROUNDS_TYPE_BOARD_COLUMN, G_TYPE_STRING,
                                             G_TYPE_STRING);
  signals[SIGNAL_ACTIVATE_CARD] = g_signal_new ("activate-card", ROUNDS_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                NULL, G_TYPE_NONE, 1, ROUNDS_TYPE_ROW);
  signals[SIGNAL_PEEK_CARD] = g_signal_new ("peek-card", ROUNDS_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, ROUNDS_TYPE_ROW);
  signals[SIGNAL_REACH_CARD] = g_signal_new ("reach-card", ROUNDS_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, ROUNDS_TYPE_ROW);
  signals[SIGNAL_ADD_CARD] = g_signal_new ("add-card", ROUNDS_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-board.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsBoard, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoard, columns);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "board");
}

static void
rounds_board_init (RoundsBoard *self)
{
  self->selected = rounds_card_set_new ();
  g_signal_connect_object (self->selected, "changed", G_CALLBACK (on_selected_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled), "notify::page-size", G_CALLBACK (on_page_size), self,
                           G_CONNECT_SWAPPED);
  _rounds_board_init_dragging (self);
  _rounds_board_init_keys (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pipeline board"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Arrows move between deals, Control and arrows move the deal, Control and Space select it"), -1);
}

GtkWidget *
rounds_board_new (void)
{
  return g_object_new (ROUNDS_TYPE_BOARD, NULL);
}

/**
 * rounds_board_get_selected:
 *
 * Returns: (transfer none): the cards that are selected
 */
RoundsCardSet *
rounds_board_get_selected (RoundsBoard *self)
{
  g_return_val_if_fail (ROUNDS_IS_BOARD (self), NULL);

  return self->selected;
}

/**
 * rounds_board_add_column:
 * @column: (transfer floating): the next stage
 */
void
rounds_board_add_column (RoundsBoard       *self,
                         RoundsBoardColumn *column)
{
  g_return_if_fail (ROUNDS_IS_BOARD (self));

  g_signal_connect_object (column, "activate-card", G_CALLBACK (on_activate_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "click-card", G_CALLBACK (on_click_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "add-card", G_CALLBACK (on_add_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rounds_board_column_get_model (column), "items-changed", G_CALLBACK (on_items_changed), column,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_box_append (self->columns, GTK_WIDGET (column));
  if (self->fill_id == 0)
    self->fill_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_fill, NULL, NULL);
}

/**
 * rounds_board_set_order:
 * @order: (nullable): compares two #RoundsRow whose records are there, as the columns' queries sort them
 *
 * In columns that keep an order of their own a card lands where it belongs, and is not moved up and down.
 */
void
rounds_board_set_order (RoundsBoard  *self,
                        GCompareFunc  order)
{
  g_return_if_fail (ROUNDS_IS_BOARD (self));

  self->order = order;
  /* Where it belongs depends on which one it is. */
  gtk_drop_target_set_preload (self->drop, order != NULL);
  /* And so it goes alone. */
  rounds_card_set_set_single (self->selected, order != NULL);
}

/**
 * rounds_board_find_column:
 *
 * Returns: (nullable) (transfer none): the column of that stage
 */
RoundsBoardColumn *
rounds_board_find_column (RoundsBoard *self,
                          const char  *stage)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->columns)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (rounds_board_column_get_stage (ROUNDS_BOARD_COLUMN (child)), stage) == 0)
      return ROUNDS_BOARD_COLUMN (child);

  return NULL;
}

/**
 * rounds_board_settle:
 * @moved: whether the cards that were asked to move have done so
 *
 * Ends a move. Cards that have not moved are back where they were; the first of those that have is shown in its new
 * place until its list has it there.
 */
void
rounds_board_settle (RoundsBoard *self,
                     gboolean     moved)
{
  g_auto(GStrv) ids = g_steal_pointer (&self->moving);
  g_autofree char *id = g_strdup (self->follow);
  RoundsBoardColumn *target = self->target;

  if (!moved)
    {
      guint position = 0;
      RoundsBoardColumn *source = id != NULL ? _rounds_board_find_card (self, id, &position) : NULL;

      _rounds_board_close_gaps (self);
      g_clear_pointer (&self->follow, g_free);
      if (source == NULL)
        return;
      set_leaving (self, NULL);
      rounds_board_column_focus (source, position);
      return;
    }

  if (target != NULL && rounds_gap_model_is_open (rounds_board_column_get_gap (target), NULL))
    self->settle_id = g_timeout_add (SETTLE_TIME, on_settle_timeout, self);
}
