/* plain-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A list of 20,000 lines of six columns in a libadwaita window, with all that they say in memory: what scrolling costs GTK itself. */

#include "config.h"

#include <adwaita.h>

#define LINES 20000
#define COLUMNS 6

static void
on_setup (GtkListItemFactory *factory,
          GtkColumnViewCell  *cell,
          gpointer            user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_column_view_cell_set_child (cell, label);
}

static void
on_bind (GtkListItemFactory *factory,
         GtkColumnViewCell  *cell,
         gpointer            user_data)
{
  gtk_label_set_text (GTK_LABEL (gtk_column_view_cell_get_child (cell)),
                      gtk_string_object_get_string (gtk_column_view_cell_get_item (cell)));
}

static GtkWidget *
create_list (void)
{
  GtkStringList *lines = gtk_string_list_new (NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  for (guint i = 0; i < LINES; i++)
    gtk_string_list_take (lines, g_strdup_printf ("Clinique Saint Jean %u", i));
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (lines))));

  for (guint i = 0; i < COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new ("Name", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

static void
on_activate (GtkApplication *application,
             gpointer        user_data)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), create_list ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = adw_application_new (APPLICATION_ID ".Plain", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
