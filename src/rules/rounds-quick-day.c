/* rounds-quick-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-quick-day.h"

#include <string.h>

#include "model/rounds-time.h"

/* The ways to say a day, in French and English. Each matcher gives the number of words it has read, 0 for none. */

typedef struct
{
  GArray *words;
  guint index;
  gboolean is_past;
  gint64 now;
  const char *today;
  GTimeZone *zone;
  RoundsQuickDay *day;
} Reader;

static const char * const weekdays[7] = {
  "lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday", "samedi saturday", "dimanche sunday",
};

static const char * const months[12] = {
  "janvier january janv jan", "fevrier february fevr fev feb", "mars march mar", "avril april avr apr", "mai may", "juin june jun",
  "juillet july juil jul", "aout august aug", "septembre september sept sep", "octobre october oct", "novembre november nov",
  "decembre december dec",
};

static const struct
{
  const char *words;
  int days;
  int minute;
} near_days[] = {
  { "the day after tomorrow", 2, -1 },
  { "day after tomorrow", 2, -1 },
  { "apres demain", 2, -1 },
  { "apres-demain", 2, -1 },
  { "avant hier", -2, -1 },
  { "avant-hier", -2, -1 },
  { "aujourd'hui", 0, -1 },
  { "aujourdhui", 0, -1 },
  { "today", 0, -1 },
  { "demain", 1, -1 },
  { "tomorrow", 1, -1 },
  { "hier", -1, -1 },
  { "yesterday", -1, -1 },
  { "ce matin", 0, 9 * 60 },
  { "this morning", 0, 9 * 60 },
  { "cet apres-midi", 0, 14 * 60 },
  { "cet apres midi", 0, 14 * 60 },
  { "this afternoon", 0, 14 * 60 },
  { "ce soir", 0, 19 * 60 },
  { "this evening", 0, 19 * 60 },
  { "tonight", 0, 19 * 60 },
};

static const char *
get_fold (Reader *self,
          guint   offset)
{
  guint index = self->index + offset;
  RoundsQuickWord *word = index < self->words->len ? &g_array_index (self->words, RoundsQuickWord, index) : NULL;

  return word != NULL && !word->used ? word->fold : "";
}

static gboolean
is_word (Reader     *self,
         guint       offset,
         const char *list)
{
  return rounds_quick_word_in (get_fold (self, offset), list);
}

static guint
set_date (Reader *self,
          char   *date,
          guint   n_words)
{
  if (date == NULL)
    return 0;
  self->day->date = date;

  return n_words;
}

static guint
set_days_from_now (Reader *self,
                   int     days,
                   guint   n_words)
{
  return set_date (self, rounds_date_add_days (self->today, days), n_words);
}

static int
find_in (const char * const *lists,
         guint               n_lists,
         const char         *word)
{
  for (guint i = 0; i < n_lists; i++)
    if (rounds_quick_word_in (word, lists[i]))
      return (int) i;

  return -1;
}

/* All digits, of a number up to 9999. */
static int
parse_number (const char *word)
{
  gsize length = strlen (word);

  if (length == 0 || length > 4 || strspn (word, "0123456789") != length)
    return -1;
  return (int) g_ascii_strtoll (word, NULL, 10);
}

static guint
match_near (Reader *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (near_days); i++)
    {
      guint n = rounds_quick_words_begin (self->words, self->index, near_days[i].words);

      if (n == 0)
        continue;
      self->day->minute = near_days[i].minute;
      return set_days_from_now (self, near_days[i].days, n);
    }

  return 0;
}

/* In words; a week is eight days in French, and two are fifteen. */
static int
parse_count (Reader *self,
             guint   offset)
{
  static const char * const counts[] = {
    "zero", "un une a an one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven", "huit eight", "neuf nine",
    "dix ten",
  };
  const char *word = get_fold (self, offset);
  int number = parse_number (word);

  if (number >= 0)
    return number;
  if (is_word (self, offset + 1, "jours") && g_str_equal (word, "huit"))
    return 7;
  if (is_word (self, offset + 1, "jours") && g_str_equal (word, "quinze"))
    return 14;

  return find_in (counts, G_N_ELEMENTS (counts), word);
}

/* @count units of @unit from now. */
static guint
set_span (Reader     *self,
          int         count,
          const char *unit,
          guint       n_words)
{
  gint64 span = 0;

  if (rounds_quick_word_in (unit, "jour jours j day days"))
    return set_days_from_now (self, count, n_words);
  if (rounds_quick_word_in (unit, "semaine semaines week weeks"))
    return set_days_from_now (self, 7 * count, n_words);
  if (rounds_quick_word_in (unit, "mois month months"))
    return set_date (self, rounds_date_add_months (self->today, count), n_words);
  if (rounds_quick_word_in (unit, "an ans annee annees year years"))
    return set_date (self, rounds_date_add_months (self->today, 12 * count), n_words);

  if (rounds_quick_word_in (unit, "heure heures hour hours h"))
    span = count * G_TIME_SPAN_HOUR;
  else if (rounds_quick_word_in (unit, "minute minutes min mn"))
    span = count * G_TIME_SPAN_MINUTE;
  else if (g_str_equal (unit, "demi-heure"))
    span = count * 30 * G_TIME_SPAN_MINUTE;
  else
    return 0;

  self->day->instant = (self->now + span) / G_TIME_SPAN_MINUTE * G_TIME_SPAN_MINUTE;
  return n_words;
}

/* "dans 3 jours", "in 2h", "in half an hour", "il y a 3 jours", "3 days ago". */
static guint
match_span (Reader *self)
{
  int count;

  if (is_word (self, 0, "il") && is_word (self, 1, "y") && is_word (self, 2, "a"))
    {
      count = parse_count (self, 3);
      return count > 0 ? set_span (self, -count, get_fold (self, 4), 5) : 0;
    }
  if (!is_word (self, 0, "dans in d'ici within sous"))
    {
      count = is_word (self, 2, "ago") ? parse_count (self, 0) : -1;
      return count > 0 ? set_span (self, -count, get_fold (self, 1), 3) : 0;
    }
  if (is_word (self, 1, "half") && is_word (self, 2, "an") && is_word (self, 3, "hour"))
    return set_span (self, 1, "demi-heure", 4);

  count = parse_count (self, 1);
  if (count >= 0)
    return set_span (self, count, get_fold (self, 2), 3);

  /* 2h, 30min, 3j in one word. */
  {
    const char *word = get_fold (self, 1);
    gsize n_digits = strspn (word, "0123456789");
    g_autofree char *digits = g_strndup (word, n_digits);

    count = parse_number (digits);
    return count >= 0 ? set_span (self, count, word + n_digits, 2) : 0;
  }
}

/* Monday is 1. */
static int
get_weekday (const char *date)
{
  GDate day;

  return rounds_date_parse (date, &day) ? (int) g_date_get_weekday (&day) : 1;
}

/* The one that comes, never today; "next" is that of the week after this one. */
static guint
match_weekday (Reader *self)
{
  gboolean next = is_word (self, 0, "next");
  gboolean last = is_word (self, 0, "last");
  guint n = next || last ? 1 : 0;
  int weekday = find_in (weekdays, G_N_ELEMENTS (weekdays), get_fold (self, n)) + 1;
  int today = get_weekday (self->today);
  int days = (weekday - today + 7) % 7;
  int weeks = 0;

  if (weekday == 0)
    return 0;
  n++;
  if (days == 0)
    days = 7;

  if (is_word (self, n, "prochain"))
    next = TRUE, n++;
  else if (is_word (self, n, "dernier"))
    last = TRUE, n++;
  else if (is_word (self, n, "en") && is_word (self, n + 1, "huit"))
    weeks = 1, n += 2;
  else if (is_word (self, n, "en") && is_word (self, n + 1, "quinze"))
    weeks = 2, n += 2;

  if (last || (self->is_past && !next && weeks == 0))
    days -= days == 7 && weekday == today ? 14 : 7;
  else if (next)
    days = 7 - today + weekday;

  return set_days_from_now (self, days + 7 * weeks, n);
}

/* The last day of the month that @date is in. */
static char *
get_month_end (const char *date)
{
  g_autofree char *first = g_strdup_printf ("%.7s-01", date);
  g_autofree char *after = rounds_date_add_months (first, 1);

  return after != NULL ? rounds_date_add_days (after, -1) : NULL;
}

/* "la semaine prochaine", "end of the month": the Monday, the first; the Friday, the last. */
static guint
match_period (Reader *self)
{
  int weekday = get_weekday (self->today);
  guint n;

  if ((is_word (self, 0, "semaine") && is_word (self, 1, "prochaine")) || (is_word (self, 0, "next") && is_word (self, 1, "week")))
    return set_days_from_now (self, 8 - weekday, 2);
  if ((is_word (self, 0, "mois") && is_word (self, 1, "prochain")) || (is_word (self, 0, "next") && is_word (self, 1, "month")))
    {
      g_autofree char *end = get_month_end (self->today);

      return end != NULL ? set_date (self, rounds_date_add_days (end, 1), 2) : 0;
    }

  if (!(is_word (self, 0, "fin") && is_word (self, 1, "de du")) && !(is_word (self, 0, "end") && is_word (self, 1, "of")))
    return 0;
  n = is_word (self, 2, "la the") ? 3 : 2;
  if (is_word (self, n, "semaine week"))
    return set_days_from_now (self, weekday <= 5 ? 5 - weekday : 12 - weekday, n + 1);
  if (is_word (self, n, "mois month"))
    return set_date (self, get_month_end (self->today), n + 1);

  return 0;
}

/* With the year that was said, or the next in which there is such a day that has not passed; the last one of what was. */
static char *
complete_date (Reader *self,
               int     day,
               int     month,
               int     year)
{
  int this_year = (int) g_ascii_strtoll (self->today, NULL, 10);
  int step = self->is_past ? -1 : 1;

  if (year >= 0)
    {
      g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", year < 100 ? 2000 + year : year, month, day);

      return rounds_date_is_valid (date) ? g_steal_pointer (&date) : NULL;
    }

  for (int i = 0; i <= 8; i++)
    {
      g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", CLAMP (this_year + step * i, 0, 9999), month, day);

      if (rounds_date_is_valid (date) && (self->is_past ? strcmp (date, self->today) <= 0 : strcmp (date, self->today) >= 0))
        return g_steal_pointer (&date);
    }

  return NULL;
}

/* 12/03, 12/03/2027, 12-03-2027, 12.03.27, 2027-03-12. The month comes first only where there is no such day otherwise. */
static guint
match_figures (Reader *self)
{
  const char *word = get_fold (self, 0);
  const char *separator = strpbrk (word, "/-.");
  g_auto(GStrv) parts = NULL;
  g_autofree char *mark = NULL;
  int numbers[3] = { -1, -1, -1 };
  guint n;
  char *date;

  if (separator == NULL || !g_ascii_isdigit (word[0]))
    return 0;
  if (rounds_date_is_valid (word))
    return set_date (self, g_strdup (word), 1);

  mark = g_strndup (separator, 1);
  parts = g_strsplit (word, mark, 4);
  n = g_strv_length (parts);
  if (n < 2 || n > 3 || (n == 2 && *separator != '/'))
    return 0;
  for (guint i = 0; i < n; i++)
    {
      numbers[i] = parse_number (parts[i]);
      if (numbers[i] < 0 || strlen (parts[i]) == 3 || (i < 2 && numbers[i] > 99))
        return 0;
    }
  date = complete_date (self, numbers[0], numbers[1], numbers[2]);

  return set_date (self, date != NULL ? date : complete_date (self, numbers[1], numbers[0], numbers[2]), 1);
}

/* 12, 1er, 12th. */
static int
parse_day (const char *word)
{
  gsize n_digits = strspn (word, "0123456789");
  g_autofree char *digits = NULL;
  int day;

  if (n_digits == 0 || n_digits > 2 || (word[n_digits] != '\0' && !rounds_quick_word_in (word + n_digits, "er st nd rd th")))
    return -1;
  digits = g_strndup (word, n_digits);
  day = parse_number (digits);

  return day >= 1 && day <= 31 ? day : -1;
}

/* "12 mars", "March 12th, 2027", "the 12th of March". */
static guint
match_month (Reader *self)
{
  int day = parse_day (get_fold (self, 0));
  guint n = day > 0 && is_word (self, 1, "of") ? 2 : 1;
  int month = find_in (months, G_N_ELEMENTS (months), get_fold (self, day > 0 ? n : 0)) + 1;
  int year;

  if (month == 0)
    return 0;
  if (day < 0)
    day = parse_day (get_fold (self, n));
  if (day < 0)
    return 0;
  n++;

  year = strlen (get_fold (self, n)) == 4 ? parse_number (get_fold (self, n)) : -1;
  return set_date (self, complete_date (self, day, month, year), year >= 0 ? n + 1 : n);
}

/* "le 12" at the end, or before an hour: the next one, in a month that has it. */
static guint
match_day_of_month (Reader *self)
{
  int day = is_word (self, 0, "le the") ? parse_day (get_fold (self, 1)) : -1;
  const char *next = get_fold (self, 2);

  if (day < 0 || (next[0] != '\0' && !rounds_quick_word_in (next, "a at vers de from") && !g_ascii_isdigit (next[0])))
    return 0;

  for (int i = 0; i <= 12; i++)
    {
      g_autofree char *first = g_strdup_printf ("%.7s-01", self->today);
      g_autofree char *month = rounds_date_add_months (first, self->is_past ? -i : i);
      g_autofree char *date = month != NULL ? g_strdup_printf ("%.7s-%02d", month, day) : NULL;

      if (date != NULL && rounds_date_is_valid (date) &&
          (self->is_past ? strcmp (date, self->today) <= 0 : strcmp (date, self->today) >= 0))
        return set_date (self, g_steal_pointer (&date), 2);
    }

  return 0;
}

void
rounds_quick_day_clear (RoundsQuickDay *self)
{
  g_clear_pointer (&self->date, g_free);
}

/**
 * rounds_quick_day_match:
 * @words: (element-type RoundsQuickWord): a sentence
 * @index: where a day may be said
 * @is_past: whether it tells of something that was
 * @now: an instant
 * @zone: where the person is
 * @day: what was said; only changed when something was
 *
 * Returns: how many words say it; 0 when they do not
 */
guint
rounds_quick_day_match (GArray         *words,
                        guint           index,
                        gboolean        is_past,
                        gint64          now,
                        GTimeZone      *zone,
                        RoundsQuickDay *day)
{
  static guint (* const matchers[]) (Reader *self) = {
    match_near, match_span, match_weekday, match_period, match_figures, match_month, match_day_of_month,
  };
  g_autofree char *today = rounds_instant_to_date (now, zone);
  Reader reader = { words, index, is_past, now, today, zone, day };

  for (guint i = 0; i < G_N_ELEMENTS (matchers); i++)
    {
      guint n = matchers[i] (&reader);

      if (n > 0)
        return n;
    }

  return 0;
}
