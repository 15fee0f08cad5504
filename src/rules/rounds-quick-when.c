/* rounds-quick-when.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-quick-when.h"

#include <string.h>

#include "model/rounds-fold.h"
#include "model/rounds-time.h"
#include "rules/rounds-quick-day.h"

/* The day and the hour of a sentence in French or English, wherever they stand in it; and its words. */

#define MORNING (9 * 60)
#define AFTERNOON (14 * 60)
#define EVENING (19 * 60)
#define DAY_ENDS (18 * 60)
#define LAST_MINUTE (24 * 60 - 1)

/* What leads to a day or an hour and goes with it. */
#define LEADS "le la les a at on pour for by avant before vers around des du de from ce cet cette this the d'ici until jusqu'a in"

static void
clear_word (gpointer data)
{
  g_free (((RoundsQuickWord *) data)->fold);
}

/**
 * rounds_quick_words_split:
 * @text: UTF-8
 *
 * Returns: (transfer full) (element-type RoundsQuickWord): the words between its spaces
 */
GArray *
rounds_quick_words_split (const char *text)
{
  GArray *words = g_array_new (FALSE, TRUE, sizeof (RoundsQuickWord));
  const char *p = text;

  g_array_set_clear_func (words, clear_word);
  while (*p != '\0')
    {
      RoundsQuickWord word = { NULL, 0, 0, FALSE };
      g_autofree char *part = NULL;
      g_autofree char *folded = NULL;
      char *begin;
      gsize length;

      while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (*p == '\0')
        break;
      word.start = (gsize) (p - text);
      while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word.end = (gsize) (p - text);

      part = g_strndup (text + word.start, word.end - word.start);
      folded = rounds_fold (part);
      begin = folded + strspn (folded, "(\"'");
      length = strlen (begin);
      while (length > 0 && strchr (",;.!?:)\"'", begin[length - 1]) != NULL)
        length--;
      word.fold = g_strndup (begin, length);
      g_array_append_val (words, word);
    }

  return words;
}

/**
 * rounds_quick_words_begin:
 * @words: (element-type RoundsQuickWord): a sentence
 * @index: a word of it
 * @phrase: folded words with a space between
 *
 * Returns: how many words @phrase has, when they stand at @index and nothing has been made of them; else 0
 */
guint
rounds_quick_words_begin (GArray     *words,
                          guint       index,
                          const char *phrase)
{
  guint n = 0;

  for (const char *p = phrase; *p != '\0'; n++)
    {
      RoundsQuickWord *word = index + n < words->len ? &g_array_index (words, RoundsQuickWord, index + n) : NULL;
      gsize length = strcspn (p, " ");

      if (word == NULL || word->used || strncmp (word->fold, p, length) != 0 || word->fold[length] != '\0')
        return 0;
      p += length;
      p += *p == ' ';
    }

  return n;
}

/**
 * rounds_quick_word_in:
 * @word: folded
 * @list: words with a space between
 *
 * Returns: whether @word is one of them
 */
gboolean
rounds_quick_word_in (const char *word,
                      const char *list)
{
  gsize length = strlen (word);

  if (length == 0)
    return FALSE;
  for (const char *p = list; p != NULL; p = strchr (p, ' '))
    {
      p += *p == ' ';
      if (strncmp (p, word, length) == 0 && (p[length] == ' ' || p[length] == '\0'))
        return TRUE;
    }

  return FALSE;
}

static const char *
get_fold (GArray *words,
          guint   index)
{
  RoundsQuickWord *word = index < words->len ? &g_array_index (words, RoundsQuickWord, index) : NULL;

  return word != NULL && !word->used ? word->fold : "";
}

/* Reads a number of at most two digits. */
static int
read_number (const char **text)
{
  int number = 0;
  guint n_digits = 0;

  for (; g_ascii_isdigit (**text) && n_digits < 3; n_digits++)
    number = number * 10 + g_ascii_digit_value (*(*text)++);

  return n_digits == 1 || n_digits == 2 ? number : -1;
}

static int
to_minute (int         hour,
           int         minute,
           const char *half)
{
  if (half != NULL)
    {
      if (hour < 1 || hour > 12)
        return -1;
      hour = hour % 12 + (half[0] == 'p' ? 12 : 0);
    }

  return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 ? hour * 60 + minute : -1;
}

/* One word: 10h, 10h30, 10:30, 3pm, 3:30pm. */
static int
parse_clock (const char *word)
{
  int hour = read_number (&word);
  int minute = 0;
  gboolean split = FALSE;

  if (hour < 0)
    return -1;
  if (*word == 'h' || *word == ':')
    {
      gboolean is_colon = *word++ == ':';

      split = !is_colon;
      if (g_ascii_isdigit (*word))
        {
          if (!g_ascii_isdigit (word[1]))
            return -1;
          minute = read_number (&word);
          split = TRUE;
        }
    }
  if (g_str_equal (word, "am") || g_str_equal (word, "pm"))
    return to_minute (hour, minute, word);

  return split && *word == '\0' ? to_minute (hour, minute, NULL) : -1;
}

static gboolean
is_lead (GArray     *words,
         guint       index,
         const char *list)
{
  return index > 0 && rounds_quick_word_in (get_fold (words, index - 1), list);
}

static gboolean
follows_day (GArray *words,
             guint   index)
{
  return index > 0 && g_array_index (words, RoundsQuickWord, index - 1).used;
}

/* A number alone is an hour where "heures", "am" or "pm" follows, or "at" comes before. */
static guint
match_bare_hour (GArray *words,
                 guint   index,
                 int    *minute)
{
  const char *word = get_fold (words, index);
  const char *next = get_fold (words, index + 1);
  const char *minutes = get_fold (words, index + 2);
  int hour = read_number (&word);
  int rest = -1;

  if (hour < 0 || *word != '\0')
    return 0;
  if (rounds_quick_word_in (next, "am pm"))
    return (*minute = to_minute (hour, 0, next)) >= 0 ? 2 : 0;
  if (rounds_quick_word_in (next, "h heure heures"))
    {
      const char *p = minutes;

      if (strlen (minutes) == 2)
        rest = read_number (&p);
      if (rest >= 0 && *p == '\0' && (*minute = to_minute (hour, rest, NULL)) >= 0)
        return 3;
      return (*minute = to_minute (hour, 0, NULL)) >= 0 ? 2 : 0;
    }
  if (is_lead (words, index, "at") && !g_ascii_isalpha (next[0]))
    return (*minute = to_minute (hour, 0, NULL)) >= 0 ? 1 : 0;

  return 0;
}

/* "Midi" is also a part of France: it is an hour after a day or after "à". */
static guint
match_noon (GArray *words,
            guint   index,
            int    *minute)
{
  if (!rounds_quick_word_in (get_fold (words, index), "midi noon") ||
      (!follows_day (words, index) && !is_lead (words, index, "a vers at around by avant before")))
    return 0;

  *minute = 12 * 60;
  return 1;
}

/* Behind a day: which part of it. */
static guint
match_part (GArray *words,
            guint   index,
            int    *minute)
{
  const char *word = get_fold (words, index);

  if (!follows_day (words, index))
    return 0;

  if (rounds_quick_word_in (word, "matin morning"))
    *minute = MORNING;
  else if (rounds_quick_word_in (word, "apres-midi aprem afternoon"))
    *minute = AFTERNOON;
  else if (g_str_equal (word, "apres") && g_str_equal (get_fold (words, index + 1), "midi"))
    *minute = AFTERNOON;
  else if (rounds_quick_word_in (word, "soir evening"))
    *minute = EVENING;
  else
    return 0;

  return g_str_equal (word, "apres") ? 2 : 1;
}

static guint
match_time (GArray *words,
            guint   index,
            int    *minute)
{
  int found = parse_clock (get_fold (words, index));
  guint n = 0;

  if (found >= 0)
    {
      *minute = found;
      return 1;
    }

  n = match_bare_hour (words, index, minute);
  return n > 0 ? n : match_noon (words, index, minute);
}

/* At eight in the evening is twenty hours, at three in the afternoon fifteen. */
static int
refine (int minute,
        int part)
{
  if (minute < 0)
    return part;
  if ((part == EVENING && minute < 12 * 60) || (part == AFTERNOON && minute < 8 * 60))
    return minute + 12 * 60;

  return minute;
}

/* One word for both: 14h-15h30. */
static guint
match_range (GArray *words,
             guint   index,
             int    *minute,
             int    *end_minute)
{
  const char *word = get_fold (words, index);
  const char *dash = strchr (word, '-');
  g_autofree char *from = dash != NULL ? g_strndup (word, (gsize) (dash - word)) : NULL;
  int start = from != NULL ? parse_clock (from) : -1;
  int end = dash != NULL ? parse_clock (dash + 1) : -1;

  if (start < 0 || end <= start)
    return 0;

  *minute = start;
  *end_minute = end;
  return 1;
}

/* "à 15h", "to 3pm", "- 15h" behind an hour: until when. */
static guint
match_end (GArray *words,
           guint   index,
           int     minute,
           int    *end_minute)
{
  int end = -1;
  guint n;

  if (!rounds_quick_word_in (get_fold (words, index), "a to until jusqu'a - \xe2\x80\x93"))
    return 0;
  n = match_time (words, index + 1, &end);
  if (n == 0 || end <= minute)
    return 0;

  *end_minute = end;
  return n + 1;
}

static void
use (GArray *words,
     guint   index,
     guint   n)
{
  for (guint i = index; i < index + n; i++)
    g_array_index (words, RoundsQuickWord, i).used = TRUE;
}

static void
use_leads (GArray *words,
           guint   first,
           guint   index)
{
  while (index > first && rounds_quick_word_in (get_fold (words, index - 1), LEADS))
    g_array_index (words, RoundsQuickWord, --index).used = TRUE;
}

/* An instant of a day. An hour that the clock skips is the first one after it; of an hour that comes twice it is the one that GLib takes. */
static gboolean
get_instant (const char *date,
             int         minute,
             GTimeZone  *zone,
             gint64     *instant)
{
  g_autoptr(GDateTime) time = NULL;
  GDate day;

  if (!rounds_date_parse (date, &day))
    return FALSE;
  time = g_date_time_new (zone, g_date_get_year (&day), (int) g_date_get_month (&day), g_date_get_day (&day), minute / 60,
                          minute % 60, 0);
  if (time == NULL)
    return FALSE;

  *instant = g_date_time_to_unix_usec (time);
  return TRUE;
}

/* Without an hour: the morning of that day; of today what is left of it. */
static int
get_default_minute (const char *date,
                    const char *today,
                    gint64      now,
                    GTimeZone  *zone)
{
  gint64 end = 0;

  if (!g_str_equal (date, today))
    return MORNING;

  return get_instant (today, DAY_ENDS, zone, &end) && end > now ? DAY_ENDS : LAST_MINUTE;
}

static void
combine (RoundsQuickDay  *day,
         int              minute,
         int              end_minute,
         gboolean         is_past,
         gint64           now,
         GTimeZone       *zone,
         RoundsQuickWhen *when)
{
  g_autofree char *today = rounds_instant_to_date (now, zone);
  g_autofree char *date = g_strdup (day->date);

  if (day->instant != 0)
    {
      *when = (RoundsQuickWhen) { TRUE, TRUE, day->instant, 0 };
      return;
    }

  when->has_time = minute >= 0;
  if (date == NULL)
    {
      /* The next time the clock says so, or the last. */
      if (!get_instant (today, minute, zone, &when->when))
        return;
      if (is_past ? when->when > now : when->when <= now)
        date = rounds_date_add_days (today, is_past ? -1 : 1);
      else
        date = g_strdup (today);
    }
  if (minute < 0 && is_past && g_str_equal (date, today))
    {
      *when = (RoundsQuickWhen) { TRUE, FALSE, now, 0 };
      return;
    }
  if (minute < 0)
    minute = get_default_minute (date, today, now, zone);

  when->has_when = date != NULL && get_instant (date, minute, zone, &when->when);
  if (end_minute >= 0 && when->has_when && (!get_instant (date, end_minute, zone, &when->ends) || when->ends <= when->when))
    when->ends = 0;
}

/**
 * rounds_quick_when_read:
 * @words: (element-type RoundsQuickWord): a sentence; those that say when are marked
 * @first: the first word that is looked at
 * @is_past: whether it tells of something that was
 * @now: an instant
 * @zone: where the person is
 * @when: (out caller-allocates): what was said
 *
 * The first day and the first hour count; what is said twice stays in the sentence. Days are written the French way, 12/03 is the 12th of
 * March, in both languages; a day without a year is the next one, or the last when @is_past.
 */
void
rounds_quick_when_read (GArray          *words,
                        guint            first,
                        gboolean         is_past,
                        gint64           now,
                        GTimeZone       *zone,
                        RoundsQuickWhen *when)
{
  g_auto(RoundsQuickDay) day = { NULL, 0, -1 };
  int minute = -1;
  int end_minute = -1;
  int part = -1;

  *when = (RoundsQuickWhen) { FALSE, FALSE, 0, 0 };
  for (guint i = first; i < words->len; i++)
    {
      guint n = 0;

      if (day.date == NULL && day.instant == 0)
        n = rounds_quick_day_match (words, i, is_past, now, zone, &day);
      if (n > 0 && day.minute >= 0)
        part = day.minute;
      if (n == 0 && part < 0)
        n = match_part (words, i, &part);
      if (n == 0 && minute < 0 && day.instant == 0)
        {
          n = match_range (words, i, &minute, &end_minute);
          if (n == 0)
            n = match_time (words, i, &minute);
          if (n > 0 && end_minute < 0)
            n += match_end (words, i + n, minute, &end_minute);
        }
      if (n == 0)
        continue;
      use (words, i, n);
      use_leads (words, first, i);
      i += n - 1;
    }

  minute = refine (minute, part);
  if (day.date != NULL || day.instant != 0 || minute >= 0)
    combine (&day, minute, end_minute, is_past, now, zone, when);
}
