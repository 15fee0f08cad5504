/* rounds-quick-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-quick-capture.h"

#include <string.h>

#include "model/rounds-time.h"
#include "rules/rounds-quick-when.h"

/* A sentence typed in a hurry, in French or English whatever the language of the interface. */

#define MEETING_LENGTH G_TIME_SPAN_HOUR
#define MORNING 9

/* How a sentence begins, the longest first. What is not kept is not a part of the title. */
static const struct
{
  const char *words;
  RoundsQuickKind kind;
  gboolean is_kept;
  gboolean is_past;
} beginnings[] = {
  { "rappelle-moi de", ROUNDS_QUICK_REMINDER },
  { "rappelle moi de", ROUNDS_QUICK_REMINDER },
  { "me rappeler de", ROUNDS_QUICK_REMINDER },
  { "remind me to", ROUNDS_QUICK_REMINDER },
  { "remind me", ROUNDS_QUICK_REMINDER },
  { "rappel", ROUNDS_QUICK_REMINDER },
  { "reminder", ROUNDS_QUICK_REMINDER },
  { "rendez-vous", ROUNDS_QUICK_MEETING },
  { "rendez vous", ROUNDS_QUICK_MEETING },
  { "rdv", ROUNDS_QUICK_MEETING },
  { "reunion", ROUNDS_QUICK_MEETING },
  { "meeting", ROUNDS_QUICK_MEETING },
  { "rencontrer", ROUNDS_QUICK_MEETING, TRUE },
  { "meet", ROUNDS_QUICK_MEETING, TRUE },
  { "visite", ROUNDS_QUICK_MEETING, TRUE },
  { "visiter", ROUNDS_QUICK_MEETING, TRUE },
  { "visit", ROUNDS_QUICK_MEETING, TRUE },
  { "demo", ROUNDS_QUICK_MEETING, TRUE },
  { "dejeuner", ROUNDS_QUICK_MEETING, TRUE },
  { "lunch", ROUNDS_QUICK_MEETING, TRUE },
  { "telephone a", ROUNDS_QUICK_CALL, FALSE, TRUE },
  { "appele", ROUNDS_QUICK_CALL, FALSE, TRUE },
  { "called", ROUNDS_QUICK_CALL, FALSE, TRUE },
  { "phoned", ROUNDS_QUICK_CALL, FALSE, TRUE },
  { "appeler", ROUNDS_QUICK_CALL, TRUE },
  { "appelle", ROUNDS_QUICK_CALL, TRUE },
  { "appel", ROUNDS_QUICK_CALL, TRUE },
  { "rappeler", ROUNDS_QUICK_CALL, TRUE },
  { "telephoner", ROUNDS_QUICK_CALL, TRUE },
  { "call back", ROUNDS_QUICK_CALL, TRUE },
  { "call", ROUNDS_QUICK_CALL, TRUE },
  { "phone", ROUNDS_QUICK_CALL, TRUE },
  { "note", ROUNDS_QUICK_NOTE },
  { "noter", ROUNDS_QUICK_NOTE },
  { "tache", ROUNDS_QUICK_TASK },
  { "task", ROUNDS_QUICK_TASK },
  { "todo", ROUNDS_QUICK_TASK },
  { "a faire", ROUNDS_QUICK_TASK },
};

/* Before a name; and what comes after one. */
#define BEFORE_NAME "to a au aux with avec de du des le la les l' the chez at from dr pr docteur professeur doctor professor m mr mme mlle" \
  " mrs ms monsieur madame"
#define AFTER_NAME "pour for about re sur concernant afin regarding because car"

/* Returns: how many words say the kind. */
static guint
read_kind (RoundsQuickCapture *self,
           GArray             *words,
           gboolean           *is_kept)
{
  *is_kept = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      guint n = rounds_quick_words_begin (words, 0, beginnings[i].words);

      if (n == 0)
        continue;
      self->kind = beginnings[i].kind;
      self->is_past = beginnings[i].is_past;
      *is_kept = beginnings[i].is_kept;
      return n;
    }

  return 0;
}

/* The text without spaces and punctuation around it, with a capital. */
static char *
tidy (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text));
  const char *begin = copy + strspn (copy, " \t,;:.-");
  gsize length = strlen (begin);
  char first[7] = { 0, };

  while (length > 0 && strchr (" \t,;:-", begin[length - 1]) != NULL)
    length--;
  copy[(begin - copy) + (gssize) length] = '\0';
  if (*begin == '\0')
    return g_strdup ("");

  g_unichar_to_utf8 (g_unichar_totitle (g_utf8_get_char (begin)), first);
  return g_strconcat (first, g_utf8_next_char (begin), NULL);
}

/* The words from @first that nothing was made of. */
static char *
join (const char *text,
      GArray     *words,
      guint       first)
{
  g_autoptr(GString) joined = g_string_new (NULL);

  for (guint i = first; i < words->len; i++)
    {
      RoundsQuickWord *word = &g_array_index (words, RoundsQuickWord, i);

      if (word->used)
        continue;
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append_len (joined, text + word->start, (gssize) (word->end - word->start));
    }

  return tidy (joined->str);
}

static gboolean
ends_part (const char      *text,
           RoundsQuickWord *word)
{
  return word->end > word->start && strchr (",;:", text[word->end - 1]) != NULL;
}

/* From the first word after @first that may be a name, up to where it ends. */
static char *
find_who (const char *text,
          GArray     *words,
          guint       first)
{
  g_autoptr(GString) who = g_string_new (NULL);

  for (guint i = first; i < words->len; i++)
    {
      RoundsQuickWord *word = &g_array_index (words, RoundsQuickWord, i);

      if (word->used || word->fold[0] == '\0' || (who->len == 0 && rounds_quick_word_in (word->fold, BEFORE_NAME)))
        continue;
      if (rounds_quick_word_in (word->fold, AFTER_NAME))
        break;
      if (who->len > 0)
        g_string_append_c (who, ' ');
      g_string_append (who, word->fold);
      if (ends_part (text, word))
        break;
    }

  return who->len > 0 ? g_strdup (who->str) : NULL;
}

static gint64
get_tomorrow_morning (gint64     now,
                      GTimeZone *zone)
{
  g_autofree char *today = rounds_instant_to_date (now, zone);
  g_autofree char *tomorrow = rounds_date_add_days (today, 1);
  gint64 morning = now + G_TIME_SPAN_DAY;
  GDate day;

  if (rounds_date_parse (tomorrow, &day))
    {
      g_autoptr(GDateTime) time = g_date_time_new (zone, g_date_get_year (&day), (int) g_date_get_month (&day), g_date_get_day (&day),
                                                   MORNING, 0, 0);

      if (time != NULL)
        morning = g_date_time_to_unix_usec (time);
    }

  return morning;
}

/* The whole text of a note is its own; the title is its beginning. */
static void
read_note (RoundsQuickCapture *self,
           const char         *text,
           GArray             *words,
           guint               first)
{
  gsize start = first < words->len ? g_array_index (words, RoundsQuickWord, first).start : strlen (text);

  self->title = tidy (text + start);
  self->who = find_who (text, words, first);
}

/**
 * rounds_quick_capture_parse:
 * @text: what was typed; UTF-8, of any length
 * @now: an instant
 * @zone: where the person is
 *
 * Reads the kind from the first words, the day and the hour wherever they stand, and keeps the rest as the title: “rdv CHU Nantes mardi
 * 14h30”, “call Dr Martin tomorrow 10:00”. Whatever is typed is at least a task.
 *
 * Returns: (transfer full): what was understood
 */
RoundsQuickCapture *
rounds_quick_capture_parse (const char *text,
                            gint64      now,
                            GTimeZone  *zone)
{
  RoundsQuickCapture *self = g_new0 (RoundsQuickCapture, 1);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GArray) words = rounds_quick_words_split (valid);
  RoundsQuickWhen when = { FALSE, FALSE, 0, 0 };
  gboolean is_kept;
  guint n = read_kind (self, words, &is_kept);

  if (self->kind == ROUNDS_QUICK_NOTE)
    {
      read_note (self, valid, words, n);
      return self;
    }

  rounds_quick_when_read (words, n, self->is_past, now, zone, &when);
  self->has_when = when.has_when;
  self->has_time = when.has_time;
  self->when = when.when;
  self->ends = when.ends;
  self->title = join (valid, words, is_kept ? 0 : n);
  /* Nothing but the kind and the day: the kind is the title. */
  if (self->title[0] == '\0' && n > 0)
    {
      g_free (self->title);
      self->title = join (valid, words, 0);
    }
  /* The first word of what is to be done is a verb, unless it is all there is. */
  self->who = find_who (valid, words, n > 0 || words->len == 1 ? n : 1);
  if (self->who == NULL && n == 0)
    self->who = find_who (valid, words, 0);
  rounds_quick_capture_set_kind (self, self->kind, now, zone);

  return self;
}

/**
 * rounds_quick_capture_set_kind:
 * @now: an instant
 * @zone: where the person is
 *
 * Makes another kind of it, with the times that kind needs: what must have a day and has none is for tomorrow morning.
 */
void
rounds_quick_capture_set_kind (RoundsQuickCapture *self,
                               RoundsQuickKind     kind,
                               gint64              now,
                               GTimeZone          *zone)
{
  self->kind = kind;
  if (kind != ROUNDS_QUICK_CALL)
    self->is_past = FALSE;
  if (!self->has_when && (kind == ROUNDS_QUICK_REMINDER || kind == ROUNDS_QUICK_MEETING || self->is_past))
    {
      self->has_when = TRUE;
      self->when = self->is_past ? now : get_tomorrow_morning (now, zone);
    }
  if (kind != ROUNDS_QUICK_MEETING)
    self->ends = 0;
  else if (self->ends <= self->when)
    self->ends = self->when + MEETING_LENGTH;
}

/**
 * rounds_quick_capture_get_record_kind:
 *
 * Returns: (transfer none): the kind of record that keeps it; a call still to be made is a task
 */
const char *
rounds_quick_capture_get_record_kind (const RoundsQuickCapture *self)
{
  switch (self->kind)
    {
    case ROUNDS_QUICK_REMINDER:
      return "reminder";
    case ROUNDS_QUICK_MEETING:
      return "meeting";
    case ROUNDS_QUICK_CALL:
      return self->is_past ? "call" : "task";
    case ROUNDS_QUICK_NOTE:
      return "note";
    case ROUNDS_QUICK_TASK:
    default:
      return "task";
    }
}

void
rounds_quick_capture_free (RoundsQuickCapture *self)
{
  g_free (self->title);
  g_free (self->who);
  g_free (self);
}
