/* rounds-date-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

#define MINUTE (60 * G_USEC_PER_SEC)

/* A day, typed as one writes it or picked from a calendar; with an hour for an instant, in the zone of the computer. */
#define ROUNDS_TYPE_DATE_EDITOR (rounds_date_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDateEditor, rounds_date_editor, ROUNDS, DATE_EDITOR, RoundsFieldEditor)

struct _RoundsDateEditor
{
  RoundsFieldEditor parent_instance;

  /* Borrowed references */
  GtkCalendar *calendar;
  GtkPopover *popover;
  GtkEditable *time; /* nullable: only for an instant */

  GTimeZone *zone;
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

/* 9:30, 09h30, 930 and 9 are all ways to say it. */
static gboolean
parse_time (const char *text,
            int        *hour,
            int        *minute)
{
  int number = 0;
  int n_digits = 0;
  gboolean split = FALSE;

  *hour = *minute = 0;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          if (++n_digits > 4)
            return FALSE;
          number = number * 10 + g_ascii_digit_value (*p);
        }
      else if (!split && n_digits > 0 && strchr (":h.", g_ascii_tolower (*p)) != NULL)
        {
          split = TRUE;
          *hour = number;
          number = n_digits = 0;
        }
      else if (*p != ' ')
        {
          return FALSE;
        }
    }

  if (split)
    *minute = number;
  else if (n_digits > 2)
    *hour = number / 100, *minute = number % 100;
  else
    *hour = number;

  return (split || n_digits > 0) && *hour < 24 && *minute < 60;
}

static GtkWidget *
rounds_date_editor_create_row (RoundsFieldEditor *editor)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (editor);
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autoptr(GtkBuilder) builder = gtk_builder_new ();
  GtkWidget *row;

  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  gtk_builder_add_from_resource (builder, RESOURCE_PATH "/ui/rounds-date-editor.ui", NULL);
  row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rounds_field_get_label (field));
  self->calendar = GTK_CALENDAR (gtk_builder_get_object (builder, "calendar"));
  self->popover = GTK_POPOVER (gtk_builder_get_object (builder, "popover"));

  if (field->type == ROUNDS_FIELD_INSTANT)
    {
      self->time = GTK_EDITABLE (gtk_builder_get_object (builder, "time"));
      g_signal_connect_object (self->time, "changed", G_CALLBACK (rounds_field_editor_changed), editor,
                               G_CONNECT_SWAPPED);
      gtk_widget_set_visible (GTK_WIDGET (self->time), TRUE);
    }

  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_calendar_shown), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (rounds_field_editor_changed), editor, G_CONNECT_SWAPPED);

  return g_object_ref (row);
}

static void
rounds_date_editor_show (RoundsFieldEditor *editor,
                         const RoundsValue *value)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (editor);
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (self->time == NULL || value->type == ROUNDS_VALUE_NULL)
    {
      set_date (self, value->text);
      return;
    }

  utc = g_date_time_new_from_unix_utc_usec (value->integer);
  local = g_date_time_to_timezone (utc, self->zone);
  date = g_date_time_format (local, "%Y-%m-%d");
  set_date (self, date);
  time = g_date_time_format (local, "%H:%M");
  gtk_editable_set_text (self->time, time);
  self->rest = value->integer % MINUTE;
}

static gint64
to_instant (RoundsDateEditor *self,
            const char       *date,
            int               hour,
            int               minute)
{
  g_autofree char *text = g_strdup_printf ("%sT%02d:%02d:00", date, hour, minute);
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, self->zone);

  return g_date_time_to_unix_usec (time) + self->rest;
}

static gboolean
rounds_date_editor_read (RoundsFieldEditor  *editor,
                         RoundsValue        *value,
                         GError            **error)
{
  RoundsDateEditor *self = ROUNDS_DATE_EDITOR (editor);
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (get_editable (self))));
  g_autofree char *date = dup_date (self);
  int hour, minute;

  if (text[0] == '\0')
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

  if (!parse_time (gtk_editable_get_text (self->time), &hour, &minute))
    {
      rounds_problem_add_field (error, field->json_path, "BAD_TIME", _("Write the time as 09:30"));
      return FALSE;
    }

  rounds_value_set_integer (value, to_instant (self, date, hour, minute));
  return TRUE;
}

static void
rounds_date_editor_finalize (GObject *object)
{
  g_time_zone_unref (ROUNDS_DATE_EDITOR (object)->zone);

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
}

static void
rounds_date_editor_init (RoundsDateEditor *self)
{
  self->zone = g_time_zone_new_local ();
}
