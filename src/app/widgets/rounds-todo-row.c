/* rounds-todo-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-todo-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/rounds-timeline-looks.h"
#include "app/rounds-window.h"
#include "model/rounds-priority.h"
#include "model/rounds-time.h"

struct _RoundsTodoRow
{
  RoundsRecordRow parent_instance;

  /* Template widgets */
  GtkCheckButton *check;
  GtkWidget *late_box;
  GtkWidget *snooze_button;

  gboolean is_reminder;
};

G_DEFINE_FINAL_TYPE (RoundsTodoRow, rounds_todo_row, ROUNDS_TYPE_RECORD_ROW)

typedef struct
{
  RoundsTodoRow *row;
  RoundsWindow *window;
  char *done;
} Running;

static void
running_free (Running *running)
{
  g_object_unref (running->row);
  g_object_unref (running->window);
  g_free (running->done);
  g_free (running);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Running, running_free)

static void
on_ran (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Running) running = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);

  if (answer != NULL)
    {
      rounds_window_toast_undo (running->window, running->done, undo_id);
      return;
    }

  rounds_window_toast (running->window, error->message);
  if (running->row->check != NULL)
    gtk_check_button_set_active (running->row->check, FALSE);
}

/* @done: (transfer full) */
static void
run (RoundsTodoRow *self,
     const char    *operation,
     JsonObject    *arguments,
     char          *done)
{
  Running *running = g_new0 (Running, 1);

  running->row = g_object_ref (self);
  running->window = g_object_ref (rounds_window_of (GTK_WIDGET (self)));
  running->done = done;
  json_object_set_string_member (arguments, "id", rounds_record_row_get_id (ROUNDS_RECORD_ROW (self)));
  rounds_workspace_run_async (rounds_window_get_workspace (running->window), operation, arguments, NULL, on_ran, running);
}

static void
on_check_toggled (RoundsTodoRow *self)
{
  g_autoptr(JsonObject) arguments = NULL;
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  if (!gtk_check_button_get_active (self->check))
    return;

  arguments = json_object_new ();
  /* Translators: %s is the name of a task or a reminder */
  run (self, self->is_reminder ? "reminder.complete" : "task.complete", arguments, g_strdup_printf (_("“%s” done"), title));
}

static void
snooze_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autoptr(JsonObject) arguments = json_object_new ();

  json_object_set_int_member (arguments, "minutes", g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10));
  /* Translators: %s is the name of a reminder */
  run (ROUNDS_TODO_ROW (widget), "reminder.snooze", arguments,
       g_strdup_printf (_("“%s” put off"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget))));
}

static char *
describe (RoundsTodoRow *self,
          RoundsEntity  *record,
          gint64         due)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *date = rounds_instant_to_date (due, zone);
  g_autofree char *near = rounds_date_format_near (date, today);
  g_autofree char *time = rounds_timeline_looks_time (due);
  g_autofree char *when = NULL;
  const char *priority = rounds_entity_get_text (record, "priority");
  g_autofree char *words = rounds_looks_choice (record, "priority");

  if (due == 0)
    when = g_strdup (_("No date"));
  else
    when = self->is_reminder ? g_strdup_printf ("%s %s", near, time) : g_strdup (near);

  /* Only what presses is worth a word. */
  if (g_strcmp0 (priority, "high") == 0 || g_strcmp0 (priority, "urgent") == 0)
    return g_strdup_printf ("%s · %s", when, words);
  return g_steal_pointer (&when);
}

static void
rounds_todo_row_show (RoundsRecordRow *row,
                      RoundsEntity    *record)
{
  RoundsTodoRow *self = ROUNDS_TODO_ROW (row);
  const char *field = self->is_reminder ? "reminder-date" : "due-date";
  gint64 due = rounds_entity_is_null (record, field) ? 0 : rounds_entity_get_integer (record, field);
  g_autofree char *subtitle = describe (self, record, due);
  g_autofree char *name = NULL;
  const char *title = rounds_entity_get_text (record, "title");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_widget_set_visible (self->late_box, due != 0 && due < g_get_real_time ());

  /* Translators: %s is the name of a task or a reminder: what its check mark does */
  name = g_strdup_printf (_("Mark “%s” as done"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
rounds_todo_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_TODO_ROW);

  G_OBJECT_CLASS (rounds_todo_row_parent_class)->dispose (object);
}

static void
rounds_todo_row_class_init (RoundsTodoRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_todo_row_dispose;

  ROUNDS_RECORD_ROW_CLASS (klass)->show = rounds_todo_row_show;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-todo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsTodoRow, check);
  gtk_widget_class_bind_template_child (widget_class, RoundsTodoRow, late_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsTodoRow, snooze_button);
  gtk_widget_class_bind_template_callback (widget_class, on_check_toggled);

  gtk_widget_class_install_action (widget_class, "todo.snooze", "s", snooze_action);
}

static void
rounds_todo_row_init (RoundsTodoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create (RoundsRow *row,
        gboolean   is_reminder)
{
  RoundsTodoRow *self = g_object_new (ROUNDS_TYPE_TODO_ROW, NULL);

  self->is_reminder = is_reminder;
  gtk_widget_set_visible (self->snooze_button, is_reminder);
  rounds_record_row_set_row (ROUNDS_RECORD_ROW (self), is_reminder ? "reminder" : "task", row);

  return GTK_WIDGET (self);
}

/**
 * rounds_todo_row_new_task:
 * @row: a task in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_todo_row_new_task (RoundsRow *row)
{
  return create (row, FALSE);
}

/**
 * rounds_todo_row_new_reminder:
 * @row: a reminder in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_todo_row_new_reminder (RoundsRow *row)
{
  return create (row, TRUE);
}
