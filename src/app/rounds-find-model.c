/* rounds-find-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-find-model.h"

struct _RoundsFindModel
{
  GObject parent_instance;

  GPtrArray *items;
};

static void rounds_find_model_list_init (GListModelInterface *iface);
static void rounds_find_model_section_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsFindModel, rounds_find_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_find_model_list_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, rounds_find_model_section_init))

static GType
rounds_find_model_get_item_type (GListModel *model)
{
  return ROUNDS_TYPE_FIND_ITEM;
}

static guint
rounds_find_model_get_n_items (GListModel *model)
{
  return ROUNDS_FIND_MODEL (model)->items->len;
}

static gpointer
rounds_find_model_get_item (GListModel *model,
                            guint       position)
{
  RoundsFindModel *self = ROUNDS_FIND_MODEL (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
rounds_find_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_find_model_get_item_type;
  iface->get_n_items = rounds_find_model_get_n_items;
  iface->get_item = rounds_find_model_get_item;
}

static void
rounds_find_model_get_section (GtkSectionModel *model,
                               guint            position,
                               guint           *start,
                               guint           *end)
{
  RoundsFindModel *self = ROUNDS_FIND_MODEL (model);
  guint section;

  if (position >= self->items->len)
    {
      *start = self->items->len;
      *end = G_MAXUINT;
      return;
    }

  section = rounds_find_item_get_section (g_ptr_array_index (self->items, position));
  *start = position;
  *end = position + 1;
  while (*start > 0 && rounds_find_item_get_section (g_ptr_array_index (self->items, *start - 1)) == section)
    (*start)--;
  while (*end < self->items->len && rounds_find_item_get_section (g_ptr_array_index (self->items, *end)) == section)
    (*end)++;
}

static void
rounds_find_model_section_init (GtkSectionModelInterface *iface)
{
  iface->get_section = rounds_find_model_get_section;
}

static gssize
find (GPtrArray      *items,
      RoundsFindItem *item,
      guint           from)
{
  for (guint i = from; i < items->len; i++)
    if (rounds_find_item_is_same (g_ptr_array_index (items, i), item))
      return i;

  return -1;
}

static void
rounds_find_model_finalize (GObject *object)
{
  g_clear_pointer (&ROUNDS_FIND_MODEL (object)->items, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_find_model_parent_class)->finalize (object);
}

static void
rounds_find_model_class_init (RoundsFindModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_find_model_finalize;
}

static void
rounds_find_model_init (RoundsFindModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rounds_find_model_new:
 *
 * Returns: (transfer full): an empty model
 */
RoundsFindModel *
rounds_find_model_new (void)
{
  return g_object_new (ROUNDS_TYPE_FIND_MODEL, NULL);
}

/**
 * rounds_find_model_set:
 * @items: (element-type RoundsFindItem): what there is now, by section; no two of them are the same
 *
 * Of what is there already the items stay, with the looks of the new ones.
 */
void
rounds_find_model_set (RoundsFindModel *self,
                       GPtrArray       *items)
{
  guint position = 0;

  g_return_if_fail (ROUNDS_IS_FIND_MODEL (self));

  /* At each place: drop what is not wanted any more, then keep what is here or put in what is new. */
  while (position < self->items->len || position < items->len)
    {
      RoundsFindItem *before = position < self->items->len ? g_ptr_array_index (self->items, position) : NULL;
      RoundsFindItem *after = position < items->len ? g_ptr_array_index (items, position) : NULL;

      if (before != NULL && after != NULL && rounds_find_item_is_same (before, after))
        {
          rounds_find_item_update (before, after);
          position++;
        }
      else if (before != NULL && (after == NULL || find (items, before, position) < 0))
        {
          g_ptr_array_remove_index (self->items, position);
          g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
        }
      else
        {
          const gssize elsewhere = find (self->items, after, position);

          if (elsewhere >= 0)
            {
              g_ptr_array_remove_index (self->items, (guint) elsewhere);
              g_list_model_items_changed (G_LIST_MODEL (self), (guint) elsewhere, 1, 0);
            }
          g_ptr_array_insert (self->items, (int) position, g_object_ref (after));
          g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
          position++;
        }
    }
}
