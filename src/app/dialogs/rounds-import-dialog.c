/* rounds-import-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"

struct _RoundsImportDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkStack *stack;
  AdwComboRow *register_row;
  AdwActionRow *file_row;
  AdwBanner *banner;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkWidget *cancel_button;
  GtkWidget *close_button;
  GtkLabel *summary_label;
  AdwActionRow *created_row;
  AdwActionRow *updated_row;
  AdwActionRow *unchanged_row;
  AdwActionRow *refused_row;
  AdwActionRow *incomplete_row;
  GtkWidget *lines_group;
  GtkListView *lines_list;
  GtkNoSelection *lines_selection;

  /* Owned references */
  RoundsWorkspace *workspace;
  GFile *file;
  GCancellable *cancellable; /* while an import runs */
  JsonObject *report;
};

G_DEFINE_FINAL_TYPE (RoundsImportDialog, rounds_import_dialog, ADW_TYPE_DIALOG)

static const struct
{
  const char *name;
  const char *label;
} registers[] = {
  { "finess", N_("FINESS: institutions") },
  { "sae", N_("SAE: beds and operating rooms") },
};

static void
update_state (RoundsImportDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.start", self->file != NULL && self->cancellable == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.cancel",
                                 self->cancellable != NULL && !g_cancellable_is_cancelled (self->cancellable));
  adw_dialog_set_can_close (ADW_DIALOG (self), self->cancellable == NULL);
}

static void
set_number (AdwActionRow *row,
            JsonObject   *report,
            const char   *member)
{
  gint64 number = 0;
  g_autofree char *text = NULL;

  rounds_json_get_integer (report, member, &number);
  text = rounds_number_format (number, 0, 0);
  adw_action_row_set_subtitle (row, text);
}

static void
add_lines (GtkStringList *lines,
           JsonObject    *report,
           const char    *member)
{
  JsonArray *array = json_object_has_member (report, member) ? json_object_get_array_member (report, member) : NULL;
  guint n_lines = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n_lines; i++)
    {
      JsonObject *line = json_array_get_object_element (array, i);
      g_autofree char *text = NULL;

      /* Translators: a line of a file, then why it was refused or what was left out of it */
      text = g_strdup_printf (_("Line %d: %s"), (int) json_object_get_int_member_with_default (line, "line", 0),
                              json_object_get_string_member_with_default (line, "reason", ""));
      gtk_string_list_append (lines, text);
    }
}

/* What was refused, then what was taken all the same but for something. */
static void
show_lines (RoundsImportDialog *self)
{
  g_autoptr(GtkStringList) lines = gtk_string_list_new (NULL);

  add_lines (lines, self->report, "refused");
  add_lines (lines, self->report, "remarks");
  gtk_no_selection_set_model (self->lines_selection, G_LIST_MODEL (lines));
  gtk_widget_set_visible (self->lines_group, g_list_model_get_n_items (G_LIST_MODEL (lines)) > 0);
}

static void
show_report (RoundsImportDialog *self,
             JsonObject         *report)
{
  g_autofree char *name = g_file_get_basename (self->file);

  g_clear_pointer (&self->report, json_object_unref);
  self->report = json_object_ref (report);

  gtk_label_set_label (self->summary_label, name);
  set_number (self->created_row, report, "created");
  set_number (self->updated_row, report, "updated");
  set_number (self->unchanged_row, report, "unchanged");
  set_number (self->refused_row, report, "refusedCount");
  set_number (self->incomplete_row, report, "remarksCount");
  show_lines (self);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_widget_grab_focus (self->close_button);
}

static void
on_progress (double   fraction,
             gpointer user_data)
{
  RoundsImportDialog *self = user_data;
  g_autofree char *text = NULL;

  if (self->cancellable == NULL)
    return;

  text = rounds_looks_percent ((gint64) (100 * CLAMP (fraction, 0, 1)), 0);
  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (fraction, 0, 1));
  gtk_label_set_label (self->progress_label, text);
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) report = rounds_workspace_import_finish (ROUNDS_WORKSPACE (source), result, &error);

  g_clear_object (&self->cancellable);
  update_state (self);

  if (report != NULL)
    {
      show_report (self, report);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "file");
  gtk_widget_grab_focus (GTK_WIDGET (self->register_row));
  adw_banner_set_title (self->banner, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                                      ? _("Cancelled: nothing was imported") : error->message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
import_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsImportDialog *self = ROUNDS_IMPORT_DIALOG (widget);

  self->cancellable = g_cancellable_new ();
  adw_banner_set_revealed (self->banner, FALSE);
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_label_set_label (self->progress_label, "");
  gtk_stack_set_visible_child_name (self->stack, "progress");
  gtk_widget_grab_focus (self->cancel_button);
  update_state (self);
  rounds_workspace_import_async (self->workspace, registers[adw_combo_row_get_selected (self->register_row)].name,
                                 self->file, on_progress, self, self->cancellable, on_imported, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsImportDialog *self = ROUNDS_IMPORT_DIALOG (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  update_state (self);
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(RoundsImportDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    rounds_import_dialog_set_file (self, file);
}

static void
choose_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsImportDialog *self = ROUNDS_IMPORT_DIALOG (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Choose a Register"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_file_chosen, g_object_ref (self));
}

static gboolean
on_dropped (RoundsImportDialog *self,
            const GValue       *value,
            double              x,
            double              y,
            GtkDropTarget      *target)
{
  if (self->cancellable != NULL)
    return FALSE;

  rounds_import_dialog_set_file (self, g_value_get_object (value));
  return TRUE;
}

static void
on_report_written (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(RoundsImportDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error) || self->banner == NULL)
    return;

  adw_banner_set_title (self->banner, error->message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RoundsImportDialog) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (file == NULL)
    return;

  text = rounds_json_object_to_text (self->report);
  bytes = g_bytes_new (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_report_written,
                                       g_object_ref (self));
}

static void
save_report_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  RoundsImportDialog *self = ROUNDS_IMPORT_DIALOG (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Save Report"));
  gtk_file_dialog_set_initial_name (dialog, "import.json");
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_saved, g_object_ref (self));
}

static void
on_setup_line (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 10);
  gtk_widget_set_margin_end (label, 10);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_widget_add_css_class (label, "caption");
  gtk_list_item_set_child (item, label);
}

static void
on_bind_line (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
rounds_import_dialog_close_attempt (AdwDialog *dialog)
{
  cancel_action (GTK_WIDGET (dialog), NULL, NULL);
}

static void
rounds_import_dialog_dispose (GObject *object)
{
  RoundsImportDialog *self = ROUNDS_IMPORT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, json_object_unref);

  G_OBJECT_CLASS (rounds_import_dialog_parent_class)->dispose (object);
}

static void
rounds_import_dialog_class_init (RoundsImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_import_dialog_dispose;

  ADW_DIALOG_CLASS (klass)->close_attempt = rounds_import_dialog_close_attempt;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, register_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, file_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, created_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, updated_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, unchanged_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, refused_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, incomplete_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, lines_group);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, lines_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsImportDialog, lines_selection);
  gtk_widget_class_bind_template_callback (widget_class, on_dropped);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_line);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_line);

  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.start", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "import.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "import.save-report", NULL, save_report_action);
}

static void
rounds_import_dialog_init (RoundsImportDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    gtk_string_list_append (names, _(registers[i].label));
  adw_combo_row_set_model (self->register_row, G_LIST_MODEL (names));
  update_state (self);
}

/**
 * rounds_import_dialog_new:
 * @workspace: where the register goes
 *
 * Returns: (transfer floating): a dialog to present
 */
RoundsImportDialog *
rounds_import_dialog_new (RoundsWorkspace *workspace)
{
  RoundsImportDialog *self = g_object_new (ROUNDS_TYPE_IMPORT_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  return self;
}

/**
 * rounds_import_dialog_set_file:
 * @file: the register
 *
 * Which register it is can often be told from its name.
 */
void
rounds_import_dialog_set_file (RoundsImportDialog *self,
                               GFile              *file)
{
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;

  g_return_if_fail (ROUNDS_IS_IMPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  folded = g_utf8_casefold (name, -1);
  g_set_object (&self->file, file);
  adw_action_row_set_subtitle (self->file_row, name);
  if (strstr (folded, "sae") != NULL || strstr (folded, "blocs") != NULL || strstr (folded, "mco") != NULL)
    adw_combo_row_set_selected (self->register_row, 1);
  else if (strstr (folded, "finess") != NULL || strstr (folded, "etalab") != NULL)
    adw_combo_row_set_selected (self->register_row, 0);
  gtk_stack_set_visible_child_name (self->stack, "file");
  gtk_widget_grab_focus (GTK_WIDGET (self->register_row));
  adw_banner_set_revealed (self->banner, FALSE);
  update_state (self);
}
