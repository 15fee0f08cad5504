/* rounds-list-page-views.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-view-dialog.h"
#include "app/rounds-window.h"
#include "insight/rounds-filter-draft.h"
#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

/* Returns: (transfer none) (nullable): the saved view that is shown; %NULL for one that the kind has by itself */
static RoundsEntity *
find_record (RoundsListPage *self)
{
  for (guint i = 0; self->views != NULL && i < self->views->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (self->views, i)), self->view) == 0)
      return g_ptr_array_index (self->views, i);

  return NULL;
}

static gboolean
is_own (RoundsListPage *self,
        RoundsEntity   *record)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);
  const char *owner = rounds_entity_get_text (record, "owner-id");

  return owner == NULL || user == NULL || g_str_equal (owner, rounds_entity_get_id (user));
}

static void
add_sort (JsonArray  *array,
          const char *path,
          gboolean    descending)
{
  JsonObject *sort = json_object_new ();

  json_object_set_string_member (sort, "field", path);
  json_object_set_boolean_member (sort, "descending", descending);
  json_array_add_object_element (array, sort);
}

/* Returns: (transfer full): what a view that the kind has by itself shows */
static JsonObject *
define (RoundsListPage           *self,
        const RoundsListKindView *view)
{
  const RoundsEntityInfo *info = rounds_list_kind_get_info (self->kind);
  JsonObject *definition = json_object_new ();

  if (view->filter != NULL)
    json_object_set_member (definition, "filter", rounds_json_parse (view->filter, -1, NULL));
  if (view->sort != NULL)
    {
      JsonArray *sorts = json_array_new ();

      add_sort (sorts, rounds_entity_info_find (info, view->sort)->json_path, view->descending);
      json_object_set_array_member (definition, "sort", sorts);
    }

  return definition;
}

/* Returns: (transfer full): what the view shows as long as nobody changes it */
static JsonObject *
dup_definition (RoundsListPage *self)
{
  RoundsEntity *record = find_record (self);
  JsonObject *definition = NULL;

  if (record == NULL)
    return define (self, rounds_list_kind_find_view (self->kind, self->view));

  definition = rounds_json_parse_object (rounds_entity_get_text (record, "definition"), -1, NULL);
  return definition != NULL ? definition : json_object_new ();
}

static JsonNode *
dup_plain_filter (RoundsListPage *self,
                  JsonObject     *definition)
{
  JsonNode *filter = json_object_get_member (definition, "filter");
  g_autoptr(RoundsFilterDraft) draft = NULL;

  if (filter == NULL || JSON_NODE_HOLDS_NULL (filter))
    return NULL;
  if (self->reading == NULL)
    return json_node_copy (filter);

  draft = rounds_filter_draft_from_json (filter, self->reading->fields);
  return rounds_filter_draft_to_json (draft);
}

static JsonArray *
dup_plain_sort (RoundsListPage *self,
                JsonObject     *definition)
{
  JsonArray *given = json_object_has_member (definition, "sort") ? json_object_get_array_member (definition, "sort") : NULL;
  JsonArray *sorts = json_array_new ();

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++)
    {
      JsonObject *sort = json_array_get_object_element (given, i);

      add_sort (sorts, json_object_get_string_member_with_default (sort, "field", ""),
                json_object_get_boolean_member_with_default (sort, "descending", FALSE));
    }
  if (json_array_get_length (sorts) == 0)
    add_sort (sorts, rounds_entity_info_find (rounds_list_kind_get_info (self->kind), self->kind->sort)->json_path, self->kind->descending);

  return sorts;
}

static JsonArray *
dup_plain_columns (RoundsListPage *self,
                   JsonObject     *definition)
{
  JsonArray *given = json_object_has_member (definition, "columns") ? json_object_get_array_member (definition, "columns") : NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GPtrArray) fields = NULL;
  g_auto(GStrv) paths = NULL;
  JsonArray *columns = json_array_new ();

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++)
    g_strv_builder_add (builder, json_array_get_string_element (given, i));
  paths = g_strv_builder_end (builder);
  fields = rounds_list_columns_find_fields (self->kind, (const char * const *) paths, self->fields);
  for (guint i = 0; i < fields->len; i++)
    json_array_add_string_element (columns, ((const RoundsField *) g_ptr_array_index (fields, i))->json_path);

  return columns;
}

/* Two definitions that show the same read the same. */
static char *
to_plain_text (RoundsListPage *self,
               JsonObject     *definition)
{
  g_autoptr(JsonObject) plain = json_object_new ();
  JsonNode *filter = dup_plain_filter (self, definition);
  g_autofree char *widths = json_object_has_member (definition, "widths")
                              ? rounds_json_object_sort (json_object_get_object_member (definition, "widths")) : NULL;

  if (filter != NULL)
    json_object_set_member (plain, "filter", filter);
  json_object_set_array_member (plain, "sort", dup_plain_sort (self, definition));
  json_object_set_array_member (plain, "columns", dup_plain_columns (self, definition));
  if (widths != NULL)
    json_object_set_string_member (plain, "widths", widths);

  return rounds_json_object_sort (plain);
}

static gboolean
is_modified (RoundsListPage *self)
{
  g_autoptr(JsonObject) definition = dup_definition (self);
  g_autofree char *as_saved = to_plain_text (self, definition);
  g_autofree char *as_shown = to_plain_text (self, self->definition);

  return g_strcmp0 (as_saved, as_shown) != 0;
}

static const char *
get_name (RoundsListPage *self)
{
  RoundsEntity *record = find_record (self);

  return record != NULL ? rounds_entity_get_text (record, "name") : _(rounds_list_kind_find_view (self->kind, self->view)->label);
}

/* What the button says, and what can be done with the view. */
void
_rounds_list_page_update_view (RoundsListPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RoundsEntity *record = find_record (self);
  gboolean modified = is_modified (self);
  gboolean own = record != NULL && is_own (self, record);
  g_autofree char *text = modified ? g_strdup_printf (_("View: %s, modified"), get_name (self)) : g_strdup_printf (_("View: %s"), get_name (self));

  gtk_label_set_label (self->view_label, get_name (self));
  gtk_widget_set_visible (self->view_mark, modified);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->view_button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  gtk_widget_action_set_enabled (widget, "page.save-view", own && modified);
  gtk_widget_action_set_enabled (widget, "page.revert-view", modified);
  gtk_widget_action_set_enabled (widget, "page.rename-view", own);
  gtk_widget_action_set_enabled (widget, "page.delete-view", own);
}

static void
append_view (GMenu      *section,
             const char *label,
             const char *view)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (NULL, NULL);
  g_auto(GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);

  g_menu_item_set_label (item, escaped);
  g_menu_item_set_action_and_target (item, "page.view", "s", view);
  g_menu_append_item (section, item);
}

static void
append_records (RoundsListPage *self,
                GMenu          *menu,
                gboolean        own)
{
  g_autoptr(GMenu) section = g_menu_new ();

  for (guint i = 0; self->views != NULL && i < self->views->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (self->views, i);

      if (is_own (self, record) == own)
        append_view (section, rounds_entity_get_text (record, "name"), rounds_entity_get_id (record));
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, own ? _("My Views") : _("Shared with Me"), G_MENU_MODEL (section));
}

static void
update_menu (RoundsListPage *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) fixed = g_menu_new ();
  g_autoptr(GMenu) keep = g_menu_new ();
  g_autoptr(GMenu) manage = g_menu_new ();

  for (guint i = 0; self->kind->views[i].name != NULL; i++)
    append_view (fixed, _(self->kind->views[i].label), self->kind->views[i].name);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fixed));
  append_records (self, menu, TRUE);
  append_records (self, menu, FALSE);

  g_menu_append (keep, _("_Save Changes"), "page.save-view");
  g_menu_append (keep, _("Save _As…"), "page.save-view-as");
  g_menu_append (keep, _("Re_vert Changes"), "page.revert-view");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keep));
  g_menu_append (manage, _("_Rename…"), "page.rename-view");
  g_menu_append (manage, _("_Delete"), "page.delete-view");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (manage));

  gtk_menu_button_set_menu_model (self->view_button, G_MENU_MODEL (menu));
}

static void
store_state (RoundsListPage *self)
{
  g_autofree char *text = rounds_json_object_to_text (self->definition);

  g_settings_set_string (self->settings, "view", self->view);
  g_settings_set_string (self->settings, "definition", text);
}

/* Takes @definition. */
static void
show (RoundsListPage *self,
      JsonObject     *definition)
{
  g_clear_pointer (&self->definition, json_object_unref);
  self->definition = definition;
  _rounds_list_page_show_columns (self);
  _rounds_list_page_read_filter (self);
  _rounds_list_page_update_view (self);
  if (self->unread)
    _rounds_list_page_update_state (self);
  else
    _rounds_list_page_update_query (self);
}

/* @view: the id of a saved view, or the name of one that the kind has */
void
_rounds_list_page_set_view (RoundsListPage *self,
                            const char     *view)
{
  g_set_str (&self->view, view);
  show (self, dup_definition (self));
  store_state (self);
  g_object_notify (G_OBJECT (self), "view");
}

/* @node: (nullable): %NULL for what the kind wants */
void
_rounds_list_page_set_member (RoundsListPage *self,
                              const char     *member,
                              JsonNode       *node)
{
  if (node != NULL)
    json_object_set_member (self->definition, member, json_node_copy (node));
  else
    json_object_remove_member (self->definition, member);
  store_state (self);
  _rounds_list_page_update_view (self);
}

static gpointer
read_views (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_find ("saved-view");
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "collection"), ROUNDS_FILTER_EQUAL, user_data);

  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "position"), FALSE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "name"), FALSE);

  return rounds_repository_list (database, query, error);
}

/* When the one that is shown has gone elsewhere, what it shows stays. */
static void
on_views_read (RoundsListPage *self,
               GPtrArray      *views,
               RoundsLiveRead *read)
{
  if (self->model == NULL)
    return;

  g_clear_pointer (&self->views, g_ptr_array_unref);
  self->views = g_ptr_array_ref (views);
  update_menu (self);
  _rounds_list_page_update_view (self);
}

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
  g_autofree char *done = g_strdup_printf (_("“%s” saved"), get_name (self));

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
  g_set_str (&self->view, creating->id);
  store_state (self);
  g_object_notify (G_OBJECT (self), "view");
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

  if (!g_str_equal (response, "save") || find_record (self) == NULL)
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
  RoundsEntity *record = find_record (self);
  RoundsViewDialog *dialog;

  if (record == NULL)
    return;

  dialog = rounds_view_dialog_new (_("Rename View"), rounds_entity_get_text (record, "name"),
                                   rounds_entity_get_text (record, "visibility"), has_team (self));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
revert_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  g_autofree char *view = g_strdup (self->view);

  _rounds_list_page_set_view (self, view);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);
  g_autoptr(JsonObject) arguments = create_arguments (self->view, NULL);
  g_autofree char *done = g_strdup_printf (_("“%s” deleted"), get_name (self));

  rounds_window_run (rounds_window_of (widget), "record.delete", arguments, done);
  _rounds_list_page_set_view (self, self->kind->views[0].name);
}

/* Who one is is known only after the list is there: "mine" waits for it. */
static void
on_user_changed (RoundsListPage *self)
{
  if (self->model == NULL)
    return;

  update_menu (self);
  if (self->unread)
    _rounds_list_page_read_filter (self);
  _rounds_list_page_update_view (self);
}

void
_rounds_list_page_set_up_views (RoundsListPage *self)
{
  static const char * const kinds[] = { "saved-view", NULL };
  g_autofree char *definition = g_settings_get_string (self->settings, "definition");
  JsonObject *kept = definition[0] != '\0' ? rounds_json_parse_object (definition, -1, NULL) : NULL;

  self->view = g_settings_get_string (self->settings, "view");
  if (self->view[0] == '\0')
    g_set_str (&self->view, self->kind->views[0].name);
  self->read_views = rounds_live_read_new (rounds_workspace_get_store (self->workspace), kinds, read_views,
                                           (GDestroyNotify) g_ptr_array_unref);
  rounds_live_read_set_argument (self->read_views, rounds_list_kind_get_info (self->kind)->collection);
  g_signal_connect_object (self->read_views, "answered", G_CALLBACK (on_views_read), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::user", G_CALLBACK (on_user_changed), self, G_CONNECT_SWAPPED);

  show (self, kept != NULL ? kept : dup_definition (self));
  update_menu (self);
  rounds_live_read_ask (self->read_views);
}

void
_rounds_list_page_class_views_init (RoundsListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_property_action (widget_class, "page.view", "view");
  gtk_widget_class_install_action (widget_class, "page.save-view", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "page.save-view-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "page.revert-view", NULL, revert_action);
  gtk_widget_class_install_action (widget_class, "page.rename-view", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "page.delete-view", NULL, delete_action);
}
