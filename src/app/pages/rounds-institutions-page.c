/* rounds-institutions-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-institutions-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-field-cell.h"
#include "app/widgets/rounds-filter-popover.h"
#include "app/widgets/rounds-institution-cell.h"
#include "app/widgets/rounds-sync-banner.h"
#include "model/rounds-institution.h"
#include "model/rounds-money.h"
#include "model/rounds-registry.h"
#include "store/rounds-query-model.h"

struct _RoundsInstitutionsPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  GtkSearchEntry *search_entry;
  RoundsFilterPopover *filter_popover;
  GtkMenuButton *filter_button;
  GtkLabel *count_label;
  AdwWrapBox *chips;
  GtkWidget *found_box;
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkColumnViewColumn *name_column;
  GtkNoSelection *selection;
  AdwStatusPage *error_page;
  AdwStatusPage *loading_page;
  GtkProgressBar *progress_bar;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsQueryModel *model;
  GSettings *settings;
  gboolean compact;
  gboolean shown;  /* whether there has been a list to show */
  gboolean rewind; /* another list is on its way: it is shown from its beginning */
  gboolean at_top; /* it stood at its top when rows came in */
  guint settle_id;
};

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsInstitutionsPage, rounds_institutions_page, ADW_TYPE_NAVIGATION_PAGE)

static const RoundsEntityInfo *
get_info (void)
{
  return rounds_registry_get (ROUNDS_TYPE_INSTITUTION);
}

static gboolean
is_narrowed (RoundsInstitutionsPage *self)
{
  RoundsQuery *query = rounds_query_model_get_query (self->model);

  return rounds_query_get_filter (query) != NULL || rounds_query_get_search (query) != NULL;
}

/* Whether the records are still on their way for the first time. */
static gboolean
is_first_pull (RoundsInstitutionsPage *self)
{
  RoundsSyncState state = rounds_workspace_get_state (self->workspace);
  double progress;

  g_object_get (self->workspace, "progress", &progress, NULL);
  return state == ROUNDS_SYNC_STARTING || (state == ROUNDS_SYNC_SYNCING && progress >= 0);
}

/* How many there are stands where one would look for one; how many were found stands with what they were found by. */
static void
update_count (RoundsInstitutionsPage *self,
              guint                   n_items)
{
  g_autofree char *number = rounds_number_format (n_items, 0, 0);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->found_box, is_narrowed (self));
  if (is_narrowed (self))
    {
      text = g_strdup_printf (ngettext ("%s found", "%s found", n_items), number);
      gtk_label_set_label (self->count_label, text);
    }
  else
    {
      text = n_items == 0 ? g_strdup (_("Search institutions"))
                          : g_strdup_printf (ngettext ("Search %s institution", "Search %s institutions", n_items), number);
      gtk_search_entry_set_placeholder_text (self->search_entry, text);
    }
}

/* The one place that decides what the page shows. Loading never blanks what was there. */
static void
update_state (RoundsInstitutionsPage *self)
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

  g_object_get (self->model, "error", &error, NULL);
  g_object_get (self->workspace, "progress", &progress, NULL);

  if (n_items > 0)
    page = "list";
  else if (error != NULL)
    page = "error";
  else if (rounds_query_model_get_loading (self->model))
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

static gboolean
on_settle (gpointer user_data)
{
  RoundsInstitutionsPage *self = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view));

  self->settle_id = 0;
  if (self->at_top)
    gtk_adjustment_set_value (adjustment, 0);
  g_signal_emit_by_name (adjustment, "value-changed");
  self->at_top = FALSE;

  return G_SOURCE_REMOVE;
}

/* Rows come in above those that are shown, as in the first pull or after an import. A list that stands at its top stays there; else
 * the view keeps the rows that were shown, but loses its place when there are thousands of new ones, and shows nothing until it is
 * scrolled; so it is told that it has been. */
static void
on_items_changed (RoundsInstitutionsPage *self,
                  guint                   position,
                  guint                   removed,
                  guint                   added,
                  GListModel             *model)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->column_view));

  if (added == removed)
    return;

  /* The view has not been laid out anew yet. */
  if (gtk_adjustment_get_value (adjustment) <= 0 && self->settle_id == 0)
    self->at_top = TRUE;
  if (self->settle_id == 0)
    self->settle_id = g_idle_add_full (GTK_PRIORITY_RESIZE + 20, on_settle, self, NULL);
}

static void
update_query (RoundsInstitutionsPage *self)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (get_info ());
  g_autoptr(RoundsFilter) filter = rounds_filter_popover_dup_filter (self->filter_popover);
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  GtkSorter *sorter = gtk_column_view_get_sorter (self->column_view);
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (GTK_COLUMN_VIEW_SORTER (sorter));
  GtkSortType order = gtk_column_view_sorter_get_primary_sort_order (GTK_COLUMN_VIEW_SORTER (sorter));

  rounds_query_set_filter (query, filter);
  rounds_query_set_search (query, words[0] != '\0' ? words : NULL);
  if (column != NULL)
    rounds_query_add_sort (query, rounds_entity_info_find (get_info (), gtk_column_view_column_get_id (column)),
                           order == GTK_SORT_DESCENDING);

  self->rewind = TRUE;
  rounds_query_model_set_query (self->model, query);
  update_state (self);
}

static void
on_chip_clicked (RoundsInstitutionsPage *self,
                 GtkButton              *chip)
{
  rounds_filter_popover_clear (self->filter_popover,
                               GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "rounds-index")));
}

static GtkWidget *
create_chip (RoundsInstitutionsPage *self,
             guint                   index,
             const char             *text)
{
  g_autofree char *tooltip = g_strdup_printf (_("Remove “%s”"), text);
  GtkWidget *content = g_object_new (GTK_TYPE_BOX, "spacing", 6, NULL);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *chip = g_object_new (GTK_TYPE_BUTTON, "child", content, "tooltip-text", tooltip, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_widget_add_css_class (chip, "chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data (G_OBJECT (chip), "rounds-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);

  return chip;
}

static void
on_filter_changed (RoundsInstitutionsPage *self)
{
  GtkWidget *chip;
  gboolean filtered = FALSE;

  if (self->model == NULL)
    return;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, chip);
  for (guint i = 0; i < rounds_filter_popover_get_n_fields (self->filter_popover); i++)
    {
      g_autofree char *text = rounds_filter_popover_dup_chip (self->filter_popover, i);

      if (text == NULL)
        continue;
      adw_wrap_box_append (self->chips, create_chip (self, i, text));
      filtered = TRUE;
    }

  g_settings_set_value (self->settings, "institutions-filter", rounds_filter_popover_to_variant (self->filter_popover));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), filtered);
  if (filtered)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  update_query (self);
}

static void
on_search_changed (RoundsInstitutionsPage *self)
{
  update_query (self);
}

static void
save_sort (RoundsInstitutionsPage *self)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->column_view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  GtkSortType order = gtk_column_view_sorter_get_primary_sort_order (sorter);

  if (column != NULL)
    g_settings_set (self->settings, "institutions-sort", "(sb)", gtk_column_view_column_get_id (column),
                    order == GTK_SORT_DESCENDING);
}

static void
on_sort_changed (RoundsInstitutionsPage *self)
{
  /* A column view that is taken apart says so too. */
  if (self->model == NULL)
    return;

  save_sort (self);
  update_query (self);
}

static void
open_position (RoundsInstitutionsPage *self,
               guint                   position)
{
  g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  if (row != NULL && window != NULL)
    rounds_window_open_record (window, "institution", rounds_row_get_id (row));
}

static void
on_activated (RoundsInstitutionsPage *self,
              guint                   position,
              GtkColumnView          *view)
{
  open_position (self, position);
}

static void
on_search_activated (RoundsInstitutionsPage *self)
{
  open_position (self, 0);
}

/* Down leads from the search to what was found. */
static gboolean
on_search_key (RoundsInstitutionsPage *self,
               guint                   keyval,
               guint                   keycode,
               GdkModifierType         state,
               GtkEventControllerKey  *controller)
{
  if (keyval != GDK_KEY_Down || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return GDK_EVENT_PROPAGATE;

  gtk_column_view_scroll_to (self->column_view, 0, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  return GDK_EVENT_STOP;
}

static void
search_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsInstitutionsPage *self = ROUNDS_INSTITUTIONS_PAGE (widget);

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
}

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  rounds_record_editor_create (widget, ROUNDS_INSTITUTIONS_PAGE (widget)->workspace, "institution", NULL, NULL);
}

static void
clear_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsInstitutionsPage *self = ROUNDS_INSTITUTIONS_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  rounds_filter_popover_clear_all (self->filter_popover);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  update_query (ROUNDS_INSTITUTIONS_PAGE (widget));
}

static void
on_setup_name (RoundsInstitutionsPage *self,
               GtkColumnViewCell      *cell)
{
  GtkWidget *child = rounds_institution_cell_new ();

  g_object_bind_property (self, "compact", child, "compact", G_BINDING_SYNC_CREATE);
  gtk_column_view_cell_set_child (cell, child);
}

static void
on_bind_name (RoundsInstitutionsPage *self,
              GtkColumnViewCell      *cell)
{
  rounds_institution_cell_set_row (ROUNDS_INSTITUTION_CELL (gtk_column_view_cell_get_child (cell)),
                                   gtk_column_view_cell_get_item (cell));
}

static void
on_unbind_name (RoundsInstitutionsPage *self,
                GtkColumnViewCell      *cell)
{
  rounds_institution_cell_set_row (ROUNDS_INSTITUTION_CELL (gtk_column_view_cell_get_child (cell)), NULL);
}

static void
on_setup_field (GtkColumnViewColumn *column,
                GtkColumnViewCell   *cell)
{
  RoundsStore *store = g_object_get_data (G_OBJECT (column), "rounds-store");

  gtk_column_view_cell_set_child (cell,
                                  rounds_field_cell_new (store,
                                                         rounds_entity_info_find (get_info (),
                                                                                  gtk_column_view_column_get_id (column))));
}

static void
on_bind_field (GtkColumnViewColumn *column,
               GtkColumnViewCell   *cell)
{
  rounds_field_cell_set_row (ROUNDS_FIELD_CELL (gtk_column_view_cell_get_child (cell)),
                             gtk_column_view_cell_get_item (cell));
}

static void
on_unbind_field (GtkColumnViewColumn *column,
                 GtkColumnViewCell   *cell)
{
  rounds_field_cell_set_row (ROUNDS_FIELD_CELL (gtk_column_view_cell_get_child (cell)), NULL);
}

/* Each column's id is the field it shows: title, order and cells follow from that. */
static void
set_up_columns (RoundsInstitutionsPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->column_view);
  g_autofree char *sort = NULL;
  gboolean descending;

  g_settings_get (self->settings, "institutions-sort", "(sb)", &sort, &descending);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *name = gtk_column_view_column_get_id (column);
      const RoundsField *field = rounds_entity_info_find (get_info (), name);
      g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

      g_object_set_data (G_OBJECT (column), "rounds-store", rounds_workspace_get_store (self->workspace));
      gtk_column_view_column_set_title (column, rounds_field_get_label (field));
      if (column == self->name_column)
        {
          g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_name), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_name), self, G_CONNECT_SWAPPED);
          g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_name), self, G_CONNECT_SWAPPED);
        }
      else
        {
          g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_field), column, G_CONNECT_SWAPPED);
          g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_field), column, G_CONNECT_SWAPPED);
          g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_field), column, G_CONNECT_SWAPPED);
        }
      gtk_column_view_column_set_factory (column, factory);

      /* The query sorts; a sorter only makes the header a button. An id says nothing, so a reference is not sorted by. */
      if (field->type != ROUNDS_FIELD_REFERENCE)
        {
          g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

          gtk_column_view_column_set_sorter (column, sorter);
          if (g_str_equal (name, sort))
            gtk_column_view_sort_by_column (self->column_view, column,
                                            descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
        }
    }

  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (on_sort_changed),
                           self, G_CONNECT_SWAPPED);
}

/* Titles of numbers stand over their numbers. GtkColumnView has no property for it, so the title's box is turned. */
static void
align_titles (RoundsInstitutionsPage *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->column_view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->column_view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; title != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const RoundsField *field = rounds_entity_info_find (get_info (), gtk_column_view_column_get_id (column));

      if (field->type == ROUNDS_FIELD_INTEGER && gtk_widget_get_first_child (title) != NULL)
        gtk_widget_set_halign (gtk_widget_get_first_child (title), GTK_ALIGN_END);
      title = gtk_widget_get_next_sibling (title);
    }
}

static void
rounds_institutions_page_constructed (GObject *object)
{
  RoundsInstitutionsPage *self = ROUNDS_INSTITUTIONS_PAGE (object);
  g_autoptr(RoundsQuery) query = rounds_query_new (get_info ());
  g_autoptr(AdwSpinnerPaintable) spinner = NULL;
  g_autoptr(GVariant) chosen = NULL;

  G_OBJECT_CLASS (rounds_institutions_page_parent_class)->constructed (object);

  self->settings = g_settings_new (APPLICATION_ID);
  set_up_columns (self);
  align_titles (self);
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->loading_page));
  adw_status_page_set_paintable (self->loading_page, GDK_PAINTABLE (spinner));

  self->model = rounds_query_model_new (rounds_workspace_get_store (self->workspace), query);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::n-items", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::error", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::state", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::progress", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->model));

  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->column_view));
  chosen = g_settings_get_value (self->settings, "institutions-filter");
  rounds_filter_popover_set_variant (self->filter_popover, chosen);
  update_query (self);
}

static void
rounds_institutions_page_get_property (GObject    *object,
                                       guint       prop_id,
                                       GValue     *value,
                                       GParamSpec *pspec)
{
  RoundsInstitutionsPage *self = ROUNDS_INSTITUTIONS_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institutions_page_set_property (GObject      *object,
                                       guint         prop_id,
                                       const GValue *value,
                                       GParamSpec   *pspec)
{
  RoundsInstitutionsPage *self = ROUNDS_INSTITUTIONS_PAGE (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institutions_page_dispose (GObject *object)
{
  RoundsInstitutionsPage *self = ROUNDS_INSTITUTIONS_PAGE (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->model);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_INSTITUTIONS_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_institutions_page_parent_class)->dispose (object);
}

static void
rounds_institutions_page_class_init (RoundsInstitutionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institutions_page_constructed;
  object_class->get_property = rounds_institutions_page_get_property;
  object_class->set_property = rounds_institutions_page_set_property;
  object_class->dispose = rounds_institutions_page_dispose;

  props[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_FILTER_POPOVER);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institutions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, filter_popover);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, name_column);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, selection);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, loading_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, found_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionsPage, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);

  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "page.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, retry_action);
}

static void
rounds_institutions_page_init (RoundsInstitutionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_institutions_page_new:
 * @workspace: whose institutions
 *
 * Returns: a page
 */
GtkWidget *
rounds_institutions_page_new (RoundsWorkspace *workspace)
{
  return g_object_new (ROUNDS_TYPE_INSTITUTIONS_PAGE, "workspace", workspace, NULL);
}
