/* rounds-recurrence.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-recurrence.h"

#include <string.h>

#include "model/rounds-time.h"

/* A rule that names a day which never comes is given up after so many days, weeks, months or years. */
#define PERIODS_MAXIMUM 5000

#define YEAR_MAXIMUM 9999

static void
set_earlier (GDate       *best,
             const GDate *after,
             const GDate *candidate)
{
  if (g_date_compare (candidate, after) > 0 && (!g_date_valid (best) || g_date_compare (candidate, best) < 0))
    *best = *candidate;
}

static gboolean
has_weekday (const RoundsRecurrence *self,
             GDateWeekday            weekday)
{
  for (guint i = 0; i < self->n_days; i++)
    if (self->days[i].weekday == (gint8) weekday)
      return TRUE;

  return self->n_days == 0;
}

static gboolean
next_day (const RoundsRecurrence *self,
          const GDate            *after,
          guint                   period,
          GDate                  *best)
{
  GDate candidate = *after;

  g_date_add_days (&candidate, period * (guint) self->interval);
  if (g_date_get_year (&candidate) > YEAR_MAXIMUM)
    return FALSE;
  if (has_weekday (self, g_date_get_weekday (&candidate)))
    set_earlier (best, after, &candidate);

  return TRUE;
}

static gboolean
next_in_week (const RoundsRecurrence *self,
              const GDate            *after,
              guint                   period,
              GDate                  *best)
{
  GDate monday = *after;

  g_date_subtract_days (&monday, (guint) g_date_get_weekday (after) - 1);
  g_date_add_days (&monday, period * (guint) self->interval * 7);
  if (g_date_get_year (&monday) > YEAR_MAXIMUM)
    return FALSE;

  for (guint weekday = 1; weekday <= 7; weekday++)
    {
      GDate candidate = monday;

      g_date_add_days (&candidate, weekday - 1);
      if (self->n_days > 0 ? has_weekday (self, (GDateWeekday) weekday) : weekday == (guint) g_date_get_weekday (after))
        set_earlier (best, after, &candidate);
    }

  return TRUE;
}

/* The days of one month that the rule names; of a rule that names none, @usual. */
static void
next_in_month (const RoundsRecurrence *self,
               const GDate            *after,
               GDateMonth              month,
               GDateYear               year,
               GDateDay                usual,
               GDate                  *best)
{
  int last = g_date_get_days_in_month (month, year);

  for (int day = 1; day <= last; day++)
    {
      GDate candidate;
      gboolean named = FALSE;

      g_date_clear (&candidate, 1);
      g_date_set_dmy (&candidate, (GDateDay) day, month, year);

      for (guint i = 0; i < self->n_month_days; i++)
        {
          int wanted = self->month_days[i];
          named |= wanted > 0 ? day == MIN (wanted, last) : day == last + 1 + wanted;
        }
      for (guint i = 0; i < self->n_days; i++)
        {
          int place = self->days[i].place;
          named |= self->days[i].weekday == (gint8) g_date_get_weekday (&candidate) &&
                   (place == 0 || place == (day - 1) / 7 + 1 || place == -((last - day) / 7 + 1));
        }
      if (self->n_month_days == 0 && self->n_days == 0)
        named = day == MIN (usual, last);

      if (named)
        set_earlier (best, after, &candidate);
    }
}

static gboolean
next_in_period (const RoundsRecurrence *self,
                const GDate            *after,
                guint                   period,
                GDate                  *best)
{
  int months;

  if (self->repeat == ROUNDS_REPEAT_DAILY)
    return next_day (self, after, period, best);
  if (self->repeat == ROUNDS_REPEAT_WEEKLY)
    return next_in_week (self, after, period, best);

  months = (int) period * self->interval * (self->repeat == ROUNDS_REPEAT_YEARLY ? 12 : 1);
  if (self->repeat == ROUNDS_REPEAT_YEARLY && self->month > 0)
    months += self->month - (int) g_date_get_month (after);
  months += g_date_get_year (after) * 12 + (int) g_date_get_month (after) - 1;
  if (months >= (YEAR_MAXIMUM + 1) * 12)
    return FALSE;

  next_in_month (self, after, (GDateMonth) (months % 12 + 1), (GDateYear) (months / 12), g_date_get_day (after), best);
  return TRUE;
}

static gboolean
next_date (const RoundsRecurrence *self,
           GDate                  *date)
{
  GDate best;

  g_date_clear (&best, 1);
  for (guint period = 0; period < PERIODS_MAXIMUM && !g_date_valid (&best); period++)
    if (!next_in_period (self, date, period, &best))
      return FALSE;

  *date = best;
  return g_date_valid (&best);
}

static gboolean
is_over (const RoundsRecurrence *self,
         const GDate            *date,
         gint64                  instant)
{
  g_autofree char *text = rounds_date_to_text (date);

  return (self->until != 0 && instant > self->until) ||
         (self->until_date[0] != '\0' && strcmp (text, self->until_date) > 0);
}

/**
 * rounds_recurrence_anchor:
 * @first: an instant, when it is due first
 * @zone: where the day is counted
 *
 * Writes the day of @first into a rule that would lose it: what is due on 31 January is due on 28 February and on 31 March.
 */
void
rounds_recurrence_anchor (RoundsRecurrence *self,
                          gint64            first,
                          GTimeZone        *zone)
{
  g_autofree char *text = rounds_instant_to_date (first, zone);
  GDate date;

  if (!rounds_date_parse (text, &date) || g_date_get_day (&date) <= 28 || self->n_days > 0 || self->n_month_days > 0)
    return;

  if (self->repeat == ROUNDS_REPEAT_YEARLY && self->month == 0 && g_date_get_month (&date) == G_DATE_FEBRUARY)
    self->month = G_DATE_FEBRUARY;
  else if (self->repeat != ROUNDS_REPEAT_MONTHLY)
    return;
  self->month_days[self->n_month_days++] = (gint8) g_date_get_day (&date);
}

/**
 * rounds_recurrence_next:
 * @current: an instant, the present one
 * @earliest: an instant before which the next one is not wanted: those that were missed are passed over, and counted
 * @zone: where days are counted; the hour there stays the same through summer and winter
 * @next: (out): an instant later than @current
 * @rest: (out caller-allocates): how the next one repeats
 *
 * Returns: whether there is a next one
 */
gboolean
rounds_recurrence_next (const RoundsRecurrence *self,
                        gint64                  current,
                        gint64                  earliest,
                        GTimeZone              *zone,
                        gint64                 *next,
                        RoundsRecurrence       *rest)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (current);
  g_autoptr(GDateTime) local = NULL;
  GDate date;

  g_return_val_if_fail (utc != NULL, FALSE);

  local = g_date_time_to_timezone (utc, zone);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (local), (GDateMonth) g_date_time_get_month (local),
                  (GDateYear) g_date_time_get_year (local));

  *rest = *self;
  while (rest->count != 1 && next_date (self, &date))
    {
      g_autoptr(GDateTime) time = g_date_time_new (zone, g_date_get_year (&date), (int) g_date_get_month (&date),
                                                   g_date_get_day (&date), g_date_time_get_hour (local),
                                                   g_date_time_get_minute (local), g_date_time_get_seconds (local));

      if (time == NULL)
        return FALSE;
      *next = g_date_time_to_unix_usec (time);
      if (is_over (self, &date, *next))
        return FALSE;

      if (rest->count > 0)
        rest->count--;
      if (*next >= earliest)
        return TRUE;
    }

  return FALSE;
}
