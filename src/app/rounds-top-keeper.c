/* rounds-top-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-top-keeper.h"

#define KEY "rounds-top-keeper"

typedef struct
{
  GtkScrollable *view; /* borrowed: it owns this */
  gboolean at_top;     /* it stood at its top when rows came in */
  guint settle_id;
  guint released; /* frames until it has been laid out where it was scrolled to */
  gboolean owed;  /* it is to be told then that it has been scrolled */
  guint tick_id;
} TopKeeper;

static void
top_keeper_free (TopKeeper *keeper)
{
  g_clear_handle_id (&keeper->settle_id, g_source_remove);
  /* The tick has gone with the view. */
  g_free (keeper);
}

static gboolean
on_settle (gpointer user_data)
{
  TopKeeper *keeper = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (keeper->view);

  keeper->settle_id = 0;
  /* One that is on its way to a row would take its old place for the new one; it is told when it is there. */
  if (keeper->released > 0)
    {
      keeper->owed = TRUE;
    }
  else
    {
      if (keeper->at_top)
        gtk_adjustment_set_value (adjustment, 0);
      g_signal_emit_by_name (adjustment, "value-changed");
    }
  keeper->at_top = FALSE;

  return G_SOURCE_REMOVE;
}

static void
on_items_changed (GtkScrollable *view,
                  guint          position,
                  guint          removed,
                  guint          added,
                  GListModel    *rows)
{
  TopKeeper *keeper = g_object_get_data (G_OBJECT (view), KEY);

  if (keeper == NULL || added == removed)
    return;

  /* The view has not been laid out anew yet. */
  if (keeper->released == 0 && gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (view)) <= 0 && keeper->settle_id == 0)
    keeper->at_top = TRUE;
  if (keeper->settle_id == 0)
    keeper->settle_id = g_idle_add_full (GTK_PRIORITY_RESIZE + 20, on_settle, keeper, NULL);
}

/* A tick comes before its frame is laid out. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  TopKeeper *keeper = g_object_get_data (G_OBJECT (widget), KEY);

  if (--keeper->released > 0)
    return G_SOURCE_CONTINUE;

  keeper->tick_id = 0;
  if (keeper->owed)
    {
      keeper->owed = FALSE;
      g_signal_emit_by_name (gtk_scrollable_get_vadjustment (keeper->view), "value-changed");
    }
  return G_SOURCE_REMOVE;
}

/**
 * rounds_keep_top:
 * @view: a list, grid or column view
 * @rows: what it shows
 *
 * For rows that come in above those that are shown, as in the first pull or after an import. A view that stands at its top stays there;
 * else it keeps the rows that were shown, but loses its place when there are thousands of new ones, and shows nothing until it is
 * scrolled; so it is told that it has been.
 */
void
rounds_keep_top (GtkScrollable *view,
                 GListModel    *rows)
{
  TopKeeper *keeper;

  g_return_if_fail (GTK_IS_SCROLLABLE (view));

  keeper = g_new0 (TopKeeper, 1);
  keeper->view = view;
  g_object_set_data_full (G_OBJECT (view), KEY, keeper, (GDestroyNotify) top_keeper_free);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (on_items_changed), view, G_CONNECT_SWAPPED);
}

/**
 * rounds_release_top:
 * @view: a list, grid or column view that rounds_keep_top() was told of
 *
 * For who scrolls it to a row that has just come in: it does not go back to its top for that row, nor for others that come before it has
 * been laid out there.
 */
void
rounds_release_top (GtkScrollable *view)
{
  TopKeeper *keeper = g_object_get_data (G_OBJECT (view), KEY);

  if (keeper == NULL)
    return;

  keeper->at_top = FALSE;
  keeper->released = 2;
  if (keeper->tick_id == 0)
    keeper->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (view), on_tick, NULL, NULL);
}
