/* rounds-date-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-date-editor.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/widgets/rounds-time-entry.h"
#include "model/rounds-problem.h"
#include "model/rounds-time-of-day.h"
#include "model/rounds-time.h"

/* What is due on a day is due in the morning unless an hour is said. */
#define MORNING (9 * 60)

struct _RoundsDateEditor
{
  RoundsFieldEditor parent_instance;

  /* Borrowed references */
  GtkCalendar *calendar;
  GtkPopover *popover;
  RoundsTimeEntry *time; /* nullable: only for an instant */

  GTimeZone *zone;
  GTimeZone *place; /* nullable: where the record takes place */
  gboolean setting; /* the calendar is being set to what has been typed */
  gint64 rest; /* what an instant has below the minute */
};

G_DEFINE_FINAL_TYPE (RoundsDateEditor, rounds_date_editor, ROUNDS_TYPE_FIELD_EDITOR)

static GtkEditable *
get_editable (RoundsDateEditor *self)
{
  return GTK_EDITABLE (rounds_field_editor_get_row (ROUNDS_FIELD_EDITOR (self)));
}

/* Returns: (transfer full) (nullable): the day typed */
static char *
dup_date (RoundsDateEditor *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (get_editable (self))));
  g_autofree char *today = rounds_looks_today ();
  char *date = NULL;

  return rounds_date_parse_local (text, today, &date) ? date : NULL;
}

/* In which order a day typed in figures is read in the person's locale. */
static gboolean
month_comes_first (void)
{
  g_autofree char *date = NULL;

  return rounds_date_parse_local ("01/02/2000", "2000-01-01", &date) && g_str_equal (date, "2000-01-02");
}

static void
set_date (RoundsDateEditor *self,
          const char       *date)
{
  GDate day;
  g_autofree char *text = NULL;

  /* Figures, so that what is shown can be typed over, in the order in which they are read. */
  if (date != NULL && rounds_date_parse (date, &day))
    {
      gboolean month_first = month_comes_first ();

      text = g_strdup_printf ("%02d/%02d/%04d",
                              month_first ? (int) g_date_get_month (&day) : (int) g_date_get_day (&day),
                              month_first ? (int) g_date_get_day (&day) : (int) g_date_get_month (&day),
                              g_date_get_year (&day));
    }
  gtk_editable_set_text (get_editable (self), text != NULL ? text : "");
}

static void
on_calendar_shown (RoundsDateEditor *self)
{
  g_autofree char *date = dup_date (self);
  GDate day;

  if (date == NULL)
    date = rounds_looks_today ();
  if (!rounds_date_parse (date, &day))
    return;

  /* The first of the month on the way: every month has one. */
  self->setting = TRUE;
  gtk_calendar_set_day (self->calendar, 1);
  gtk_calendar_set_year (self->calendar, g_date_get_year (&day));
  gtk_calendar_set_month (self->calendar, g_date_get_month (&day) - 1);
  gtk_calendar_set_day (self->calendar, g_date_get_day (&day));
  self->setting = FALSE;
}

static void
on_day_selected (RoundsDateEditor *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  if (self->setting)
    return;

  set_date (self, date);
  gtk_popover_popdown (self->popover);
}

static gint64
to_instant (RoundsDateEditor *self,
            const char       *date,
            int               minutes)
{
  g_autofree char *text = g_strdup_printf ("%sT%02d:%02d:00", date, minutes / 60, minutes % 60);
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, self->zone);

  return g_date_time_to_unix_usec (time) + self->rest;
}

static void
show_instant (RoundsDateEditor *self,
              gint64            instant)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, self->zone) : NULL;
  g_autofree char *date = local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;

  set_date (self, date);
  if (local != NULL)
    rounds_time_entry_set_minutes (self->time, g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local));
  self->rest = instant % G_TIME_SPAN_MINUTE;
}

/* What the clocks show there, when they do not show the same as here. */
static void
update_note (RoundsDateEditor *self)
{
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *note = NULL;
  gint64 instant;

  if (self->place != NULL && rounds_date_editor_get_instant (self, &instant))
    {
      here = rounds_instant_format (instant, self->zone);
      there = rounds_instant_format (instant, self->place);
      if (!g_str_equal (here, there))
        /* Translators: the name of a time zone, and what the clocks show there: "Europe/Paris: 31 Dec 2026, 09:30" */
        note = g_strdup_printf (C_("time zone", "%s: %s"), g_time_zone_get_identifier (self->place), there);
    }

  rounds_field_editor_set_note (ROUNDS_FIELD_EDITOR (self), note);
}

static void
on_changed (RoundsDateEditor *self)
{
  if (self->time != NULL)
    update_note (self);
  rounds_field_editor_changed (ROUNDS_FIELD_EDITOR (self));
}

/* A day that is understood stands in figures once it has been left; its hour is then seen before it is saved. */
static void
on_left (RoundsDateEditor *self)
{
  g_autofree char *date = dup_date (self);

  if (date == NULL)
    return;

  set_date (self, date);
  if (self->time != NULL && rounds_time_entry_is_empty (self->time))
    rounds_time_entry_set_minutes (self->time, MORNING);
}

static void
on_step (RoundsDateEditor *self,
         int               minutes,
         RoundsTimeEntry  *time)
{
  gint64 instant;
  int typed;

  if (rounds_date_editor_get_instant (self, &instant))
    rounds_date_editor_set_instant (self, instant + minutes * G_TIME_SPAN_MINUTE);
  else if (rounds_time_entry_get_minutes (time, &typed))
    rounds_time_entry_set_minutes (time, (typed + minutes + ROUNDS_MINUTES_OF_DAY) % ROUNDS_MINUTES_OF_DAY);
}

static GtkWidget *
rounds_date_editor_create_row (RoundsFieldEditor *editor)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (editor);
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *row;

  g_type_ensure (ROUNDS_TYPE_TIME_ENTRY);
  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  gtk_builder_add_from_resource (builder, RESOURCE_PATH "/ui/rounds-date-editor.ui", NULL);
  row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rounds_field_get_label (field));
  self->calendar = GTK_CALENDAR (gtk_builder_get_object (builder, "calendar"));
  self->popover = GTK_POPOVER (gtk_builder_get_object (builder, "popover"));

  if (field->type == ROUNDS_FIELD_INSTANT)
    {
      self->time = ROUNDS_TIME_ENTRY (gtk_builder_get_object (builder, "time"));
      g_signal_connect_object (self->time, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->time, "step", G_CALLBACK (on_step), self, G_CONNECT_SWAPPED);
      gtk_widget_set_visible (GTK_WIDGET (self->time), TRUE);
    }

  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_calendar_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);

  return g_object_ref (row);
}

static void
rounds_date_editor_show (RoundsFieldEditor *editor,
                         const RoundsValue *value)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (editor);

  if (self->time == NULL)
    {
      set_date (self, value->text);
      return;
    }

  if (value->type != ROUNDS_VALUE_NULL)
    {
      show_instant (self, value->integer);
    }
  else
    {
      set_date (self, NULL);
      gtk_editable_set_text (GTK_EDITABLE (self->time), "");
      self->rest = 0;
    }
  update_note (self);
}

static gboolean
is_empty (RoundsDateEditor *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (get_editable (self))));

  return text[0] == '\0';
}

/* An hour without a day is no time: it is asked for, not forgotten. */
static gboolean
rounds_date_editor_read (RoundsFieldEditor  *editor,
                         RoundsValue        *value,
                         GError            **error)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (editor);
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autofree char *date = dup_date (self);
  int minutes = MORNING;

  if (is_empty (self) && (self->time == NULL || rounds_time_entry_is_empty (self->time)))
    return TRUE;

  if (date == NULL)
    {
      rounds_problem_add_field (error, field->json_path, "BAD_DATE", _("Write the day as 31/12/2026, or pick it"));
      return FALSE;
    }

  if (self->time == NULL)
    {
      rounds_value_set_text (value, date);
      return TRUE;
    }

  if (!rounds_time_entry_is_empty (self->time) && !rounds_time_entry_get_minutes (self->time, &minutes))
    {
      rounds_problem_add_field (error, field->json_path, "BAD_TIME", _("Write the time as 09:30"));
      return FALSE;
    }

  rounds_value_set_integer (value, to_instant (self, date, minutes));
  return TRUE;
}

/* What is wrong with an instant is the hour when the day can be read. */
static void
rounds_date_editor_focus (RoundsFieldEditor *editor)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (editor);
  g_autofree char *date = dup_date (self);
  int minutes;

  if (self->time != NULL && date != NULL && !rounds_time_entry_get_minutes (self->time, &minutes))
    gtk_widget_grab_focus (GTK_WIDGET (self->time));
  else
    gtk_widget_grab_focus (GTK_WIDGET (get_editable (self)));
}

static void
rounds_date_editor_finalize (GObject *object)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->place, g_time_zone_unref);

  G_OBJECT_CLASS (rounds_date_editor_parent_class)->finalize (object);
}

static void
rounds_date_editor_class_init (RoundsDateEditorClass *klass)
{
  RoundsFieldEditorClass *editor_class = ROUNDS_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rounds_date_editor_finalize;

  editor_class->create_row = rounds_date_editor_create_row;
  editor_class->show = rounds_date_editor_show;
  editor_class->read = rounds_date_editor_read;
  editor_class->focus = rounds_date_editor_focus;
}

static void
rounds_date_editor_init (RoundsDateEditor *self)
{
  self->zone = g_time_zone_new_local ();
}

/**
 * rounds_date_editor_get_instant:
 * @instant: (out): what is typed
 *
 * Returns: whether a day and an hour can be read
 */
gboolean
rounds_date_editor_get_instant (RoundsDateEditor *self,
                                gint64           *instant)
{
  g_autofree char *date = NULL;
  int minutes;

  g_return_val_if_fail (ROUNDS_IS_DATE_EDITOR (self), FALSE);

  date = dup_date (self);
  if (date == NULL || self->time == NULL || !rounds_time_entry_get_minutes (self->time, &minutes))
    return FALSE;

  *instant = to_instant (self, date, minutes);
  return TRUE;
}

/**
 * rounds_date_editor_set_instant:
 * @instant: what is shown from now on, as if it had been typed
 */
void
rounds_date_editor_set_instant (RoundsDateEditor *self,
                                gint64            instant)
{
  g_return_if_fail (ROUNDS_IS_DATE_EDITOR (self));
  g_return_if_fail (self->time != NULL);

  show_instant (self, instant);
}

/**
 * rounds_date_editor_set_place:
 * @zone: (nullable): a name of the time zone database, where the record takes place
 */
void
rounds_date_editor_set_place (RoundsDateEditor *self,
                              const char       *zone)
{
  g_return_if_fail (ROUNDS_IS_DATE_EDITOR (self));

  g_clear_pointer (&self->place, g_time_zone_unref);
  if (zone != NULL && *zone != '\0')
    self->place = g_time_zone_new_identifier (zone);
  if (self->time != NULL)
    update_note (self);
}
