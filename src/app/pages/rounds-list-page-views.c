/* rounds-list-page-views.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

static gboolean
is_own (RoundsListPage *self,
        RoundsEntity   *record)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);
  const char *owner = rounds_entity_get_text (record, "owner-id");

  return owner == NULL || user == NULL || g_str_equal (owner, rounds_entity_get_id (user));
}

/* What the button says, and what can be done with the view. */
void
_rounds_list_page_update_view (RoundsListPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RoundsEntity *record = _rounds_list_page_find_view (self);
  gboolean modified = _rounds_list_page_is_modified (self);
  gboolean own = record != NULL && is_own (self, record);
  g_autofree char *text = modified ? g_strdup_printf (_("View: %s, modified"), _rounds_list_page_get_view_name (self)) : g_strdup_printf (_("View: %s"), _rounds_list_page_get_view_name (self));

  gtk_label_set_label (self->view_label, _rounds_list_page_get_view_name (self));
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

/* Takes @definition. @view: the id of a saved view, or the name of one that the kind has */
static void
switch_to (RoundsListPage *self,
           const char     *view,
           JsonObject     *definition)
{
  g_set_str (&self->view, view);
  show (self, definition != NULL ? definition : _rounds_list_page_dup_definition (self));
  store_state (self);
  g_object_notify (G_OBJECT (self), "view");
}

static void
on_bring_back (RoundsListPage *self,
               AdwToast       *toast)
{
  if (self->model != NULL)
    switch_to (self, g_object_get_data (G_OBJECT (toast), "rounds-view"),
               json_object_ref (g_object_get_data (G_OBJECT (toast), "rounds-definition")));
}

/* Says what is no longer shown, with a button that shows it again. */
static void
offer_back (RoundsListPage *self,
            const char     *text,
            const char     *button,
            const char     *view,
            JsonObject     *definition)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  AdwToast *toast;

  if (window == NULL)
    return;

  toast = rounds_window_toast_button (window, text, button);
  g_object_set_data_full (G_OBJECT (toast), "rounds-view", g_strdup (view), g_free);
  g_object_set_data_full (G_OBJECT (toast), "rounds-definition", json_object_ref (definition), (GDestroyNotify) json_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_bring_back), self, G_CONNECT_SWAPPED);
}

/* What has been changed and not saved goes with the view that is left. */
void
_rounds_list_page_set_view (RoundsListPage *self,
                            const char     *view)
{
  _rounds_list_page_keep_widths (self);
  if (_rounds_list_page_is_modified (self))
    {
      g_autofree char *text = g_strdup_printf (_("Changes to “%s” discarded"), _rounds_list_page_get_view_name (self));

      offer_back (self, text, _("_Undo"), self->view, self->definition);
    }
  switch_to (self, view, NULL);
}

/* What is shown has become a view of its own. */
void
_rounds_list_page_adopt_view (RoundsListPage *self,
                              const char     *view)
{
  g_set_str (&self->adopted, view);
  g_set_str (&self->adopted_from, self->view);
  g_set_str (&self->view, view);
  store_state (self);
  g_object_notify (G_OBJECT (self), "view");
}

/* The view that is shown goes; it is shown again should it come back. */
void
_rounds_list_page_leave_view (RoundsListPage *self)
{
  _rounds_list_page_keep_widths (self);
  g_set_str (&self->left, self->view);
  g_clear_pointer (&self->left_definition, json_object_unref);
  self->left_definition = json_object_ref (self->definition);
  switch_to (self, self->kind->views[0].name, NULL);
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

/* The view that was shown is no longer there. */
static void
on_view_gone (RoundsListPage *self,
              const char     *name)
{
  const char *first = self->kind->views[0].name;
  g_autofree char *text = NULL;

  /* Saving it was taken back: what was saved is an unsaved change again. */
  if (g_strcmp0 (self->view, self->adopted) == 0)
    {
      switch_to (self, self->adopted_from, json_object_ref (self->definition));
      return;
    }

  text = g_strdup_printf (_("“%s” was deleted"), name);
  offer_back (self, text, _("_Keep Showing"), first, self->definition);
  _rounds_list_page_leave_view (self);
}

static void
on_views_read (RoundsListPage *self,
               GPtrArray      *views,
               RoundsLiveRead *read)
{
  RoundsEntity *record;
  g_autofree char *name = NULL;
  gboolean back;

  if (self->model == NULL)
    return;

  record = _rounds_list_page_find_view (self);
  name = record != NULL ? g_strdup (rounds_entity_get_text (record, "name")) : NULL;
  back = self->left != NULL && _rounds_list_page_find_saved (self, self->left) == NULL;
  g_clear_pointer (&self->views, g_ptr_array_unref);
  self->views = g_ptr_array_ref (views);
  back = back && _rounds_list_page_find_saved (self, self->left) != NULL;
  update_menu (self);

  /* One that has not been there yet may still be on its way. */
  if (name != NULL && _rounds_list_page_find_view (self) == NULL)
    on_view_gone (self, name);
  else if (back && g_str_equal (self->view, self->kind->views[0].name) && !_rounds_list_page_is_modified (self))
    switch_to (self, self->left, g_steal_pointer (&self->left_definition));
  else
    _rounds_list_page_update_view (self);
  if (back)
    g_clear_pointer (&self->left, g_free);
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

  show (self, kept != NULL ? kept : _rounds_list_page_dup_definition (self));
  update_menu (self);
  rounds_live_read_ask (self->read_views);
}

void
_rounds_list_page_class_views_init (RoundsListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_property_action (widget_class, "page.view", "view");
  gtk_widget_class_install_action (widget_class, "page.revert-view", NULL, revert_action);
}
