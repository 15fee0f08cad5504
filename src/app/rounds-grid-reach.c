/* rounds-grid-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-grid-reach.h"

#include "app/rounds-top-keeper.h"

#define KEY "rounds-grid-reach"

/* For so many frames on end the row is to be seen, and after so many it is given up. */
#define SEEN 3
#define MOST 60

typedef struct
{
  char *id; /* nullable */
  gboolean focus;
  RoundsGridFindFunc find;
  gpointer user_data;
  guint tick_id;
  guint n_frames;
  guint n_seen;
} Reach;

static void
reach_free (Reach *reach)
{
  /* The tick has been removed, or has gone with the view. */
  g_free (reach->id);
  g_free (reach);
}

/* As much of it as the view can show. */
static gboolean
is_in_sight (GtkWidget *view,
             GtkWidget *cell)
{
  float height = (float) gtk_widget_get_height (view);
  graphene_rect_t bounds;
  float end;

  if (cell == NULL || !gtk_widget_get_child_visible (cell) || !gtk_widget_compute_bounds (cell, view, &bounds))
    return FALSE;

  end = bounds.origin.y + bounds.size.height;
  if (bounds.size.height > height)
    return bounds.origin.y <= 0 && end >= height;
  return bounds.origin.y >= 0 && end <= height;
}

/* Whether somebody has moved the focus elsewhere since. With a cell that GTK replaced it has lost the focus, or has given it to a neighbour. */
static gboolean
has_left (GtkWidget *view,
          GtkWidget *cell)
{
  GtkRoot *root = gtk_widget_get_root (view);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || focus == view)
    return FALSE;
  if (!gtk_widget_is_ancestor (focus, view))
    return TRUE;
  return cell != NULL && focus != cell && !gtk_widget_is_ancestor (focus, cell);
}

static void
scroll (GtkGridView *view,
        Reach       *reach,
        guint        position)
{
  rounds_release_top (GTK_SCROLLABLE (view));
  gtk_grid_view_scroll_to (view, position, reach->focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
  /* Scrolling moves the focus within the view; the view itself may not have it yet. */
  if (reach->focus && gtk_widget_get_focus_child (GTK_WIDGET (view)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (view));
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Reach *reach = g_object_get_data (G_OBJECT (widget), KEY);
  GtkWidget *cell = NULL;
  guint position = 0;

  /* The first tick comes before the row has been laid out. */
  if (reach->n_frames++ == 0)
    return G_SOURCE_CONTINUE;

  if (reach->n_frames <= MOST && reach->find (GTK_GRID_VIEW (widget), reach->id, &position, &cell, reach->user_data) &&
      !(reach->focus && has_left (widget, cell)))
    {
      gboolean seen = is_in_sight (widget, cell) &&
                      (!reach->focus || gtk_widget_get_focus_child (widget) == cell);

      reach->n_seen = seen ? reach->n_seen + 1 : 0;
      if (!seen)
        scroll (GTK_GRID_VIEW (widget), reach, position);
      if (reach->n_seen < SEEN)
        return G_SOURCE_CONTINUE;
    }

  g_object_set_data (G_OBJECT (widget), KEY, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * rounds_grid_reach:
 * @view: a grid view of one column
 * @id: (nullable): which row, for @find
 * @focus: whether it is to have the focus too
 * @find: tells where the row is; called now and in the frames that follow
 * @user_data: for @find; it lives as long as @view
 *
 * Scrolls to a row that may have just come in, or with others before it. gtk_grid_view_scroll_to() alone does not: of a row that has not
 * been laid out GTK 4.18 sets where it begins, but not how high it is, and goes by what that variable happens to hold; the view
 * may then stay where it was (gtk_grid_view_get_allocation()). So it is asked again in the frames that follow,
 * until the row is in sight, has gone, or somebody has moved the focus elsewhere.
 */
void
rounds_grid_reach (GtkGridView        *view,
                   const char         *id,
                   gboolean            focus,
                   RoundsGridFindFunc  find,
                   gpointer            user_data)
{
  Reach *reach;
  GtkWidget *cell = NULL;
  guint position = 0;

  g_return_if_fail (GTK_IS_GRID_VIEW (view));
  g_return_if_fail (find != NULL);

  reach = g_object_get_data (G_OBJECT (view), KEY);
  if (reach != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (view), reach->tick_id);
  g_object_set_data (G_OBJECT (view), KEY, NULL);
  if (!find (view, id, &position, &cell, user_data))
    return;

  reach = g_new0 (Reach, 1);
  reach->id = g_strdup (id);
  reach->focus = focus;
  reach->find = find;
  reach->user_data = user_data;
  reach->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (view), on_tick, NULL, NULL);
  g_object_set_data_full (G_OBJECT (view), KEY, reach, (GDestroyNotify) reach_free);
  scroll (view, reach, position);
}
