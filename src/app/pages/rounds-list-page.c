/* rounds-list-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-list-export.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/dialogs/rounds-vcard-dialog.h"
#include "app/rounds-day.h"
#include "app/rounds-top-keeper.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-sync-banner.h"
#include "model/rounds-money.h"

#define LIST_SCHEMA APPLICATION_ID ".list"

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_KIND,
  PROP_NESTED,
  PROP_ROOM,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsListPage, rounds_list_page, ADW_TYPE_NAVIGATION_PAGE)

static const RoundsEntityInfo *
get_info (RoundsListPage *self)
{
  return rounds_list_kind_get_info (self->kind);
}

static gboolean
is_narrowed (RoundsListPage *self)
{
  RoundsQuery *query = rounds_query_model_get_query (self->model);

  return _rounds_list_page_get_filter (self) != NULL || rounds_query_get_search (query) != NULL;
}

/* Whether the records are still on their way for the first time. */
static gboolean
is_first_pull (RoundsListPage *self)
{
  RoundsSyncState state = rounds_workspace_get_state (self->workspace);
  double progress;

  g_object_get (self->workspace, "progress", &progress, NULL);
  return state == ROUNDS_SYNC_STARTING || (state == ROUNDS_SYNC_SYNCING && progress >= 0);
}

/* @format comes from the table of kinds. */
static char *
format_number (const char *format,
               const char *number)
{
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (number, parts);
}

/* How many there are stands where one would look for one; how many were found stands with what they were found by. */
static void
update_count (RoundsListPage *self,
              guint                   n_items)
{
  g_autofree char *number = rounds_number_format (n_items, 0, 0);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->found_box, is_narrowed (self));
  if (is_narrowed (self))
    {
      text = g_strdup_printf (ngettext ("%s found", "%s found", n_items), number);
      gtk_label_set_label (self->count_label, text);
      if (gtk_search_entry_get_placeholder_text (self->search_entry) == NULL)
        gtk_search_entry_set_placeholder_text (self->search_entry, _(self->kind->search_all));
    }
  else
    {
      text = n_items == 0 ? g_strdup (_(self->kind->search_all)) : format_number (self->kind->search (n_items), number);
      gtk_search_entry_set_placeholder_text (self->search_entry, text);
    }
}

/* The one place that decides what the page shows. Loading never blanks what was there. */
void
_rounds_list_page_update_state (RoundsListPage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autoptr(GError) error = NULL;
  double progress;
  const char *page;

  if (self->rewind && n_items > 0 && !rounds_query_model_get_loading (self->model))
    {
      self->rewind = FALSE;
      gtk_column_view_scroll_to (self->column_view, 0, NULL, GTK_LIST_SCROLL_NONE, NULL);
    }

  if (self->reading != NULL && self->reading->problem != NULL)
    error = g_error_copy (self->reading->problem);
  else
    g_object_get (self->model, "error", &error, NULL);
  g_object_get (self->workspace, "progress", &progress, NULL);

  if (n_items > 0 && !self->unread)
    page = "list";
  else if (error != NULL)
    page = "error";
  else if (self->unread || rounds_query_model_get_loading (self->model))
    page = self->shown ? gtk_stack_get_visible_child_name (self->stack) : "nothing";
  else if (is_narrowed (self))
    page = "no-results";
  else if (rounds_workspace_get_state (self->workspace) == ROUNDS_SYNC_SIGNED_OUT)
    page = "signed-out";
  else if (is_first_pull (self))
    page = "loading";
  else
    page = "empty";

  self->shown = self->shown || !g_str_equal (page, "nothing");
  gtk_stack_set_visible_child_name (self->stack, page);

  if (error != NULL)
    {
      g_autofree char *description = g_markup_escape_text (error->message, -1);
      adw_status_page_set_description (self->error_page, description);
    }
  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (progress, 0, 1));

  update_count (self, n_items);
}

/* Asks for what is looked for now. */
void
_rounds_list_page_ask (RoundsListPage *self)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (get_info (self));
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  rounds_query_set_filter (query, self->filter);
  rounds_query_set_search (query, words[0] != '\0' ? words : NULL);
  for (guint i = 0; i < self->sorts->len; i++)
    rounds_query_add_sort (query, g_array_index (self->sorts, RoundsListSort, i).field,
                           g_array_index (self->sorts, RoundsListSort, i).descending);

  rounds_query_model_set_query (self->model, query);
  _rounds_list_page_update_state (self);
}

/* Something else is looked for: it is seen from its first row on. */
void
_rounds_list_page_update_query (RoundsListPage *self)
{
  self->rewind = TRUE;
  rounds_unfolding_model_fold (self->shown_rows);
  _rounds_list_page_ask (self);
}

static void
on_search_changed (RoundsListPage *self)
{
  _rounds_list_page_update_query (self);
}

static void
open_position (RoundsListPage *self,
               guint                   position)
{
  g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  if (row != NULL && window != NULL)
    rounds_window_open_record (window, self->kind->kind, rounds_row_get_id (row));
}

static void
on_activated (RoundsListPage *self,
              guint                   position,
              GtkColumnView          *view)
{
  open_position (self, position);
}

static void
on_search_activated (RoundsListPage *self)
{
  open_position (self, 0);
}

/* In a narrow page the search has a line of its own: beside the buttons of the header bar it would have no room. */
static void
place_search (RoundsListPage *self,
              gboolean        below)
{
  g_autoptr(GtkWidget) clamp = g_object_ref (self->search_clamp);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean focused = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_entry));

  if (below)
    {
      adw_header_bar_set_title_widget (self->header_bar, NULL);
      adw_bin_set_child (self->search_bin, clamp);
    }
  else
    {
      adw_bin_set_child (self->search_bin, NULL);
      adw_header_bar_set_title_widget (self->header_bar, clamp);
    }
  adw_header_bar_set_show_title (self->header_bar, !below);
  gtk_widget_set_visible (GTK_WIDGET (self->search_bin), below);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
on_narrow (RoundsListPage *self)
{
  place_search (self, TRUE);
}

static void
on_wide (RoundsListPage *self)
{
  place_search (self, FALSE);
}

/* Down leads from the search to what was found. */
static gboolean
on_search_key (RoundsListPage *self,
               guint                   keyval,
               guint                   keycode,
               GdkModifierType         state,
               GtkEventControllerKey  *controller)
{
  if (keyval != GDK_KEY_Down || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_column_view_scroll_to (self->column_view, 0, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
  return GDK_EVENT_STOP;
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);

  rounds_record_editor_create (widget, self->workspace, self->kind->kind, NULL, NULL);
}

static void
clear_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  _rounds_list_page_set_filter (self, NULL);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  _rounds_list_page_read_filter (ROUNDS_LIST_PAGE (widget));
  _rounds_list_page_update_query (ROUNDS_LIST_PAGE (widget));
}

static void
import_vcards_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  rounds_vcard_dialog_choose (widget, ROUNDS_LIST_PAGE (widget)->workspace, NULL);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (widget);

  rounds_list_export (widget, self->workspace, rounds_query_model_get_query (self->model),
                      rounds_list_columns_get_fields (self->columns));
}

/* The words that the kind has for its list. */
static void
set_up_words (RoundsListPage *self)
{
  const RoundsListKind *kind = self->kind;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _(get_info (self)->label_plural));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->search_all), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(get_info (self)->label_plural), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->new_button), _(get_info (self)->new_label));
  gtk_button_set_label (self->create_button, _(kind->create_label));
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), kind->can_import);
  if (!kind->can_import)
    gtk_widget_add_css_class (GTK_WIDGET (self->create_button), "suggested-action");
  adw_status_page_set_icon_name (self->empty_page, kind->icon_name);
  adw_status_page_set_title (self->empty_page, _(kind->empty_title));
  adw_status_page_set_description (self->empty_page, _(kind->empty_description));
}

static void
rounds_list_page_constructed (GObject *object)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (object);
  g_autoptr(RoundsQuery) query = NULL;
  g_autoptr(AdwSpinnerPaintable) spinner = NULL;
  g_autofree char *path = NULL;

  G_OBJECT_CLASS (rounds_list_page_parent_class)->constructed (object);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.import-vcards", g_str_equal (self->kind->kind, "contact"));
  path = g_strdup_printf ("/io/github/rounds_crm/Rounds/lists/%s/", self->kind->kind);
  self->settings = g_settings_new_with_path (LIST_SCHEMA, path);
  set_up_words (self);
  _rounds_list_page_set_up_columns (self);
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->loading_page));
  adw_status_page_set_paintable (self->loading_page, GDK_PAINTABLE (spinner));

  query = rounds_query_new (get_info (self));
  self->model = rounds_query_model_new (rounds_workspace_get_store (self->workspace), query);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (_rounds_list_page_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::n-items", G_CALLBACK (_rounds_list_page_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (_rounds_list_page_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::state", G_CALLBACK (_rounds_list_page_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rounds_day_get_default (), "begun", G_CALLBACK (_rounds_list_page_follow_day), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::progress", G_CALLBACK (_rounds_list_page_update_state), self, G_CONNECT_SWAPPED);
  rounds_keep_top (GTK_SCROLLABLE (self->column_view), G_LIST_MODEL (self->model));
  rounds_list_selection_set_up (self->list_selection, self->workspace, self->kind, self->model);
  self->shown_rows = rounds_unfolding_model_new (G_LIST_MODEL (self->model), GTK_WIDGET (self->column_view), 20, ROUNDS_UNFOLDING_LIST);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->shown_rows));

  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->column_view));
  rounds_filter_popover_set_up (self->filter_popover, rounds_workspace_get_store (self->workspace), self->kind);
  _rounds_list_page_set_up_views (self);
}

static void
rounds_list_page_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind->kind);
      break;
    case PROP_NESTED:
      g_value_set_boolean (value, self->nested);
      break;
    case PROP_ROOM:
      g_value_set_int (value, self->room);
      break;
    case PROP_VIEW:
      g_value_set_string (value, self->view);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_list_page_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_KIND:
      self->kind = rounds_list_kind_find (g_value_get_string (value));
      g_assert (self->kind != NULL);
      break;
    case PROP_NESTED:
      self->nested = g_value_get_boolean (value);
      break;
    case PROP_ROOM:
      self->room = g_value_get_int (value);
      if (self->columns != NULL)
        rounds_list_columns_set_room (self->columns, self->room);
      break;
    case PROP_VIEW:
      _rounds_list_page_set_view (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_list_page_dispose (GObject *object)
{
  RoundsListPage *self = ROUNDS_LIST_PAGE (object);

  _rounds_list_page_keep_widths (self);
  g_cancellable_cancel (self->filter_cancellable);
  g_clear_object (&self->filter_cancellable);
  if (self->selecting)
    rounds_list_selection_set_active (self->list_selection, self->column_view, FALSE);
  g_clear_object (&self->shown_rows);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_LIST_PAGE);
  g_clear_object (&self->columns);
  g_clear_object (&self->read_fields);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->read_views);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->view, g_free);
  g_clear_pointer (&self->adopted, g_free);
  g_clear_pointer (&self->adopted_from, g_free);
  g_clear_pointer (&self->left, g_free);
  g_clear_pointer (&self->left_definition, json_object_unref);
  g_clear_pointer (&self->definition, json_object_unref);
  g_clear_pointer (&self->sorts, g_array_unref);
  g_clear_pointer (&self->reading, rounds_filter_reading_free);
  g_clear_pointer (&self->filter, rounds_filter_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_list_page_parent_class)->dispose (object);
}

static void
rounds_list_page_class_init (RoundsListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_list_page_constructed;
  object_class->get_property = rounds_list_page_get_property;
  object_class->set_property = rounds_list_page_set_property;
  object_class->dispose = rounds_list_page_dispose;

  props[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_NESTED] = g_param_spec_boolean ("nested", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_ROOM] = g_param_spec_int ("room", NULL, NULL, ROUNDS_LIST_ROOM_WIDE, ROUNDS_LIST_ROOM_NARROW, ROUNDS_LIST_ROOM_WIDE,
                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, NULL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_FILTER_POPOVER);
  g_type_ensure (ROUNDS_TYPE_LIST_SELECTION);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, search_bin);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, search_clamp);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, filter_popover);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, view_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, view_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, view_mark);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, selection);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, loading_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, found_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsListPage, list_selection);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow);
  gtk_widget_class_bind_template_callback (widget_class, on_wide);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);

  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "page.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "page.import-vcards", NULL, import_vcards_action);
  gtk_widget_class_install_action (widget_class, "page.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, retry_action);

  _rounds_list_page_class_columns_init (klass);
  _rounds_list_page_class_filter_init (klass);
  _rounds_list_page_class_views_init (klass);
  _rounds_list_page_class_saving_init (klass);
  _rounds_list_page_class_selecting_init (klass);
}

static void
rounds_list_page_init (RoundsListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_list_page_new:
 * @workspace: whose records
 * @kind: one of those that rounds_list_kind_find() knows
 *
 * Returns: a page
 */
GtkWidget *
rounds_list_page_new (RoundsWorkspace *workspace,
                      const char      *kind)
{
  return g_object_new (ROUNDS_TYPE_LIST_PAGE, "workspace", workspace, "kind", kind, NULL);
}

/**
 * rounds_list_page_new_nested:
 *
 * Returns: a page that stands within another one
 */
GtkWidget *
rounds_list_page_new_nested (RoundsWorkspace *workspace,
                             const char      *kind)
{
  return g_object_new (ROUNDS_TYPE_LIST_PAGE, "workspace", workspace, "kind", kind, "nested", TRUE, NULL);
}
