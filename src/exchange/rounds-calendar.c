/* rounds-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "exchange/rounds-calendar-zone.h"
#include "exchange/rounds-slug.h"
#include "model/rounds-problem.h"

#define PRODUCT "-//Rounds//Rounds " VERSION "//EN"
/* The years in which a calendar date has four digits and rules are known. */
#define SECONDS_LEAST G_GINT64_CONSTANT (31536000)
#define SECONDS_GREATEST G_GINT64_CONSTANT (253370764799)
/* Octets of a line without its end (RFC 5545, section 3.1). */
#define LINE_MAXIMUM 75

/* A text as iCalendar can hold it: one kind of line end, no control characters but tabs. */
static char *
clean_text (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\r')
        {
          if (at[1] != '\n')
            g_string_append_c (clean, '\n');
        }
      else if ((guchar) *at >= ' ' ? *at != 0x7f : *at == '\n' || *at == '\t')
        g_string_append_c (clean, *at);
    }

  return g_string_free_and_steal (clean);
}

/* A parameter's value can hold neither quotation marks nor line ends (RFC 5545, section 3.2). */
static char *
clean_parameter (const char *text)
{
  char *clean = clean_text (text);

  return g_strdelimit (g_strdelimit (clean, "\"", '\''), "\n\t", ' ');
}

static void
add_text (icalcomponent *event,
          const char    *text,
          icalproperty  *(*make) (const char *))
{
  g_autofree char *clean = NULL;

  if (text == NULL || text[0] == '\0')
    return;

  clean = clean_text (text);
  icalcomponent_add_property (event, make (clean));
}

static struct icaltimetype
utc_time (gint64 seconds)
{
  return icaltime_from_timet_with_zone ((time_t) seconds, 0, icaltimezone_get_utc_timezone ());
}

static gint64
to_seconds (gint64 instant)
{
  return instant >= 0 ? instant / G_USEC_PER_SEC : (instant - (G_USEC_PER_SEC - 1)) / G_USEC_PER_SEC;
}

static icalproperty *
make_time (icalproperty       *(*make) (struct icaltimetype),
           RoundsCalendarZone *zone,
           gboolean            in_utc,
           gint64              seconds,
           const char         *identifier)
{
  icalproperty *property;

  if (in_utc)
    return make (utc_time (seconds));

  property = make (rounds_calendar_zone_to_local (zone, seconds));
  icalproperty_add_parameter (property, icalparameter_new_tzid (identifier));

  return property;
}

static char *
make_address (const RoundsCalendarPerson *person)
{
  g_autofree char *clean = clean_parameter (person->email);

  return g_strconcat ("mailto:", clean, NULL);
}

static void
add_name (icalproperty               *property,
          const RoundsCalendarPerson *person)
{
  g_autofree char *name = NULL;

  if (person->name == NULL || person->name[0] == '\0')
    return;

  name = clean_parameter (person->name);
  icalproperty_add_parameter (property, icalparameter_new_cn (name));
}

static void
add_organizer (icalcomponent              *event,
               const RoundsCalendarPerson *organizer)
{
  g_autofree char *address = make_address (organizer);
  icalproperty *property = icalproperty_new_organizer (address);

  add_name (property, organizer);
  icalcomponent_add_property (event, property);
}

static icalparameter_partstat
to_partstat (const char *status)
{
  if (g_strcmp0 (status, "accepted") == 0)
    return ICAL_PARTSTAT_ACCEPTED;
  if (g_strcmp0 (status, "declined") == 0)
    return ICAL_PARTSTAT_DECLINED;
  if (g_strcmp0 (status, "tentative") == 0)
    return ICAL_PARTSTAT_TENTATIVE;

  return ICAL_PARTSTAT_NEEDSACTION;
}

static void
add_attendee (icalcomponent              *event,
              const RoundsCalendarPerson *attendee)
{
  g_autofree char *address = make_address (attendee);
  icalproperty *property = icalproperty_new_attendee (address);

  add_name (property, attendee);
  icalproperty_add_parameter (property, icalparameter_new_partstat (to_partstat (attendee->status)));
  icalcomponent_add_property (event, property);
}

static gboolean
has_address (const RoundsCalendarPerson *person)
{
  return person->email != NULL && person->email[0] != '\0';
}

static RoundsCalendarZone *
find_zone (RoundsEntity  *meeting,
           GError       **error)
{
  const char *identifier = rounds_entity_get_text (meeting, "time-zone");
  RoundsCalendarZone *zone = rounds_calendar_zone_new (identifier != NULL && identifier[0] != '\0' ? identifier : "UTC");

  if (zone == NULL)
    rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_TIME_ZONE",
                        _("This computer does not know the time zone “%s”. Choose another one for the meeting."), identifier);

  return zone;
}

static gboolean
check_times (RoundsEntity  *meeting,
             gint64         start,
             gint64         end,
             GError       **error)
{
  if (rounds_entity_is_null (meeting, "start-date") || rounds_entity_is_null (meeting, "end-date") ||
      start < SECONDS_LEAST || end > SECONDS_GREATEST)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "MEETING_WITHOUT_TIME",
                          _("Give the meeting a start and an end before exporting it."));
      return FALSE;
    }

  if (end < start)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "MEETING_ENDS_FIRST",
                          _("The meeting ends before it starts. Correct its times before exporting it."));
      return FALSE;
    }

  return TRUE;
}

static void
add_times (icalcomponent      *event,
           RoundsEntity       *meeting,
           RoundsCalendarZone *zone,
           gboolean            in_utc,
           gint64              start,
           gint64              end)
{
  const char *identifier = rounds_entity_get_text (meeting, "time-zone");

  icalcomponent_add_property (event, make_time (icalproperty_new_dtstart, zone, in_utc, start, identifier));
  /* DTEND must be later (RFC 5545, section 3.6.1); without it, a meeting ends as it starts. */
  if (end > start)
    icalcomponent_add_property (event, make_time (icalproperty_new_dtend, zone, in_utc, end, identifier));
}

/* Folds lines anew: libical 3 puts a fold between the two characters of a line's end when a line is just as long as can be, and begins long
 * texts on a line of their own. */
static char *
fold (const char *folded)
{
  g_autoptr(GString) lines = g_string_new (folded);
  GString *text = g_string_sized_new (lines->len + 64);
  guint length = 0;

  g_string_replace (lines, "\r\n ", "", 0);

  for (const char *at = lines->str; *at != '\0';)
    {
      guint octets = (guint) (g_utf8_next_char (at) - at);

      if (*at == '\r' || *at == '\n')
        length = 0;
      else if (length + octets > LINE_MAXIMUM)
        {
          g_string_append (text, "\r\n ");
          length = 1 + octets;
        }
      else
        length += octets;

      g_string_append_len (text, at, octets);
      at += octets;
    }

  return g_string_free_and_steal (text);
}

static icalcomponent *
make_event (RoundsEntity *meeting,
            gint64        now)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  g_autofree char *uid = g_strconcat (rounds_entity_get_id (meeting), "@rounds", NULL);
  gboolean is_cancelled = g_strcmp0 (rounds_entity_get_text (meeting, "status"), "cancelled") == 0;

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event, icalproperty_new_sequence ((int) CLAMP (rounds_entity_get_integer (meeting, "sequence"),
                                                                             0, G_MAXINT)));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (utc_time (to_seconds (now))));
  if (!rounds_entity_is_null (meeting, "created-at"))
    icalcomponent_add_property (event, icalproperty_new_created (utc_time (to_seconds (
      rounds_entity_get_integer (meeting, "created-at")))));
  if (!rounds_entity_is_null (meeting, "updated-at"))
    icalcomponent_add_property (event, icalproperty_new_lastmodified (utc_time (to_seconds (
      rounds_entity_get_integer (meeting, "updated-at")))));
  icalcomponent_add_property (event, icalproperty_new_status (is_cancelled ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));

  add_text (event, rounds_entity_get_text (meeting, "title"), icalproperty_new_summary);
  add_text (event, rounds_entity_get_text (meeting, "location"), icalproperty_new_location);
  add_text (event, rounds_entity_get_text (meeting, "description"), icalproperty_new_description);

  return event;
}

/* A zone is described once, for the year of the first meeting; where it goes another way in that of a later one, that one is in UTC. */
static gboolean
describe_zone (icalcomponent      *calendar,
               GHashTable         *described,
               RoundsCalendarZone *zone,
               const char         *identifier,
               gint64              start)
{
  icalcomponent *component = rounds_calendar_zone_to_component (zone, start);
  char *written = icalcomponent_as_ical_string_r (component);
  const char *known = g_hash_table_lookup (described, identifier);
  gboolean holds = known == NULL || g_str_equal (known, written);

  if (known == NULL)
    {
      g_hash_table_insert (described, g_strdup (identifier), g_strdup (written));
      icalcomponent_add_component (calendar, component);
    }
  else
    icalcomponent_free (component);
  icalmemory_free_buffer (written);

  return holds;
}

static gboolean
add_meeting (icalcomponent                *calendar,
             GPtrArray                    *events,
             GHashTable                   *described,
             const RoundsCalendarMeeting  *given,
             gint64                        now,
             GError                      **error)
{
  RoundsEntity *meeting = given->meeting;
  gint64 start = to_seconds (rounds_entity_get_integer (meeting, "start-date"));
  gint64 end = to_seconds (rounds_entity_get_integer (meeting, "end-date"));
  g_autoptr(RoundsCalendarZone) zone = NULL;
  icalcomponent *event;
  gboolean in_utc;

  if (!check_times (meeting, start, end, error))
    return FALSE;
  zone = find_zone (meeting, error);
  if (zone == NULL)
    return FALSE;

  in_utc = rounds_calendar_zone_is_utc (zone, start) ||
           rounds_calendar_zone_is_ambiguous (zone, start) || rounds_calendar_zone_is_ambiguous (zone, end) ||
           !describe_zone (calendar, described, zone, rounds_entity_get_text (meeting, "time-zone"), start);
  event = make_event (meeting, now);
  add_times (event, meeting, zone, in_utc, start, end);
  if (given->organizer != NULL && has_address (given->organizer))
    {
      add_organizer (event, given->organizer);
      for (guint i = 0; i < given->n_attendees; i++)
        {
          if (has_address (&given->attendees[i]))
            add_attendee (event, &given->attendees[i]);
        }
    }
  g_ptr_array_add (events, event);

  return TRUE;
}

/**
 * rounds_calendar_from_meetings:
 * @meetings: (array length=n_meetings): the meetings, in the order in which they stand in the file
 * @now: when the file is made, in microseconds since the Unix epoch
 * @n_written: (out) (optional): how many are in the file: those that cannot be exported are left out
 * @error: why the first could not, when none could: %ROUNDS_PROBLEM_INVALID, see rounds_calendar_from_meeting()
 *
 * Writes meetings as one iCalendar file, as rounds_calendar_from_meeting() does for one; each zone is described once.
 *
 * Returns: (transfer full) (nullable): the file's text, UTF-8
 */
char *
rounds_calendar_from_meetings (const RoundsCalendarMeeting  *meetings,
                               guint                         n_meetings,
                               gint64                        now,
                               guint                        *n_written,
                               GError                      **error)
{
  g_autoptr(GPtrArray) events = g_ptr_array_new ();
  g_autoptr(GHashTable) described = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GError) first = NULL;
  icalcomponent *calendar;
  char *written;
  char *text;

  g_return_val_if_fail (meetings != NULL && n_meetings > 0, NULL);

  calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  icalcomponent_add_property (calendar, icalproperty_new_prodid (PRODUCT));
  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_calscale ("GREGORIAN"));
  icalcomponent_add_property (calendar, icalproperty_new_method (ICAL_METHOD_PUBLISH));
  for (guint i = 0; i < n_meetings; i++)
    add_meeting (calendar, events, described, &meetings[i], now, first == NULL ? &first : NULL);

  if (n_written != NULL)
    *n_written = events->len;
  if (events->len == 0)
    {
      icalcomponent_free (calendar);
      g_propagate_error (error, g_steal_pointer (&first));
      return NULL;
    }

  for (guint i = 0; i < events->len; i++)
    icalcomponent_add_component (calendar, g_ptr_array_index (events, i));
  written = icalcomponent_as_ical_string_r (calendar);
  text = fold (written);
  icalmemory_free_buffer (written);
  icalcomponent_free (calendar);

  return text;
}

/**
 * rounds_calendar_from_meeting:
 * @meeting: a meeting that has an id
 * @organizer: (nullable): who invites
 * @attendees: (array length=n_attendees) (nullable): who is invited; left out without an organizer, and who has no address
 * @n_attendees: how many
 * @now: when the file is made, in microseconds since the Unix epoch
 * @error: %ROUNDS_PROBLEM_INVALID: `UNKNOWN_TIME_ZONE`, `MEETING_WITHOUT_TIME`, `MEETING_ENDS_FIRST`
 *
 * Writes a meeting as an iCalendar file (RFC 5545) that Outlook takes: CRLF, lines of at most 75 octets, METHOD:PUBLISH, a UID that stays
 * and a SEQUENCE that grows with the record. Times are those of the meeting's zone, which the file describes; where the zone's clocks cannot
 * tell an instant (the hour that autumn repeats), times are in UTC.
 *
 * Returns: (transfer full) (nullable): the file's text, UTF-8
 */
char *
rounds_calendar_from_meeting (RoundsEntity                *meeting,
                              const RoundsCalendarPerson  *organizer,
                              const RoundsCalendarPerson  *attendees,
                              guint                        n_attendees,
                              gint64                       now,
                              GError                     **error)
{
  const RoundsCalendarMeeting given = { meeting, organizer, attendees, n_attendees };

  g_return_val_if_fail (ROUNDS_IS_ENTITY (meeting), NULL);
  g_return_val_if_fail (rounds_entity_get_id (meeting) != NULL, NULL);
  g_return_val_if_fail (attendees != NULL || n_attendees == 0, NULL);

  return rounds_calendar_from_meetings (&given, 1, now, NULL, error);
}

/**
 * rounds_calendar_file_name:
 * @meeting: a meeting
 *
 * Returns: (transfer full): a name for the meeting's file in small ASCII letters, digits and hyphens, such as
 *   `reunion-bloc-operatoire-2026-03-12.ics`; the day is that of the meeting's zone
 */
char *
rounds_calendar_file_name (RoundsEntity *meeting)
{
  const char *identifier;
  g_autofree char *slug = NULL;
  g_autoptr(RoundsCalendarZone) zone = NULL;
  GString *name;
  gint64 start;

  g_return_val_if_fail (ROUNDS_IS_ENTITY (meeting), NULL);

  slug = rounds_slug_new (rounds_entity_get_text (meeting, "title"), "meeting");
  name = g_string_new (slug);

  identifier = rounds_entity_get_text (meeting, "time-zone");
  zone = identifier != NULL ? rounds_calendar_zone_new (identifier) : NULL;
  start = to_seconds (rounds_entity_get_integer (meeting, "start-date"));
  if (start >= SECONDS_LEAST && start <= SECONDS_GREATEST)
    {
      struct icaltimetype day = zone != NULL ? rounds_calendar_zone_to_local (zone, start) : utc_time (start);

      g_string_append_printf (name, "-%04d-%02d-%02d", day.year, day.month, day.day);
    }
  g_string_append (name, ".ics");

  return g_string_free_and_steal (name);
}
