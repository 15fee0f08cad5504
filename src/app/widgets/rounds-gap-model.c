/* rounds-gap-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-gap-model.h"

struct _RoundsGap
{
  GObject parent_instance;

  GObject *item;
  int height;
};

enum
{
  GAP_PROP_0,
  GAP_PROP_ITEM,
  N_GAP_PROPS
};

static GParamSpec *gap_props[N_GAP_PROPS];

G_DEFINE_FINAL_TYPE (RoundsGap, rounds_gap, G_TYPE_OBJECT)

struct _RoundsGapModel
{
  GObject parent_instance;

  GListModel *model;

  RoundsGap *gap; /* NULL when closed */
  guint position;
};

static void rounds_gap_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsGapModel, rounds_gap_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_gap_model_list_init))

static void
rounds_gap_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  RoundsGap *self = ROUNDS_GAP (object);

  switch (prop_id)
    {
    case GAP_PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_gap_dispose (GObject *object)
{
  RoundsGap *self = ROUNDS_GAP (object);

  g_clear_object (&self->item);

  G_OBJECT_CLASS (rounds_gap_parent_class)->dispose (object);
}

static void
rounds_gap_class_init (RoundsGapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rounds_gap_get_property;
  object_class->dispose = rounds_gap_dispose;

  gap_props[GAP_PROP_ITEM] =
    g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_GAP_PROPS, gap_props);
}

static void
rounds_gap_init (RoundsGap *self)
{
}

static GType
rounds_gap_model_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
rounds_gap_model_get_n_items (GListModel *list)
{
  RoundsGapModel *self = ROUNDS_GAP_MODEL (list);

  return g_list_model_get_n_items (self->model) + (self->gap != NULL ? 1 : 0);
}

static gpointer
rounds_gap_model_get_item (GListModel *list,
                           guint       position)
{
  RoundsGapModel *self = ROUNDS_GAP_MODEL (list);

  if (self->gap != NULL && position == self->position)
    return g_object_ref (self->gap);

  return g_list_model_get_item (self->model, rounds_gap_model_to_below (self, position));
}

static void
rounds_gap_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_gap_model_get_item_type;
  iface->get_n_items = rounds_gap_model_get_n_items;
  iface->get_item = rounds_gap_model_get_item;
}

static void
on_items_changed (RoundsGapModel *self,
                  guint           position,
                  guint           removed,
                  guint           added)
{
  guint gap = self->position;

  if (self->gap == NULL)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
      return;
    }

  /* What was dropped has arrived, or the place that was held open is gone: the gap closes in the same signal, so that
   * nothing jumps. */
  if ((self->gap->item != NULL && added > 0) || (position < gap && position + removed > gap))
    {
      guint start = MIN (gap, position);
      guint end = MAX (gap + 1, position + removed + (position + removed > gap ? 1 : 0));

      g_clear_object (&self->gap);
      g_list_model_items_changed (G_LIST_MODEL (self), start, end - start, end - start - 1 - removed + added);
      return;
    }

  if (position + removed <= gap && position < gap)
    {
      self->position = self->position - removed + added;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    }
  else
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position + 1, removed, added);
    }
}

static void
rounds_gap_model_dispose (GObject *object)
{
  RoundsGapModel *self = ROUNDS_GAP_MODEL (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, on_items_changed, self);
  g_clear_object (&self->model);
  g_clear_object (&self->gap);

  G_OBJECT_CLASS (rounds_gap_model_parent_class)->dispose (object);
}

static void
rounds_gap_model_class_init (RoundsGapModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_gap_model_dispose;
}

static void
rounds_gap_model_init (RoundsGapModel *self)
{
}

/**
 * rounds_gap_model_new:
 * @model: (transfer none): the list below
 *
 * Returns: (transfer full): the list with no gap in it
 */
RoundsGapModel *
rounds_gap_model_new (GListModel *model)
{
  RoundsGapModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (ROUNDS_TYPE_GAP_MODEL, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);

  return self;
}

GListModel *
rounds_gap_model_get_model (RoundsGapModel *self)
{
  g_return_val_if_fail (ROUNDS_IS_GAP_MODEL (self), NULL);

  return self->model;
}

/**
 * rounds_gap_model_open:
 * @position: before which row of the list below; at most its length
 * @height: pixels that the gap is high
 *
 * Opens the gap there, or moves it.
 */
void
rounds_gap_model_open (RoundsGapModel *self,
                       guint           position,
                       int             height)
{
  g_return_if_fail (ROUNDS_IS_GAP_MODEL (self));

  position = MIN (position, g_list_model_get_n_items (self->model));
  if (self->gap != NULL && self->position == position)
    return;

  rounds_gap_model_close (self);
  self->gap = g_object_new (ROUNDS_TYPE_GAP, NULL);
  self->gap->height = height;
  self->position = position;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

/**
 * rounds_gap_model_fill:
 * @item: what has been dropped
 *
 * Shows @item in the gap until the list below gets a new row, or the gap is closed.
 */
void
rounds_gap_model_fill (RoundsGapModel *self,
                       GObject        *item)
{
  g_return_if_fail (ROUNDS_IS_GAP_MODEL (self));

  if (self->gap != NULL && g_set_object (&self->gap->item, item))
    g_object_notify_by_pspec (G_OBJECT (self->gap), gap_props[GAP_PROP_ITEM]);
}

void
rounds_gap_model_close (RoundsGapModel *self)
{
  g_return_if_fail (ROUNDS_IS_GAP_MODEL (self));

  if (self->gap == NULL)
    return;

  g_clear_object (&self->gap);
  g_list_model_items_changed (G_LIST_MODEL (self), self->position, 1, 0);
}

/**
 * rounds_gap_model_is_open:
 * @position: (out) (optional): before which row of the list below
 */
gboolean
rounds_gap_model_is_open (RoundsGapModel *self,
                          guint          *position)
{
  g_return_val_if_fail (ROUNDS_IS_GAP_MODEL (self), FALSE);

  if (self->gap == NULL)
    return FALSE;
  if (position != NULL)
    *position = self->position;
  return TRUE;
}

/**
 * rounds_gap_model_to_below:
 * @position: a position in this list
 *
 * Returns: the position in the list below of that row, or of the row that follows the gap
 */
guint
rounds_gap_model_to_below (RoundsGapModel *self,
                           guint           position)
{
  g_return_val_if_fail (ROUNDS_IS_GAP_MODEL (self), position);

  return self->gap != NULL && position > self->position ? position - 1 : position;
}

/**
 * rounds_gap_get_item:
 *
 * Returns: (nullable) (transfer none): what has been dropped into the gap
 */
GObject *
rounds_gap_get_item (RoundsGap *self)
{
  return self->item;
}

int
rounds_gap_get_height (RoundsGap *self)
{
  return self->height;
}
