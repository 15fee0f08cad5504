/* rounds-today-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-today-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-day.h"
#include "app/rounds-failure.h"
#include "app/rounds-top-keeper.h"
#include "app/widgets/rounds-agenda-row.h"
#include "app/widgets/rounds-sync-banner.h"
#include "insight/rounds-agenda.h"

/* Meetings end and days begin while nothing else happens. */
#define REFRESH_SECONDS 60

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsTodayPage, rounds_today_page, ADW_TYPE_NAVIGATION_PAGE)

static const char * const section_titles[ROUNDS_N_AGENDA_SECTIONS] = {
  N_("Overdue"), N_("Today"), N_("Coming"), N_("Deals That Need You"), N_("Leads"), N_("Invoices"),
};

static gpointer
read_agenda (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  return rounds_agenda_compute (database, user_data, g_get_real_time (), zone, NULL, NULL, error);
}

static void
on_agenda (RoundsTodayPage *self,
           GPtrArray       *items,
           RoundsLiveRead  *read)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  /* Translators: the day it is, as in Tuesday 10 March; see g_date_time_format() */
  g_autofree char *day = g_date_time_format (now, C_("day", "%A %-d %B"));

  adw_window_title_set_subtitle (self->window_title, day);
  rounds_agenda_model_set_items (self->model, items);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
}

static void
on_agenda_failed (RoundsTodayPage *self,
                  const GError    *error,
                  RoundsLiveRead  *read)
{
  rounds_failure_show (self->stack, self->error_page, error);
}

/* Whose day it is: asked as soon as that is known. */
static void
on_user_changed (RoundsTodayPage *self)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);

  if (user != NULL)
    {
      rounds_live_read_set_argument (self->agenda, rounds_entity_get_id (user));
      rounds_live_read_ask (self->agenda);
    }
  else if (rounds_workspace_get_state (self->workspace) == ROUNDS_SYNC_SIGNED_OUT)
    {
      gtk_stack_set_visible_child_name (self->stack, "signed-out");
    }
}

static void
show_row (GtkListItem *list_item)
{
  RoundsAgendaRow *row = ROUNDS_AGENDA_ROW (gtk_list_item_get_child (list_item));
  g_autofree char *name = NULL;

  rounds_agenda_row_show (row, gtk_list_item_get_item (list_item));
  name = rounds_agenda_row_dup_name (row);
  gtk_list_item_set_accessible_label (list_item, name);
}

static gboolean
on_refresh (gpointer user_data)
{
  RoundsTodayPage *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && rounds_workspace_get_user (self->workspace) != NULL)
    rounds_live_read_ask (self->agenda);

  return G_SOURCE_CONTINUE;
}

/* What is said of a day, as “tomorrow”, is another thing from now on. */
static void
on_day_begun (RoundsTodayPage *self)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    show_row (list_item);
  if (rounds_workspace_get_user (self->workspace) != NULL)
    rounds_live_read_ask (self->agenda);
}

static void
on_map (RoundsTodayPage *self)
{
  on_refresh (self);
}

/* The rows of a section are one card: the first and the last have its corners. */
static void
update_corners (RoundsTodayPage *self,
                GtkListItem     *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  guint position = gtk_list_item_get_position (list_item);
  guint start, end;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  gtk_section_model_get_section (GTK_SECTION_MODEL (gtk_list_view_get_model (self->list_view)), position, &start, &end);
  if (position == start)
    gtk_widget_add_css_class (row, "first");
  else
    gtk_widget_remove_css_class (row, "first");
  if (position + 1 == end)
    gtk_widget_add_css_class (row, "last");
  else
    gtk_widget_remove_css_class (row, "last");
}

static void
on_rows_changed (RoundsTodayPage *self)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    update_corners (self, list_item);
}

static void
on_setup_row (RoundsTodayPage *self,
              GtkListItem     *list_item)
{
  gtk_list_item_set_child (list_item, rounds_agenda_row_new ());
}

static void
on_bind_row (RoundsTodayPage *self,
             GtkListItem     *list_item)
{
  RoundsAgendaEntry *entry = gtk_list_item_get_item (list_item);

  show_row (list_item);
  gtk_list_item_set_activatable (list_item, rounds_agenda_entry_get_kind (entry) != ROUNDS_AGENDA_ENTRY_NOTHING);
  g_hash_table_add (self->bound, list_item);
  update_corners (self, list_item);
}

static void
on_unbind_row (RoundsTodayPage *self,
               GtkListItem     *list_item)
{
  g_hash_table_remove (self->bound, list_item);
}

static void
on_setup_header (RoundsTodayPage *self,
                 GtkListHeader   *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
on_bind_header (RoundsTodayPage *self,
                GtkListHeader   *header)
{
  RoundsAgendaEntry *entry = gtk_list_header_get_item (header);

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), _(section_titles[rounds_agenda_entry_get_section (entry)]));
}

static void
on_activated (RoundsTodayPage *self,
              guint            position,
              GtkListView     *list_view)
{
  g_autoptr(RoundsAgendaEntry) entry = g_list_model_get_item (rounds_agenda_model_get_rows (self->model), position);
  RoundsAgendaItem *item = rounds_agenda_entry_get_item (entry);

  if (rounds_agenda_entry_get_kind (entry) == ROUNDS_AGENDA_ENTRY_MORE)
    rounds_agenda_model_expand (self->model, rounds_agenda_entry_get_section (entry));
  else if (rounds_agenda_entry_get_kind (entry) == ROUNDS_AGENDA_ENTRY_ITEM)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.open", "s", item->id);
}

static void
capture_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ROUNDS_TODAY_PAGE (widget)->capture_entry));
}

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  rounds_record_editor_create (widget, ROUNDS_TODAY_PAGE (widget)->workspace, "task", NULL, NULL);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  on_user_changed (ROUNDS_TODAY_PAGE (widget));
}

static void
rounds_today_page_constructed (GObject *object)
{
  static const char * const kinds[] = {
    "task", "reminder", "meeting", "meeting-participant", "opportunity", "institution", "invoice", "payment", "quote", "contact",
    "action-mark", "call", "note", "email-message", "pipeline", "setting", NULL,
  };
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (object);
  GListModel *rows = rounds_agenda_model_get_rows (self->model);
  g_autoptr(GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (rows));

  G_OBJECT_CLASS (rounds_today_page_parent_class)->constructed (object);

  rounds_capture_entry_set_workspace (self->capture_entry, self->workspace);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  rounds_keep_top (GTK_SCROLLABLE (self->list_view), rows);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (on_rows_changed), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  self->agenda = rounds_live_read_new (rounds_workspace_get_store (self->workspace), kinds, read_agenda,
                                       (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->agenda, "answered", G_CALLBACK (on_agenda), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->agenda, "failed", G_CALLBACK (on_agenda_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::user", G_CALLBACK (on_user_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::state", G_CALLBACK (on_user_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (on_map), NULL);
  g_signal_connect_object (rounds_day_get_default (), "begun", G_CALLBACK (on_day_begun), self, G_CONNECT_SWAPPED);
  self->refresh_id = g_timeout_add_seconds (REFRESH_SECONDS, on_refresh, self);
  on_user_changed (self);
}

static void
rounds_today_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, ROUNDS_TODAY_PAGE (object)->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_today_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_WORKSPACE:
      ROUNDS_TODAY_PAGE (object)->workspace = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_today_page_dispose (GObject *object)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_TODAY_PAGE);
  g_clear_object (&self->agenda);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->bound, g_hash_table_unref);

  G_OBJECT_CLASS (rounds_today_page_parent_class)->dispose (object);
}

static void
rounds_today_page_class_init (RoundsTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_today_page_constructed;
  object_class->get_property = rounds_today_page_get_property;
  object_class->set_property = rounds_today_page_set_property;
  object_class->dispose = rounds_today_page_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_CAPTURE_ENTRY);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsTodayPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, RoundsTodayPage, capture_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsTodayPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsTodayPage, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_row);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_row);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_row);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_header);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_header);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);

  gtk_widget_class_install_action (widget_class, "page.capture", NULL, capture_action);
  gtk_widget_class_install_action (widget_class, "page.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, retry_action);

  _rounds_today_page_class_actions_init (klass);
}

static void
rounds_today_page_init (RoundsTodayPage *self)
{
  self->model = rounds_agenda_model_new ();
  self->bound = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_today_page_new:
 * @workspace: where the records are
 *
 * Returns: a page
 */
GtkWidget *
rounds_today_page_new (RoundsWorkspace *workspace)
{
  return g_object_new (ROUNDS_TYPE_TODAY_PAGE, "workspace", workspace, NULL);
}
