/* rounds-unfolding-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-unfolding-model.h"

/* Of what is shown at once, the part that each frame brings more. */
#define STEPS 4

/* A list that is not looked at keeps so many times what it shows at once, for a high window: rows are most of what a page needs of memory. */
#define HIDDEN 2

/* When it begins to give them up, and how fast, in milliseconds. */
#define HIDDEN_AFTER 5000
#define HIDDEN_STEP 50

struct _RoundsUnfoldingModel
{
  GObject parent_instance;

  /* Borrowed references */
  GtkWidget *view; /* nullable: whose frames it goes by; it may end first */

  /* Owned references */
  GListModel *rows;

  guint first;
  guint ready;
  guint limit; /* G_MAXUINT when all is shown */
  guint n_shown;
  guint n_below;
  guint tick_id;
  guint hidden_id;
};

static void rounds_unfolding_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsUnfoldingModel, rounds_unfolding_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_unfolding_model_list_init))

static GType
rounds_unfolding_model_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (ROUNDS_UNFOLDING_MODEL (list)->rows);
}

static guint
rounds_unfolding_model_get_n_items (GListModel *list)
{
  return ROUNDS_UNFOLDING_MODEL (list)->n_shown;
}

static gpointer
rounds_unfolding_model_get_item (GListModel *list,
                                 guint       position)
{
  RoundsUnfoldingModel *self = ROUNDS_UNFOLDING_MODEL (list);

  return position < self->n_shown ? g_list_model_get_item (self->rows, position) : NULL;
}

static void
rounds_unfolding_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_unfolding_model_get_item_type;
  iface->get_n_items = rounds_unfolding_model_get_n_items;
  iface->get_item = rounds_unfolding_model_get_item;
}

static void
set_limit (RoundsUnfoldingModel *self,
           guint                 limit)
{
  guint before = self->n_shown;

  self->limit = limit;
  self->n_shown = MIN (self->n_below, limit);
  if (self->n_shown > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_shown - before);
  else if (self->n_shown < before)
    g_list_model_items_changed (G_LIST_MODEL (self), self->n_shown, before - self->n_shown, 0);
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RoundsUnfoldingModel *self = user_data;

  if (rounds_unfolding_model_step (self))
    return G_SOURCE_CONTINUE;

  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* The first frame is the one that shows what there is at once. */
static gboolean
on_first_tick (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  RoundsUnfoldingModel *self = user_data;

  self->tick_id = gtk_widget_add_tick_callback (widget, on_tick, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
stop (RoundsUnfoldingModel *self)
{
  if (self->tick_id != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->tick_id);
  self->tick_id = 0;
  g_clear_handle_id (&self->hidden_id, g_source_remove);
}

/* A list that is not seen waits until it is: its frames go on. */
static void
begin (RoundsUnfoldingModel *self)
{
  stop (self);
  if (self->view != NULL && gtk_widget_get_mapped (self->view) && self->limit != G_MAXUINT)
    self->tick_id = gtk_widget_add_tick_callback (self->view, on_first_tick, self, NULL);
}

static void
on_items_changed (RoundsUnfoldingModel *self,
                  guint                 position,
                  guint                 removed,
                  guint                 added,
                  GListModel           *rows)
{
  guint before = self->n_shown;
  gboolean anew = position == 0 && removed == self->n_below;

  self->n_below = self->n_below - removed + added;
  if (anew && added > self->first)
    {
      self->limit = self->first;
      begin (self);
    }
  self->n_shown = MIN (self->n_below, self->limit);

  /* What goes on below the last one that is shown is nobody's. */
  if (position >= before && position >= self->n_shown)
    return;
  if (before - position < removed || self->limit != G_MAXUINT)
    g_list_model_items_changed (G_LIST_MODEL (self), position, before - position, self->n_shown - position);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static gboolean
on_hidden_step (gpointer user_data)
{
  RoundsUnfoldingModel *self = user_data;
  guint kept = HIDDEN * self->first;
  guint n_shown = MIN (self->n_shown, self->ready);

  set_limit (self, n_shown > kept + self->first ? n_shown - self->first : kept);
  if (self->n_shown > kept)
    return G_SOURCE_CONTINUE;

  self->hidden_id = 0;
  return G_SOURCE_REMOVE;
}

/* One that has been scrolled stays as it is: it is to be found so again. */
static gboolean
on_hidden (gpointer user_data)
{
  RoundsUnfoldingModel *self = user_data;
  GtkAdjustment *adjustment = GTK_IS_SCROLLABLE (self->view) ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)) : NULL;

  self->hidden_id = 0;
  if (adjustment != NULL && gtk_adjustment_get_value (adjustment) <= 0 && self->n_shown > HIDDEN * self->first)
    self->hidden_id = g_timeout_add (HIDDEN_STEP, on_hidden_step, self);

  return G_SOURCE_REMOVE;
}

/* Who comes back soon finds it as it was. */
static void
on_view_unmapped (RoundsUnfoldingModel *self,
                  GtkWidget            *view)
{
  stop (self);
  if (self->n_shown > HIDDEN * self->first)
    self->hidden_id = g_timeout_add (HIDDEN_AFTER, on_hidden, self);
}

static void
on_view_ended (gpointer  user_data,
               GObject  *view)
{
  RoundsUnfoldingModel *self = user_data;

  self->view = NULL;
  self->tick_id = 0;
  g_clear_handle_id (&self->hidden_id, g_source_remove);
}

static void
rounds_unfolding_model_dispose (GObject *object)
{
  RoundsUnfoldingModel *self = ROUNDS_UNFOLDING_MODEL (object);

  stop (self);
  if (self->view != NULL)
    g_object_weak_unref (G_OBJECT (self->view), on_view_ended, self);
  self->view = NULL;
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_func (self->rows, on_items_changed, self);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (rounds_unfolding_model_parent_class)->dispose (object);
}

static void
rounds_unfolding_model_class_init (RoundsUnfoldingModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_unfolding_model_dispose;
}

static void
rounds_unfolding_model_init (RoundsUnfoldingModel *self)
{
}

/**
 * rounds_unfolding_model_new:
 * @rows: what the list shows
 * @view: (nullable): the view that shows it, whose frames bring more; without one, rounds_unfolding_model_step() does
 * @first: how many are shown at once: what a window of a usual height has
 * @ready: how many the view keeps widgets for, such as #ROUNDS_UNFOLDING_LIST: when those are there, all others cost nothing
 *
 * The same rows, of which a list that comes anew shows @first, and the others as frames go by. A list or column view makes widgets for 200
 * rows before it shows any of them, which takes a quarter of a second; so it makes them a few at a time while
 * the first ones are read already. Positions are those of @rows.
 *
 * Returns: (transfer full): the rows to show
 */
RoundsUnfoldingModel *
rounds_unfolding_model_new (GListModel *rows,
                            GtkWidget  *view,
                            guint       first,
                            guint       ready)
{
  RoundsUnfoldingModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (rows), NULL);
  g_return_val_if_fail (view == NULL || GTK_IS_WIDGET (view), NULL);

  self = g_object_new (ROUNDS_TYPE_UNFOLDING_MODEL, NULL);
  self->rows = g_object_ref (rows);
  self->view = view;
  self->first = first;
  self->ready = ready;
  if (view != NULL)
    {
      g_object_weak_ref (G_OBJECT (view), on_view_ended, self);
      g_signal_connect_object (view, "map", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (view, "unmap", G_CALLBACK (on_view_unmapped), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  self->n_below = g_list_model_get_n_items (rows);
  self->limit = G_MAXUINT;
  self->n_shown = self->n_below;
  rounds_unfolding_model_fold (self);

  return self;
}

/**
 * rounds_unfolding_model_fold:
 *
 * Shows the first rows alone, and the others again as frames go by: for when other rows have been asked for, which will be seen from the
 * first on.
 */
void
rounds_unfolding_model_fold (RoundsUnfoldingModel *self)
{
  g_return_if_fail (ROUNDS_IS_UNFOLDING_MODEL (self));

  if (self->n_below <= self->first)
    return;
  set_limit (self, self->first);
  begin (self);
}

/**
 * rounds_unfolding_model_unfold:
 *
 * Shows all at once: for who wants the last row, or all of them.
 */
void
rounds_unfolding_model_unfold (RoundsUnfoldingModel *self)
{
  g_return_if_fail (ROUNDS_IS_UNFOLDING_MODEL (self));

  stop (self);
  set_limit (self, G_MAXUINT);
}

/**
 * rounds_unfolding_model_step:
 *
 * Shows a few more, as each frame does.
 *
 * Returns: whether there are still rows that are not shown
 */
gboolean
rounds_unfolding_model_step (RoundsUnfoldingModel *self)
{
  guint limit;

  g_return_val_if_fail (ROUNDS_IS_UNFOLDING_MODEL (self), FALSE);

  if (self->limit == G_MAXUINT)
    return FALSE;

  limit = self->limit + MAX (self->first / STEPS, 1);
  set_limit (self, limit < MIN (self->ready, self->n_below) ? limit : G_MAXUINT);
  return self->limit != G_MAXUINT;
}
