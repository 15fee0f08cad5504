/* rounds-meeting-import-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-meeting-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/rounds-calendar-entry.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-calendar-row.h"
#include "exchange/rounds-calendar-clock.h"
#include "exchange/rounds-calendar-reader.h"
#include "model/rounds-meeting.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

struct _RoundsMeetingImportDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *banner;
  GtkStack *stack;
  GtkWidget *import_button;
  GtkLabel *progress_label;
  AdwStatusPage *problem_page;
  GtkListBox *institution_list;
  GtkLabel *summary_label;
  GtkListView *list_view;
  GtkNoSelection *selection;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsFieldEditor *institution_editor;
  RoundsEntity *draft;
  GListStore *entries; /* of RoundsCalendarEntry */
  GCancellable *cancellable; /* while something runs */
};

G_DEFINE_FINAL_TYPE (RoundsMeetingImportDialog, rounds_meeting_import_dialog, ADW_TYPE_DIALOG)

/* What the thread that reads is given. */
typedef struct
{
  GPtrArray *files; /* GFile */
  char *user_id;
  char *time_zone;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_ptr_array_unref (reading->files);
  g_free (reading->user_id);
  g_free (reading->time_zone);
  g_free (reading);
}

/* The name of the person's zone in the database of zones. */
static char *
dup_time_zone (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(RoundsCalendarClock) clock = rounds_calendar_clock_new_known (g_time_zone_get_identifier (zone));

  return g_strdup (clock != NULL ? rounds_calendar_clock_get_identifier (clock) : "UTC");
}

static GPtrArray *
read_file (GFile         *file,
           const char    *time_zone,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autofree char *data = NULL;
  gsize length = 0;

  if (info == NULL)
    return NULL;
  /* What is too large is not read at all; the reader says it. */
  if (g_file_info_get_size (info) > ROUNDS_CALENDAR_FILE_MAXIMUM)
    return rounds_calendar_read ("", ROUNDS_CALENDAR_FILE_MAXIMUM + 1, time_zone, 0, cancellable, error);
  if (!g_file_load_contents (file, cancellable, &data, &length, NULL, error))
    return NULL;

  return rounds_calendar_read (data, length, time_zone, g_get_real_time (), cancellable, error);
}

/* Of several files one that cannot be read does not keep the others out. */
static RoundsCalendarEvent *
create_refusal (GFile        *file,
                const GError *error)
{
  RoundsCalendarEvent *event = rounds_calendar_event_new (1);

  event->title = g_file_get_basename (file);
  event->problem = g_strdup (error->message);
  return event;
}

static gpointer
read_files (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Reading *reading = user_data;
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_calendar_event_free);

  for (guint i = 0; i < reading->files->len; i++)
    {
      GFile *file = g_ptr_array_index (reading->files, i);
      g_autoptr(GError) problem = NULL;
      g_autoptr(GPtrArray) read = read_file (file, reading->time_zone, cancellable, &problem);

      if (read != NULL)
        {
          g_ptr_array_set_free_func (read, NULL);
          g_ptr_array_extend (events, read, NULL, NULL);
        }
      else if (reading->files->len > 1 && !g_cancellable_is_cancelled (cancellable))
        g_ptr_array_add (events, create_refusal (file, problem));
      else
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }

  return rounds_calendar_plan (database, events, reading->user_id, reading->time_zone, g_get_real_time (), cancellable, error);
}

static guint
count (RoundsMeetingImportDialog *self,
       gboolean                 (*fits) (RoundsCalendarEntry *entry))
{
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr(RoundsCalendarEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      n_found += fits (entry) ? 1 : 0;
    }

  return n_found;
}

static gboolean
is_refused (RoundsCalendarEntry *entry)
{
  return rounds_calendar_entry_get_item (entry)->fate == ROUNDS_CALENDAR_REFUSED;
}

static gboolean
is_of_series (RoundsCalendarEntry *entry)
{
  return rounds_calendar_entry_get_item (entry)->event->occurrence != NULL;
}

/* The one place that decides what can be done and what is said. */
static void
update_state (RoundsMeetingImportDialog *self)
{
  guint n_selected = count (self, rounds_calendar_entry_get_selected);
  guint n_refused = count (self, is_refused);
  g_autofree char *selected = rounds_number_format (n_selected, 0, 0);
  g_autofree char *refused = rounds_number_format (n_refused, 0, 0);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%s meeting will be imported", "%s meetings will be imported", n_selected), selected);
  if (n_refused > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%s cannot be read", "%s cannot be read", n_refused), refused);
    }
  if (count (self, is_of_series) > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Of a series: the dates of the next %d months, at most %d"), ROUNDS_CALENDAR_SERIES_MONTHS,
                              ROUNDS_CALENDAR_SERIES_MAXIMUM);
    }
  gtk_label_set_label (self->summary_label, text->str);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting-import.apply", n_selected > 0 && self->cancellable == NULL);
}

static void
show_problem (RoundsMeetingImportDialog *self,
              const GError              *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem_page, text);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_set_visible (self->import_button, FALSE);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(RoundsMeetingImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = rounds_store_finish (ROUNDS_STORE (source), result, &error);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_object (&self->cancellable);
  if (self->workspace == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    {
      show_problem (self, error);
      return;
    }

  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      RoundsCalendarEntry *entry = rounds_calendar_entry_new (g_ptr_array_index (items, i));

      g_signal_connect_object (entry, "notify::selected", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (entries, entry);
    }
  g_list_store_splice (self->entries, 0, 0, entries->pdata, entries->len);
  gtk_stack_set_visible_child_name (self->stack, "list");
  update_state (self);
  gtk_widget_grab_focus (self->import_button);
}

static void
start (RoundsMeetingImportDialog *self,
       GListModel                *files)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);
  Reading *reading = g_new0 (Reading, 1);
  g_autofree char *title = NULL;

  reading->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (reading->files, g_list_model_get_item (files, i));
  reading->user_id = g_strdup (user != NULL ? rounds_entity_get_id (user) : "");
  reading->time_zone = dup_time_zone ();

  if (reading->files->len == 1)
    title = g_file_get_basename (g_ptr_array_index (reading->files, 0));
  else
    title = g_strdup_printf (ngettext ("%u file", "%u files", reading->files->len), reading->files->len);
  adw_window_title_set_subtitle (self->window_title, title);
  gtk_label_set_label (self->progress_label, _("Reading…"));
  self->cancellable = g_cancellable_new ();
  update_state (self);
  rounds_store_read_async (rounds_workspace_get_store (self->workspace), read_files, reading, reading_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_read, g_object_ref (self));
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsMeetingImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  RoundsWindow *window = self->workspace != NULL ? rounds_window_of (GTK_WIDGET (self)) : NULL;
  guint n_selected = self->entries != NULL ? count (self, rounds_calendar_entry_get_selected) : 0;
  g_autofree char *number = rounds_number_format (n_selected, 0, 0);
  g_autofree char *done = g_strdup_printf (ngettext ("%s meeting imported", "%s meetings imported", n_selected), number);

  g_clear_object (&self->cancellable);
  if (self->workspace == NULL)
    return;
  if (answer != NULL)
    {
      if (window != NULL)
        rounds_window_toast_undo (window, done, undo_id);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "list");
  update_state (self);
  adw_banner_set_title (self->banner, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                      ? _("Cancelled: nothing was imported") : error->message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsMeetingImportDialog *self = ROUNDS_MEETING_IMPORT_DIALOG (widget);
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autoptr(GError) error = NULL;
  JsonArray *meetings;
  const char *institution_id;

  if (!rounds_field_editor_read (self->institution_editor, self->draft, &error))
    {
      rounds_field_editor_set_problem (self->institution_editor, error->message);
      rounds_field_editor_grab_focus (self->institution_editor);
      return;
    }

  institution_id = rounds_entity_get_text (self->draft, "institution-id");
  meetings = json_array_new ();
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr(RoundsCalendarEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);
      RoundsCalendarItem *item = rounds_calendar_entry_get_item (entry);

      if (rounds_calendar_entry_get_selected (entry))
        json_array_add_object_element (meetings, rounds_calendar_item_to_json (item, item->institution_id != NULL ? item->institution_id
                                                                                                                  : institution_id));
    }
  json_object_set_array_member (arguments, "meetings", meetings);

  self->cancellable = g_cancellable_new ();
  adw_banner_set_revealed (self->banner, FALSE);
  gtk_label_set_label (self->progress_label, _("Importing…"));
  gtk_stack_set_visible_child_name (self->stack, "progress");
  update_state (self);
  rounds_workspace_run_async (self->workspace, "meeting.import", arguments, self->cancellable, on_imported, g_object_ref (self));
}

/* Whatever runs is called off; where nothing runs, the dialog closes. */
static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsMeetingImportDialog *self = ROUNDS_MEETING_IMPORT_DIALOG (widget);
  gboolean has_list = g_list_model_get_n_items (G_LIST_MODEL (self->entries)) > 0;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->cancellable == NULL || !has_list)
    adw_dialog_close (ADW_DIALOG (widget));
}

static void
on_setup_row (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_list_item_set_child (item, rounds_calendar_row_new ());
}

static void
on_bind_row (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  RoundsCalendarEntry *entry = gtk_list_item_get_item (item);
  g_autofree char *line = rounds_calendar_entry_dup_line (entry);
  g_autofree char *name = g_strjoin (", ", rounds_calendar_entry_get_item (entry)->event->title, line,
                                     rounds_calendar_entry_get_fate (entry), NULL);

  rounds_calendar_row_show (ROUNDS_CALENDAR_ROW (gtk_list_item_get_child (item)), entry);
  gtk_list_item_set_accessible_label (item, name);
  gtk_list_item_set_activatable (item, rounds_calendar_entry_can_import (entry));
}

static void
on_unbind_row (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  rounds_calendar_row_show (ROUNDS_CALENDAR_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
on_activated (RoundsMeetingImportDialog *self,
              guint                      position,
              GtkListView               *view)
{
  g_autoptr(RoundsCalendarEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), position);

  g_object_set (entry, "selected", !rounds_calendar_entry_get_selected (entry), NULL);
}

static void
rounds_meeting_import_dialog_closed (AdwDialog *dialog)
{
  RoundsMeetingImportDialog *self = ROUNDS_MEETING_IMPORT_DIALOG (dialog);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
rounds_meeting_import_dialog_dispose (GObject *object)
{
  RoundsMeetingImportDialog *self = ROUNDS_MEETING_IMPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_MEETING_IMPORT_DIALOG);
  g_clear_object (&self->institution_editor);
  g_clear_object (&self->draft);
  g_clear_object (&self->entries);
  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (rounds_meeting_import_dialog_parent_class)->dispose (object);
}

static void
rounds_meeting_import_dialog_class_init (RoundsMeetingImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_meeting_import_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = rounds_meeting_import_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-meeting-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, problem_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, institution_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingImportDialog, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_row);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_row);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_row);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_install_action (widget_class, "meeting-import.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "meeting-import.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "meeting-import.apply", NULL);
}

static void
rounds_meeting_import_dialog_init (RoundsMeetingImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entries = g_list_store_new (ROUNDS_TYPE_CALENDAR_ENTRY);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->entries));
}

static void
set_workspace (RoundsMeetingImportDialog *self,
               RoundsWorkspace           *workspace)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_MEETING);

  self->workspace = g_object_ref (workspace);
  self->draft = rounds_entity_new (info);
  self->institution_editor = rounds_field_editor_new (rounds_workspace_get_store (workspace),
                                                      rounds_entity_info_find (info, "institution-id"));
  rounds_field_editor_add_to (self->institution_editor, self->institution_list);
  rounds_field_editor_show (self->institution_editor, self->draft);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rounds_field_editor_get_row (self->institution_editor)),
                                 _("Institution where none is known"));
}

/**
 * rounds_meeting_import_dialog_open:
 * @parent: a widget in the main window
 * @workspace: where the meetings go
 * @files: (element-type GFile): the calendar files
 *
 * Reads them and shows what they hold.
 */
void
rounds_meeting_import_dialog_open (GtkWidget       *parent,
                                   RoundsWorkspace *workspace,
                                   GListModel      *files)
{
  RoundsMeetingImportDialog *self = g_object_new (ROUNDS_TYPE_MEETING_IMPORT_DIALOG, NULL);

  set_workspace (self, workspace);
  start (self, files);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

static void
on_files_chosen (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(RoundsWindow) window = user_data;
  g_autoptr(GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL && g_list_model_get_n_items (files) > 0)
    rounds_meeting_import_dialog_open (GTK_WIDGET (window), rounds_window_get_workspace (window), files);
}

/**
 * rounds_meeting_import_dialog_choose:
 * @parent: a widget in the main window
 *
 * Asks for files first.
 */
void
rounds_meeting_import_dialog_choose (GtkWidget       *parent,
                                     RoundsWorkspace *workspace)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  RoundsWindow *window = rounds_window_of (parent);

  gtk_file_filter_set_name (filter, _("Calendar files"));
  gtk_file_filter_add_suffix (filter, "ics");
  gtk_file_filter_add_mime_type (filter, "text/calendar");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _("Import Calendar File"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (window), NULL, on_files_chosen, g_object_ref (window));
}
