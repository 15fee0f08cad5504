/* rounds-meeting-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-meeting-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/widgets/rounds-status-pill.h"
#include "model/rounds-time.h"

struct _RoundsMeetingRow
{
  RoundsRecordRow parent_instance;

  /* Template widgets */
  GtkLabel *day_label;
  GtkLabel *month_label;
  RoundsStatusPill *pill;
};

G_DEFINE_FINAL_TYPE (RoundsMeetingRow, rounds_meeting_row, ROUNDS_TYPE_RECORD_ROW)

static GDateTime *
to_local (RoundsEntity *meeting,
          const char   *name)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (rounds_entity_get_integer (meeting, name));

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static char *
describe (RoundsEntity *meeting,
          GDateTime    *start)
{
  g_autoptr(GDateTime) end = to_local (meeting, "end-date");
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *date = rounds_instant_to_date (rounds_entity_get_integer (meeting, "start-date"), zone);
  g_autofree char *day = rounds_date_format_near (date, today);
  g_autofree char *from = g_date_time_format (start, "%H:%M");
  g_autofree char *to = end != NULL ? g_date_time_format (end, "%H:%M") : g_strdup ("");
  const char *location = rounds_entity_get_text (meeting, "location");

  if (location != NULL)
    /* Translators: day, start, end and place of a meeting */
    return g_strdup_printf (_("%s, %s–%s · %s"), day, from, to, location);
  /* Translators: day, start and end of a meeting */
  return g_strdup_printf (_("%s, %s–%s"), day, from, to);
}

static void
rounds_meeting_row_show (RoundsRecordRow *row,
                         RoundsEntity    *meeting)
{
  RoundsMeetingRow *self = ROUNDS_MEETING_ROW (row);
  g_autoptr(GDateTime) start = to_local (meeting, "start-date");
  g_autofree char *subtitle = start != NULL ? describe (meeting, start) : g_strdup ("");
  g_autofree char *day = start != NULL ? g_date_time_format (start, "%-d") : NULL;
  g_autofree char *month = start != NULL ? g_date_time_format (start, "%b") : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), rounds_entity_get_text (meeting, "title"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_label (self->day_label, day);
  gtk_label_set_label (self->month_label, month);
  rounds_status_pill_set_status (self->pill, rounds_entity_info_find (rounds_entity_get_info (meeting), "status"),
                                 rounds_entity_get_text (meeting, "status"));
}

static void
rounds_meeting_row_extend_menu (RoundsRecordRow *row,
                                GMenu           *section,
                                const char      *id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (_("E_xport to Outlook (.ics)…"), NULL);

  g_menu_item_set_action_and_target (item, "page.export-meeting", "s", id);
  g_menu_append_item (section, item);
}

static void
rounds_meeting_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_MEETING_ROW);

  G_OBJECT_CLASS (rounds_meeting_row_parent_class)->dispose (object);
}

static void
rounds_meeting_row_class_init (RoundsMeetingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_meeting_row_dispose;

  ROUNDS_RECORD_ROW_CLASS (klass)->show = rounds_meeting_row_show;
  ROUNDS_RECORD_ROW_CLASS (klass)->extend_menu = rounds_meeting_row_extend_menu;

  g_type_ensure (ROUNDS_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-meeting-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingRow, month_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsMeetingRow, pill);
}

static void
rounds_meeting_row_init (RoundsMeetingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_meeting_row_new:
 * @row: a meeting in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_meeting_row_new (RoundsRow *row)
{
  RoundsMeetingRow *self = g_object_new (ROUNDS_TYPE_MEETING_ROW, NULL);

  rounds_record_row_set_row (ROUNDS_RECORD_ROW (self), "meeting", row);
  return GTK_WIDGET (self);
}
