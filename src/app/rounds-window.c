/* rounds-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/dialogs/rounds-vcard-dialog.h"
#include "app/pages/rounds-activities-page.h"
#include "app/pages/rounds-contact-page.h"
#include "app/pages/rounds-deal-page.h"
#include "app/pages/rounds-forecast-page.h"
#include "app/pages/rounds-document-page.h"
#include "app/pages/rounds-institution-page.h"
#include "app/pages/rounds-list-kinds.h"
#include "app/pages/rounds-list-page.h"
#include "app/pages/rounds-pipeline-page.h"
#include "app/pages/rounds-today-page.h"
#include "app/rounds-day.h"
#include "app/rounds-recent.h"
#include "app/widgets/rounds-sidebar-row.h"
#include "app/widgets/rounds-sync-status.h"
#include "insight/rounds-agenda.h"

enum
{
  PROP_0,
  PROP_WORKSPACE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsWindow, rounds_window, ADW_TYPE_APPLICATION_WINDOW)

static AdwNavigationPage *
create_today_page (RoundsWorkspace *workspace,
                   const char      *kind)
{
  return ADW_NAVIGATION_PAGE (rounds_today_page_new (workspace));
}

static AdwNavigationPage *
create_list_page (RoundsWorkspace *workspace,
                  const char      *kind)
{
  return ADW_NAVIGATION_PAGE (rounds_list_page_new (workspace, kind));
}

static AdwNavigationPage *
create_pipeline_page (RoundsWorkspace *workspace,
                      const char      *kind)
{
  return ADW_NAVIGATION_PAGE (rounds_pipeline_page_new (workspace));
}

static AdwNavigationPage *
create_forecast_page (RoundsWorkspace *workspace,
                      const char      *kind)
{
  return ADW_NAVIGATION_PAGE (rounds_forecast_page_new (workspace));
}

static AdwNavigationPage *
create_activities_page (RoundsWorkspace *workspace,
                        const char      *kind)
{
  return ADW_NAVIGATION_PAGE (rounds_activities_page_new (workspace));
}

static gint64
count_due (RoundsDatabase  *database,
           const char      *user_id,
           GError         **error)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  return rounds_agenda_count_due (database, user_id, g_get_real_time (), zone, error);
}

/* The pages of the sidebar. @kind is what a list shows, and what is counted beside the name (see rounds-list-kinds.c); a kind that is
 * counted is in counted[] too. @accel is its key, which the shortcuts and Ctrl+K take from here.
 * @count_own counts what is the person's, -1 for an error. */
static const struct
{
  const char *name;
  const char *label;
  const char *icon_name;
  const char *accel;
  AdwNavigationPage *(*create) (RoundsWorkspace *workspace, const char *kind);
  const char *kind; /* nullable: nothing is counted */
  gint64 (*count_own) (RoundsDatabase *database, const char *user_id, GError **error);
} pages[] = {
  { "today", N_("Today"), "x-office-calendar-symbolic", "<Alt>Home", create_today_page, NULL, count_due },
  { "institutions", N_("Institutions"), "rounds-hospital-symbolic", "<Control>1", create_list_page, "institution" },
  { "contacts", N_("Contacts"), "system-users-symbolic", "<Control>2", create_list_page, "contact" },
  { "pipeline", N_("Pipeline"), "rounds-pipeline-symbolic", "<Control>3", create_pipeline_page, "opportunity" },
  { "forecast", N_("Forecast"), "rounds-forecast-symbolic", "<Control>4", create_forecast_page, NULL },
  { "deals", N_("Deals"), "rounds-deal-symbolic", "<Control>5", create_list_page, "opportunity" },
  { "quotes", N_("Quotes"), "rounds-quote-symbolic", "<Control>6", create_list_page, "quote" },
  { "invoices", N_("Invoices"), "rounds-invoice-symbolic", "<Control>7", create_list_page, "invoice" },
  { "activities", N_("Activities"), "checkbox-checked-symbolic", "<Control>8", create_activities_page, "task" },
};

static const char * const counted[] = {
  "institution", "contact", "opportunity", "quote", "invoice", "task", "reminder", "meeting", "meeting-participant", NULL,
};

/* The page of one record, where its kind has one. All others open in their editor. */
static const struct
{
  const char *kind;
  GtkWidget *(*create) (RoundsWorkspace *workspace, const char *id);
} record_pages[] = {
  { "institution", rounds_institution_page_new },
  { "contact", rounds_contact_page_new },
  { "opportunity", rounds_deal_page_new },
  { "quote", rounds_quote_page_new },
  { "invoice", rounds_invoice_page_new },
};

static int
find_page (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      return i;

  return -1;
}

/* The page's own navigation: made when it is first shown, kept from then on. */
AdwNavigationView *
_rounds_window_get_view (RoundsWindow *self,
                         const char   *name)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->stack, name);
  int index = find_page (name);

  if (view == NULL && index >= 0)
    {
      view = adw_navigation_view_new ();
      /* A frame of the slide in which nothing of the page below is seen leaks the render tree of that page, 130 kB
         for a list, hundreds of times a day: GTK 4.18 forgets what it clips to a rectangle of no width. */
      adw_navigation_view_set_animate_transitions (ADW_NAVIGATION_VIEW (view), FALSE);
      adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), pages[index].create (self->workspace, pages[index].kind));
      gtk_stack_add_named (self->stack, view, name);
      _rounds_window_trail_follow (self, ADW_NAVIGATION_VIEW (view));
    }

  return ADW_NAVIGATION_VIEW (view);
}

/* Somebody asks for a page. Where it is the one that is open already, they want it and not what has been opened over it. */
void
_rounds_window_choose_page (RoundsWindow *self,
                            const char   *name)
{
  AdwNavigationView *view = _rounds_window_get_view (self, name);

  if (view != NULL && gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (view))
    {
      g_autoptr(GListModel) open = adw_navigation_view_get_navigation_stack (view);
      g_autoptr(AdwNavigationPage) root = g_list_model_get_item (open, 0);

      adw_navigation_view_pop_to_page (view, root);
    }

  rounds_window_show_page (self, name);
}

static void
on_row_activated (RoundsWindow *self,
                  GtkListBoxRow *row,
                  GtkListBox    *list)
{
  _rounds_window_choose_page (self, pages[gtk_list_box_row_get_index (row)].name);
}

static gpointer
read_counts (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autofree gint64 *counts = g_new0 (gint64, G_N_ELEMENTS (pages));

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (pages[i].count_own != NULL && user_data != NULL)
        counts[i] = pages[i].count_own (database, user_data, error);
      else
        counts[i] = pages[i].kind != NULL ? rounds_list_kind_count (rounds_list_kind_find (pages[i].kind), database, error) : 0;
      if (counts[i] < 0)
        return NULL;
    }

  return g_steal_pointer (&counts);
}

static void
on_counted (RoundsWindow   *self,
            gint64         *counts,
            RoundsLiveRead *read)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (pages[i].kind != NULL || pages[i].count_own != NULL)
      rounds_sidebar_row_set_count (ROUNDS_SIDEBAR_ROW (gtk_list_box_get_row_at_index (self->sidebar_list, i)), counts[i]);
}

/* Asked again when it is known whose counts they are, and now and then: days begin while nothing changes. */
static void
ask_counts (RoundsWindow *self)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);

  rounds_live_read_set_argument (self->counts, user != NULL ? rounds_entity_get_id (user) : NULL);
  rounds_live_read_ask (self->counts);
}

static gboolean
on_minute (gpointer user_data)
{
  ask_counts (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_refused (RoundsWindow    *self,
            const char      *label,
            const GError    *problem,
            RoundsWorkspace *workspace)
{
  /* Translators: what was to be done, then why it was refused */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), label, problem->message);

  rounds_window_toast (self, text);
}

static void
on_state_changed (RoundsWindow    *self,
                  GParamSpec      *pspec,
                  RoundsWorkspace *workspace)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  /* One window asks. */
  if (rounds_workspace_get_state (workspace) == ROUNDS_SYNC_SIGNED_OUT &&
      gtk_application_get_active_window (application) == GTK_WINDOW (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", NULL);
}

static void
rounds_window_constructed (GObject *object)
{
  RoundsWindow *self = ROUNDS_WINDOW (object);
  g_autofree char *last = NULL;

  G_OBJECT_CLASS (rounds_window_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_list_box_append (self->sidebar_list, rounds_sidebar_row_new (_(pages[i].label), pages[i].icon_name));

  rounds_vcard_dialog_accept_drops (GTK_WIDGET (self), self->workspace, NULL);
  _rounds_window_history_init (self);
  /* Its file is read before anything is opened. */
  rounds_recent_get (self->workspace);

  /* Another window's size is its own. */
  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);

  self->counts = rounds_live_read_new (rounds_workspace_get_store (self->workspace), counted, read_counts, g_free);
  g_signal_connect_object (self->counts, "answered", G_CALLBACK (on_counted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::user", G_CALLBACK (ask_counts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rounds_day_get_default (), "begun", G_CALLBACK (ask_counts), self, G_CONNECT_SWAPPED);
  self->minute_id = g_timeout_add_seconds (60, on_minute, self);
  ask_counts (self);

  g_signal_connect_object (self->workspace, "refused", G_CALLBACK (on_refused), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::state", G_CALLBACK (on_state_changed), self, G_CONNECT_SWAPPED);

  last = g_settings_get_string (self->settings, "last-page");
  rounds_window_show_page (self, find_page (last) >= 0 ? last : pages[0].name);
}

static void
rounds_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RoundsWindow *self = ROUNDS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RoundsWindow *self = ROUNDS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_window_dispose (GObject *object)
{
  RoundsWindow *self = ROUNDS_WINDOW (object);

  g_clear_handle_id (&self->minute_id, g_source_remove);
  g_clear_weak_pointer (&self->sign_in_dialog);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_WINDOW);
  g_clear_object (&self->counts);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_window_parent_class)->dispose (object);
}

static void
rounds_window_class_init (RoundsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_window_constructed;
  object_class->get_property = rounds_window_get_property;
  object_class->set_property = rounds_window_set_property;
  object_class->dispose = rounds_window_dispose;

  props[PROP_WORKSPACE] =
    g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_SYNC_STATUS);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, RoundsWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsWindow, content_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);

  _rounds_window_class_actions_init (klass);
  _rounds_window_class_history_init (klass);
  _rounds_window_class_drop_init (klass);
  _rounds_window_class_trail_init (klass);
}

static void
rounds_window_init (RoundsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  _rounds_window_drop_init (self);
  _rounds_window_trail_init (self);
}

/**
 * rounds_window_new:
 * @application: the program
 * @workspace: what it works on
 *
 * Returns: (transfer none): the main window, owned by @application
 */
GtkWidget *
rounds_window_new (GtkApplication  *application,
                   RoundsWorkspace *workspace)
{
  return g_object_new (ROUNDS_TYPE_WINDOW,
                       "application", application,
                       "workspace", workspace,
                       NULL);
}

/**
 * rounds_window_of:
 * @widget: a widget in a window, or in a dialog over it
 *
 * Returns: (transfer none) (nullable): the main window that @widget stands in
 */
RoundsWindow *
rounds_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return ROUNDS_IS_WINDOW (root) ? ROUNDS_WINDOW (root) : NULL;
}

/**
 * rounds_window_get_workspace:
 *
 * Returns: (transfer none): what the window works on
 */
RoundsWorkspace *
rounds_window_get_workspace (RoundsWindow *self)
{
  g_return_val_if_fail (ROUNDS_IS_WINDOW (self), NULL);

  return self->workspace;
}

/**
 * rounds_window_show_page:
 * @name: one of the sidebar, such as `institutions`
 */
void
rounds_window_show_page (RoundsWindow *self,
                         const char   *name)
{
  AdwNavigationView *view;
  int index = find_page (name);

  g_return_if_fail (ROUNDS_IS_WINDOW (self));

  if (index < 0)
    return;

  view = _rounds_window_get_view (self, name);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (view));
  gtk_list_box_select_row (self->sidebar_list, gtk_list_box_get_row_at_index (self->sidebar_list, index));
  adw_navigation_page_set_title (self->content_page, _(pages[index].label));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  g_settings_set_string (self->settings, "last-page", name);
}

/**
 * rounds_window_get_page_info:
 * @index: which, from 0
 * @info: (out caller-allocates): what is known of it
 *
 * Returns: whether there is one
 */
gboolean
rounds_window_get_page_info (guint           index,
                             RoundsPageInfo *info)
{
  if (index >= G_N_ELEMENTS (pages))
    return FALSE;

  *info = (RoundsPageInfo) { pages[index].name, pages[index].label, pages[index].icon_name, pages[index].accel };
  return TRUE;
}

/**
 * rounds_window_has_page:
 * @kind: a kind of record
 *
 * Returns: whether its records have a page of their own
 */
gboolean
rounds_window_has_page (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (record_pages); i++)
    if (g_str_equal (record_pages[i].kind, kind))
      return TRUE;

  return FALSE;
}

/**
 * rounds_window_open_record:
 * @kind: a kind of record
 * @id: the record's id
 *
 * Shows its page over the one that is open, so that going back leads to where the person was; a record without a page of its own
 * is opened in its editor.
 */
void
rounds_window_open_record (RoundsWindow *self,
                           const char   *kind,
                           const char   *id)
{
  GtkWidget *view, *page;

  g_return_if_fail (ROUNDS_IS_WINDOW (self));
  g_return_if_fail (kind != NULL && id != NULL);

  rounds_recent_add (rounds_recent_get (self->workspace), kind, id);
  view = gtk_stack_get_visible_child (self->stack);
  for (guint i = 0; i < G_N_ELEMENTS (record_pages); i++)
    if (g_str_equal (record_pages[i].kind, kind))
      {
        page = record_pages[i].create (self->workspace, id);
        _rounds_window_trail_mark (ADW_NAVIGATION_PAGE (page), kind, id);
        adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (page));
        adw_navigation_split_view_set_show_content (self->split_view, TRUE);
        return;
      }

  rounds_record_editor_edit (GTK_WIDGET (self), self->workspace, kind, id);
}

/**
 * rounds_window_open_in_new:
 * @kind: (nullable): a kind of record, see rounds_window_open_record(); %NULL for no record
 * @id: (nullable): the record's id
 *
 * Opens one more window on the same workspace.
 */
void
rounds_window_open_in_new (RoundsWindow *self,
                           const char   *kind,
                           const char   *id)
{
  GtkWidget *window;

  g_return_if_fail (ROUNDS_IS_WINDOW (self));

  window = rounds_window_new (gtk_window_get_application (GTK_WINDOW (self)), self->workspace);
  if (kind != NULL)
    rounds_window_open_record (ROUNDS_WINDOW (window), kind, id);
  gtk_window_present (GTK_WINDOW (window));
}
