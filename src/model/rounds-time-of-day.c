/* rounds-time-of-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-time-of-day.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* 2 p.m. and 2PM alike. */
static gboolean
read_half (const char *text,
           gboolean   *is_said,
           gboolean   *is_after_noon)
{
  g_autoptr(GString) letters = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isalpha (*text))
        g_string_append_c (letters, g_ascii_tolower (*text));
      else if (*text != ' ' && *text != '.')
        return FALSE;
    }

  *is_said = letters->len > 0;
  *is_after_noon = letters->len > 0 && letters->str[0] == 'p';
  return letters->len == 0 ||
         (strchr ("ap", letters->str[0]) != NULL && (letters->len == 1 || g_str_equal (letters->str + 1, "m")));
}

/* The figures before and after one of ":", "h" and ".", or all in one; @end is what follows them. */
static gboolean
read_figures (const char  *text,
              int          numbers[2],
              int          digits[2],
              const char **end)
{
  int part = 0;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        {
          if (++digits[part] > 4)
            return FALSE;
          numbers[part] = numbers[part] * 10 + g_ascii_digit_value (*text);
        }
      else if (part == 0 && digits[0] > 0 && strchr (":h.", g_ascii_tolower (*text)) != NULL)
        part = 1;
      else if (*text != ' ')
        break;
    }

  *end = text;
  return digits[0] > 0 && (digits[1] == 0 || digits[0] <= 2);
}

/**
 * rounds_time_of_day_parse:
 * @text: as a person writes it: `14:30`, `14h30`, `14h`, `1430`, `14.30`, `2:30 pm`, `2pm`
 * @minutes: (out): since midnight
 *
 * Returns: whether @text is a time of day
 */
gboolean
rounds_time_of_day_parse (const char *text,
                          int        *minutes)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), "\t", ' ');
  int numbers[2] = { 0, 0 };
  int digits[2] = { 0, 0 };
  gboolean has_half, is_after_noon;
  const char *end;
  int hour, minute;

  if (!read_figures (plain, numbers, digits, &end) || !read_half (end, &has_half, &is_after_noon))
    return FALSE;

  hour = digits[1] == 0 && digits[0] > 2 ? numbers[0] / 100 : numbers[0];
  minute = digits[1] == 0 && digits[0] > 2 ? numbers[0] % 100 : numbers[1];
  if (minute >= 60 || hour >= 24 || (has_half && (hour < 1 || hour > 12)))
    return FALSE;

  if (has_half)
    hour = hour % 12 + (is_after_noon ? 12 : 0);
  *minutes = hour * 60 + minute;
  return TRUE;
}

/**
 * rounds_time_of_day_format:
 * @minutes: since midnight, 0..1439
 *
 * Returns: (transfer full): as the times of the program are written; rounds_time_of_day_parse() reads it
 */
char *
rounds_time_of_day_format (int minutes)
{
  g_autoptr(GDateTime) time = NULL;

  g_return_val_if_fail (minutes >= 0 && minutes < ROUNDS_MINUTES_OF_DAY, NULL);

  time = g_date_time_new_utc (2000, 1, 1, minutes / 60, minutes % 60, 0);
  /* Translators: a time of day, as in 09:30; see g_date_time_format() */
  return g_date_time_format (time, C_("time of day", "%H:%M"));
}
