/* rounds-deal-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-lines.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-status-pill.h"

typedef void (*Show) (AdwActionRow *line,
                      RoundsEntity *record);

static void
on_entity (AdwActionRow *line,
           GParamSpec   *pspec,
           RoundsRow    *row)
{
  Show show = (Show) g_object_get_data (G_OBJECT (line), "rounds-show");
  RoundsEntity *record = rounds_row_get_entity (row);

  if (record != NULL && gtk_widget_get_root (GTK_WIDGET (line)) != NULL)
    show (line, record);
}

/* Where names are looked up is known once the row stands in a window. */
static void
on_root (AdwActionRow *line)
{
  on_entity (line, NULL, g_object_get_data (G_OBJECT (line), "rounds-row"));
}

static GtkWidget *
create_line (RoundsRow *row,
             Show       show)
{
  GtkWidget *line = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 2, NULL);

  g_object_set_data (G_OBJECT (line), "rounds-show", (gpointer) show);
  g_object_set_data_full (G_OBJECT (line), "rounds-row", g_object_ref (row), g_object_unref);
  g_signal_connect_object (row, "notify::entity", G_CALLBACK (on_entity), line, G_CONNECT_SWAPPED);
  g_signal_connect (line, "notify::root", G_CALLBACK (on_root), NULL);

  return line;
}

static void
on_title (AdwActionRow *line,
          GParamSpec   *pspec,
          RoundsTitle  *title)
{
  const char *property = g_object_get_data (G_OBJECT (line), "rounds-title-property");
  const char *text = rounds_title_get_title (title);

  g_object_set (line, property, text != NULL ? text : "…", NULL);
}

/* Shows the name of a record in a property of the row, now or when it comes. */
static void
follow_title (AdwActionRow *line,
              const char   *property,
              const char   *kind,
              const char   *id)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (line));
  RoundsTitle *before = g_object_get_data (G_OBJECT (line), "rounds-title");
  g_autoptr(RoundsTitle) title = NULL;

  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, on_title, line);
  g_object_set_data (G_OBJECT (line), "rounds-title", NULL);
  if (window == NULL || id == NULL)
    return;

  title = rounds_titles_lookup (rounds_titles_get (rounds_workspace_get_store (rounds_window_get_workspace (window))), kind, id);
  g_object_set_data (G_OBJECT (line), "rounds-title-property", (gpointer) property);
  g_signal_connect_object (title, "notify::title", G_CALLBACK (on_title), line, G_CONNECT_SWAPPED);
  on_title (line, NULL, title);
  g_object_set_data_full (G_OBJECT (line), "rounds-title", g_steal_pointer (&title), g_object_unref);
}

static void
show_contact (AdwActionRow *line,
              RoundsEntity *record)
{
  g_autofree char *role = rounds_looks_choice (record, "role");

  adw_action_row_set_subtitle (line, role);
  follow_title (line, "title", "contact", rounds_entity_get_text (record, "contact-person-id"));
}

static void
on_contact_activated (AdwActionRow *line)
{
  RoundsEntity *record = rounds_row_get_entity (g_object_get_data (G_OBJECT (line), "rounds-row"));
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (line));

  if (window != NULL && record != NULL)
    rounds_window_open_record (window, "contact", rounds_entity_get_text (record, "contact-person-id"));
}

/**
 * rounds_deal_lines_new_contact:
 * @row: a contact of a deal
 *
 * Returns: a row with the person and the part played, which opens the person's page
 */
GtkWidget *
rounds_deal_lines_new_contact (RoundsRow *row)
{
  GtkWidget *line = create_line (row, show_contact);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
  g_signal_connect (line, "activated", G_CALLBACK (on_contact_activated), NULL);

  return line;
}

static void
show_quote (AdwActionRow *line,
            RoundsEntity *quote)
{
  RoundsStatusPill *pill = g_object_get_data (G_OBJECT (line), "rounds-pill");
  g_autofree char *total = rounds_looks_money (quote, "total");
  const char *number = rounds_entity_get_text (quote, "quote-number");
  g_autofree char *subtitle = number != NULL ? g_strdup_printf ("%s · %s", number, total) : g_strdup (total);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), rounds_entity_get_text (quote, "title"));
  adw_action_row_set_subtitle (line, subtitle);
  rounds_status_pill_set_status (pill, rounds_entity_info_find (rounds_entity_get_info (quote), "status"),
                                 rounds_entity_get_text (quote, "status"));
}

static void
on_quote_activated (AdwActionRow *line)
{
  RoundsRow *row = g_object_get_data (G_OBJECT (line), "rounds-row");
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (line));

  if (window != NULL)
    rounds_window_open_record (window, "quote", rounds_row_get_id (row));
}

/**
 * rounds_deal_lines_new_quote:
 * @row: a quote
 *
 * Returns: a row that opens it
 */
GtkWidget *
rounds_deal_lines_new_quote (RoundsRow *row)
{
  GtkWidget *line = create_line (row, show_quote);
  GtkWidget *pill = rounds_status_pill_new ();

  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (pill, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), pill);
  g_object_set_data (G_OBJECT (line), "rounds-pill", pill);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), TRUE);
  g_signal_connect (line, "activated", G_CALLBACK (on_quote_activated), NULL);

  return line;
}

static void
show_move (AdwActionRow *line,
           RoundsEntity *record)
{
  g_autofree char *to = rounds_looks_choice (record, "to-stage");
  g_autofree char *when = rounds_looks_instant_near (rounds_entity_get_integer (record, "changed-at"));
  g_autofree char *title = NULL;

  if (rounds_entity_is_null (record, "from-stage"))
    {
      /* Translators: the stage that a deal began in */
      title = g_strdup_printf (_("Began in %s"), to);
    }
  else
    {
      g_autofree char *from = rounds_looks_choice (record, "from-stage");

      /* Translators: the stage that a deal was moved from, and the one it was moved to */
      title = g_strdup_printf (_("%s → %s"), from, to);
    }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
  adw_action_row_set_subtitle (line, when);
}

/**
 * rounds_deal_lines_new_move:
 * @row: a stage change
 *
 * Returns: a row that says from where to where, and when
 */
GtkWidget *
rounds_deal_lines_new_move (RoundsRow *row)
{
  return create_line (row, show_move);
}
