/* rounds-vcard-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-vcard-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-vcard-row.h"
#include "exchange/rounds-vcard-plan.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-registry.h"

struct _RoundsVcardDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *banner;
  GtkStack *stack;
  GtkListBox *institution_list;
  GtkNoSelection *cards_selection;
  AdwStatusPage *reading_page;
  AdwStatusPage *error_page;
  GtkWidget *import_button;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsWindow *window;
  GFile *file;
  RoundsEntity *draft; /* a contact that holds where people work */
  RoundsFieldEditor *institution;
  GPtrArray *entries; /* nullable: RoundsVcardEntry, once they have been read */
  GCancellable *cancellable; /* of the reading */
  gboolean importing;
};

G_DEFINE_FINAL_TYPE (RoundsVcardDialog, rounds_vcard_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  GFile *file;
  char *institution_id;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_object_unref (self->file);
  g_free (self->institution_id);
  g_free (self);
}

static guint
count_changes (RoundsVcardDialog *self)
{
  return self->entries != NULL ? rounds_vcard_plan_count (self->entries, ROUNDS_VCARD_CREATE) +
                                 rounds_vcard_plan_count (self->entries, ROUNDS_VCARD_UPDATE) : 0;
}

static void
update_actions (RoundsVcardDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vcards.import",
                                 count_changes (self) > 0 && self->cancellable == NULL && !self->importing);
}

/* How many of what, in the title. */
static void
update_summary (RoundsVcardDialog *self)
{
  const guint n_new = rounds_vcard_plan_count (self->entries, ROUNDS_VCARD_CREATE);
  const guint n_updates = rounds_vcard_plan_count (self->entries, ROUNDS_VCARD_UPDATE);
  const guint n_refused = rounds_vcard_plan_count (self->entries, ROUNDS_VCARD_REFUSE);
  g_autofree char *created = g_strdup_printf (ngettext ("%u new", "%u new", n_new), n_new);
  g_autofree char *updated = g_strdup_printf (ngettext ("%u update", "%u updates", n_updates), n_updates);
  g_autofree char *refused = g_strdup_printf (ngettext ("%u refused", "%u refused", n_refused), n_refused);
  g_autofree char *text = g_strjoin (" · ", created, updated, refused, NULL);

  adw_window_title_set_subtitle (self->window_title, text);
}

static void
show_entries (RoundsVcardDialog *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *sentence = rounds_vcard_row_dup_sentence (g_ptr_array_index (self->entries, i));

      gtk_string_list_append (names, sentence);
    }
  gtk_no_selection_set_model (self->cards_selection, G_LIST_MODEL (names));
  update_summary (self);
  gtk_stack_set_visible_child_name (self->stack, self->entries->len > 0 ? "cards" : "nothing");
}

static gpointer
read_cards (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Question *question = user_data;
  g_autoptr(GFileInputStream) stream = g_file_read (question->file, cancellable, error);

  if (stream == NULL)
    return NULL;
  return rounds_vcard_plan_read (database, G_INPUT_STREAM (stream), question->institution_id, cancellable, error);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(RoundsVcardDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  /* Closed, or asked again for another institution. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->stack == NULL ||
      g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (entries != NULL)
    {
      g_clear_pointer (&self->entries, g_ptr_array_unref);
      self->entries = g_steal_pointer (&entries);
      show_entries (self);
    }
  else
    {
      g_autofree char *description = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error_page, description);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  update_actions (self);
}

static void
drop_question (RoundsVcardDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (RoundsVcardDialog *self)
{
  Question *question = g_new0 (Question, 1);

  drop_question (self);
  question->file = g_object_ref (self->file);
  question->institution_id = g_strdup (rounds_entity_get_text (self->draft, "institution-id"));
  self->cancellable = g_cancellable_new ();
  update_actions (self);
  rounds_store_read_async (rounds_workspace_get_store (self->workspace), read_cards, question, question_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_read, g_object_ref (self));
}

static void
on_institution_changed (RoundsVcardDialog *self)
{
  g_autoptr(GError) error = NULL;

  if (rounds_field_editor_read (self->institution, self->draft, &error))
    ask (self);
}

static void
on_imported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsVcardDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);

  self->importing = FALSE;
  if (answer != NULL)
    {
      const guint n = count_changes (self);
      g_autofree char *text = g_strdup_printf (ngettext ("%u contact imported", "%u contacts imported", n), n);

      rounds_window_toast_undo (self->window, text, undo_id);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else if (self->banner != NULL)
    {
      adw_banner_set_title (self->banner, error->message);
      adw_banner_set_revealed (self->banner, TRUE);
      update_actions (self);
    }
}

static void
import_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsVcardDialog *self = ROUNDS_VCARD_DIALOG (widget);
  g_autoptr(JsonObject) arguments = rounds_vcard_plan_to_arguments (self->entries);

  self->importing = TRUE;
  adw_banner_set_revealed (self->banner, FALSE);
  update_actions (self);
  rounds_workspace_run_async (self->workspace, "batch.run", arguments, NULL, on_imported, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, rounds_vcard_row_new ());
}

static void
on_bind (RoundsVcardDialog        *self,
         GtkListItem              *item,
         GtkSignalListItemFactory *factory)
{
  rounds_vcard_row_show (ROUNDS_VCARD_ROW (gtk_list_item_get_child (item)),
                         g_ptr_array_index (self->entries, gtk_list_item_get_position (item)));
  gtk_list_item_set_accessible_label (item, gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
rounds_vcard_dialog_dispose (GObject *object)
{
  RoundsVcardDialog *self = ROUNDS_VCARD_DIALOG (object);

  drop_question (self);
  if (self->cards_selection != NULL)
    gtk_no_selection_set_model (self->cards_selection, NULL);
  g_clear_object (&self->institution);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_VCARD_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_object (&self->window);
  g_clear_object (&self->file);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_vcard_dialog_parent_class)->dispose (object);
}

static void
rounds_vcard_dialog_class_init (RoundsVcardDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_vcard_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-vcard-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, institution_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, cards_selection);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, reading_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardDialog, import_button);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);

  gtk_widget_class_install_action (widget_class, "vcards.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "vcards.cancel", NULL, cancel_action);
}

static void
rounds_vcard_dialog_init (RoundsVcardDialog *self)
{
  g_autoptr(AdwSpinnerPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->reading_page));
  adw_status_page_set_paintable (self->reading_page, GDK_PAINTABLE (spinner));
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->import_button);
}

/**
 * rounds_vcard_dialog_present:
 * @parent: a widget in the main window
 * @workspace: where the contacts go
 * @institution_id: (nullable): where those work whose card names no institution that is known, until the person says otherwise
 * @file: of vCards
 */
void
rounds_vcard_dialog_present (GtkWidget       *parent,
                             RoundsWorkspace *workspace,
                             const char      *institution_id,
                             GFile           *file)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON);
  RoundsVcardDialog *self = g_object_new (ROUNDS_TYPE_VCARD_DIALOG, NULL);

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (G_IS_FILE (file));

  self->workspace = g_object_ref (workspace);
  self->window = g_object_ref (rounds_window_of (parent));
  self->file = g_object_ref (file);
  self->draft = rounds_entity_new (info);
  rounds_entity_set_text (self->draft, "institution-id", institution_id);

  self->institution = rounds_field_editor_new (rounds_workspace_get_store (workspace), rounds_entity_info_find (info, "institution-id"));
  rounds_field_editor_add_to (self->institution, self->institution_list);
  rounds_field_editor_show (self->institution, self->draft);
  g_signal_connect_object (self->institution, "changed", G_CALLBACK (on_institution_changed), self, G_CONNECT_SWAPPED);

  ask (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

typedef struct
{
  GtkWidget *parent;
  RoundsWorkspace *workspace;
  char *institution_id;
} Choosing;

static void
choosing_free (Choosing *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->workspace);
  g_free (self->institution_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Choosing) choosing = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL && rounds_window_of (choosing->parent) != NULL)
    rounds_vcard_dialog_present (choosing->parent, choosing->workspace, choosing->institution_id, file);
}

/**
 * rounds_vcard_dialog_choose:
 *
 * As rounds_vcard_dialog_present(), after the person has chosen the file.
 */
void
rounds_vcard_dialog_choose (GtkWidget       *parent,
                            RoundsWorkspace *workspace,
                            const char      *institution_id)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->parent = g_object_ref (parent);
  choosing->workspace = g_object_ref (workspace);
  choosing->institution_id = g_strdup (institution_id);

  gtk_file_filter_set_name (filter, _("vCards"));
  gtk_file_filter_add_suffix (filter, "vcf");
  gtk_file_filter_add_suffix (filter, "vcard");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _("Import vCards"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, on_file_chosen, choosing);
}

static gboolean
is_vcard (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *small = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return small != NULL && (g_str_has_suffix (small, ".vcf") || g_str_has_suffix (small, ".vcard"));
}

static GFile *
find_vcard (const GValue *value)
{
  GSList *files = value != NULL && G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST) ? g_value_get_boxed (value) : NULL;

  for (; files != NULL; files = files->next)
    if (is_vcard (files->data))
      return files->data;

  return NULL;
}

/* Other files are left to who else may want them. */
static void
on_value_changed (GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (value != NULL && find_vcard (value) == NULL)
    gtk_drop_target_reject (target);
}

static gboolean
on_dropped (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GFile *file = find_vcard (value);

  if (file == NULL)
    return FALSE;

  rounds_vcard_dialog_present (widget, g_object_get_data (G_OBJECT (target), "rounds-workspace"),
                               g_object_get_data (G_OBJECT (target), "rounds-institution"), file);
  return TRUE;
}

/* What leaves the program does not come back into it. */
static gboolean
on_accept (GtkDropTarget *target,
           GdkDrop       *drop,
           gpointer       user_data)
{
  return gdk_drop_get_drag (drop) == NULL && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

/**
 * rounds_vcard_dialog_accept_drops:
 * @widget: where files can be dropped
 * @workspace: where the contacts go
 * @institution_id: (nullable): see rounds_vcard_dialog_present()
 *
 * Lets a file of vCards be dropped on @widget.
 */
void
rounds_vcard_dialog_accept_drops (GtkWidget       *widget,
                                  RoundsWorkspace *workspace,
                                  const char      *institution_id)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_object_set_data_full (G_OBJECT (target), "rounds-workspace", g_object_ref (workspace), g_object_unref);
  g_object_set_data_full (G_OBJECT (target), "rounds-institution", g_strdup (institution_id), g_free);
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "accept", G_CALLBACK (on_accept), NULL);
  g_signal_connect (target, "notify::value", G_CALLBACK (on_value_changed), NULL);
  g_signal_connect (target, "drop", G_CALLBACK (on_dropped), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
