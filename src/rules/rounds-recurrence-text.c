/* rounds-recurrence-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-recurrence.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-time.h"

/* A rule as text, such as `FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR;COUNT=6`. */

#define INTERVAL_MAXIMUM 999
#define COUNT_MAXIMUM 9999

static const char * const repeats[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
static const char * const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static gboolean
refuse (const char  *sentence,
        GError     **error)
{
  GError *problem = NULL;

  rounds_problem_add_field (&problem, "recurrence", "BAD_RECURRENCE", "%s", sentence);
  g_propagate_error (error, problem);
  return FALSE;
}

/* A whole number with its sign, to the end of @text; 0 is none. */
static gboolean
read_number (const char *text,
             int         minimum,
             int         maximum,
             int        *number)
{
  gint64 value;

  if (*text == '+')
    text++;
  if (!g_ascii_string_to_signed (text, 10, minimum, maximum, &value, NULL) || value == 0)
    return FALSE;

  *number = (int) value;
  return TRUE;
}

static int
find_name (const char         *text,
           const char * const *names,
           guint               n_names)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], text))
      return (int) i;

  return -1;
}

static gboolean
read_day (const char          *text,
          RoundsRecurrenceDay *day)
{
  gsize length = strlen (text);
  int weekday = length >= 2 ? find_name (text + length - 2, weekdays, G_N_ELEMENTS (weekdays)) : -1;
  g_autofree char *place = weekday >= 0 ? g_strndup (text, length - 2) : NULL;
  int number = 0;

  if (weekday < 0 || (*place != '\0' && !read_number (place, -5, 5, &number)))
    return FALSE;

  *day = (RoundsRecurrenceDay) { (gint8) (weekday + 1), (gint8) number };
  return TRUE;
}

static gboolean
read_days (RoundsRecurrence *self,
           const char       *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (self->n_days == ROUNDS_RECURRENCE_DAYS || !read_day (parts[i], &self->days[self->n_days++]))
      return FALSE;

  return self->n_days > 0;
}

static gboolean
read_month_days (RoundsRecurrence *self,
                 const char       *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      int day;

      if (self->n_month_days == ROUNDS_RECURRENCE_MONTH_DAYS || !read_number (parts[i], -31, 31, &day))
        return FALSE;
      self->month_days[self->n_month_days++] = (gint8) day;
    }

  return self->n_month_days > 0;
}

/* `20261231` or `20261231T225959Z`. */
static gboolean
read_until (RoundsRecurrence *self,
            const char       *text)
{
  gsize length = strlen (text);
  g_autofree char *date = NULL;
  g_autofree char *instant = NULL;

  if (length != 8 && !(length == 16 && text[8] == 'T' && text[15] == 'Z'))
    return FALSE;

  date = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);
  if (!rounds_date_is_valid (date))
    return FALSE;
  if (length == 8)
    {
      g_strlcpy (self->until_date, date, sizeof self->until_date);
      return TRUE;
    }

  instant = g_strdup_printf ("%sT%.2s:%.2s:%.2sZ", date, text + 9, text + 11, text + 13);
  return rounds_instant_parse (instant, &self->until);
}

static gboolean
read_part (RoundsRecurrence *self,
           const char       *name,
           const char       *value)
{
  int number;

  if (g_str_equal (name, "FREQ"))
    {
      number = find_name (value, repeats, G_N_ELEMENTS (repeats));
      self->repeat = (RoundsRepeat) MAX (number, 0);
      return number >= 0;
    }
  if (g_str_equal (name, "INTERVAL"))
    return read_number (value, 1, INTERVAL_MAXIMUM, &self->interval);
  if (g_str_equal (name, "COUNT"))
    return read_number (value, 1, COUNT_MAXIMUM, &self->count);
  if (g_str_equal (name, "BYMONTH"))
    return read_number (value, 1, 12, &self->month);
  if (g_str_equal (name, "BYDAY"))
    return read_days (self, value);
  if (g_str_equal (name, "BYMONTHDAY"))
    return read_month_days (self, value);
  if (g_str_equal (name, "UNTIL"))
    return read_until (self, value);

  return g_str_equal (name, "WKST") && g_str_equal (value, "MO");
}

/* What goes together. */
static gboolean
check (const RoundsRecurrence *self,
       GError                **error)
{
  gboolean has_places = FALSE;

  for (guint i = 0; i < self->n_days; i++)
    has_places |= self->days[i].place != 0;

  if (self->count > 0 && (self->until != 0 || self->until_date[0] != '\0'))
    return refuse (_("Say either how often it repeats (COUNT) or until when (UNTIL)"), error);
  if (self->n_days > 0 && self->n_month_days > 0)
    return refuse (_("Say either which days of the week (BYDAY) or which days of the month (BYMONTHDAY)"), error);
  if (has_places && self->repeat != ROUNDS_REPEAT_MONTHLY)
    return refuse (_("The first or last weekday, such as 1MO, is for what repeats monthly"), error);
  if (self->n_days > 0 && self->repeat == ROUNDS_REPEAT_YEARLY)
    return refuse (_("Days of the week (BYDAY) are for what repeats daily, weekly or monthly"), error);
  if (self->n_month_days > 0 && self->repeat != ROUNDS_REPEAT_MONTHLY && self->month == 0)
    return refuse (_("Days of the month (BYMONTHDAY) are for what repeats monthly, or yearly with BYMONTH"), error);
  if (self->month > 0 && self->repeat != ROUNDS_REPEAT_YEARLY)
    return refuse (_("A month (BYMONTH) is for what repeats yearly"), error);

  return TRUE;
}

/**
 * rounds_recurrence_parse:
 * @text: a rule, with or without `RRULE:` before it
 * @recurrence: (out caller-allocates): the rule
 * @error: %ROUNDS_PROBLEM_INVALID with a field `recurrence`, `BAD_RECURRENCE`
 *
 * Returns: whether @text is a rule that is known here
 */
gboolean
rounds_recurrence_parse (const char        *text,
                         RoundsRecurrence  *recurrence,
                         GError           **error)
{
  g_autofree char *upper = g_ascii_strup (g_str_has_prefix (text, "RRULE:") ? text + strlen ("RRULE:") : text, -1);
  g_auto(GStrv) parts = g_strsplit (upper, ";", -1);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  *recurrence = (RoundsRecurrence) { .interval = 1 };
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      if (value != NULL)
        *value++ = '\0';
      if (value == NULL || !g_hash_table_add (seen, parts[i]) || !read_part (recurrence, parts[i], value))
        {
          g_autofree char *sentence = g_strdup_printf (_("“%s” does not say how it repeats; write for example FREQ=WEEKLY;BYDAY=MO"),
                                                       text);
          return refuse (sentence, error);
        }
    }

  if (!g_hash_table_contains (seen, "FREQ"))
    return refuse (_("Say how it repeats: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY"), error);

  return check (recurrence, error);
}

static void
append_until (const RoundsRecurrence *self,
              GString                *text)
{
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *until = NULL;

  if (self->until != 0)
    {
      time = g_date_time_new_from_unix_utc_usec (self->until);
      until = g_date_time_format (time, "%C%y%m%dT%H%M%SZ");
      g_string_append_printf (text, ";UNTIL=%s", until);
    }
  else if (self->until_date[0] != '\0')
    {
      g_string_append_printf (text, ";UNTIL=%.4s%.2s%.2s", self->until_date, self->until_date + 5, self->until_date + 8);
    }
}

/**
 * rounds_recurrence_to_text:
 *
 * Returns: (transfer full): the rule, always written the same way
 */
char *
rounds_recurrence_to_text (const RoundsRecurrence *self)
{
  GString *text = g_string_new ("FREQ=");

  g_string_append (text, repeats[self->repeat]);
  if (self->interval != 1)
    g_string_append_printf (text, ";INTERVAL=%d", self->interval);
  if (self->month > 0)
    g_string_append_printf (text, ";BYMONTH=%d", self->month);
  for (guint i = 0; i < self->n_days; i++)
    {
      g_string_append (text, i == 0 ? ";BYDAY=" : ",");
      if (self->days[i].place != 0)
        g_string_append_printf (text, "%d", self->days[i].place);
      g_string_append (text, weekdays[self->days[i].weekday - 1]);
    }
  for (guint i = 0; i < self->n_month_days; i++)
    g_string_append_printf (text, "%s%d", i == 0 ? ";BYMONTHDAY=" : ",", self->month_days[i]);
  if (self->count > 0)
    g_string_append_printf (text, ";COUNT=%d", self->count);
  append_until (self, text);

  return g_string_free_and_steal (text);
}
