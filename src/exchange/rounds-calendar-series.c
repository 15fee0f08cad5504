/* rounds-calendar-series.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-series.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "exchange/rounds-calendar-reader.h"
#include "exchange/rounds-calendar-rule.h"

#define SECONDS_PER_DAY 86400
/* Of an appointment whose end nobody has said. */
#define SECONDS_BY_ITSELF 3600
/* 1970-01-02 and 2199-12-31: what a clock of any zone can show there. */
#define LEAST G_GINT64_CONSTANT (86400)
#define GREATEST G_GINT64_CONSTANT (7258032000)

struct _RoundsCalendarSeries
{
  RoundsCalendarEvent *event; /* what all dates have in common */
  RoundsCalendarClocks *clocks;
  RoundsCalendarMoment start;
  gint64 length; /* seconds; of days, by the clock */
  gboolean repeats;
  char *rule;
  GArray *more;       /* gint64: more dates, by the clock of the start */
  GHashTable *missed; /* occurrences that are left out */
};

static void
set_problem (RoundsCalendarSeries *self,
             char                 *problem)
{
  if (self->event->problem == NULL)
    self->event->problem = problem;
  else
    g_free (problem);
}

static gint64
to_instant (RoundsCalendarSeries *self,
            gint64                local)
{
  return rounds_calendar_clock_to_instant (self->start.clock, local);
}

static gint64
to_local (gint64   seconds,
          gpointer clock)
{
  return rounds_calendar_clock_to_local (clock, seconds);
}

/* A day is the same everywhere; a time is an instant, whichever zone says it. */
static char *
create_occurrence (gint64   local,
                   gint64   instant,
                   gboolean is_date)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (is_date ? local : instant);

  return time != NULL ? g_date_time_format (time, is_date ? "%Y%m%d" : "%Y%m%dT%H%M%SZ") : NULL;
}

static char *
create_occurrence_of (const RoundsCalendarMoment *moment,
                      gboolean                    is_date)
{
  return create_occurrence (moment->local, rounds_calendar_clock_to_instant (moment->clock, moment->local), is_date);
}

static const RoundsCalendarLine *
find_line (GPtrArray  *lines,
           const char *name)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const RoundsCalendarLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->name, name))
        return line;
    }

  return NULL;
}

static void
read_end (RoundsCalendarSeries *self,
          GPtrArray            *lines)
{
  const RoundsCalendarLine *end = find_line (lines, "DTEND");
  const RoundsCalendarLine *duration = find_line (lines, "DURATION");
  RoundsCalendarMoment moment;
  char *problem = NULL;

  if (end != NULL && !rounds_calendar_clocks_read (self->clocks, end, end->value, &moment, &problem))
    {
      set_problem (self, problem);
      return;
    }

  if (end != NULL && self->start.is_date)
    self->length = moment.local - self->start.local;
  else if (end != NULL)
    self->length = rounds_calendar_clock_to_instant (moment.clock, moment.local) - to_instant (self, self->start.local);
  else if (duration != NULL)
    {
      struct icaldurationtype length = icaldurationtype_from_string (duration->value);

      if (icaldurationtype_is_bad_duration (length) || length.is_neg || length.weeks > 520 || length.days > 3660)
        set_problem (self, g_strdup_printf (_("Line %u: %s says “%s”, which is no time"), duration->number, "DURATION", duration->value));
      else
        self->length = icaldurationtype_as_int (length);
    }

  if (self->length < 0)
    set_problem (self, g_strdup (_("It ends before it starts")));
  else if (self->length > SECONDS_PER_DAY)
    set_problem (self, g_strdup (_("It lasts more than 24 hours, which no meeting does here")));
  else if (self->length == 0)
    self->length = self->start.is_date ? SECONDS_PER_DAY : SECONDS_BY_ITSELF;
}

static void
read_start (RoundsCalendarSeries *self,
            GPtrArray            *lines)
{
  const RoundsCalendarLine *start = find_line (lines, "DTSTART");
  char *problem = NULL;

  if (start == NULL)
    set_problem (self, g_strdup (_("It does not say when it starts (DTSTART)")));
  else if (!rounds_calendar_clocks_read (self->clocks, start, start->value, &self->start, &problem))
    set_problem (self, problem);
  else if (self->start.local < LEAST || self->start.local > GREATEST)
    set_problem (self, g_strdup_printf (_("Line %u: the year is out of range"), start->number));
  else
    read_end (self, lines);

  self->event->is_all_day = self->start.is_date;
}

/* RDATE and EXDATE: several times in a line, or periods of which the beginning counts. */
static void
read_dates (RoundsCalendarSeries     *self,
            const RoundsCalendarLine *line)
{
  g_auto(GStrv) texts = g_strsplit (line->value, ",", ROUNDS_CALENDAR_EVENTS_MAXIMUM);
  gboolean are_missed = g_str_equal (line->name, "EXDATE");

  for (guint i = 0; texts[i] != NULL; i++)
    {
      RoundsCalendarMoment moment;
      char *problem = NULL;

      texts[i][strcspn (texts[i], "/")] = '\0';
      if (!rounds_calendar_clocks_read (self->clocks, line, g_strstrip (texts[i]), &moment, &problem))
        {
          set_problem (self, problem);
          return;
        }
      if (are_missed)
        g_hash_table_add (self->missed, create_occurrence_of (&moment, self->start.is_date || moment.is_date));
      else
        {
          gint64 instant = rounds_calendar_clock_to_instant (moment.clock, moment.local);
          gint64 local = self->start.is_date ? moment.local : rounds_calendar_clock_to_local (self->start.clock, instant);

          g_array_append_val (self->more, local);
        }
    }
}

static void
read_change (RoundsCalendarSeries     *self,
             const RoundsCalendarLine *line)
{
  g_autofree char *range = rounds_calendar_line_dup_parameter (line, "RANGE");
  RoundsCalendarMoment moment;
  char *problem = NULL;

  if (range != NULL)
    set_problem (self, g_strdup (_("It changes a series from one of its dates on; ask for a file with the whole series")));
  else if (!rounds_calendar_clocks_read (self->clocks, line, line->value, &moment, &problem))
    set_problem (self, problem);
  else
    {
      g_free (self->event->occurrence);
      self->event->occurrence = create_occurrence_of (&moment, self->start.is_date || moment.is_date);
    }
}

static void
read_repetition (RoundsCalendarSeries *self,
                 GPtrArray            *lines)
{
  for (guint i = 0; i < lines->len && self->event->problem == NULL; i++)
    {
      const RoundsCalendarLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->name, "RRULE"))
        g_set_str (&self->rule, line->value);
      else if (g_str_equal (line->name, "RDATE") || g_str_equal (line->name, "EXDATE"))
        read_dates (self, line);
      else if (g_str_equal (line->name, "RECURRENCE-ID"))
        read_change (self, line);
    }
  self->repeats = self->event->occurrence == NULL && (self->rule != NULL || self->more->len > 0);
}

/* An answer of somebody who was invited says nothing of the appointment but who comes. */
static gboolean
is_answer (const char *method)
{
  static const char * const answers[] = { "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH", NULL };

  for (guint i = 0; answers[i] != NULL; i++)
    if (method != NULL && g_ascii_strcasecmp (method, answers[i]) == 0)
      return TRUE;

  return FALSE;
}

/**
 * rounds_calendar_series_new:
 * @clocks: (transfer none): those of the file, which must outlive it
 * @lines: (element-type RoundsCalendarLine): the lines of the VEVENT itself
 * @line: where it begins
 * @wrong_line: a line in it that could not be read; 0 when there is none
 * @method: (nullable): what the calendar is sent for, such as `CANCEL`
 *
 * Returns: (transfer full): what the lines say
 */
RoundsCalendarSeries *
rounds_calendar_series_new (RoundsCalendarClocks *clocks,
                            GPtrArray            *lines,
                            guint                 line,
                            guint                 wrong_line,
                            const char           *method)
{
  RoundsCalendarSeries *self = g_new0 (RoundsCalendarSeries, 1);

  self->clocks = clocks;
  self->event = rounds_calendar_event_new (line);
  self->more = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->start.clock = rounds_calendar_clocks_get_own (clocks);

  for (guint i = 0; i < lines->len; i++)
    rounds_calendar_event_read_text (self->event, g_ptr_array_index (lines, i));
  if (self->event->title == NULL)
    self->event->title = g_strdup (_("Untitled meeting"));
  self->event->is_cancelled |= method != NULL && g_ascii_strcasecmp (method, "CANCEL") == 0;

  if (is_answer (method))
    set_problem (self, g_strdup (_("It is an answer to an invitation, and no meeting")));
  if (wrong_line > 0)
    set_problem (self, g_strdup_printf (_("Line %u cannot be read: it has no name and value"), wrong_line));
  read_start (self, lines);
  read_repetition (self, lines);

  return self;
}

void
rounds_calendar_series_free (RoundsCalendarSeries *self)
{
  if (self == NULL)
    return;

  rounds_calendar_event_free (self->event);
  g_array_unref (self->more);
  g_hash_table_unref (self->missed);
  g_free (self->rule);
  g_free (self);
}

/**
 * rounds_calendar_series_dup_change:
 *
 * Returns: (transfer full) (nullable): which date of which series it changes; %NULL when it is no such thing
 */
char *
rounds_calendar_series_dup_change (RoundsCalendarSeries *self)
{
  return self->event->occurrence != NULL && self->event->uid != NULL
         ? g_strconcat (self->event->occurrence, " ", self->event->uid, NULL) : NULL;
}

static void
add_event (RoundsCalendarSeries *self,
           gint64                local,
           char                 *occurrence,
           GPtrArray            *events)
{
  RoundsCalendarEvent *event = rounds_calendar_event_copy (self->event);
  const char *identifier = rounds_calendar_clock_get_identifier (self->start.clock);
  gint64 start = to_instant (self, local);
  gint64 end = self->start.is_date ? to_instant (self, local + self->length) : start + self->length;

  /* The day on which clocks are put back has 25 hours. */
  event->start = start * G_USEC_PER_SEC;
  event->end = MIN (end, start + SECONDS_PER_DAY) * G_USEC_PER_SEC;
  event->time_zone = g_strcmp0 (identifier, "UTC") != 0 ? g_strdup (identifier) : NULL;
  if (occurrence != NULL)
    {
      g_free (event->occurrence);
      event->occurrence = occurrence;
    }
  if (event->uid == NULL)
    event->uid = g_strdup_printf ("%" G_GINT64_FORMAT " %s", start, event->title);
  g_ptr_array_add (events, event);
}

static int
compare_times (const void *a,
               const void *b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

/* From the beginning of today to as many months after it. */
static void
get_horizon (RoundsCalendarSeries *self,
             gint64                now,
             gint64               *from,
             gint64               *until)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (to_local (now / G_USEC_PER_SEC, self->start.clock));
  g_autoptr(GDateTime) last = g_date_time_add_months (time, ROUNDS_CALENDAR_SERIES_MONTHS);

  *from = g_date_time_to_unix (time) / SECONDS_PER_DAY * SECONDS_PER_DAY;
  *until = g_date_time_to_unix (last) / SECONDS_PER_DAY * SECONDS_PER_DAY;
}

static GArray *
list_times (RoundsCalendarSeries *self,
            gint64                now)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 from, until;

  get_horizon (self, now, &from, &until);
  if (self->rule != NULL &&
      !rounds_calendar_rule_expand (self->rule, self->start.local, to_local, self->start.clock, from, until,
                                    ROUNDS_CALENDAR_SERIES_MAXIMUM + g_hash_table_size (self->missed), times))
    {
      set_problem (self, g_strdup (_("It repeats by a rule that cannot be followed here")));
      return NULL;
    }
  g_array_append_val (self->more, self->start.local);
  for (guint i = 0; i < self->more->len; i++)
    {
      gint64 local = g_array_index (self->more, gint64, i);

      if (local >= from && local < until)
        g_array_append_val (times, local);
    }
  g_array_sort (times, compare_times);

  return g_steal_pointer (&times);
}

static void
expand (RoundsCalendarSeries *self,
        GHashTable           *changed,
        gint64                now,
        GPtrArray            *events)
{
  g_autoptr(GArray) times = list_times (self, now);
  guint n_events = 0;

  for (guint i = 0; times != NULL && i < times->len && n_events < ROUNDS_CALENDAR_SERIES_MAXIMUM; i++)
    {
      gint64 local = g_array_index (times, gint64, i);
      g_autofree char *occurrence = create_occurrence (local, to_instant (self, local), self->start.is_date);
      g_autofree char *day = create_occurrence (local, local, TRUE);
      g_autofree char *key = g_strconcat (occurrence, " ", self->event->uid, NULL);

      if ((i > 0 && local == g_array_index (times, gint64, i - 1)) || g_hash_table_contains (self->missed, occurrence) ||
          g_hash_table_contains (self->missed, day))
        continue;
      n_events++;
      if (!g_hash_table_contains (changed, key))
        add_event (self, local, g_steal_pointer (&occurrence), events);
    }
  if (times != NULL && n_events == 0)
    set_problem (self, g_strdup_printf (ngettext ("It repeats, but not in the next month", "It repeats, but not in the next %d months",
                                                  ROUNDS_CALENDAR_SERIES_MONTHS), ROUNDS_CALENDAR_SERIES_MONTHS));
}

/**
 * rounds_calendar_series_expand:
 * @changed: (element-type utf8): the dates of series that the file has by themselves, see rounds_calendar_series_dup_change()
 * @now: an instant
 * @events: (element-type RoundsCalendarEvent): gets the appointments, or one with what is wrong
 *
 * A series is its dates of the coming %ROUNDS_CALENDAR_SERIES_MONTHS months, at most %ROUNDS_CALENDAR_SERIES_MAXIMUM of them.
 */
void
rounds_calendar_series_expand (RoundsCalendarSeries *self,
                               GHashTable           *changed,
                               gint64                now,
                               GPtrArray            *events)
{
  if (self->event->problem == NULL && self->repeats)
    expand (self, changed, now, events);
  else if (self->event->problem == NULL)
    add_event (self, self->start.local, NULL, events);

  if (self->event->problem != NULL)
    g_ptr_array_add (events, rounds_calendar_event_copy (self->event));
}
