/* rounds-board-column.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-board-column.h"

#include <glib/gi18n.h>

#include "app/rounds-grid-reach.h"
#include "app/rounds-top-keeper.h"
#include "app/rounds-unfolding-model.h"
#include "app/widgets/rounds-board-card.h"
#include "app/widgets/rounds-card-selection.h"
#include "model/rounds-money.h"

/* How near to an edge a dragged card makes the column scroll, and how fast, in pixels and pixels a second. */
#define EDGE 56.0
#define FASTEST 1400.0

struct _RoundsBoardColumn
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkWidget *header;
  GtkLabel *title;
  GtkLabel *count;
  GtkLabel *totals;
  GtkWidget *add;
  GtkScrolledWindow *scrolled;
  /* A list view keeps 200 cards, a grid view of one column 30, which is more than any screen is high. */
  GtkGridView *list;
  GtkWidget *empty;

  /* Owned references */
  char *stage;
  char *period;
  RoundsQueryModel *model;
  RoundsUnfoldingModel *shown; /* those of @model */
  RoundsGapModel *gap;         /* over @shown */
  RoundsTitles *titles;
  RoundsDealMarks *marks;
  RoundsCardSet *selected;
  GtkSelectionModel *selection; /* until the list has it */
  gboolean rewind; /* another query is on its way, which is to be seen from its first card */

  gboolean receives;
  gboolean mixed;
};

enum
{
  SIGNAL_ACTIVATE_CARD,
  SIGNAL_CLICK_CARD,
  SIGNAL_ADD_CARD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsBoardColumn, rounds_board_column, GTK_TYPE_BOX)

static void
on_description (GtkListItem     *item,
                GParamSpec      *pspec,
                RoundsBoardCard *card)
{
  g_autofree char *description = rounds_board_card_dup_description (card);

  if (ROUNDS_IS_ROW (gtk_list_item_get_item (item)))
    gtk_list_item_set_accessible_label (item, description);
}

static void
on_gap_filled (GtkListItem *item,
               GParamSpec  *pspec,
               RoundsGap   *gap)
{
  RoundsBoardCard *card = ROUNDS_BOARD_CARD (gtk_list_item_get_child (item));
  GObject *row = rounds_gap_get_item (gap);

  if (row == NULL)
    return;
  rounds_board_card_set_row (card, ROUNDS_ROW (row));
  rounds_board_card_set_placeholder (card, 0);
}

static void
on_card_clicked (RoundsBoardColumn *self,
                 RoundsBoardCard   *card)
{
  g_signal_emit (self, signals[SIGNAL_CLICK_CARD], 0, rounds_board_card_get_row (card));
}

static void
on_setup (RoundsBoardColumn  *self,
          GtkListItem        *item,
          GtkListItemFactory *factory)
{
  GtkWidget *card = rounds_board_card_new (self->titles, self->marks, self->selected);

  rounds_board_card_set_mixed (ROUNDS_BOARD_CARD (card), self->mixed);
  g_signal_connect_object (card, "notify::description", G_CALLBACK (on_description), item, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "clicked", G_CALLBACK (on_card_clicked), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, card);
}

/* A grid of one column is a list to who reads it. */
static void
mend_role (GtkWidget *cell)
{
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (cell)) != GTK_ACCESSIBLE_ROLE_LIST_ITEM)
    g_object_set (cell, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
}

static void
on_bind (RoundsBoardColumn  *self,
         GtkListItem        *item,
         GtkListItemFactory *factory)
{
  RoundsBoardCard *card = ROUNDS_BOARD_CARD (gtk_list_item_get_child (item));
  gpointer object = gtk_list_item_get_item (item);

  mend_role (gtk_widget_get_parent (GTK_WIDGET (card)));

  if (ROUNDS_IS_GAP (object))
    {
      rounds_board_card_set_row (card, NULL);
      rounds_board_card_set_placeholder (card, rounds_gap_get_height (object));
      gtk_list_item_set_focusable (item, FALSE);
      gtk_list_item_set_accessible_label (item, _("The card will land here"));
      g_signal_connect_object (object, "notify::item", G_CALLBACK (on_gap_filled), item, G_CONNECT_SWAPPED);
      on_gap_filled (item, NULL, object);
      return;
    }

  rounds_board_card_set_placeholder (card, 0);
  rounds_board_card_set_row (card, ROUNDS_ROW (object));
  gtk_list_item_set_focusable (item, TRUE);
  on_description (item, NULL, card);
}

static void
on_unbind (RoundsBoardColumn  *self,
           GtkListItem        *item,
           GtkListItemFactory *factory)
{
  gpointer object = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_func (object, on_gap_filled, item);
  rounds_board_card_set_row (ROUNDS_BOARD_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
on_activate (RoundsBoardColumn *self,
             guint              position,
             GtkGridView       *list)
{
  g_autoptr(GObject) object = g_list_model_get_item (G_LIST_MODEL (self->gap), position);

  if (ROUNDS_IS_ROW (object))
    g_signal_emit (self, signals[SIGNAL_ACTIVATE_CARD], 0, object);
}

static void
on_add_clicked (RoundsBoardColumn *self,
                GtkButton         *button)
{
  g_signal_emit (self, signals[SIGNAL_ADD_CARD], 0);
}

static void
update_empty (RoundsBoardColumn *self)
{
  gtk_widget_set_visible (self->empty, g_list_model_get_n_items (G_LIST_MODEL (self->gap)) == 0 &&
                                       !rounds_query_model_get_loading (self->model));
}

static void
on_loading (RoundsBoardColumn *self)
{
  update_empty (self);

  if (!self->rewind || rounds_query_model_get_loading (self->model))
    return;
  self->rewind = FALSE;
  if (self->selection == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->gap)) > 0)
    gtk_grid_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_NONE, NULL);
}

static void
rounds_board_column_dispose (GObject *object)
{
  RoundsBoardColumn *self = ROUNDS_BOARD_COLUMN (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_BOARD_COLUMN);
  g_clear_object (&self->selection);
  g_clear_object (&self->gap);
  g_clear_object (&self->shown);
  g_clear_object (&self->model);
  g_clear_object (&self->titles);
  g_clear_object (&self->marks);
  g_clear_object (&self->selected);
  g_clear_pointer (&self->stage, g_free);
  g_clear_pointer (&self->period, g_free);

  G_OBJECT_CLASS (rounds_board_column_parent_class)->dispose (object);
}

static void
rounds_board_column_class_init (RoundsBoardColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_board_column_dispose;

  signals[SIGNAL_ACTIVATE_CARD] = g_signal_new ("activate-card", ROUNDS_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 1, ROUNDS_TYPE_ROW);
  signals[SIGNAL_CLICK_CARD] = g_signal_new ("click-card", ROUNDS_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, ROUNDS_TYPE_ROW);
  signals[SIGNAL_ADD_CARD] = g_signal_new ("add-card", ROUNDS_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-board-column.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, header);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, title);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, count);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, totals);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, add);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsBoardColumn, empty);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_add_clicked);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rounds_board_column_init (RoundsBoardColumn *self)
{
  self->receives = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_board_column_new:
 * @stage: such as `proposal`
 * @title: what a person reads
 * @can_add: whether new deals may begin here
 * @period: (nullable): which time the deals are of, when they are not all, such as "last 30 days"
 * @model: the deals, in order
 * @titles: where names come from
 * @marks: where it says what deals need
 * @selected: what is selected on the board
 */
GtkWidget *
rounds_board_column_new (const char       *stage,
                         const char       *title,
                         gboolean          can_add,
                         const char       *period,
                         RoundsQueryModel *model,
                         RoundsTitles     *titles,
                         RoundsDealMarks  *marks,
                         RoundsCardSet    *selected)
{
  RoundsBoardColumn *self = g_object_new (ROUNDS_TYPE_BOARD_COLUMN, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection;

  self->period = g_strdup (period);
  self->model = g_object_ref (model);
  self->titles = g_object_ref (titles);
  self->marks = g_object_ref (marks);
  self->selected = g_object_ref (selected);
  self->shown = rounds_unfolding_model_new (G_LIST_MODEL (model), GTK_WIDGET (self->list), 8, ROUNDS_UNFOLDING_GRID);
  self->gap = rounds_gap_model_new (G_LIST_MODEL (self->shown));

  rounds_board_column_set_subject (self, stage, title, can_add);

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (rounds_card_selection_new (self->gap, model, selected));
  gtk_grid_view_set_factory (self->list, factory);
  self->selection = g_steal_pointer (&selection);
  rounds_keep_top (GTK_SCROLLABLE (self->list), G_LIST_MODEL (self->gap));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, TRUE, -1);
  g_object_unref (factory);

  g_signal_connect_object (self->gap, "items-changed", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::loading", G_CALLBACK (on_loading), self, G_CONNECT_SWAPPED);
  update_empty (self);

  return GTK_WIDGET (self);
}

/**
 * rounds_board_column_fill:
 *
 * Shows the cards, which are not made before. One column after the other, a frame each, a board is there sooner and
 * does not stand still.
 *
 * Returns: whether it did not show them yet
 */
gboolean
rounds_board_column_fill (RoundsBoardColumn *self)
{
  g_autoptr(GtkSelectionModel) selection = g_steal_pointer (&self->selection);

  if (selection == NULL)
    return FALSE;
  gtk_grid_view_set_model (self->list, selection);
  return TRUE;
}

/**
 * rounds_board_column_set_subject:
 * @stage: such as `proposal`, or whatever the board's columns stand for
 * @title: what a person reads
 * @can_add: whether new deals may begin here
 */
void
rounds_board_column_set_subject (RoundsBoardColumn *self,
                                 const char        *stage,
                                 const char        *title,
                                 gboolean           can_add)
{
  g_autofree char *add_label = NULL;

  g_set_str (&self->stage, stage);
  gtk_label_set_label (self->title, title);
  /* Translators: %s is a stage, such as "Proposal". */
  add_label = g_strdup_printf (_("New deal in %s"), title);
  gtk_widget_set_visible (self->add, can_add);
  gtk_widget_set_tooltip_text (self->add, add_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, add_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

/**
 * rounds_board_column_set_receives:
 * @receives: whether cards may be moved here, as they may by default
 */
void
rounds_board_column_set_receives (RoundsBoardColumn *self,
                                  gboolean           receives)
{
  self->receives = receives;
}

gboolean
rounds_board_column_get_receives (RoundsBoardColumn *self)
{
  return self->receives;
}

/**
 * rounds_board_column_set_mixed:
 * @mixed: whether won deals stand among the open ones, so that their cards have to say it
 */
void
rounds_board_column_set_mixed (RoundsBoardColumn *self,
                               gboolean           mixed)
{
  self->mixed = mixed;
}

/**
 * rounds_board_column_set_details:
 * @details: (transfer floating): stands in the header instead of rounds_board_column_set_totals()
 */
void
rounds_board_column_set_details (RoundsBoardColumn *self,
                                 GtkWidget         *details)
{
  gtk_widget_set_visible (GTK_WIDGET (self->totals), FALSE);
  gtk_box_append (GTK_BOX (self->header), details);
}

/**
 * rounds_board_column_set_count:
 * @count: deals
 * @description: what assistive technology says of the column
 */
void
rounds_board_column_set_count (RoundsBoardColumn *self,
                               gint64             count,
                               const char        *description)
{
  g_autofree char *number = rounds_number_format (count, 0, 0);

  gtk_label_set_label (self->count, number);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

const char *
rounds_board_column_get_stage (RoundsBoardColumn *self)
{
  return self->stage;
}

const char *
rounds_board_column_get_title (RoundsBoardColumn *self)
{
  return gtk_label_get_label (self->title);
}

/**
 * rounds_board_column_get_model:
 *
 * Returns: (transfer none): the deals, without the gap
 */
GListModel *
rounds_board_column_get_model (RoundsBoardColumn *self)
{
  return G_LIST_MODEL (self->model);
}

/**
 * rounds_board_column_set_query:
 * @query: other deals, or the same in another order
 *
 * Shows them from the first one.
 */
void
rounds_board_column_set_query (RoundsBoardColumn *self,
                               RoundsQuery       *query)
{
  self->rewind = TRUE;
  rounds_unfolding_model_fold (self->shown);
  rounds_query_model_set_query (self->model, query);
}

/**
 * rounds_board_column_get_gap:
 *
 * Returns: (transfer none): the deals with the place where one will land; only those that are shown yet, see rounds_board_column_unfold()
 */
RoundsGapModel *
rounds_board_column_get_gap (RoundsBoardColumn *self)
{
  return self->gap;
}

/**
 * rounds_board_column_unfold:
 *
 * Shows all deals at once, so that positions of rounds_board_column_get_model() are there in rounds_board_column_get_gap() too.
 */
void
rounds_board_column_unfold (RoundsBoardColumn *self)
{
  rounds_unfolding_model_unfold (self->shown);
}

GtkGridView *
rounds_board_column_get_list (RoundsBoardColumn *self)
{
  return self->list;
}

/**
 * rounds_board_column_set_totals:
 * @count: deals
 * @total: minor units
 * @weighted: minor units
 */
void
rounds_board_column_set_totals (RoundsBoardColumn *self,
                                gint64             count,
                                gint64             total,
                                gint64             weighted)
{
  g_autofree char *number = rounds_number_format (count, 0, 0);
  g_autofree char *total_short = rounds_money_format (total, "EUR", ROUNDS_MONEY_ABBREVIATED);
  g_autofree char *total_exact = rounds_money_format (total, "EUR", ROUNDS_MONEY_EXACT);
  g_autofree char *weighted_short = rounds_money_format (weighted, "EUR", ROUNDS_MONEY_ABBREVIATED);
  g_autofree char *weighted_exact = rounds_money_format (weighted, "EUR", ROUNDS_MONEY_EXACT);
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;
  g_autofree char *description = NULL;

  /* A won or lost deal weighs all or nothing: the second figure says nothing there. */
  if (weighted == total || weighted == 0)
    {
      text = self->period != NULL ? g_strdup_printf ("%s · %s", total_short, self->period) : g_strdup (total_short);
      tooltip = self->period != NULL ? g_strdup_printf ("%s · %s", total_exact, self->period) : g_strdup (total_exact);
    }
  else
    {
      /* Translators: total value, then value weighted by probability, of the deals of one stage. */
      text = g_strdup_printf (_("%s · %s weighted"), total_short, weighted_short);
      tooltip = g_strdup_printf (_("%s · %s weighted"), total_exact, weighted_exact);
    }

  gtk_label_set_label (self->totals, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->totals), tooltip);
  description = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s deal, %s", "%s deals, %s", count), number, tooltip);
  rounds_board_column_set_count (self, count, description);
}

static RoundsBoardCard *
find_card (GtkWidget *row)
{
  GtkWidget *child = gtk_widget_get_first_child (row);

  return ROUNDS_IS_BOARD_CARD (child) ? ROUNDS_BOARD_CARD (child) : NULL;
}

/**
 * rounds_board_column_get_position:
 * @y: in the column's own coordinates
 *
 * Returns: before which deal of rounds_board_column_get_model() a card dropped at @y lands
 */
guint
rounds_board_column_get_position (RoundsBoardColumn *self,
                                  double             y)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      RoundsBoardCard *card = find_card (row);
      graphene_rect_t bounds;
      gint64 position;

      if (card == NULL || rounds_board_card_get_row (card) == NULL || !gtk_widget_get_child_visible (row) ||
          !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
        continue;
      if (y >= bounds.origin.y + bounds.size.height / 2)
        continue;

      position = rounds_query_model_find (self->model, rounds_row_get_id (rounds_board_card_get_row (card)));
      return position >= 0 ? (guint) position : n_items;
    }

  return n_items;
}

/**
 * rounds_board_column_get_speed:
 * @y: in the column's own coordinates
 *
 * Returns: how fast the column should scroll while a card is held there, in pixels a second; negative is up
 */
double
rounds_board_column_get_speed (RoundsBoardColumn *self,
                               double             y)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t bounds;
  double top = 0;

  if (gtk_widget_compute_bounds (GTK_WIDGET (self->scrolled), GTK_WIDGET (self), &bounds))
    top = bounds.origin.y;

  if (y < top + EDGE)
    return -FASTEST * CLAMP ((top + EDGE - y) / EDGE, 0, 1);
  if (y > height - EDGE)
    return FASTEST * CLAMP ((y - height + EDGE) / EDGE, 0, 1);
  return 0;
}

void
rounds_board_column_scroll (RoundsBoardColumn *self,
                            double             pixels)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + pixels);
}

/**
 * rounds_board_column_get_focus:
 * @position: (out) (optional): where it stands in rounds_board_column_get_model()
 *
 * Returns: (nullable) (transfer none): the deal that has the keyboard focus
 */
RoundsRow *
rounds_board_column_get_focus (RoundsBoardColumn *self,
                               guint             *position)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  RoundsBoardCard *card = row != NULL ? find_card (row) : NULL;
  RoundsRow *deal = card != NULL ? rounds_board_card_get_row (card) : NULL;
  gint64 found = deal != NULL ? rounds_query_model_find (self->model, rounds_row_get_id (deal)) : -1;

  if (found < 0)
    return NULL;
  if (position != NULL)
    *position = found;
  return deal;
}

/* For rounds_grid_reach(): the card of a deal, or the gap when it says none. */
static gboolean
find_cell (GtkGridView  *list,
           const char   *id,
           guint        *position,
           GtkWidget   **cell,
           gpointer      user_data)
{
  RoundsBoardColumn *self = user_data;
  guint gap = G_MAXUINT;
  gboolean open = rounds_gap_model_is_open (self->gap, &gap);
  gint64 found = id != NULL ? rounds_query_model_find (self->model, id) : open ? (gint64) gap : -1;

  if (id != NULL && found >= gap)
    found++;
  if (found < 0 || found >= g_list_model_get_n_items (G_LIST_MODEL (self->gap)))
    return FALSE;

  *position = found;
  *cell = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child != NULL && *cell == NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      RoundsBoardCard *card = find_card (child);
      RoundsRow *row = card != NULL ? rounds_board_card_get_row (card) : NULL;

      if (card != NULL && g_strcmp0 (row != NULL ? rounds_row_get_id (row) : NULL, id) == 0)
        *cell = child;
    }

  return TRUE;
}

/**
 * rounds_board_column_focus:
 * @position: in rounds_board_column_get_model(); beyond the end is the last
 *
 * Returns: whether there is a card to give the focus to
 */
gboolean
rounds_board_column_focus (RoundsBoardColumn *self,
                           guint              position)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *id = NULL;

  if (n_items == 0)
    return FALSE;

  rounds_board_column_fill (self);
  rounds_board_column_unfold (self);
  id = rounds_query_model_dup_id (self->model, MIN (position, n_items - 1));
  rounds_grid_reach (self->list, id, TRUE, find_cell, self);
  return TRUE;
}

/**
 * rounds_board_column_show_gap:
 *
 * Brings the place where a card will land into sight.
 */
void
rounds_board_column_show_gap (RoundsBoardColumn *self)
{
  rounds_grid_reach (self->list, NULL, FALSE, find_cell, self);
}

/**
 * rounds_board_column_set_leaving:
 * @ids: (nullable): the deals that are on their way to another place; %NULL for none
 *
 * Shows their cards as shadows of themselves.
 */
void
rounds_board_column_set_leaving (RoundsBoardColumn  *self,
                                 const char * const *ids)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      RoundsBoardCard *card = find_card (row);
      RoundsRow *deal = card != NULL ? rounds_board_card_get_row (card) : NULL;

      if (ids != NULL && deal != NULL && g_strv_contains (ids, rounds_row_get_id (deal)))
        gtk_widget_add_css_class (GTK_WIDGET (card), "dragging");
      else if (card != NULL)
        gtk_widget_remove_css_class (GTK_WIDGET (card), "dragging");
    }
}
