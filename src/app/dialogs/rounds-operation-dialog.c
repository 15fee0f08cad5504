/* rounds-operation-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-operation-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/rounds-focus.h"
#include "app/rounds-window.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"

struct _RoundsOperationDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwBanner *banner;
  GtkListBox *list;
  GtkButton *run_button;

  /* Borrowed references */
  GtkWidget *focus; /* weak: where one was when it began */

  /* Owned references */
  RoundsWorkspace *workspace;
  const RoundsOperationAsked *asked;
  RoundsEntity *record;
  JsonObject *arguments;
  GPtrArray *editors;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (RoundsOperationDialog, rounds_operation_dialog, ADW_TYPE_DIALOG)

/* The one place that decides what can be done. */
static void
update_state (RoundsOperationDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.run", !self->running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !self->running);
  adw_dialog_set_can_close (ADW_DIALOG (self), !self->running);
}

static void
say (RoundsOperationDialog *self,
     const char            *text)
{
  adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
show_problems (RoundsOperationDialog *self,
               const GError          *error)
{
  GPtrArray *problems = rounds_problem_get_fields (error);
  gboolean shown = FALSE;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    for (guint j = 0; j < self->editors->len; j++)
      {
        const RoundsFieldProblem *problem = g_ptr_array_index (problems, i);
        RoundsFieldEditor *editor = g_ptr_array_index (self->editors, j);

        if (g_strcmp0 (rounds_field_editor_get_field (editor)->json_path, problem->field) != 0)
          continue;
        rounds_field_editor_set_problem (editor, problem->detail);
        if (!shown)
          rounds_field_editor_grab_focus (editor);
        shown = TRUE;
      }

  if (!shown)
    say (self, error->message);
}

static void
on_ran (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(RoundsOperationDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  self->running = FALSE;
  update_state (self);
  if (answer == NULL)
    {
      if (self->focus != NULL)
        gtk_widget_grab_focus (self->focus);
      show_problems (self, error);
      return;
    }

  if (window != NULL)
    rounds_window_toast_undo (window, _(self->asked->done), undo_id);
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* Puts what was entered in a field into the arguments; nothing when nothing was. */
static gboolean
read_editor (RoundsOperationDialog *self,
             RoundsFieldEditor     *editor)
{
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autoptr(GError) error = NULL;

  rounds_field_editor_set_problem (editor, NULL);
  if (!rounds_field_editor_read (editor, self->record, &error))
    {
      show_problems (self, error);
      return FALSE;
    }

  json_object_remove_member (self->arguments, field->json_key);
  if (!rounds_entity_is_null (self->record, field->name))
    {
      g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
      g_autofree char *text = NULL;

      rounds_json_write_value (writer, field, rounds_entity_get_value (self->record, field));
      text = rounds_json_writer_end (writer, NULL);
      json_object_set_member (self->arguments, field->json_key, rounds_json_parse (text, -1, NULL));
    }
  return TRUE;
}

static void
run_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  RoundsOperationDialog *self = ROUNDS_OPERATION_DIALOG (widget);
  gboolean good = TRUE;

  for (guint i = 0; i < self->editors->len; i++)
    good = read_editor (self, g_ptr_array_index (self->editors, i)) && good;
  if (!good)
    return;

  g_set_weak_pointer (&self->focus, rounds_focus_release (GTK_WIDGET (self->list)));
  self->running = TRUE;
  update_state (self);
  rounds_workspace_run_async (self->workspace, self->asked->operation, self->arguments, NULL, on_ran, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
on_changed (RoundsOperationDialog *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
add_editors (RoundsOperationDialog *self)
{
  for (const char * const *name = self->asked->fields; *name != NULL; name++)
    {
      const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (self->record), *name);
      RoundsFieldEditor *editor = rounds_field_editor_new (rounds_workspace_get_store (self->workspace), field);

      rounds_field_editor_add_to (editor, self->list);
      rounds_field_editor_show (editor, self->record);
      g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->editors, editor);
    }
}

static void
rounds_operation_dialog_dispose (GObject *object)
{
  RoundsOperationDialog *self = ROUNDS_OPERATION_DIALOG (object);

  g_clear_weak_pointer (&self->focus);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_OPERATION_DIALOG);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->arguments, json_object_unref);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_operation_dialog_parent_class)->dispose (object);
}

static void
rounds_operation_dialog_class_init (RoundsOperationDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_operation_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-operation-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsOperationDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, RoundsOperationDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsOperationDialog, run_button);

  gtk_widget_class_install_action (widget_class, "dialog.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.run", NULL);
}

static void
rounds_operation_dialog_init (RoundsOperationDialog *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_operation_dialog_new:
 * @workspace: where the operation runs
 * @asked: what is asked for, and what it is called; stays
 * @record: holds what the fields begin with; it is written to
 * @arguments: (transfer full): what the operation is told besides
 *
 * Returns: (transfer floating): a dialog to present
 */
GtkWidget *
rounds_operation_dialog_new (RoundsWorkspace            *workspace,
                             const RoundsOperationAsked *asked,
                             RoundsEntity               *record,
                             JsonObject                 *arguments)
{
  RoundsOperationDialog *self = g_object_new (ROUNDS_TYPE_OPERATION_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->asked = asked;
  self->record = g_object_ref (record);
  self->arguments = arguments;
  adw_dialog_set_title (ADW_DIALOG (self), _(asked->title));
  gtk_button_set_label (self->run_button, _(asked->button));
  add_editors (self);
  if (self->editors->len > 0)
    adw_dialog_set_focus (ADW_DIALOG (self), rounds_field_editor_get_row (g_ptr_array_index (self->editors, 0)));
  update_state (self);

  return GTK_WIDGET (self);
}
