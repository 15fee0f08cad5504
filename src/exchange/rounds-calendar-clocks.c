/* rounds-calendar-clocks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-clocks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/rounds-calendar-rule.h"

struct _RoundsCalendarClocks
{
  RoundsCalendarClock *own;
  RoundsCalendarClock *utc;
  GHashTable *known;     /* name -> RoundsCalendarClock, NULL where the system has none */
  GHashTable *described; /* name -> RoundsCalendarClock */
};

/* What a STANDARD or DAYLIGHT part has said until now. */
typedef struct
{
  gboolean has_start;
  gint64 start;
  int from;
  int to;
  const char *rule;
  GArray *more;
} Observance;

static void
clock_free (gpointer clock)
{
  rounds_calendar_clock_free (clock);
}

/**
 * rounds_calendar_clocks_new:
 * @own: the person's own zone, for times that belong to none; UTC when the system does not know it
 *
 * Returns: (transfer full): the clocks of a file
 */
RoundsCalendarClocks *
rounds_calendar_clocks_new (const char *own)
{
  RoundsCalendarClocks *self = g_new0 (RoundsCalendarClocks, 1);

  self->utc = rounds_calendar_clock_new_known ("UTC");
  self->own = rounds_calendar_clock_new_known (own);
  if (self->own == NULL)
    self->own = rounds_calendar_clock_new_known ("UTC");
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clock_free);
  self->described = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clock_free);

  return self;
}

void
rounds_calendar_clocks_free (RoundsCalendarClocks *self)
{
  if (self == NULL)
    return;

  rounds_calendar_clock_free (self->own);
  rounds_calendar_clock_free (self->utc);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->described);
  g_free (self);
}

/* `+0100` or `-053015` (RFC 5545, section 3.3.14). */
static gboolean
read_offset (const char *text,
             int        *offset)
{
  gsize length = strlen (text);
  int digits[6] = { 0 };

  if ((length != 5 && length != 7) || (text[0] != '+' && text[0] != '-'))
    return FALSE;
  for (gsize i = 1; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      digits[i - 1] = text[i] - '0';
    }
  *offset = (digits[0] * 10 + digits[1]) * 3600 + (digits[2] * 10 + digits[3]) * 60 + digits[4] * 10 + digits[5];
  if (*offset > 86400)
    return FALSE;
  if (text[0] == '-')
    *offset = -*offset;

  return TRUE;
}

static void
read_more (Observance *observance,
           const char *value)
{
  g_auto(GStrv) texts = g_strsplit (value, ",", -1);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      gboolean is_date, is_utc;
      gint64 seconds;

      if (rounds_calendar_time_parse (texts[i], &seconds, &is_date, &is_utc))
        g_array_append_val (observance->more, seconds);
    }
}

static void
read_observance_line (Observance               *observance,
                      const RoundsCalendarLine *line)
{
  gboolean is_date, is_utc;

  if (g_str_equal (line->name, "DTSTART"))
    observance->has_start = rounds_calendar_time_parse (line->value, &observance->start, &is_date, &is_utc);
  else if (g_str_equal (line->name, "TZOFFSETFROM"))
    read_offset (line->value, &observance->from);
  else if (g_str_equal (line->name, "TZOFFSETTO"))
    read_offset (line->value, &observance->to);
  else if (g_str_equal (line->name, "RRULE"))
    observance->rule = line->value;
  else if (g_str_equal (line->name, "RDATE"))
    read_more (observance, line->value);
}

static gboolean
is_observance (const RoundsCalendarLine *line)
{
  return g_ascii_strcasecmp (line->value, "STANDARD") == 0 || g_ascii_strcasecmp (line->value, "DAYLIGHT") == 0;
}

/**
 * rounds_calendar_clocks_add:
 * @lines: (element-type RoundsCalendarLine): the lines within a VTIMEZONE
 *
 * Takes the description of a zone; of several with one name the first.
 */
void
rounds_calendar_clocks_add (RoundsCalendarClocks *self,
                            GPtrArray            *lines)
{
  g_autoptr(RoundsCalendarClock) clock = rounds_calendar_clock_new_described ();
  g_autoptr(GArray) more = g_array_new (FALSE, FALSE, sizeof (gint64));
  Observance observance = { .more = more };
  const char *name = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const RoundsCalendarLine *line = g_ptr_array_index (lines, i);

      if (g_str_equal (line->name, "TZID") && name == NULL)
        name = line->value;
      else if (g_str_equal (line->name, "BEGIN") && is_observance (line))
        {
          g_array_set_size (more, 0);
          observance = (Observance) { .more = more };
        }
      else if (g_str_equal (line->name, "END") && is_observance (line))
        {
          if (observance.has_start)
            rounds_calendar_clock_add_observance (clock, observance.start, observance.from, observance.to, observance.rule, more);
        }
      else
        read_observance_line (&observance, line);
    }

  if (name != NULL && rounds_calendar_clock_is_described (clock) && !g_hash_table_contains (self->described, name))
    g_hash_table_insert (self->described, g_strdup (name), g_steal_pointer (&clock));
}

/* The system knows its zones better than files do, many of which describe one year. */
static RoundsCalendarClock *
find (RoundsCalendarClocks *self,
      const char           *name)
{
  RoundsCalendarClock *clock = NULL;

  if (!g_hash_table_lookup_extended (self->known, name, NULL, (gpointer *) &clock))
    {
      clock = rounds_calendar_clock_new_known (name);
      g_hash_table_insert (self->known, g_strdup (name), clock);
    }

  return clock != NULL ? clock : g_hash_table_lookup (self->described, name);
}

RoundsCalendarClock *
rounds_calendar_clocks_get_own (RoundsCalendarClocks *self)
{
  return self->own;
}

/**
 * rounds_calendar_clocks_read:
 * @line: such as DTSTART
 * @value: its value, or one of several
 * @moment: (out): the time; of a day or a time without a zone, by the person's own clock
 * @problem: (out) (transfer full): why it cannot be read
 *
 * Returns: whether it could
 */
gboolean
rounds_calendar_clocks_read (RoundsCalendarClocks      *self,
                             const RoundsCalendarLine  *line,
                             const char                *value,
                             RoundsCalendarMoment      *moment,
                             char                     **problem)
{
  g_autofree char *name = rounds_calendar_line_dup_parameter (line, "TZID");
  g_autofree char *text = g_strstrip (g_strdup (value));
  gboolean is_utc;

  if (!rounds_calendar_time_parse (text, &moment->local, &moment->is_date, &is_utc))
    {
      g_autofree char *shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));

      /* Translators: %u is the number of a line, the first %s what stands in it, such as DTSTART */
      *problem = g_strdup_printf (_("Line %u: %s says “%s”, which is no time"), line->number, line->name, shown);
      return FALSE;
    }

  moment->clock = is_utc ? self->utc : self->own;
  if (is_utc || moment->is_date || name == NULL || name[0] == '\0')
    return TRUE;

  moment->clock = find (self, name);
  if (moment->clock != NULL)
    return TRUE;

  *problem = g_strdup_printf (_("Line %u: the time zone “%s” is not known, and the file does not describe it"), line->number, name);
  return FALSE;
}
