/* rounds-calendar-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-rule.h"

#include <libical/ical.h>
#include <string.h>

/* A daily series of more than five hundred years is nobody's. */
#define STEPS_MAXIMUM 200000
#define RULE_MAXIMUM 500
#define YEAR_LEAST 1601
#define YEAR_GREATEST 9998

static gboolean
read_digits (const char *text,
             guint       n_digits,
             int        *number)
{
  *number = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }

  return TRUE;
}

/**
 * rounds_calendar_time_parse:
 * @text: `20260312`, `20260312T093000` or `20260312T083000Z`
 * @seconds: (out): what the clock shows, see rounds_calendar_rule_expand(); of a time in UTC, the instant
 * @is_date: (out): whether it is a day
 * @is_utc: (out): whether it is a time in UTC
 *
 * Reads a DATE or a DATE-TIME (RFC 5545, sections 3.3.4 and 3.3.5) of the years 1601 to 9998. A leap second is taken as the one before.
 *
 * Returns: %FALSE when @text is neither, or names no day of the calendar
 */
gboolean
rounds_calendar_time_parse (const char *text,
                            gint64     *seconds,
                            gboolean   *is_date,
                            gboolean   *is_utc)
{
  int year, month, day, hour = 0, minute = 0, second = 0;
  g_autoptr(GDateTime) time = NULL;
  gsize length = strlen (text);

  if (length < 8 || !read_digits (text, 4, &year) || !read_digits (text + 4, 2, &month) || !read_digits (text + 6, 2, &day))
    return FALSE;
  *is_date = length == 8;
  *is_utc = length == 16 && text[15] == 'Z';
  if (!*is_date &&
      ((length != 15 && !*is_utc) || text[8] != 'T' || !read_digits (text + 9, 2, &hour) || !read_digits (text + 11, 2, &minute) ||
       !read_digits (text + 13, 2, &second)))
    return FALSE;
  if (year < YEAR_LEAST || year > YEAR_GREATEST || second > 60)
    return FALSE;

  time = g_date_time_new_utc (year, month, day, hour, minute, MIN (second, 59));
  if (time == NULL)
    return FALSE;
  *seconds = g_date_time_to_unix (time);

  return TRUE;
}

/* What repeats more often than daily is no meeting, and takes for ever to go through. A time of day that is said once is the start's. */
static char *
clean (const char *rule)
{
  g_autofree char *upper = g_ascii_strup (rule, -1);
  g_auto(GStrv) parts = g_strsplit (upper, ";", -1);
  GString *cleaned = g_string_new (NULL);
  gboolean is_sound = strlen (rule) <= RULE_MAXIMUM;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean is_time = g_str_has_prefix (parts[i], "BYHOUR=") || g_str_has_prefix (parts[i], "BYMINUTE=") ||
                         g_str_has_prefix (parts[i], "BYSECOND=");

      if (g_str_has_prefix (parts[i], "RSCALE=") || g_str_has_prefix (parts[i], "SKIP=") ||
          (is_time && strchr (parts[i], ',') != NULL))
        is_sound = FALSE;
      if (g_str_has_prefix (parts[i], "FREQ=") && !g_str_equal (parts[i], "FREQ=DAILY") && !g_str_equal (parts[i], "FREQ=WEEKLY") &&
          !g_str_equal (parts[i], "FREQ=MONTHLY") && !g_str_equal (parts[i], "FREQ=YEARLY"))
        is_sound = FALSE;
      if (!is_time && parts[i][0] != '\0')
        g_string_append_printf (cleaned, "%s%s", cleaned->len > 0 ? ";" : "", parts[i]);
    }

  if (is_sound)
    return g_string_free_and_steal (cleaned);
  g_string_free (cleaned, TRUE);
  return NULL;
}

static icaltimetype
from_local (gint64 seconds)
{
  return icaltime_from_timet_with_zone ((time_t) seconds, 0, NULL);
}

/* The end of a series is said in UTC, while its times are those of a clock; of a day, it is the whole day. */
static void
set_until (struct icalrecurrencetype *parsed,
           RoundsCalendarToLocal      to_local,
           gpointer                   user_data)
{
  gint64 seconds;

  if (icaltime_is_null_time (parsed->until))
    return;

  seconds = (gint64) icaltime_as_timet (parsed->until);
  if (parsed->until.is_date)
    seconds += 86399;
  else if (icaltime_is_utc (parsed->until))
    seconds = to_local (seconds, user_data);
  parsed->until = from_local (seconds);
}

/**
 * rounds_calendar_rule_expand:
 * @rule: a recurrence rule (RFC 5545, section 3.3.10), daily to yearly
 * @start: the first time, as the clock shows it, which counts whether the rule hits it or not
 * @to_local: turns the end of a series, which is in UTC, into a time of the clock
 * @from: the first time that is wanted
 * @until: the first that is not wanted any more
 * @limit: how many are wanted at most
 * @times: (element-type gint64): gets them, in order
 *
 * Returns: %FALSE when @rule cannot be followed
 */
gboolean
rounds_calendar_rule_expand (const char            *rule,
                             gint64                 start,
                             RoundsCalendarToLocal  to_local,
                             gpointer               user_data,
                             gint64                 from,
                             gint64                 until,
                             guint                  limit,
                             GArray                *times)
{
  g_autofree char *cleaned = clean (rule);
  struct icalrecurrencetype parsed;
  icalrecur_iterator *iterator;
  guint n_times = 0;

  if (cleaned == NULL)
    return FALSE;
  parsed = icalrecurrencetype_from_string (cleaned);
  if (parsed.freq == ICAL_NO_RECURRENCE)
    return FALSE;
  set_until (&parsed, to_local, user_data);
  iterator = icalrecur_iterator_new (parsed, from_local (start));
  if (iterator == NULL)
    return FALSE;

  for (guint steps = 0; steps < STEPS_MAXIMUM && n_times < limit; steps++)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      gint64 seconds;

      if (icaltime_is_null_time (next))
        break;
      seconds = (gint64) icaltime_as_timet (next);
      if (seconds >= until)
        break;
      if (seconds >= from)
        {
          g_array_append_val (times, seconds);
          n_times++;
        }
    }
  icalrecur_iterator_free (iterator);

  return TRUE;
}
