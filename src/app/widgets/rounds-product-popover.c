/* rounds-product-popover.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-product-popover.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "model/rounds-money.h"
#include "model/rounds-product.h"
#include "model/rounds-registry.h"
#include "store/rounds-query-model.h"

struct _RoundsProductPopover
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkListView *list;
  GtkSingleSelection *selection;

  /* Owned references */
  RoundsQueryModel *model;
  gboolean wanted; /* something is typed for which products are looked for */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsProductPopover, rounds_product_popover, GTK_TYPE_POPOVER)

static void
update_shown (RoundsProductPopover *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  if (self->wanted && any)
    gtk_popover_popup (GTK_POPOVER (self));
  else if (!self->wanted || !rounds_query_model_get_loading (self->model))
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
choose (RoundsProductPopover *self,
        guint                 position)
{
  g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  RoundsEntity *product = row != NULL ? rounds_row_get_entity (row) : NULL;

  if (product == NULL)
    return;

  rounds_product_popover_hide (self);
  g_signal_emit (self, signals[CHOSEN], 0, product);
}

static void
on_activated (RoundsProductPopover *self,
              guint                 position,
              GtkListView          *list)
{
  choose (self, position);
}

static void
show_row (GtkWidget  *box,
          GParamSpec *pspec,
          RoundsRow  *row)
{
  RoundsEntity *product = rounds_row_get_entity (row);
  GtkWidget *name = gtk_widget_get_first_child (box);
  g_autofree char *price = NULL;

  if (product == NULL)
    return;

  price = rounds_money_format (rounds_entity_get_integer (product, "unit-price"), "EUR", ROUNDS_MONEY_EXACT);
  gtk_label_set_label (GTK_LABEL (name), rounds_entity_get_text (product, "name"));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), price);
}

static void
on_setup (RoundsProductPopover     *self,
          GtkListItem              *item,
          GtkSignalListItemFactory *factory)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *price = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (price, "numeric");
  gtk_widget_add_css_class (price, "dimmed");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), price);
  gtk_list_item_set_child (item, box);
  /* The focus stays where one types. */
  gtk_list_item_set_focusable (item, FALSE);
}

static void
on_bind (RoundsProductPopover     *self,
         GtkListItem              *item,
         GtkSignalListItemFactory *factory)
{
  RoundsRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);

  g_signal_connect_object (row, "notify::entity", G_CALLBACK (show_row), box, G_CONNECT_SWAPPED);
  show_row (box, NULL, row);
}

static void
on_unbind (RoundsProductPopover     *self,
           GtkListItem              *item,
           GtkSignalListItemFactory *factory)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_row, gtk_list_item_get_child (item));
}

static void
rounds_product_popover_dispose (GObject *object)
{
  RoundsProductPopover *self = ROUNDS_PRODUCT_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_PRODUCT_POPOVER);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (rounds_product_popover_parent_class)->dispose (object);
}

static void
rounds_product_popover_class_init (RoundsProductPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_product_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  ROUNDS_TYPE_ENTITY);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-product-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsProductPopover, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsProductPopover, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
}

static void
rounds_product_popover_init (RoundsProductPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static RoundsQuery *
create_query (const char *words)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_PRODUCT);
  RoundsQuery *query = rounds_query_new (info);
  g_autoptr(RoundsFilter) active = rounds_filter_new_integer (rounds_entity_info_find (info, "is-active"), ROUNDS_FILTER_EQUAL, 1);

  rounds_query_set_filter (query, active);
  rounds_query_set_search (query, words[0] != '\0' ? words : NULL);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "name"), FALSE);
  return query;
}

/**
 * rounds_product_popover_new:
 * @store: where the catalogue is
 *
 * Returns: (transfer floating): a popover, for gtk_widget_set_parent()
 */
GtkWidget *
rounds_product_popover_new (RoundsStore *store)
{
  RoundsProductPopover *self = g_object_new (ROUNDS_TYPE_PRODUCT_POPOVER, NULL);
  g_autoptr(RoundsQuery) query = create_query ("");

  self->model = rounds_query_model_new (store, query);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (update_shown), self, G_CONNECT_SWAPPED);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));

  return GTK_WIDGET (self);
}

/**
 * rounds_product_popover_look:
 * @words: what is typed; empty for the whole catalogue
 *
 * Shows what fits, when something does.
 */
void
rounds_product_popover_look (RoundsProductPopover *self,
                             const char           *words)
{
  g_autoptr(RoundsQuery) query = create_query (words);

  g_return_if_fail (ROUNDS_IS_PRODUCT_POPOVER (self));

  self->wanted = TRUE;
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  rounds_query_model_set_query (self->model, query);
  update_shown (self);
}

void
rounds_product_popover_hide (RoundsProductPopover *self)
{
  g_return_if_fail (ROUNDS_IS_PRODUCT_POPOVER (self));

  self->wanted = FALSE;
  update_shown (self);
}

/**
 * rounds_product_popover_press:
 * @keyval: a key that was pressed where one types
 *
 * Up and Down go through the list, Return chooses what they have come to, Escape closes it.
 *
 * Returns: whether the key was meant for the list
 */
gboolean
rounds_product_popover_press (RoundsProductPopover *self,
                              guint                 keyval)
{
  guint selected, n_items;

  g_return_val_if_fail (ROUNDS_IS_PRODUCT_POPOVER (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  selected = gtk_single_selection_get_selected (self->selection);
  switch (keyval)
    {
    case GDK_KEY_Escape:
      rounds_product_popover_hide (self);
      return TRUE;
    case GDK_KEY_Down:
      selected = selected == GTK_INVALID_LIST_POSITION ? 0 : MIN (selected + 1, n_items - 1);
      break;
    case GDK_KEY_Up:
      if (selected == GTK_INVALID_LIST_POSITION)
        return FALSE;
      selected = selected == 0 ? GTK_INVALID_LIST_POSITION : selected - 1;
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (selected == GTK_INVALID_LIST_POSITION)
        return FALSE;
      choose (self, selected);
      return TRUE;
    default:
      return FALSE;
    }

  gtk_single_selection_set_selected (self->selection, selected);
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_NONE, NULL);
  return TRUE;
}
