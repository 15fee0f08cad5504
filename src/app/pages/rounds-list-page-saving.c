/* rounds-list-page-saving.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-view-dialog.h"
#include "app/rounds-window.h"
#include "model/rounds-id.h"
#include "model/rounds-json.h"

static JsonObject *
create_arguments (const char *id,
                  JsonObject *values)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "kind", "saved-view");
  json_object_set_string_member (arguments, "id", id);
  if (values != NULL)
    json_object_set_object_member (arguments, "values", values);

  return arguments;
}

static void
add_definition (RoundsListPage *self,
                JsonObject     *values)
{
  g_autofree char *text = rounds_json_object_to_text (self->definition);

  json_object_set_object_member (values, "definition", rounds_json_parse_object (text, -1, NULL));
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  JsonObject *values = json_object_new ();
  g_autoptr(JsonObject) arguments = create_arguments (self->view, values);
  g_autofree char *done = g_strdup_printf (_("“%s” saved"), _rounds_list_page_get_view_name (self));

  add_definition (self, values);
  rounds_window_run (rounds_window_of (widget), "record.update", arguments, done);
}

typedef struct
{
  RoundsListPage *page;
  char *id;
  char *done;
} Creating;

static void
creating_free (Creating *self)
{
  g_object_unref (self->page);
  g_free (self->id);
  g_free (self->done);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Creating, creating_free)

static void
on_created (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Creating) creating = user_data;
  RoundsListPage *self = creating->page;
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);

  if (self->model == NULL || window == NULL)
    return;
  if (answer == NULL)
    {
      rounds_window_toast (window, error->message);
      return;
    }

  /* What is shown is what was saved; the name comes with the list of views. */
  _rounds_list_page_adopt_view (self, creating->id);
  rounds_live_read_ask (self->read_views);
  rounds_window_toast_undo (window, creating->done, undo_id);
}

static void
on_save_as_response (RoundsListPage   *self,
                     const char       *response,
                     RoundsViewDialog *dialog)
{
  JsonObject *values;
  g_autoptr(JsonObject) arguments = NULL;
  g_autofree char *name = NULL;
  Creating *creating;

  if (!g_str_equal (response, "save"))
    return;

  creating = g_new0 (Creating, 1);
  name = rounds_view_dialog_dup_name (dialog);
  creating->page = g_object_ref (self);
  creating->id = rounds_id_new ();
  creating->done = g_strdup_printf (_("“%s” saved"), name);
  values = json_object_new ();
  json_object_set_string_member (values, "name", name);
  json_object_set_string_member (values, "collection", rounds_list_kind_get_info (self->kind)->collection);
  json_object_set_string_member (values, "visibility", rounds_view_dialog_get_visibility (dialog));
  add_definition (self, values);
  arguments = create_arguments (creating->id, values);
  rounds_workspace_run_async (self->workspace, "record.create", arguments, NULL, on_created, creating);
}

static gboolean
has_team (RoundsListPage *self)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);

  return user != NULL && rounds_entity_get_text (user, "team-id") != NULL;
}

static void
save_as_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  RoundsViewDialog *dialog = rounds_view_dialog_new (_("Save View"), "", "private", has_team (self));

  g_signal_connect_object (dialog, "response", G_CALLBACK (on_save_as_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_rename_response (RoundsListPage   *self,
                    const char       *response,
                    RoundsViewDialog *dialog)
{
  JsonObject *values;
  g_autoptr(JsonObject) arguments = NULL;
  g_autofree char *name = NULL;
  g_autofree char *done = NULL;

  if (!g_str_equal (response, "save") || _rounds_list_page_find_view (self) == NULL)
    return;

  name = rounds_view_dialog_dup_name (dialog);
  done = g_strdup_printf (_("“%s” saved"), name);
  values = json_object_new ();
  json_object_set_string_member (values, "name", name);
  json_object_set_string_member (values, "visibility", rounds_view_dialog_get_visibility (dialog));
  arguments = create_arguments (self->view, values);
  rounds_window_run (rounds_window_of (GTK_WIDGET (self)), "record.update", arguments, done);
}

static void
rename_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  RoundsEntity *record = _rounds_list_page_find_view (self);
  RoundsViewDialog *dialog;

  if (record == NULL)
    return;

  dialog = rounds_view_dialog_new (_("Rename View"), rounds_entity_get_text (record, "name"),
                                   rounds_entity_get_text (record, "visibility"), has_team (self));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  g_autoptr(JsonObject) arguments = create_arguments (self->view, NULL);
  g_autofree char *done = g_strdup_printf (_("“%s” deleted"), _rounds_list_page_get_view_name (self));

  rounds_window_run (rounds_window_of (widget), "record.delete", arguments, done);
  _rounds_list_page_leave_view (self);
}

void
_rounds_list_page_class_saving_init (RoundsListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "page.save-view", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.save-view-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "page.rename-view", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "page.delete-view", NULL, delete_action);
}
