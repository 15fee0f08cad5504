/* rounds-calendar-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/rounds-calendar-series.h"
#include "model/rounds-problem.h"

#define DEPTH_MAXIMUM 8

/* A VEVENT on its way: the zones of a file may stand behind it. */
typedef struct
{
  GPtrArray *lines;
  guint line;
  guint wrong_line;
  char *method; /* of its calendar */
} Block;

typedef struct
{
  GPtrArray *open;   /* names of the components that have begun, with the line of each in @begun */
  GArray *begun;
  GPtrArray *zones;  /* Block */
  GPtrArray *events; /* Block */
  Block *block;      /* borrowed: where lines go */
  char *method;
  guint first_event; /* of the calendar that is open */
} Reading;

static void
block_free (Block *block)
{
  g_ptr_array_unref (block->lines);
  g_free (block->method);
  g_free (block);
}

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->begun, g_array_unref);
  g_clear_pointer (&self->zones, g_ptr_array_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->method, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
refuse_start (guint    number,
              GError **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "NOT_A_CALENDAR",
                      _("Line %u: this is no calendar file, which begins with BEGIN:VCALENDAR"), number);
  return FALSE;
}

static Block *
add_block (GPtrArray *blocks,
           guint      number)
{
  Block *block = g_new0 (Block, 1);

  block->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_calendar_line_free);
  block->line = number;
  g_ptr_array_add (blocks, block);
  return block;
}

static gboolean
is_in_zone (Reading *self)
{
  return self->block != NULL && self->open->len > 1 && g_str_equal (g_ptr_array_index (self->open, 1), "VTIMEZONE");
}

/* The parts of a zone are told by where they begin and end. */
static void
note_part (Reading                  *self,
           const RoundsCalendarLine *line)
{
  RoundsCalendarLine *copy;

  if (self->open->len != 3 || !is_in_zone (self))
    return;

  copy = g_new0 (RoundsCalendarLine, 1);
  *copy = (RoundsCalendarLine) { line->number, g_strdup (line->name), NULL, g_strdup (line->value) };
  g_ptr_array_add (self->block->lines, copy);
}

static gboolean
begin (Reading                  *self,
       const RoundsCalendarLine *line,
       GError                  **error)
{
  g_autofree char *name = g_ascii_strup (line->value, -1);

  g_strstrip (name);
  if (self->open->len == 0 && !g_str_equal (name, "VCALENDAR"))
    return refuse_start (line->number, error);
  if (self->open->len >= DEPTH_MAXIMUM || (self->open->len > 0 && g_str_equal (name, "VCALENDAR")))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "UNBALANCED", _("Line %u: something begins where it cannot"), line->number);
      return FALSE;
    }

  if (self->open->len == 0)
    {
      self->first_event = self->events->len;
      g_clear_pointer (&self->method, g_free);
    }
  else if (self->open->len == 1 && g_str_equal (name, "VEVENT"))
    self->block = add_block (self->events, line->number);
  else if (self->open->len == 1 && g_str_equal (name, "VTIMEZONE"))
    self->block = add_block (self->zones, line->number);

  g_ptr_array_add (self->open, g_steal_pointer (&name));
  g_array_append_val (self->begun, line->number);
  note_part (self, line);
  return TRUE;
}

static gboolean
end (Reading                  *self,
     const RoundsCalendarLine *line,
     GError                  **error)
{
  g_autofree char *name = g_strstrip (g_strdup (line->value));

  if (self->open->len == 0 || g_ascii_strcasecmp (name, g_ptr_array_index (self->open, self->open->len - 1)) != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "UNBALANCED", _("Line %u: something ends that has not begun"), line->number);
      return FALSE;
    }

  note_part (self, line);
  g_ptr_array_set_size (self->open, self->open->len - 1);
  g_array_set_size (self->begun, self->begun->len - 1);
  if (self->open->len == 1)
    self->block = NULL;
  /* The method may stand behind what it is about. */
  for (guint i = self->first_event; self->open->len == 0 && i < self->events->len; i++)
    ((Block *) g_ptr_array_index (self->events, i))->method = g_strdup (self->method);

  return TRUE;
}

/* Alarms within an event are not read, and a wrong line in what is not read is nobody's concern. */
static void
take (Reading            *self,
      RoundsCalendarLine *line,
      guint               number)
{
  if (line == NULL)
    {
      if (self->block != NULL && self->open->len == 2)
        self->block->wrong_line = number;
      return;
    }

  if (self->open->len == 1 && g_str_equal (line->name, "METHOD"))
    g_set_str (&self->method, g_strstrip (line->value));
  if (self->block != NULL && (self->open->len == 2 || is_in_zone (self)))
    g_ptr_array_add (self->block->lines, line);
  else
    rounds_calendar_line_free (line);
}

static gboolean
read_line (Reading             *self,
           RoundsCalendarLine  *line,
           guint                number,
           GError             **error)
{
  gboolean begins = line != NULL && g_str_equal (line->name, "BEGIN");
  gboolean is_edge = begins || (line != NULL && g_str_equal (line->name, "END"));
  gboolean is_sound;

  if (self->open->len > 0 && !is_edge)
    {
      take (self, line, number);
      return TRUE;
    }

  if (!begins && !is_edge)
    is_sound = refuse_start (number, error);
  else
    is_sound = begins ? begin (self, line, error) : end (self, line, error);
  g_clear_pointer (&line, rounds_calendar_line_free);

  return is_sound;
}

static gboolean
read_blocks (Reading       *self,
             const char    *data,
             gsize          length,
             GCancellable  *cancellable,
             GError       **error)
{
  RoundsCalendarScanner scanner;
  RoundsCalendarLine *line;
  guint number;

  rounds_calendar_scanner_init (&scanner, data, length);
  while (rounds_calendar_scanner_next (&scanner, &line, &number))
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          g_clear_pointer (&line, rounds_calendar_line_free);
          return FALSE;
        }
      if (!read_line (self, line, number, error))
        return FALSE;
    }

  if (self->open->len == 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "UNBALANCED",
                      /* Translators: %s is a word of the format such as VEVENT, %u the number of a line */
                      _("The file ends within a %s that begins on line %u: a part of it is missing"),
                      (char *) g_ptr_array_index (self->open, self->open->len - 1),
                      g_array_index (self->begun, guint, self->begun->len - 1));
  return FALSE;
}

/* Of one appointment that is in a file several times the newest counts. */
static void
mark_older (GPtrArray *events)
{
  g_autoptr(GHashTable) newest = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < events->len; i++)
    {
      RoundsCalendarEvent *event = g_ptr_array_index (events, i);
      g_autofree char *key = event->problem == NULL
                             ? g_strconcat (event->occurrence != NULL ? event->occurrence : "", " ", event->uid, NULL) : NULL;
      RoundsCalendarEvent *other = key != NULL ? g_hash_table_lookup (newest, key) : NULL;
      RoundsCalendarEvent *older = other != NULL && other->sequence > event->sequence ? event : other;

      if (older != NULL)
        older->problem = g_strdup (_("A newer version of it is in the same file"));
      if (key != NULL && older != event)
        g_hash_table_insert (newest, g_steal_pointer (&key), event);
    }
}

static gboolean
check_size (GPtrArray  *events,
            GError    **error)
{
  if (events->len <= ROUNDS_CALENDAR_EVENTS_MAXIMUM)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_TOO_LARGE, "TOO_MANY_EVENTS", _("The file has more than %d dates: take a part of the calendar"),
                      ROUNDS_CALENDAR_EVENTS_MAXIMUM);
  return FALSE;
}

static GPtrArray *
expand (Reading       *self,
        const char    *time_zone,
        gint64         now,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr(RoundsCalendarClocks) clocks = rounds_calendar_clocks_new (time_zone);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_calendar_series_free);
  g_autoptr(GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_calendar_event_free);

  for (guint i = 0; i < self->zones->len; i++)
    rounds_calendar_clocks_add (clocks, ((Block *) g_ptr_array_index (self->zones, i))->lines);
  for (guint i = 0; i < self->events->len; i++)
    {
      Block *block = g_ptr_array_index (self->events, i);
      RoundsCalendarSeries *series = rounds_calendar_series_new (clocks, block->lines, block->line, block->wrong_line, block->method);
      char *change = rounds_calendar_series_dup_change (series);

      g_ptr_array_add (all, series);
      if (change != NULL)
        g_hash_table_add (changed, change);
    }

  for (guint i = 0; i < all->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      rounds_calendar_series_expand (g_ptr_array_index (all, i), changed, now, events);
      if (!check_size (events, error))
        return NULL;
    }
  mark_older (events);

  return g_steal_pointer (&events);
}

/**
 * rounds_calendar_read:
 * @data: (array length=length): an iCalendar file (RFC 5545), or several in one
 * @time_zone: where the person is, for days and for times without a zone: a name such as `Europe/Paris`
 * @now: an instant, from which on the dates of series count
 * @error: %ROUNDS_PROBLEM_TOO_LARGE: `FILE_TOO_LARGE`, `TOO_MANY_EVENTS`; %ROUNDS_PROBLEM_MALFORMED: `NOT_A_CALENDAR`, `UNBALANCED`,
 *   `NO_EVENTS`
 *
 * Reads the appointments of a calendar file. What is wrong with one of them stands in its `problem`; a file that is wrong as a whole is
 * refused with the line.
 *
 * Returns: (transfer full) (element-type RoundsCalendarEvent) (nullable): in the order of the file
 */
GPtrArray *
rounds_calendar_read (const char    *data,
                      gsize          length,
                      const char    *time_zone,
                      gint64         now,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_auto(Reading) reading = { NULL };

  if (length > ROUNDS_CALENDAR_FILE_MAXIMUM)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_TOO_LARGE, "FILE_TOO_LARGE", _("The file has more than %d MB"),
                          ROUNDS_CALENDAR_FILE_MAXIMUM / (1024 * 1024));
      return NULL;
    }

  reading.open = g_ptr_array_new_with_free_func (g_free);
  reading.begun = g_array_new (FALSE, FALSE, sizeof (guint));
  reading.zones = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  reading.events = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  if (!read_blocks (&reading, data, length, cancellable, error))
    return NULL;
  if (reading.events->len == 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "NO_EVENTS", _("There is no appointment in this file"));
      return NULL;
    }

  return expand (&reading, time_zone, now, cancellable, error);
}
