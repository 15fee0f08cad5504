/* rounds-bulk-edit-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-bulk-edit-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/rounds-option.h"
#include "app/rounds-window.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"

struct _RoundsBulkEditDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *field_group;
  AdwComboRow *field_row;
  GtkListBox *value_list;
  AdwBanner *banner;

  /* Borrowed references */
  const RoundsEntityInfo *info;
  const RoundsField *field;

  /* Owned references */
  RoundsWorkspace *workspace;
  JsonArray *ids;
  RoundsFieldEditor *editor;
  RoundsEntity *draft;
};

G_DEFINE_FINAL_TYPE (RoundsBulkEditDialog, rounds_bulk_edit_dialog, ADW_TYPE_DIALOG)

/* What names a record, and what no two may have the same, is not given to several. */
static gboolean
is_offered (RoundsBulkEditDialog *self,
            const RoundsField    *field)
{
  const RoundsFieldFlags never = ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_FIXED | ROUNDS_FIELD_UNIQUE;

  return (field->flags & never) == 0 && rounds_field_is_asked (field) && rounds_field_has_column (field) &&
         field->type != ROUNDS_FIELD_OBJECT && field->type != ROUNDS_FIELD_JSON &&
         !g_str_equal (field->name, self->info->title_field);
}

static void
show_field (RoundsBulkEditDialog *self,
            const RoundsField    *field)
{
  self->field = field;
  gtk_list_box_remove_all (self->value_list);
  g_clear_object (&self->editor);
  g_clear_object (&self->draft);

  self->draft = rounds_entity_new (self->info);
  rounds_entity_clear (self->draft, field->name);
  self->editor = rounds_field_editor_new (rounds_workspace_get_store (self->workspace), field);
  rounds_field_editor_add_to (self->editor, self->value_list);
  rounds_field_editor_show (self->editor, self->draft);
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
on_field_selected (RoundsBulkEditDialog *self)
{
  RoundsOption *option = adw_combo_row_get_selected_item (self->field_row);

  if (option != NULL && self->info != NULL)
    show_field (self, rounds_entity_info_find (self->info, rounds_option_get_value (option)));
}

static void
offer_fields (RoundsBulkEditDialog *self)
{
  g_autoptr(GListStore) options = g_list_store_new (ROUNDS_TYPE_OPTION);
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (ROUNDS_TYPE_OPTION, NULL, "label");

  for (guint i = 0; i < self->info->n_fields; i++)
    if (is_offered (self, &self->info->fields[i]))
      {
        g_autoptr(RoundsOption) option = rounds_option_new (self->info->fields[i].name,
                                                            rounds_field_get_label (&self->info->fields[i]));

        g_list_store_append (options, option);
      }
  adw_combo_row_set_expression (self->field_row, expression);
  adw_combo_row_set_model (self->field_row, G_LIST_MODEL (options));
}

/* What is to be done: the owner is assigned, tags are added to those there are, all else is set. */
static const char *
fill_arguments (RoundsBulkEditDialog *self,
                RoundsEntity         *record,
                JsonObject           *arguments)
{
  json_object_set_string_member (arguments, "kind", self->info->kind);
  json_object_set_array_member (arguments, "ids", json_array_ref (self->ids));

  if (g_strcmp0 (self->field->name, self->info->owner_field) == 0)
    {
      if (!rounds_entity_is_null (record, self->field->name))
        json_object_set_string_member (arguments, "userId", rounds_entity_get_text (record, self->field->name));
      else
        json_object_set_null_member (arguments, "userId");
      return "record.assign";
    }

  if (g_str_equal (self->field->name, "tags"))
    {
      g_auto(GStrv) tags = rounds_entity_dup_list (record, "tags");
      JsonArray *array = json_array_new ();

      for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
        json_array_add_string_element (array, tags[i]);
      json_object_set_array_member (arguments, "addTags", array);
      return "record.bulk-update";
    }

  json_object_set_object_member (arguments, "values", rounds_json_diff (self->draft, record));
  return "record.bulk-update";
}

/* Nothing entered means nothing held: said where the difference to the empty draft cannot. */
static void
clear_value (RoundsBulkEditDialog *self,
             JsonObject           *values)
{
  JsonObject *holder = values;

  if (json_object_get_size (values) > 0)
    return;

  if (self->field->group != NULL)
    {
      holder = json_object_new ();
      json_object_set_object_member (values, self->field->group, holder);
    }
  json_object_set_null_member (holder, self->field->json_key);
}

static void
show_problem (RoundsBulkEditDialog *self,
              const GError         *error)
{
  GPtrArray *problems = rounds_problem_get_fields (error);

  if (problems != NULL && problems->len > 0)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (problems, 0);

      rounds_field_editor_set_problem (self->editor, problem->detail);
      rounds_field_editor_grab_focus (self->editor);
      return;
    }

  adw_banner_set_title (self->banner, error->message);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
on_ran (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(RoundsBulkEditDialog) self = user_data;
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autofree char *number = rounds_number_format (json_array_get_length (self->ids), 0, 0);
  g_autofree char *text = NULL;
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bulk.apply", TRUE);
  if (answer == NULL)
    {
      show_problem (self, error);
      return;
    }

  text = g_strdup_printf (ngettext ("%s record changed", "%s records changed", json_array_get_length (self->ids)), number);
  if (window != NULL)
    rounds_window_toast_undo (window, text, undo_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsBulkEditDialog *self = ROUNDS_BULK_EDIT_DIALOG (widget);
  g_autoptr(RoundsEntity) record = rounds_entity_copy (self->draft);
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autoptr(GError) error = NULL;
  const char *operation;

  rounds_field_editor_set_problem (self->editor, NULL);
  if (!rounds_field_editor_read (self->editor, record, &error))
    {
      show_problem (self, error);
      return;
    }

  operation = fill_arguments (self, record, arguments);
  if (json_object_has_member (arguments, "values"))
    clear_value (self, json_object_get_object_member (arguments, "values"));
  gtk_widget_action_set_enabled (widget, "bulk.apply", FALSE);
  rounds_workspace_run_async (self->workspace, operation, arguments, NULL, on_ran, g_object_ref (self));
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
rounds_bulk_edit_dialog_dispose (GObject *object)
{
  RoundsBulkEditDialog *self = ROUNDS_BULK_EDIT_DIALOG (object);

  self->info = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_BULK_EDIT_DIALOG);
  g_clear_object (&self->editor);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->ids, json_array_unref);

  G_OBJECT_CLASS (rounds_bulk_edit_dialog_parent_class)->dispose (object);
}

static void
rounds_bulk_edit_dialog_class_init (RoundsBulkEditDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_bulk_edit_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-bulk-edit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsBulkEditDialog, field_group);
  gtk_widget_class_bind_template_child (widget_class, RoundsBulkEditDialog, field_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsBulkEditDialog, value_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsBulkEditDialog, banner);
  gtk_widget_class_bind_template_callback (widget_class, on_field_selected);
  gtk_widget_class_install_action (widget_class, "bulk.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "bulk.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "bulk.apply", NULL);
}

static void
rounds_bulk_edit_dialog_init (RoundsBulkEditDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_bulk_edit_dialog_new:
 * @workspace: where the records are
 * @info: of which kind they are
 * @field: (nullable): what is changed: the owner is assigned, tags are added; %NULL lets the person choose
 * @ids: the records
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
rounds_bulk_edit_dialog_new (RoundsWorkspace        *workspace,
                             const RoundsEntityInfo *info,
                             const RoundsField      *field,
                             JsonArray              *ids)
{
  RoundsBulkEditDialog *self = g_object_new (ROUNDS_TYPE_BULK_EDIT_DIALOG, NULL);
  g_autofree char *number = rounds_number_format (json_array_get_length (ids), 0, 0);
  g_autofree char *title = NULL;

  /* Translators: %s is a number */
  title = g_strdup_printf (ngettext ("Change %s Record", "Change %s Records", json_array_get_length (ids)), number);
  adw_dialog_set_title (ADW_DIALOG (self), title);
  self->workspace = g_object_ref (workspace);
  self->info = info;
  self->ids = json_array_ref (ids);
  gtk_widget_set_visible (GTK_WIDGET (self->field_group), field == NULL);
  if (field != NULL)
    show_field (self, field);
  else
    offer_fields (self);

  return GTK_WIDGET (self);
}
