/* test-grid-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A grid view of one column on a real screen: rows that have just come in are scrolled to. */

#include "config.h"

#include <gtk/gtk.h>

#include "app/rounds-grid-reach.h"
#include "app/rounds-top-keeper.h"

#define N_ROWS 1000
#define FEW 8
#define HEIGHT 110
#define CAP (20 * G_USEC_PER_SEC)

typedef struct
{
  GtkWindow *window;
  GtkWidget *elsewhere; /* a button beside the view */
  GtkGridView *view;
  GListStore *rows;
  guint n_frames;
} Fixture;

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_size_request (label, -1, HEIGHT);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Fixture *fixture = user_data;

  fixture->n_frames++;
  return G_SOURCE_CONTINUE;
}

static void
run_frames (Fixture *fixture,
            guint    n_frames)
{
  guint end = fixture->n_frames + n_frames;
  gint64 begun = g_get_monotonic_time ();

  while (fixture->n_frames < end)
    {
      g_assert_cmpint (g_get_monotonic_time () - begun, <, CAP);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Rows are named by where they stand, @mark those that come in later. */
static void
insert (Fixture    *fixture,
        guint       position,
        guint       n_rows,
        const char *mark)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%u", mark, position + i);

      g_ptr_array_add (rows, gtk_string_object_new (name));
    }
  g_list_store_splice (fixture->rows, position, 0, rows->pdata, rows->len);
}

static GtkWidget *
find_label (GtkGridView *view,
            const char  *name)
{
  for (GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (view)); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    if (g_str_equal (gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (cell))), name))
      return cell;

  return NULL;
}

static gboolean
find_row (GtkGridView  *view,
          const char   *id,
          guint        *position,
          GtkWidget   **cell,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)); i++)
    {
      g_autoptr(GtkStringObject) row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), i);

      if (!g_str_equal (gtk_string_object_get_string (row), id))
        continue;
      *position = i;
      *cell = find_label (view, id);
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_in_sight (Fixture    *fixture,
             const char *name)
{
  GtkWidget *cell = find_label (fixture->view, name);
  graphene_rect_t bounds;

  return cell != NULL && gtk_widget_get_mapped (cell) && gtk_widget_compute_bounds (cell, GTK_WIDGET (fixture->view), &bounds) &&
         bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (GTK_WIDGET (fixture->view));
}

static gboolean
has_focus (Fixture    *fixture,
           const char *name)
{
  GtkWidget *cell = find_label (fixture->view, name);

  return cell != NULL && gtk_window_get_focus (fixture->window) == cell;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  fixture->rows = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  insert (fixture, 0, FEW, "");
  fixture->view = GTK_GRID_VIEW (gtk_grid_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (fixture->rows)))),
                                                    factory));
  gtk_grid_view_set_max_columns (fixture->view, 1);
  rounds_keep_top (GTK_SCROLLABLE (fixture->view), G_LIST_MODEL (fixture->rows));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (fixture->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  fixture->elsewhere = gtk_button_new_with_label ("Elsewhere");
  gtk_box_append (GTK_BOX (box), fixture->elsewhere);
  gtk_box_append (GTK_BOX (box), scrolled);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 300, 700);
  gtk_window_set_child (fixture->window, box);
  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window), on_tick, fixture, NULL);
  gtk_window_present (fixture->window);
  gtk_widget_grab_focus (fixture->elsewhere);
  run_frames (fixture, 4);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
  g_object_unref (fixture->rows);
}

/* What GTK finds in a variable that it has not set: that it is not by luck that the row is found. */
static void __attribute__ ((noinline))
litter_stack (int value)
{
  volatile char litter[65536];

  for (guint i = 0; i < sizeof litter; i++)
    litter[i] = (char) value;
}

static void
reach (Fixture    *fixture,
       const char *name,
       gboolean    focus)
{
  static const int litter[] = { 0, 1, 0x7f, 0x80, 0xff };
  static guint turn;

  litter_stack (litter[turn++ % G_N_ELEMENTS (litter)]);
  rounds_grid_reach (fixture->view, name, focus, find_row, fixture);
  run_frames (fixture, 8);
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  static const guint places[] = { 0, 3, 5, 6, 12, 29, 35, 100, 199, 900, 999 };
  gboolean focus = GPOINTER_TO_INT (data);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint turn = 0; turn < 5; turn++)
      {
        g_autofree char *name = g_strdup_printf ("new %u", places[i]);
        guint n_rows;

        /* From its top, with few rows; then all others come in, and this one with them or by itself. */
        gtk_grid_view_scroll_to (fixture->view, 0, GTK_LIST_SCROLL_NONE, NULL);
        n_rows = g_list_model_get_n_items (G_LIST_MODEL (fixture->rows));
        g_list_store_splice (fixture->rows, FEW, n_rows - FEW, NULL, 0);
        gtk_widget_grab_focus (fixture->elsewhere);
        run_frames (fixture, 3);
        insert (fixture, FEW, N_ROWS - FEW, "");
        if (turn % 2 == 1)
          run_frames (fixture, 2);
        insert (fixture, places[i], 1, "new ");
        reach (fixture, name, focus);

        g_test_message ("place %u, turn %u", places[i], turn);
        g_assert_true (is_in_sight (fixture, name));
        g_assert_true (has_focus (fixture, name) == focus);
        g_list_store_remove (fixture->rows, places[i]);
      }
}

/* The row is followed while others come in before it. */
static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  insert (fixture, FEW, N_ROWS - FEW, "");
  rounds_grid_reach (fixture->view, "500", TRUE, find_row, fixture);
  run_frames (fixture, 1);
  insert (fixture, 10, 200, "more ");
  run_frames (fixture, 1);
  insert (fixture, 0, 300, "still more ");
  run_frames (fixture, 10);
  g_assert_true (is_in_sight (fixture, "500"));
  g_assert_true (has_focus (fixture, "500"));
}

/* Who has gone elsewhere is not called back, and one that has gone is not looked for. */
static void
test_gives_up (Fixture       *fixture,
               gconstpointer  data)
{
  insert (fixture, FEW, N_ROWS - FEW, "");
  rounds_grid_reach (fixture->view, "500", TRUE, find_row, fixture);
  run_frames (fixture, 1);
  gtk_widget_grab_focus (fixture->elsewhere);
  run_frames (fixture, 8);
  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->elsewhere);

  rounds_grid_reach (fixture->view, "600", FALSE, find_row, fixture);
  g_list_store_splice (fixture->rows, FEW, N_ROWS - FEW, NULL, 0);
  run_frames (fixture, 8);
  g_assert_true (is_in_sight (fixture, "7") || is_in_sight (fixture, "0"));
  rounds_grid_reach (fixture->view, "600", TRUE, find_row, fixture);
  run_frames (fixture, 4);
  g_assert_true (gtk_window_get_focus (fixture->window) == fixture->elsewhere);
}

static void
on_value_changed (GtkAdjustment *adjustment,
                  guint         *n_told)
{
  ++*n_told;
}

/* A view that rows came into while it was on its way is told so when it is there. */
static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));
  guint n_told = 0;

  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_value_changed), &n_told);
  rounds_release_top (GTK_SCROLLABLE (fixture->view));
  insert (fixture, FEW, N_ROWS - FEW, "");
  run_frames (fixture, 6);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  g_assert_true (is_in_sight (fixture, "0"));
  g_signal_handlers_disconnect_by_func (adjustment, on_value_changed, &n_told);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/grid-reach/places", Fixture, GINT_TO_POINTER (FALSE), set_up, test_places, tear_down);
  g_test_add ("/grid-reach/places-focus", Fixture, GINT_TO_POINTER (TRUE), set_up, test_places, tear_down);
  g_test_add ("/grid-reach/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/grid-reach/gives-up", Fixture, NULL, set_up, test_gives_up, tear_down);
  g_test_add ("/grid-reach/told", Fixture, NULL, set_up, test_told, tear_down);

  return g_test_run ();
}
