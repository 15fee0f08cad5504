/* rounds-calendar-zone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-zone.h"

#include <string.h>

/* libical's own zones come from the system's files with every change since 1900, or with rules that end in 2037, and under an
 * identifier of its own. Calendars of offices want one yearly rule for each half of the year, and the zone's usual name. */

#define SECONDS_PER_DAY 86400
/* Years around the meeting's that a rule is tried on. */
#define YEARS_BEFORE 2
#define YEARS_AFTER 6
#define TRANSITIONS_MAXIMUM 8
/* Rules are written from here on, as most programs do. */
#define YEAR_OF_RULES 1970

struct _RoundsCalendarZone
{
  char *identifier;
  GTimeZone *zone;
};

/* The clocks are put from one offset to another, in seconds east of Greenwich. */
typedef struct
{
  gint64 at;
  int from;
  int to;
} Transition;

/* The clock's date and time in the moment of a change, by the offset before it; the week is the first to fourth, or the last (-1). */
typedef struct
{
  int month;
  int weekday;  /* 1 is Monday */
  int week;
  int second;   /* of the day */
} Rule;

static int
offset_at (RoundsCalendarZone *self,
           gint64              seconds)
{
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return g_time_zone_get_offset (self->zone, interval);
}

static const char *
abbreviation_at (RoundsCalendarZone *self,
                 gint64              seconds)
{
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return g_time_zone_get_abbreviation (self->zone, interval);
}

static gint64
start_of_year (int year)
{
  g_autoptr(GDateTime) time = g_date_time_new_utc (year, 1, 1, 0, 0, 0);

  return g_date_time_to_unix (time);
}

/* The changes within a year of Greenwich; days are short enough, no zone changes back within one. */
static guint
find_transitions (RoundsCalendarZone *self,
                  int                 year,
                  Transition         *transitions)
{
  gint64 end = start_of_year (year + 1);
  guint n = 0;

  for (gint64 day = start_of_year (year); day < end && n < TRANSITIONS_MAXIMUM; day += SECONDS_PER_DAY)
    {
      gint64 before = day;
      gint64 after = MIN (day + SECONDS_PER_DAY, end);
      int from = offset_at (self, before);
      int to = offset_at (self, after);

      if (from == to)
        continue;

      while (after - before > 1)
        {
          gint64 middle = before + (after - before) / 2;

          if (offset_at (self, middle) == from)
            before = middle;
          else
            after = middle;
        }
      transitions[n++] = (Transition) { after, from, to };
    }

  return n;
}

static GDateTime *
clock_time (const Transition *transition)
{
  return g_date_time_new_from_unix_utc (transition->at + transition->from);
}

static int
days_in_month (int year,
               int month)
{
  return g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
}

/* The day of the month that a rule means in a year. */
static int
rule_day (const Rule *rule,
          int         year)
{
  g_autoptr(GDateTime) first = g_date_time_new_utc (year, rule->month, 1, 0, 0, 0);
  int day = 1 + (rule->weekday - g_date_time_get_day_of_week (first) + 7) % 7;

  if (rule->week > 0)
    return day + 7 * (rule->week - 1);

  while (day + 7 <= days_in_month (year, rule->month))
    day += 7;

  return day;
}

static gboolean
rule_holds (const Rule       *rule,
            int               year,
            const Transition *transition)
{
  g_autoptr(GDateTime) time = clock_time (transition);

  return g_date_time_get_year (time) == year &&
         g_date_time_get_month (time) == rule->month &&
         g_date_time_get_day_of_month (time) == rule_day (rule, year) &&
         (transition->at + transition->from) % SECONDS_PER_DAY == rule->second;
}

/* In how many years around this one the rule tells a change right. */
static guint
count_years (RoundsCalendarZone *self,
             const Rule         *rule,
             const Transition   *transition,
             int                 year)
{
  guint n_years = 0;

  for (int other = year - YEARS_BEFORE; other <= year + YEARS_AFTER; other++)
    {
      Transition transitions[TRANSITIONS_MAXIMUM];
      guint n = find_transitions (self, other, transitions);

      for (guint i = 0; i < n; i++)
        {
          if (transitions[i].from == transition->from && transitions[i].to == transition->to &&
              rule_holds (rule, other, &transitions[i]))
            n_years++;
        }
    }

  return n_years;
}

/* The rule that a change follows in this year, and in most of those around. */
static Rule
find_rule (RoundsCalendarZone *self,
           const Transition   *transition,
           int                 year)
{
  g_autoptr(GDateTime) time = clock_time (transition);
  int day = g_date_time_get_day_of_month (time);
  Rule last, counted;

  last.month = g_date_time_get_month (time);
  last.weekday = g_date_time_get_day_of_week (time);
  last.week = -1;
  last.second = (int) ((transition->at + transition->from) % SECONDS_PER_DAY);

  counted = last;
  counted.week = (day - 1) / 7 + 1;

  if (counted.week > 4)
    return last;
  if (day + 7 <= days_in_month (year, last.month))
    return counted;

  return count_years (self, &last, transition, year) >= count_years (self, &counted, transition, year) ? last : counted;
}

static struct icaltimetype
make_time (int year,
           int month,
           int day,
           int second)
{
  struct icaltimetype time = icaltime_null_time ();

  time.year = year;
  time.month = month;
  time.day = day;
  time.hour = second / 3600;
  time.minute = second / 60 % 60;
  time.second = second % 60;
  time.is_date = 0;

  return time;
}

/* What the clocks show from a change on: in the half of the year with the greater offset, daylight. */
static icalcomponent *
make_observance (RoundsCalendarZone  *self,
                 struct icaltimetype  start,
                 int                  from,
                 int                  to,
                 gboolean             is_daylight,
                 const char          *abbreviation)
{
  icalcomponent *observance = icalcomponent_new (is_daylight ? ICAL_XDAYLIGHT_COMPONENT : ICAL_XSTANDARD_COMPONENT);

  if (abbreviation != NULL && abbreviation[0] != '\0')
    icalcomponent_add_property (observance, icalproperty_new_tzname (abbreviation));
  icalcomponent_add_property (observance, icalproperty_new_tzoffsetfrom (from));
  icalcomponent_add_property (observance, icalproperty_new_tzoffsetto (to));
  icalcomponent_add_property (observance, icalproperty_new_dtstart (start));

  return observance;
}

static icalcomponent *
make_yearly (RoundsCalendarZone *self,
             const Transition   *transition,
             int                 year)
{
  static const char * const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  Rule rule = find_rule (self, transition, year);
  g_autofree char *text = g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", rule.month, rule.week, weekdays[rule.weekday - 1]);
  icalcomponent *observance;

  observance = make_observance (self,
                                make_time (YEAR_OF_RULES, rule.month, rule_day (&rule, YEAR_OF_RULES), rule.second),
                                transition->from, transition->to, transition->to > transition->from,
                                abbreviation_at (self, transition->at));
  icalcomponent_add_property (observance, icalproperty_new_rrule (icalrecurrencetype_from_string (text)));

  return observance;
}

/* A change that comes once. */
static icalcomponent *
make_single (RoundsCalendarZone *self,
             const Transition   *transition)
{
  g_autoptr(GDateTime) time = clock_time (transition);

  return make_observance (self,
                          make_time (g_date_time_get_year (time), g_date_time_get_month (time),
                                     g_date_time_get_day_of_month (time),
                                     (int) ((transition->at + transition->from) % SECONDS_PER_DAY)),
                          transition->from, transition->to, transition->to > transition->from,
                          abbreviation_at (self, transition->at));
}

/* What held before all changes named. */
static icalcomponent *
make_constant (RoundsCalendarZone *self,
               gint64              seconds)
{
  int offset = offset_at (self, seconds);

  return make_observance (self, make_time (YEAR_OF_RULES, 1, 1, 0), offset, offset, FALSE, abbreviation_at (self, seconds));
}

/**
 * rounds_calendar_zone_to_component:
 * @seconds: an instant since the Unix epoch, in the years 1971 to 9998
 *
 * Describes the zone for the year of @seconds. A zone with one summer time gets a STANDARD and a DAYLIGHT part with a yearly rule; one
 * without gets a single STANDARD part; one that changes in another way in that year gets its changes one by one.
 *
 * Returns: (transfer full): a VTIMEZONE, free with icalcomponent_free()
 */
icalcomponent *
rounds_calendar_zone_to_component (RoundsCalendarZone *self,
                                   gint64              seconds)
{
  icalcomponent *component;
  Transition transitions[TRANSITIONS_MAXIMUM];
  int year;
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  component = icalcomponent_new (ICAL_VTIMEZONE_COMPONENT);
  icalcomponent_add_property (component, icalproperty_new_tzid (self->identifier));

  year = rounds_calendar_zone_to_local (self, seconds).year;
  n = find_transitions (self, year, transitions);

  if (n == 2 && transitions[0].from == transitions[1].to)
    {
      icalcomponent_add_component (component, make_yearly (self, &transitions[0], year));
      icalcomponent_add_component (component, make_yearly (self, &transitions[1], year));
      return component;
    }

  icalcomponent_add_component (component, make_constant (self, n > 0 ? transitions[0].at - 1 : seconds));
  for (guint i = 0; i < n; i++)
    icalcomponent_add_component (component, make_single (self, &transitions[i]));

  return component;
}

/**
 * rounds_calendar_zone_to_local:
 *
 * Returns: what the zone's clocks show at an instant
 */
icaltimetype
rounds_calendar_zone_to_local (RoundsCalendarZone *self,
                               gint64              seconds)
{
  g_autoptr(GDateTime) time = NULL;
  struct icaltimetype null_time = icaltime_null_time ();

  g_return_val_if_fail (self != NULL, null_time);

  time = g_date_time_new_from_unix_utc (seconds + offset_at (self, seconds));
  g_return_val_if_fail (time != NULL, null_time);

  return make_time (g_date_time_get_year (time), g_date_time_get_month (time), g_date_time_get_day_of_month (time),
                    g_date_time_get_hour (time) * 3600 + g_date_time_get_minute (time) * 60 + g_date_time_get_second (time));
}

/**
 * rounds_calendar_zone_is_ambiguous:
 *
 * In autumn the clocks show an hour twice. A time of day then means the first of the two (RFC 5545, section 3.3.5), but readers do not agree on
 * that: libical takes the second.
 *
 * Returns: whether the clocks show the same at another instant, so that local time cannot tell @seconds
 */
gboolean
rounds_calendar_zone_is_ambiguous (RoundsCalendarZone *self,
                                   gint64              seconds)
{
  int offset, before, after;

  g_return_val_if_fail (self != NULL, FALSE);

  offset = offset_at (self, seconds);
  before = offset_at (self, seconds - SECONDS_PER_DAY);
  after = offset_at (self, seconds + SECONDS_PER_DAY);

  return (before > offset && offset_at (self, seconds - (before - offset)) == before) ||
         (after < offset && offset_at (self, seconds + (offset - after)) == after);
}

/**
 * rounds_calendar_zone_is_utc:
 *
 * Returns: whether the zone's clocks show UTC all through the year of @seconds, so that no zone is needed
 */
gboolean
rounds_calendar_zone_is_utc (RoundsCalendarZone *self,
                             gint64              seconds)
{
  Transition transitions[TRANSITIONS_MAXIMUM];

  g_return_val_if_fail (self != NULL, TRUE);

  return offset_at (self, seconds) == 0 &&
         find_transitions (self, rounds_calendar_zone_to_local (self, seconds).year, transitions) == 0;
}

/**
 * rounds_calendar_zone_new:
 * @identifier: a name of the IANA time zone database, such as `Europe/Paris`
 *
 * Returns: (transfer full) (nullable): the zone, %NULL for a name that the system does not know
 */
RoundsCalendarZone *
rounds_calendar_zone_new (const char *identifier)
{
  g_autoptr(GTimeZone) zone = NULL;
  RoundsCalendarZone *self;

  g_return_val_if_fail (identifier != NULL, NULL);

  /* No path out of the database, and nothing that the file's syntax would need to escape. */
  if (!g_ascii_isalpha (identifier[0]) ||
      strspn (identifier, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_+-/") != strlen (identifier))
    return NULL;

  zone = g_time_zone_new_identifier (identifier);
  if (zone == NULL)
    return NULL;

  self = g_new0 (RoundsCalendarZone, 1);
  self->identifier = g_strdup (identifier);
  self->zone = g_steal_pointer (&zone);

  return self;
}

void
rounds_calendar_zone_free (RoundsCalendarZone *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->identifier);
  g_free (self);
}
