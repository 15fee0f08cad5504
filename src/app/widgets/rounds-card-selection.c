/* rounds-card-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-card-selection.h"

struct _RoundsCardSelection
{
  GObject parent_instance;

  RoundsGapModel *gap;
  RoundsQueryModel *model;
  RoundsCardSet *set;
};

static void rounds_card_selection_list_init      (GListModelInterface        *iface);
static void rounds_card_selection_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsCardSelection, rounds_card_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_card_selection_list_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, rounds_card_selection_selection_init))

/* Returns: (transfer full) (nullable): the id at @position; %NULL of the gap */
static char *
dup_id (RoundsCardSelection *self,
        guint                position)
{
  guint gap;

  if (rounds_gap_model_is_open (self->gap, &gap) && gap == position)
    return NULL;

  return rounds_query_model_dup_id (self->model, rounds_gap_model_to_below (self->gap, position));
}

/* Returns: (transfer full): the ids from @position on */
static GStrv
dup_ids (RoundsCardSelection *self,
         guint                position,
         guint                n_items)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  guint end = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->gap)), position + n_items);

  for (guint i = position; i < end; i++)
    {
      char *id = dup_id (self, i);

      if (id != NULL)
        g_strv_builder_take (builder, id);
    }

  return g_strv_builder_end (builder);
}

static GType
rounds_card_selection_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
rounds_card_selection_get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ROUNDS_CARD_SELECTION (list)->gap));
}

static gpointer
rounds_card_selection_get_item (GListModel *list,
                                guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (ROUNDS_CARD_SELECTION (list)->gap), position);
}

static void
rounds_card_selection_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_card_selection_get_item_type;
  iface->get_n_items = rounds_card_selection_get_n_items;
  iface->get_item = rounds_card_selection_get_item;
}

static gboolean
rounds_card_selection_is_selected (GtkSelectionModel *model,
                                   guint              position)
{
  RoundsCardSelection *self = ROUNDS_CARD_SELECTION (model);
  g_autofree char *id = NULL;

  /* Most often there is nothing to look for. */
  if (rounds_card_set_get_size (self->set) == 0)
    return FALSE;

  id = dup_id (self, position);
  return id != NULL && rounds_card_set_contains (self->set, id);
}

static gboolean
rounds_card_selection_select_range (GtkSelectionModel *model,
                                    guint              position,
                                    guint              n_items,
                                    gboolean           unselect_rest)
{
  RoundsCardSelection *self = ROUNDS_CARD_SELECTION (model);
  g_auto(GStrv) ids = dup_ids (self, position, n_items);

  if (unselect_rest)
    rounds_card_set_replace (self->set, (const char * const *) ids);
  else
    rounds_card_set_change (self->set, (const char * const *) ids, NULL);
  return TRUE;
}

static gboolean
rounds_card_selection_unselect_range (GtkSelectionModel *model,
                                      guint              position,
                                      guint              n_items)
{
  RoundsCardSelection *self = ROUNDS_CARD_SELECTION (model);
  g_auto(GStrv) ids = dup_ids (self, position, n_items);

  rounds_card_set_change (self->set, NULL, (const char * const *) ids);
  return TRUE;
}

static gboolean
rounds_card_selection_select_item (GtkSelectionModel *model,
                                   guint              position,
                                   gboolean           unselect_rest)
{
  return rounds_card_selection_select_range (model, position, 1, unselect_rest);
}

static gboolean
rounds_card_selection_unselect_item (GtkSelectionModel *model,
                                     guint              position)
{
  return rounds_card_selection_unselect_range (model, position, 1);
}

static gboolean
rounds_card_selection_select_all (GtkSelectionModel *model)
{
  return rounds_card_selection_select_range (model, 0, g_list_model_get_n_items (G_LIST_MODEL (model)), FALSE);
}

static gboolean
rounds_card_selection_unselect_all (GtkSelectionModel *model)
{
  rounds_card_set_replace (ROUNDS_CARD_SELECTION (model)->set, NULL);
  return TRUE;
}

static gboolean
rounds_card_selection_set_selection (GtkSelectionModel *model,
                                     GtkBitset         *selected,
                                     GtkBitset         *mask)
{
  RoundsCardSelection *self = ROUNDS_CARD_SELECTION (model);
  g_autoptr(GStrvBuilder) added = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) removed = g_strv_builder_new ();
  g_auto(GStrv) added_ids = NULL;
  g_auto(GStrv) removed_ids = NULL;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autofree char *id = position < g_list_model_get_n_items (G_LIST_MODEL (self)) ? dup_id (self, position) : NULL;

      if (id != NULL)
        g_strv_builder_add (gtk_bitset_contains (selected, position) ? added : removed, id);
    }

  added_ids = g_strv_builder_end (added);
  removed_ids = g_strv_builder_end (removed);
  rounds_card_set_change (self->set, (const char * const *) added_ids, (const char * const *) removed_ids);
  return TRUE;
}

static void
rounds_card_selection_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = rounds_card_selection_is_selected;
  iface->select_item = rounds_card_selection_select_item;
  iface->unselect_item = rounds_card_selection_unselect_item;
  iface->select_range = rounds_card_selection_select_range;
  iface->unselect_range = rounds_card_selection_unselect_range;
  iface->select_all = rounds_card_selection_select_all;
  iface->unselect_all = rounds_card_selection_unselect_all;
  iface->set_selection = rounds_card_selection_set_selection;
}

static void
on_set_changed (RoundsCardSelection *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items);
}

static void
on_items_changed (RoundsCardSelection *self,
                  guint                position,
                  guint                removed,
                  guint                added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
rounds_card_selection_dispose (GObject *object)
{
  RoundsCardSelection *self = ROUNDS_CARD_SELECTION (object);

  if (self->gap != NULL)
    g_signal_handlers_disconnect_by_func (self->gap, on_items_changed, self);
  if (self->set != NULL)
    g_signal_handlers_disconnect_by_func (self->set, on_set_changed, self);
  g_clear_object (&self->gap);
  g_clear_object (&self->model);
  g_clear_object (&self->set);

  G_OBJECT_CLASS (rounds_card_selection_parent_class)->dispose (object);
}

static void
rounds_card_selection_class_init (RoundsCardSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_card_selection_dispose;
}

static void
rounds_card_selection_init (RoundsCardSelection *self)
{
}

/**
 * rounds_card_selection_new:
 * @gap: the cards of the column, with the gap
 * @model: the cards, without
 * @set: what is selected on the board
 *
 * Returns: (transfer full): the column's cards as a list that can be selected in
 */
RoundsCardSelection *
rounds_card_selection_new (RoundsGapModel   *gap,
                           RoundsQueryModel *model,
                           RoundsCardSet    *set)
{
  RoundsCardSelection *self;

  g_return_val_if_fail (ROUNDS_IS_GAP_MODEL (gap), NULL);
  g_return_val_if_fail (ROUNDS_IS_QUERY_MODEL (model), NULL);
  g_return_val_if_fail (ROUNDS_IS_CARD_SET (set), NULL);

  self = g_object_new (ROUNDS_TYPE_CARD_SELECTION, NULL);
  self->gap = g_object_ref (gap);
  self->model = g_object_ref (model);
  self->set = g_object_ref (set);
  g_signal_connect_object (gap, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (set, "changed", G_CALLBACK (on_set_changed), self, G_CONNECT_SWAPPED);

  return self;
}
