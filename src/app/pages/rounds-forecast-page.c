/* rounds-forecast-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-forecast-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-forecast-export.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/pages/rounds-list-kinds.h"
#include "app/rounds-day.h"
#include "app/rounds-failure.h"
#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "insight/rounds-deal-forecast.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

/* How far one may look back and ahead, in months. */
#define FARTHEST 36

G_DEFINE_FINAL_TYPE (RoundsForecastPage, rounds_forecast_page, ADW_TYPE_NAVIGATION_PAGE)

typedef struct
{
  RoundsForecast *forecast;
  gint64 won_before;
  gint64 n_deals;
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->forecast, rounds_forecast_free);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static const RoundsField *
get_owner_field (void)
{
  return rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), "assigned-user-id");
}

static const char *
get_user_id (RoundsForecastPage *self)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);

  return user != NULL ? rounds_entity_get_id (user) : NULL;
}

/* Of the argument: months, first day, today, who asks or "-", whose deals. */
static gpointer
read_forecast (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_auto(GStrv) words = g_strsplit (user_data, " ", 5);
  const guint n_months = (guint) g_ascii_strtoull (words[0], NULL, 10);
  const char *first = words[1];
  const char *today = words[2];
  g_autoptr(RoundsFilter) filter = rounds_owner_filter_create (words[4], get_owner_field (), words[3]);
  g_autofree char *before = rounds_date_add_months (first, -(int) n_months);
  g_autoptr(Answer) answer = g_new0 (Answer, 1);

  answer->forecast = rounds_deal_forecast_compute_from (database, filter, today, first, n_months, error);
  if (answer->forecast == NULL)
    return NULL;
  answer->won_before = rounds_deal_forecast_sum_won (database, filter, before, first, error);
  if (answer->won_before < 0)
    return NULL;
  answer->n_deals = rounds_list_kind_count (rounds_list_kind_find ("opportunity"), database, error);
  if (answer->n_deals < 0)
    return NULL;

  return g_steal_pointer (&answer);
}

static void
ask (RoundsForecastPage *self)
{
  g_autofree char *month = _rounds_forecast_page_dup_month (self, 0);
  const char *user_id = get_user_id (self);
  g_autofree char *argument = g_strdup_printf ("%u %s-01 %s %s %s", self->n_months, month, self->today,
                                               user_id != NULL ? user_id : "-",
                                               rounds_owner_filter_get_owner (self->owner_filter));

  rounds_live_read_set_argument (self->read, argument);
  rounds_live_read_ask (self->read);
}

static void
on_forecast_read (RoundsForecastPage *self,
                  Answer             *answer,
                  RoundsLiveRead     *read)
{
  g_clear_pointer (&self->forecast, rounds_forecast_free);
  self->forecast = g_memdup2 (answer->forecast, sizeof *answer->forecast);

  _rounds_forecast_page_show_figures (self);
  rounds_forecast_summary_show (self->summary, self->forecast, answer->won_before, self->today);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", TRUE);
  gtk_stack_set_visible_child_name (self->stack, answer->n_deals > 0 ? "forecast" : "empty");
}

static void
on_forecast_failed (RoundsForecastPage *self,
                    const GError       *error,
                    RoundsLiveRead     *read)
{
  rounds_failure_show (self->stack, self->error_page, error);
}

static void
show_title (RoundsForecastPage *self)
{
  g_autofree char *first = _rounds_forecast_page_dup_month (self, 0);
  g_autofree char *last = _rounds_forecast_page_dup_month (self, self->n_months - 1);
  g_autofree char *from = rounds_month_format (first, TRUE);
  g_autofree char *to = rounds_month_format (last, TRUE);
  g_autofree char *period = g_strdup_printf (_("%s – %s"), from, to);
  g_autofree char *owner = rounds_owner_filter_dup_label (self->owner_filter);
  g_autofree char *subtitle = owner != NULL ? g_strdup_printf ("%s · %s", period, owner) : g_strdup (period);

  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.today", self->offset != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.previous", self->offset > -FARTHEST);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next", self->offset < FARTHEST);
}

static void
show_months (RoundsForecastPage *self)
{
  _rounds_forecast_page_update_board (self);
  show_title (self);
  ask (self);
}

static void
on_owner (RoundsForecastPage *self)
{
  g_autofree char *last = NULL;

  /* Not while the page is made. */
  if (self->board == NULL)
    return;

  last = g_settings_get_string (self->settings, "owner");
  if (g_str_equal (last, rounds_owner_filter_get_owner (self->owner_filter)))
    {
      show_title (self);
      return;
    }

  g_settings_set_string (self->settings, "owner", rounds_owner_filter_get_owner (self->owner_filter));
  show_months (self);
}

/* Who one is, is known only after a while. */
static void
on_user (RoundsForecastPage *self)
{
  if (g_str_equal (rounds_owner_filter_get_owner (self->owner_filter), "me"))
    show_months (self);
}

static void
on_months (RoundsForecastPage *self)
{
  guint n_months;

  if (self->board == NULL)
    return;

  g_object_get (self->summary, "months", &n_months, NULL);
  if (n_months == self->n_months)
    return;

  self->n_months = n_months;
  g_settings_set_uint (self->settings, "months", n_months);
  _rounds_forecast_page_fill_board (self);
  show_title (self);
  ask (self);
}

static void
go_action (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  RoundsForecastPage *self = ROUNDS_FORECAST_PAGE (widget);
  int step = g_str_equal (action_name, "page.next") ? 1 : g_str_equal (action_name, "page.previous") ? -1 : -self->offset;
  g_autofree char *text = NULL;

  self->offset = CLAMP (self->offset + step, -FARTHEST, FARTHEST);
  show_months (self);
  text = g_strdup (adw_window_title_get_subtitle (self->window_title));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gtk_stack_set_visible_child_name (ROUNDS_FORECAST_PAGE (widget)->stack, "loading");
  show_months (ROUNDS_FORECAST_PAGE (widget));
}

static void
new_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  rounds_record_editor_create (widget, ROUNDS_FORECAST_PAGE (widget)->workspace, "opportunity", NULL, NULL);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsForecastPage *self = ROUNDS_FORECAST_PAGE (widget);

  if (self->forecast != NULL)
    rounds_forecast_export (widget, self->workspace, self->forecast);
}

static void
follow_day (RoundsForecastPage *self)
{
  g_autofree char *today = rounds_looks_today ();

  if (g_set_str (&self->today, today))
    show_months (self);
}

/* Days begin while the page is not looked at. */
static void
rounds_forecast_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rounds_forecast_page_parent_class)->map (widget);

  follow_day (ROUNDS_FORECAST_PAGE (widget));
}

static void
rounds_forecast_page_dispose (GObject *object)
{
  RoundsForecastPage *self = ROUNDS_FORECAST_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->read);
  g_clear_object (&self->board);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FORECAST_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_forecast_page_parent_class)->dispose (object);
}

static void
rounds_forecast_page_finalize (GObject *object)
{
  RoundsForecastPage *self = ROUNDS_FORECAST_PAGE (object);

  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->figures);
  g_clear_pointer (&self->forecast, rounds_forecast_free);
  g_free (self->today);

  G_OBJECT_CLASS (rounds_forecast_page_parent_class)->finalize (object);
}

static void
rounds_forecast_page_class_init (RoundsForecastPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_forecast_page_dispose;
  object_class->finalize = rounds_forecast_page_finalize;
  widget_class->map = rounds_forecast_page_map;

  g_type_ensure (ROUNDS_TYPE_FORECAST_SUMMARY);
  g_type_ensure (ROUNDS_TYPE_OWNER_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-forecast-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastPage, owner_filter);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastPage, summary);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastPage, board_bin);
  gtk_widget_class_bind_template_child (widget_class, RoundsForecastPage, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_owner);
  gtk_widget_class_bind_template_callback (widget_class, on_months);

  gtk_widget_class_install_action (widget_class, "page.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "page.today", NULL, go_action);
  gtk_widget_class_install_action (widget_class, "page.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_ALT_MASK, "page.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_ALT_MASK, "page.next", NULL);
}

static void
rounds_forecast_page_init (RoundsForecastPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->columns = g_ptr_array_new ();
  self->figures = g_ptr_array_new ();
  self->today = rounds_looks_today ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", FALSE);
}

/**
 * rounds_forecast_page_new:
 * @workspace: whose deals
 *
 * Returns: a page
 */
GtkWidget *
rounds_forecast_page_new (RoundsWorkspace *workspace)
{
  static const char * const kinds[] = { "opportunity", "user", NULL };
  RoundsForecastPage *self;
  g_autofree char *owner = NULL;

  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (ROUNDS_TYPE_FORECAST_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  self->settings = g_settings_new (APPLICATION_ID ".forecast");
  owner = g_settings_get_string (self->settings, "owner");
  self->n_months = g_settings_get_uint (self->settings, "months");
  g_object_set (self->owner_filter, "owner", owner, NULL);
  g_object_set (self->summary, "months", self->n_months, NULL);

  self->read = rounds_live_read_new (rounds_workspace_get_store (workspace), kinds, read_forecast, (GDestroyNotify) answer_free);
  g_signal_connect_object (self->read, "answered", G_CALLBACK (on_forecast_read), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->read, "failed", G_CALLBACK (on_forecast_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::user", G_CALLBACK (on_user), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rounds_day_get_default (), "begun", G_CALLBACK (follow_day), self, G_CONNECT_SWAPPED);
  rounds_owner_filter_set_workspace (self->owner_filter, workspace);
  _rounds_forecast_page_fill_board (self);
  show_title (self);
  ask (self);

  return GTK_WIDGET (self);
}

/* The month of a column, counted from the first that is shown: YYYY-MM. */
char *
_rounds_forecast_page_dup_month (RoundsForecastPage *self,
                                 guint               index)
{
  g_autofree char *current = g_strdup_printf ("%.7s-01", self->today);
  char *date = rounds_date_add_months (current, self->offset + (int) index);

  date[7] = '\0';
  return date;
}

/* Whose deals are shown; %NULL for everyone's. */
RoundsFilter *
_rounds_forecast_page_dup_filter (RoundsForecastPage *self)
{
  return rounds_owner_filter_create (rounds_owner_filter_get_owner (self->owner_filter), get_owner_field (), get_user_id (self));
}
