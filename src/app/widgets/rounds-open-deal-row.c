/* rounds-open-deal-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-open-deal-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-deal-row.h"
#include "app/widgets/rounds-status-pill.h"
#include "insight/rounds-deal-next-step.h"
#include "model/rounds-time.h"

struct _RoundsOpenDealRow
{
  RoundsRecordRow parent_instance;

  /* Template widgets */
  GtkLabel *value_label;
  RoundsStatusPill *pill;

  /* Owned references */
  RoundsLiveRead *next_step;
};

G_DEFINE_FINAL_TYPE (RoundsOpenDealRow, rounds_open_deal_row, ROUNDS_TYPE_RECORD_ROW)

static void
rounds_open_deal_row_show (RoundsRecordRow *row,
                           RoundsEntity    *deal)
{
  RoundsOpenDealRow *self = ROUNDS_OPEN_DEAL_ROW (row);
  g_autofree char *value = rounds_looks_money (deal, "value");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), rounds_entity_get_text (deal, "name"));
  gtk_label_set_label (self->value_label, value);
  rounds_status_pill_set_status (self->pill, rounds_entity_info_find (rounds_entity_get_info (deal), "stage"),
                                 rounds_entity_get_text (deal, "stage"));
}

static void
rounds_open_deal_row_extend_menu (RoundsRecordRow *row,
                                  GMenu           *section,
                                  const char      *id)
{
  rounds_deal_row_append_quote_item (section, id);
}

static gpointer
read_next_step (RoundsDatabase  *database,
                RoundsChanges   *changes,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  return rounds_deal_next_step_compute (database, user_data, g_get_real_time (), error);
}

static void
on_next_step (RoundsOpenDealRow  *self,
              RoundsDealNextStep *step,
              RoundsLiveRead     *read)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *date = step->has_due ? rounds_instant_to_date (step->due, zone) : NULL;
  g_autofree char *near = date != NULL ? rounds_date_format_near (date, today) : NULL;
  g_autofree char *text = NULL;

  if (step->kind == NULL)
    text = g_strdup (_("Nothing planned"));
  else if (near != NULL)
    /* Translators: what comes next about a deal, and when */
    text = g_strdup_printf (_("Next: %s, %s"), step->title, near);
  else
    /* Translators: what comes next about a deal */
    text = g_strdup_printf (_("Next: %s"), step->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
}

/* The store is known from here on. */
static void
rounds_open_deal_row_root (GtkWidget *widget)
{
  static const char * const planned[] = { "task", "reminder", "meeting", NULL };
  RoundsOpenDealRow *self = ROUNDS_OPEN_DEAL_ROW (widget);
  RoundsWindow *window;

  GTK_WIDGET_CLASS (rounds_open_deal_row_parent_class)->root (widget);

  window = rounds_window_of (widget);
  if (window == NULL || self->next_step != NULL)
    return;

  self->next_step = rounds_live_read_new (rounds_workspace_get_store (rounds_window_get_workspace (window)), planned, read_next_step,
                                          (GDestroyNotify) rounds_deal_next_step_free);
  rounds_live_read_set_argument (self->next_step, rounds_record_row_get_id (ROUNDS_RECORD_ROW (self)));
  g_signal_connect_object (self->next_step, "answered", G_CALLBACK (on_next_step), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->next_step);
}

static void
rounds_open_deal_row_dispose (GObject *object)
{
  g_clear_object (&ROUNDS_OPEN_DEAL_ROW (object)->next_step);
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_OPEN_DEAL_ROW);

  G_OBJECT_CLASS (rounds_open_deal_row_parent_class)->dispose (object);
}

static void
rounds_open_deal_row_class_init (RoundsOpenDealRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_open_deal_row_dispose;

  widget_class->root = rounds_open_deal_row_root;

  ROUNDS_RECORD_ROW_CLASS (klass)->show = rounds_open_deal_row_show;
  ROUNDS_RECORD_ROW_CLASS (klass)->extend_menu = rounds_open_deal_row_extend_menu;

  g_type_ensure (ROUNDS_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-open-deal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsOpenDealRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsOpenDealRow, pill);
}

static void
rounds_open_deal_row_init (RoundsOpenDealRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_open_deal_row_new:
 * @row: an opportunity in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_open_deal_row_new (RoundsRow *row)
{
  RoundsOpenDealRow *self = g_object_new (ROUNDS_TYPE_OPEN_DEAL_ROW, NULL);

  rounds_record_row_set_row (ROUNDS_RECORD_ROW (self), "opportunity", row);
  return GTK_WIDGET (self);
}
