/* rounds-window-drop.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-window-private.h"

#include "app/dialogs/rounds-meeting-import-dialog.h"

/* Files that are dropped on the window: of a calendar their appointments become meetings. */

static gboolean
is_calendar (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && (g_str_has_suffix (lower, ".ics") || g_str_has_suffix (lower, ".ical") || g_str_has_suffix (lower, ".ifb"));
}

/* Those of the files that are calendars. */
static GListModel *
list_calendars (const GValue *value)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);
  GSList *list = value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) ? g_value_get_boxed (value) : NULL;

  for (; list != NULL; list = list->next)
    if (is_calendar (list->data))
      g_list_store_append (files, list->data);

  return G_LIST_MODEL (files);
}

static void
show_hint (RoundsWindow *self,
           gboolean      shown)
{
  gtk_widget_set_visible (self->drop_hint, shown);
}

/* What is dragged is known as soon as it has been sent: the hint stands only where a drop does something. */
static void
on_value_changed (RoundsWindow  *self,
                  GParamSpec    *pspec,
                  GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  g_autoptr(GListModel) files = list_calendars (value);
  gboolean is_wanted = g_list_model_get_n_items (files) > 0;

  show_hint (self, is_wanted);
  if (value != NULL && !is_wanted)
    gtk_drop_target_reject (target);
}

static void
on_leave (RoundsWindow  *self,
          GtkDropTarget *target)
{
  show_hint (self, FALSE);
}

static gboolean
on_drop (RoundsWindow  *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *target)
{
  g_autoptr(GListModel) files = list_calendars (value);

  show_hint (self, FALSE);
  if (g_list_model_get_n_items (files) == 0 || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return FALSE;

  rounds_meeting_import_dialog_open (GTK_WIDGET (self), self->workspace, files);
  return TRUE;
}

static void
import_calendar_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  rounds_meeting_import_dialog_choose (widget, ROUNDS_WINDOW (widget)->workspace);
}

void
_rounds_window_class_drop_init (RoundsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_bind_template_child (widget_class, RoundsWindow, drop_hint);
  gtk_widget_class_install_action (widget_class, "win.import-calendar", NULL, import_calendar_action);
}

void
_rounds_window_drop_init (RoundsWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "notify::value", G_CALLBACK (on_value_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
