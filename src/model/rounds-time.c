/* rounds-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-time.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#define DATE_LENGTH 10
#define SECONDS_PER_DAY 86400
#define JULIAN_OF_UNIX_EPOCH 719163 /* g_date_get_julian() of 1970-01-01 */
/* Seconds of 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z: an offset must not lead out of the years that can be written. */
#define INSTANT_FIRST G_GINT64_CONSTANT (-62135596800)
#define INSTANT_LAST G_GINT64_CONSTANT (253402300799)

static gboolean
read_digits (const char **text,
             guint        n_digits,
             guint       *number)
{
  *number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + (guint) (**text - '0');
      (*text)++;
    }

  return TRUE;
}

static gboolean
read_char (const char **text,
           const char  *allowed)
{
  if (**text == '\0' || strchr (allowed, **text) == NULL)
    return FALSE;

  (*text)++;
  return TRUE;
}

static gboolean
set_date (GDate *date,
          guint  year,
          guint  month,
          guint  day)
{
  if (year < 1 || year > 9999 || !g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return FALSE;

  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, month, (GDateYear) year);
  return TRUE;
}

static gboolean
read_date (const char **text,
           GDate       *date)
{
  guint year;
  guint month;
  guint day;

  return read_digits (text, 4, &year) && read_char (text, "-") &&
         read_digits (text, 2, &month) && read_char (text, "-") &&
         read_digits (text, 2, &day) &&
         set_date (date, year, month, day);
}

/* Minutes east of Greenwich: Z, +02:00, -05:30. */
static gboolean
read_offset (const char **text,
             int         *minutes)
{
  guint hours;
  guint rest;
  int sign;

  *minutes = 0;
  if (read_char (text, "Zz"))
    return TRUE;

  sign = **text == '-' ? -1 : 1;
  if (!read_char (text, "+-") || !read_digits (text, 2, &hours) || !read_char (text, ":") ||
      !read_digits (text, 2, &rest) || hours > 23 || rest > 59)
    return FALSE;

  *minutes = sign * (int) (hours * 60 + rest);
  return TRUE;
}

/* Returns: where to write on */
static char *
write_digits (char  *text,
              guint  number,
              guint  n_digits,
              char   after)
{
  for (guint i = n_digits; i > 0; i--, number /= 10)
    text[i - 1] = (char) ('0' + number % 10);
  text[n_digits] = after;

  return text + n_digits + 1;
}

static char *
format_date (const GDate *date,
             const char  *format)
{
  g_autoptr(GDateTime) time = g_date_time_new_utc (g_date_get_year (date), (int) g_date_get_month (date),
                                                   g_date_get_day (date), 0, 0, 0);

  return g_date_time_format (time, format);
}

/* Whether the person's locale writes 12/31: the United States and few others. */
static gboolean
month_comes_first (void)
{
  const char *locale = setlocale (LC_TIME, NULL);

  if (locale == NULL || g_str_equal (locale, "POSIX") || g_str_equal (locale, "C") || g_str_has_prefix (locale, "C."))
    return FALSE;

  return g_str_has_prefix (nl_langinfo (D_FMT), "%m");
}

/**
 * rounds_instant_to_text:
 * @instant: microseconds since the Unix epoch, in the years 1..9999
 *
 * Returns: (transfer full): RFC 3339 in UTC, such as `2026-12-31T09:30:00Z`, with 3 or 6 digits of a second's fraction
 *   when there is one
 */
char *
rounds_instant_to_text (gint64 instant)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0);
  gint64 fraction = instant - seconds * G_USEC_PER_SEC;
  gint64 days;
  gint64 rest;
  GDate date;
  char *text;
  char *p;

  g_return_val_if_fail (seconds >= INSTANT_FIRST && seconds <= INSTANT_LAST, NULL);

  /* Digit by digit: an answer has hundreds of them, and a format would be read anew for each. */
  days = (seconds - INSTANT_FIRST) / SECONDS_PER_DAY;
  rest = (seconds - INSTANT_FIRST) % SECONDS_PER_DAY;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) days + 1);

  p = text = g_malloc (sizeof "2026-12-31T09:30:00.123456Z");
  p = write_digits (p, g_date_get_year (&date), 4, '-');
  p = write_digits (p, g_date_get_month (&date), 2, '-');
  p = write_digits (p, g_date_get_day (&date), 2, 'T');
  p = write_digits (p, (guint) (rest / 3600), 2, ':');
  p = write_digits (p, (guint) (rest / 60 % 60), 2, ':');
  p = write_digits (p, (guint) (rest % 60), 2, fraction == 0 ? 'Z' : '.');
  if (fraction % 1000 != 0)
    p = write_digits (p, (guint) fraction, 6, 'Z');
  else if (fraction != 0)
    p = write_digits (p, (guint) (fraction / 1000), 3, 'Z');
  *p = '\0';

  return text;
}

/**
 * rounds_instant_parse:
 * @text: (nullable): RFC 3339, section 5.6; the offset (or `Z`) is needed
 * @instant: (out): microseconds since the Unix epoch; digits after the sixth of a fraction are cut, a leap second counts
 *   as the second after
 *
 * Returns: whether @text was understood
 */
gboolean
rounds_instant_parse (const char *text,
                      gint64     *instant)
{
  GDate date;
  guint hour;
  guint minute;
  guint second;
  guint fraction = 0;
  int offset;
  gint64 seconds;

  if (text == NULL)
    return FALSE;

  if (!read_date (&text, &date) || !read_char (&text, "Tt ") ||
      !read_digits (&text, 2, &hour) || !read_char (&text, ":") ||
      !read_digits (&text, 2, &minute) || !read_char (&text, ":") ||
      !read_digits (&text, 2, &second) ||
      hour > 23 || minute > 59 || second > 60)
    return FALSE;

  if (read_char (&text, "."))
    {
      guint place = 100000;

      if (!g_ascii_isdigit (*text))
        return FALSE;
      for (; g_ascii_isdigit (*text); text++, place /= 10)
        fraction += place * (guint) (*text - '0');
    }

  if (!read_offset (&text, &offset) || *text != '\0')
    return FALSE;

  seconds = ((gint64) g_date_get_julian (&date) - JULIAN_OF_UNIX_EPOCH) * SECONDS_PER_DAY +
            (gint64) hour * 3600 + (gint64) minute * 60 + second - (gint64) offset * 60;
  if (seconds < INSTANT_FIRST || seconds > INSTANT_LAST)
    return FALSE;
  *instant = seconds * G_USEC_PER_SEC + fraction;

  return TRUE;
}

/**
 * rounds_instant_to_date:
 * @instant: microseconds since the Unix epoch
 * @zone: (nullable): where; %NULL is UTC
 *
 * Returns: (transfer full): the day it is there then
 */
char *
rounds_instant_to_date (gint64     instant,
                        GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr(GDateTime) local = NULL;

  g_return_val_if_fail (utc != NULL, NULL);

  local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  return g_date_time_format (local, "%C%y-%m-%d");
}

/**
 * rounds_instant_from_date:
 * @date: a valid date
 * @zone: (nullable): where; %NULL is UTC
 *
 * Returns: when that day begins there, in microseconds since the Unix epoch: midnight, or the first moment after it where
 *   summer time skips midnight
 */
gint64
rounds_instant_from_date (const char *date,
                          GTimeZone  *zone)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) start = NULL;
  GDate day;

  g_return_val_if_fail (rounds_date_parse (date, &day), 0);

  start = g_date_time_new (zone != NULL ? zone : utc, g_date_get_year (&day), (int) g_date_get_month (&day),
                           g_date_get_day (&day), 0, 0, 0);
  g_return_val_if_fail (start != NULL, 0);

  return g_date_time_to_unix_usec (start);
}

/**
 * rounds_date_is_valid:
 * @date: (nullable): text
 *
 * Returns: whether @date is YYYY-MM-DD and a day of the calendar
 */
gboolean
rounds_date_is_valid (const char *date)
{
  GDate result;

  return rounds_date_parse (date, &result);
}

/**
 * rounds_date_parse:
 * @date: (nullable): YYYY-MM-DD, years 0001..9999
 * @result: (out caller-allocates): the day
 *
 * Returns: whether @date is a day of the calendar
 */
gboolean
rounds_date_parse (const char *date,
                   GDate      *result)
{
  return date != NULL && strlen (date) == DATE_LENGTH && read_date (&date, result);
}

/**
 * rounds_date_to_text:
 * @date: a valid day
 *
 * Returns: (transfer full): YYYY-MM-DD
 */
char *
rounds_date_to_text (const GDate *date)
{
  g_return_val_if_fail (g_date_valid (date), NULL);

  return g_strdup_printf ("%04u-%02u-%02u", (guint) g_date_get_year (date), (guint) g_date_get_month (date),
                          (guint) g_date_get_day (date));
}

/**
 * rounds_date_add_days:
 * @date: a valid date
 * @days: how many later; earlier when negative
 *
 * Returns: (transfer full) (nullable): the date; %NULL when @date is not valid or the result is outside 0001..9999
 */
char *
rounds_date_add_days (const char *date,
                      int         days)
{
  GDate day;
  gint64 julian;

  if (!rounds_date_parse (date, &day))
    return NULL;

  julian = (gint64) g_date_get_julian (&day) + days;
  if (julian < 1 || julian > 3652059) /* 9999-12-31 */
    return NULL;

  g_date_set_julian (&day, (guint32) julian);
  return rounds_date_to_text (&day);
}

/**
 * rounds_date_add_months:
 * @date: a valid date
 * @months: how many later; earlier when negative
 *
 * Returns: (transfer full) (nullable): the same day of that month, or its last day when it is shorter: 31 January + 1 is
 *   28 or 29 February; %NULL when @date is not valid or the result is outside 0001..9999
 */
char *
rounds_date_add_months (const char *date,
                        int         months)
{
  GDate day;
  gint64 month;
  guint year;
  guint last;

  if (!rounds_date_parse (date, &day))
    return NULL;

  month = (gint64) g_date_get_year (&day) * 12 + (gint64) g_date_get_month (&day) - 1 + months;
  if (month < 12 || month >= 10000 * 12)
    return NULL;

  year = (guint) (month / 12);
  last = g_date_get_days_in_month ((GDateMonth) (month % 12 + 1), (GDateYear) year);
  set_date (&day, year, (guint) (month % 12 + 1), MIN (g_date_get_day (&day), last));

  return rounds_date_to_text (&day);
}

/**
 * rounds_date_difference:
 * @from: a valid date
 * @to: a valid date
 *
 * Returns: days from @from to @to; negative when @to is earlier
 */
int
rounds_date_difference (const char *from,
                        const char *to)
{
  GDate first;
  GDate second;

  g_return_val_if_fail (rounds_date_parse (from, &first), 0);
  g_return_val_if_fail (rounds_date_parse (to, &second), 0);

  return (int) ((gint64) g_date_get_julian (&second) - (gint64) g_date_get_julian (&first));
}

/**
 * rounds_date_parse_local:
 * @text: (nullable): what a person typed: `31/12/2026`, `31/12`, `31.12.26`, `31-12-2026`, `2026-12-31`
 * @today: a valid date, which gives the year when none is typed
 * @date: (out) (transfer full): YYYY-MM-DD
 *
 * The day comes first, but for `/` and `-` in a locale that writes the month first (en_US), where the other order is
 * tried only when there is no such day. Two digits of a year mean 1980..2079.
 *
 * Returns: whether @text was understood
 */
gboolean
rounds_date_parse_local (const char  *text,
                         const char  *today,
                         char       **date)
{
  g_autofree char *stripped = NULL;
  guint parts[3] = { 0, };
  guint lengths[3] = { 0, };
  guint n_parts = 0;
  char separator = '\0';
  guint year;
  GDate day;

  g_return_val_if_fail (rounds_date_parse (today, &day), FALSE);

  if (text == NULL)
    return FALSE;

  stripped = g_strstrip (g_strdup (text));
  if (rounds_date_is_valid (stripped))
    {
      *date = g_steal_pointer (&stripped);
      return TRUE;
    }

  year = g_date_get_year (&day);
  for (const char *p = stripped; *p != '\0';)
    {
      if (n_parts == G_N_ELEMENTS (parts) || !g_ascii_isdigit (*p))
        return FALSE;
      for (; g_ascii_isdigit (*p); p++)
        {
          if (++lengths[n_parts] > 4)
            return FALSE;
          parts[n_parts] = parts[n_parts] * 10 + (guint) (*p - '0');
        }
      n_parts++;

      if (*p == '\0')
        break;
      if (strchr ("/.- ", *p) == NULL || (separator != '\0' && *p != separator))
        return FALSE;
      separator = *p++;
    }

  if (n_parts < 2 || lengths[0] > 2 || lengths[1] > 2)
    return FALSE;

  if (n_parts == 3)
    {
      if (lengths[2] == 4)
        year = parts[2];
      else if (lengths[2] == 2)
        year = parts[2] < 80 ? 2000 + parts[2] : 1900 + parts[2];
      else
        return FALSE;
    }

  if ((separator == '/' || separator == '-') && month_comes_first () && set_date (&day, year, parts[0], parts[1]))
    {
      *date = rounds_date_to_text (&day);
      return TRUE;
    }

  if (!set_date (&day, year, parts[1], parts[0]))
    return FALSE;

  *date = rounds_date_to_text (&day);
  return TRUE;
}

/**
 * rounds_date_format:
 * @date: (nullable): a date
 *
 * Returns: (transfer full): the date as a person of the current locale writes it, such as “31 Dec 2026”; @date itself
 *   when it is not valid
 */
char *
rounds_date_format (const char *date)
{
  GDate day;

  if (!rounds_date_parse (date, &day))
    return g_strdup (date != NULL ? date : "");

  /* Translators: a date, as in 31 Dec 2026; see g_date_time_format() */
  return format_date (&day, C_("date", "%-d %b %Y"));
}

/**
 * rounds_date_format_near:
 * @date: (nullable): a date
 * @today: a valid date
 *
 * Returns: (transfer full): “today”, “tomorrow”, “in 3 days” or “3 days ago” within a week, else rounds_date_format()
 */
char *
rounds_date_format_near (const char *date,
                         const char *today)
{
  int days;

  if (!rounds_date_is_valid (date))
    return rounds_date_format (date);

  days = rounds_date_difference (today, date);
  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("tomorrow"));
  if (days == -1)
    return g_strdup (_("yesterday"));
  if (days > 1 && days <= 7)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "in %d day", "in %d days", (gulong) days), days);
  if (days < -1 && days >= -7)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", (gulong) -days), -days);

  return rounds_date_format (date);
}

/**
 * rounds_instant_format:
 * @instant: microseconds since the Unix epoch
 * @zone: (nullable): where the person is; %NULL is UTC
 *
 * Returns: (transfer full): day and time there, such as “31 Dec 2026, 09:30”
 */
char *
rounds_instant_format (gint64     instant,
                       GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr(GDateTime) local = NULL;

  g_return_val_if_fail (utc != NULL, NULL);

  local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  /* Translators: a date and a time, as in 31 Dec 2026, 09:30; see g_date_time_format() */
  return g_date_time_format (local, C_("date and time", "%-d %b %Y, %H:%M"));
}

/**
 * rounds_month_format:
 * @month: (nullable): YYYY-MM
 * @abbreviated: whether room is short
 *
 * Returns: (transfer full): the month as a person of the current locale writes it: “December 2026”, “Dec 2026”; @month
 *   itself when it is not valid
 */
char *
rounds_month_format (const char *month,
                     gboolean    abbreviated)
{
  g_autofree char *first = NULL;
  GDate day;

  if (month == NULL)
    return g_strdup ("");

  first = g_strconcat (month, "-01", NULL);
  if (!rounds_date_parse (first, &day))
    return g_strdup (month);

  /* Translators: a month and its year, as in Dec 2026 and December 2026; see g_date_time_format() */
  return format_date (&day, abbreviated ? C_("month", "%Ob %Y") : C_("month", "%OB %Y"));
}
