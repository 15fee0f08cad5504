/* rounds-calendar-clock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-clock.h"

#include <string.h>

#include "exchange/rounds-calendar-rule.h"
#include "exchange/rounds-windows-zones.h"

#define SECONDS_PER_DAY 86400
#define IDENTIFIER_MAXIMUM 64
#define TRANSITIONS_MAXIMUM 20000
#define YEAR_OF_RULES 1968
/* 2100-01-01: how far the rules of a described zone are followed. */
#define LAST G_GINT64_CONSTANT (4102444800)

/* From an instant on, so many seconds east of Greenwich. */
typedef struct
{
  gint64 at;
  int from;
  int to;
} Transition;

struct _RoundsCalendarClock
{
  char *identifier;    /* nullable: described */
  GTimeZone *zone;     /* nullable */
  GArray *transitions; /* nullable: of Transition, in order */
};

static gint64
add_offset (gint64   seconds,
            gpointer offset)
{
  return seconds + GPOINTER_TO_INT (offset);
}

static int
compare_transitions (const void *a,
                     const void *b)
{
  const Transition *one = a;
  const Transition *other = b;

  return one->at < other->at ? -1 : one->at > other->at;
}

static int
offset_at (RoundsCalendarClock *self,
           gint64               seconds)
{
  const Transition *transitions;
  guint low = 0, high;

  if (self->zone != NULL)
    return g_time_zone_get_offset (self->zone, g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, seconds));

  transitions = (const Transition *) (gpointer) self->transitions->data;
  high = self->transitions->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (transitions[middle].at <= seconds)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? transitions[low - 1].to : transitions[0].from;
}

/* Rules of zones often begin in 1601; what they say of that time is of no use. */
static gint64
skip_centuries (const char *rule,
                gint64      start)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (start);
  g_autoptr(GDateTime) later = NULL;
  int year = time != NULL ? g_date_time_get_year (time) : YEAR_OF_RULES;

  if (year >= YEAR_OF_RULES || strstr (rule, "COUNT") != NULL ||
      (strstr (rule, "INTERVAL=") != NULL && strstr (rule, "INTERVAL=1;") == NULL && !g_str_has_suffix (rule, "INTERVAL=1")))
    return start;
  later = g_date_time_add_years (time, YEAR_OF_RULES - year);

  return g_date_time_to_unix (later);
}

/* A name of the time zone database, which cannot lead out of its folder. */
static GTimeZone *
find_zone (const char *identifier)
{
  if (!g_ascii_isalpha (identifier[0]) || strlen (identifier) > IDENTIFIER_MAXIMUM || strstr (identifier, "..") != NULL ||
      strspn (identifier, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_+-/") != strlen (identifier))
    return NULL;

  return g_time_zone_new_identifier (identifier);
}

/**
 * rounds_calendar_clock_new_known:
 * @identifier: as a file has it: `Europe/Paris`, `Romance Standard Time`, `/example.org/Europe/Paris`
 *
 * Returns: (transfer full) (nullable): the zone; %NULL when the system has none for this name
 */
RoundsCalendarClock *
rounds_calendar_clock_new_known (const char *identifier)
{
  const char *windows = rounds_windows_zones_find (identifier);
  const char *name = windows != NULL ? windows : identifier;
  GTimeZone *zone = find_zone (name);
  RoundsCalendarClock *self;

  /* Some programs put the address of their own database before the name. */
  while (zone == NULL && (name = strchr (name, '/')) != NULL)
    zone = find_zone (++name);
  if (zone == NULL)
    return NULL;

  self = g_new0 (RoundsCalendarClock, 1);
  self->identifier = g_strdup (name);
  self->zone = zone;
  return self;
}

/**
 * rounds_calendar_clock_new_described:
 *
 * Returns: (transfer full): a zone that needs rounds_calendar_clock_add_observance()
 */
RoundsCalendarClock *
rounds_calendar_clock_new_described (void)
{
  RoundsCalendarClock *self = g_new0 (RoundsCalendarClock, 1);

  self->transitions = g_array_new (FALSE, FALSE, sizeof (Transition));
  return self;
}

void
rounds_calendar_clock_free (RoundsCalendarClock *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->transitions, g_array_unref);
  g_free (self->identifier);
  g_free (self);
}

/**
 * rounds_calendar_clock_add_observance:
 * @start: when it begins, as the clock shows it before
 * @from: seconds east of Greenwich until then
 * @to: seconds east of Greenwich from then on
 * @rule: (nullable): when it begins again, see rounds_calendar_rule_expand()
 * @more: (nullable) (element-type gint64): more times at which it begins
 *
 * A STANDARD or DAYLIGHT part of a description (RFC 5545, section 3.6.5).
 *
 * Returns: %FALSE when @rule cannot be followed
 */
gboolean
rounds_calendar_clock_add_observance (RoundsCalendarClock *self,
                                      gint64               start,
                                      int                  from,
                                      int                  to,
                                      const char          *rule,
                                      const GArray        *more)
{
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean followed = TRUE;

  g_array_append_val (times, start);
  if (more != NULL)
    g_array_append_vals (times, more->data, more->len);
  if (rule != NULL)
    followed = rounds_calendar_rule_expand (rule, skip_centuries (rule, start), add_offset, GINT_TO_POINTER (from), start + 1, LAST,
                                            TRANSITIONS_MAXIMUM, times);

  for (guint i = 0; i < times->len && self->transitions->len < TRANSITIONS_MAXIMUM; i++)
    {
      Transition transition = { g_array_index (times, gint64, i) - from, from, to };

      g_array_append_val (self->transitions, transition);
    }
  g_array_sort (self->transitions, compare_transitions);

  return followed;
}

/**
 * rounds_calendar_clock_is_described:
 *
 * Returns: whether it can tell the time
 */
gboolean
rounds_calendar_clock_is_described (RoundsCalendarClock *self)
{
  return self->zone != NULL || self->transitions->len > 0;
}

/**
 * rounds_calendar_clock_get_identifier:
 *
 * Returns: (transfer none) (nullable): its name in the time zone database; %NULL of a zone that only the file knows
 */
const char *
rounds_calendar_clock_get_identifier (RoundsCalendarClock *self)
{
  return self->identifier;
}

gint64
rounds_calendar_clock_to_local (RoundsCalendarClock *self,
                                gint64               seconds)
{
  return seconds + offset_at (self, seconds);
}

/**
 * rounds_calendar_clock_to_instant:
 * @local: what the clock shows, in seconds since 1970-01-01T00:00:00 of the same clock
 *
 * A time that the clocks show twice is the first of the two; one that they leap over is told by the offset before (RFC 5545, section
 * 3.3.5).
 *
 * Returns: seconds since the Unix epoch
 */
gint64
rounds_calendar_clock_to_instant (RoundsCalendarClock *self,
                                  gint64               local)
{
  int before = offset_at (self, local - SECONDS_PER_DAY);
  int after = offset_at (self, local + SECONDS_PER_DAY);

  if (offset_at (self, local - before) == before)
    return local - before;
  if (offset_at (self, local - after) == after)
    return local - after;

  return local - before;
}
