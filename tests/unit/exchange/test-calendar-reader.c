/* test-calendar-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-reader.h"

#include <string.h>

#include "exchange/rounds-calendar.h"
#include "exchange/rounds-windows-zones.h"
#include "model/rounds-meeting.h"
#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

#define NOW "2026-02-09T10:00:00Z"
#define ZONE "Europe/Paris"

static gint64
instant (const char *text)
{
  gint64 value;

  g_assert_true (rounds_instant_parse (text, &value));
  return value;
}

static GPtrArray *
read_text (const char *text)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *events = rounds_calendar_read (text, strlen (text), ZONE, instant (NOW), NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (events);
  return events;
}

/* What a VEVENT with these lines is. */
static GPtrArray *
read_event (const char *lines)
{
  g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:one@example.com\r\nSUMMARY:Visite\r\n", lines,
                                       "END:VEVENT\r\nEND:VCALENDAR\r\n", NULL);

  return read_text (text);
}

static const RoundsCalendarEvent *
nth (GPtrArray *events,
     guint      index)
{
  g_assert_cmpuint (index, <, events->len);
  return g_ptr_array_index (events, index);
}

static void
assert_times (const RoundsCalendarEvent *event,
              const char                *start,
              const char                *end)
{
  g_autofree char *actual_start = rounds_instant_to_text (event->start);
  g_autofree char *actual_end = rounds_instant_to_text (event->end);

  g_assert_cmpstr (event->problem, ==, NULL);
  g_assert_cmpint (event->start, ==, instant (start));
  g_assert_cmpint (event->end, ==, instant (end));
}

static void
assert_problem (const RoundsCalendarEvent *event,
                const char                *part)
{
  g_assert_nonnull (event->problem);
  if (strstr (event->problem, part) == NULL)
    g_error ("“%s” does not say “%s”", event->problem, part);
}

static void
assert_refused (const char *text,
                const char *code,
                const char *part)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = rounds_calendar_read (text, strlen (text), ZONE, instant (NOW), NULL, &error);

  g_assert_null (events);
  g_assert_true (error != NULL && error->domain == ROUNDS_PROBLEM);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, code);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
}

static void
test_zones (void)
{
  g_autoptr(GPtrArray) utc = read_event ("DTSTART:20260312T083000Z\r\nDTEND:20260312T093000Z\r\n");
  g_autoptr(GPtrArray) floating = read_event ("DTSTART:20260312T093000\r\nDTEND:20260312T103000\r\n");
  g_autoptr(GPtrArray) named = read_event ("DTSTART;TZID=America/Martinique:20260312T093000\r\nDURATION:PT45M\r\n");
  g_autoptr(GPtrArray) windows = read_event ("DTSTART;TZID=Romance Standard Time:20260712T093000\r\nDTEND;TZID=\"(UTC+01:00) Brussels, "
                                             "Copenhagen, Madrid, Paris\":20260712T103000\r\n");
  g_autoptr(GPtrArray) path = read_event ("DTSTART;TZID=/example.org/Olson_2003/Pacific/Auckland:20260312T093000\r\n");
  g_autoptr(GPtrArray) nowhere = read_event ("DTSTART;TZID=Atlantis:20260312T093000\r\n");

  assert_times (nth (utc, 0), "2026-03-12T08:30:00Z", "2026-03-12T09:30:00Z");
  g_assert_null (nth (utc, 0)->time_zone);
  /* Winter: one hour east of Greenwich. */
  assert_times (nth (floating, 0), "2026-03-12T08:30:00Z", "2026-03-12T09:30:00Z");
  g_assert_cmpstr (nth (floating, 0)->time_zone, ==, ZONE);
  assert_times (nth (named, 0), "2026-03-12T13:30:00Z", "2026-03-12T14:15:00Z");
  g_assert_cmpstr (nth (named, 0)->time_zone, ==, "America/Martinique");
  assert_times (nth (windows, 0), "2026-07-12T07:30:00Z", "2026-07-12T08:30:00Z");
  g_assert_cmpstr (nth (windows, 0)->time_zone, ==, "Europe/Paris");
  /* New Zealand's summer, thirteen hours; nobody said when it ends. */
  assert_times (nth (path, 0), "2026-03-11T20:30:00Z", "2026-03-11T21:30:00Z");
  assert_problem (nth (nowhere, 0), "Line 6");
  assert_problem (nth (nowhere, 0), "Atlantis");
}

/* A zone that only the file knows, by its rules: 2026-03-29 is the last Sunday of March. */
static void
test_described_zone (void)
{
  g_autoptr(GPtrArray) events = NULL;

  events = read_text ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Winter\nDTSTART;TZID=Ours:20260328T120000\nEND:VEVENT\n"
                      "BEGIN:VEVENT\nUID:2\nSUMMARY:Summer\nDTSTART;TZID=Ours:20260329T120000\nEND:VEVENT\n"
                      "BEGIN:VEVENT\nUID:3\nSUMMARY:Leapt over\nDTSTART;TZID=Ours:20260329T023000\nEND:VEVENT\n"
                      "BEGIN:VEVENT\nUID:4\nSUMMARY:Twice\nDTSTART;TZID=Ours:20261025T023000\nEND:VEVENT\n"
                      "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16011028T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
                      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010325T020000\n"
                      "TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
                      "END:VCALENDAR\n");
  g_assert_cmpuint (events->len, ==, 4);
  assert_times (nth (events, 0), "2026-03-28T11:00:00Z", "2026-03-28T12:00:00Z");
  assert_times (nth (events, 1), "2026-03-29T10:00:00Z", "2026-03-29T11:00:00Z");
  assert_times (nth (events, 2), "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z");
  assert_times (nth (events, 3), "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z");
  g_assert_null (nth (events, 0)->time_zone);
}

static void
test_days (void)
{
  g_autoptr(GPtrArray) day = read_event ("DTSTART;VALUE=DATE:20260312\r\n");
  g_autoptr(GPtrArray) longest = read_event ("DTSTART;VALUE=DATE:20261025\r\nDTEND;VALUE=DATE:20261026\r\n");
  g_autoptr(GPtrArray) congress = read_event ("DTSTART;VALUE=DATE:20260312\r\nDTEND;VALUE=DATE:20260314\r\n");

  assert_times (nth (day, 0), "2026-03-11T23:00:00Z", "2026-03-12T23:00:00Z");
  g_assert_true (nth (day, 0)->is_all_day);
  /* 25 hours by the clock, of which a meeting has 24. */
  assert_times (nth (longest, 0), "2026-10-24T22:00:00Z", "2026-10-25T22:00:00Z");
  assert_problem (nth (congress, 0), "24 hours");
}

static void
test_texts (void)
{
  g_autoptr(GPtrArray) events = read_event ("DTSTART:20260312T083000Z\r\nLOCATION:Bloc 2\\, étage \\; 3\r\nDESCRIPTION:Un\\nDeux \\\\ tr\r\n "
                                            "ois\r\nSEQUENCE:7\r\nLAST-MODIFIED:20260101T000000Z\r\n"
                                            "ORGANIZER;CN=\"Martin: Anne\":MAILTO:Anne@Example.com\r\n"
                                            "ATTENDEE;PARTSTAT=DECLINED;CN=Zoé:mailto:zoe@example.com\r\n"
                                            "ATTENDEE;CUTYPE=ROOM:mailto:bloc2@example.com\r\n"
                                            "BEGIN:VALARM\r\nDESCRIPTION:Alarm\r\nTRIGGER:-PT5M\r\nno line\r\nEND:VALARM\r\n");
  const RoundsCalendarEvent *event = nth (events, 0);
  RoundsCalendarGuest *guest;

  g_assert_null (event->problem);
  g_assert_cmpuint (event->line, ==, 3);
  g_assert_cmpstr (event->title, ==, "Visite");
  g_assert_cmpstr (event->location, ==, "Bloc 2, étage ; 3");
  g_assert_cmpstr (event->description, ==, "Un\nDeux \\ trois");
  g_assert_cmpint (event->sequence, ==, 7);
  g_assert_cmpint (event->modified, ==, instant ("2026-01-01T00:00:00Z"));
  g_assert_cmpuint (event->guests->len, ==, 2);
  guest = g_ptr_array_index (event->guests, 0);
  g_assert_cmpstr (guest->name, ==, "Martin: Anne");
  g_assert_cmpstr (guest->email, ==, "anne@example.com");
  g_assert_true (guest->is_organizer);
  guest = g_ptr_array_index (event->guests, 1);
  g_assert_cmpstr (guest->status, ==, "declined");
}

/* Mondays and Wednesdays from 2026-02-02 on, at nine in Paris; now is Monday the 9th. */
static void
test_series (void)
{
  g_autoptr(GPtrArray) events = NULL;
  g_autoptr(GPtrArray) late = NULL;
  g_autoptr(GPtrArray) endless = NULL;
  g_autoptr(GPtrArray) hourly = NULL;

  events = read_text ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s\nRECURRENCE-ID;TZID=Europe/Paris:20260216T090000\nSUMMARY:Moved\n"
                      "DTSTART;TZID=Europe/Paris:20260217T140000\nSEQUENCE:1\nEND:VEVENT\n"
                      "BEGIN:VEVENT\nUID:s\nSUMMARY:Point\nDTSTART;TZID=Europe/Paris:20260202T090000\nDURATION:PT30M\n"
                      "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260225T080000Z\nEXDATE;TZID=Europe/Paris:20260211T090000\n"
                      "EXDATE;VALUE=DATE:20260218\nRDATE:20260301T080000Z\nEND:VEVENT\nEND:VCALENDAR\n");
  g_assert_cmpuint (events->len, ==, 5);
  g_assert_cmpstr (nth (events, 0)->title, ==, "Moved");
  g_assert_cmpstr (nth (events, 0)->occurrence, ==, "20260216T080000Z");
  assert_times (nth (events, 0), "2026-02-17T13:00:00Z", "2026-02-17T14:00:00Z");
  assert_times (nth (events, 1), "2026-02-09T08:00:00Z", "2026-02-09T08:30:00Z");
  assert_times (nth (events, 2), "2026-02-23T08:00:00Z", "2026-02-23T08:30:00Z");
  /* The last one is at the very end of the series. */
  assert_times (nth (events, 3), "2026-02-25T08:00:00Z", "2026-02-25T08:30:00Z");
  assert_times (nth (events, 4), "2026-03-01T08:00:00Z", "2026-03-01T08:30:00Z");

  late = read_event ("DTSTART:20250101T080000Z\r\nRRULE:FREQ=DAILY;COUNT=5\r\n");
  assert_problem (nth (late, 0), "12 months");
  endless = read_event ("DTSTART:20250101T080000Z\r\nRRULE:FREQ=DAILY\r\n");
  g_assert_cmpuint (endless->len, ==, ROUNDS_CALENDAR_SERIES_MAXIMUM);
  hourly = read_event ("DTSTART:20250101T080000Z\r\nRRULE:FREQ=HOURLY\r\n");
  g_assert_cmpuint (hourly->len, ==, 1);
  assert_problem (nth (hourly, 0), "rule");
}

static void
test_cancelled (void)
{
  g_autoptr(GPtrArray) status = read_event ("DTSTART:20260312T083000Z\r\nSTATUS:CANCELLED\r\n");
  g_autoptr(GPtrArray) method = NULL;
  g_autoptr(GPtrArray) answer = NULL;

  method = read_text ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260312T083000Z\nEND:VEVENT\nMETHOD:CANCEL\nEND:VCALENDAR\n");
  answer = read_text ("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:1\nDTSTART:20260312T083000Z\nEND:VEVENT\nEND:VCALENDAR\n");
  g_assert_true (nth (status, 0)->is_cancelled);
  g_assert_true (nth (method, 0)->is_cancelled);
  assert_problem (nth (answer, 0), "answer");
}

static void
test_twice (void)
{
  g_autoptr(GPtrArray) events = NULL;

  events = read_text ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSEQUENCE:2\nDTSTART:20260312T083000Z\nEND:VEVENT\n"
                      "BEGIN:VEVENT\nUID:1\nSEQUENCE:1\nDTSTART:20260312T093000Z\nEND:VEVENT\nEND:VCALENDAR\n");
  g_assert_null (nth (events, 0)->problem);
  assert_problem (nth (events, 1), "newer");
}

static void
test_identity (void)
{
  RoundsCalendarEvent *event = rounds_calendar_event_new (1);
  g_autofree char *own = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *again = NULL;
  g_autofree char *colleague = NULL;

  event->uid = g_strdup ("01990d5a-7c00-7000-8000-00000000002a@rounds");
  own = rounds_calendar_event_dup_id (event, "me");
  g_assert_cmpstr (own, ==, "01990d5a-7c00-7000-8000-00000000002a");
  g_set_str (&event->uid, "one@example.com");
  mine = rounds_calendar_event_dup_id (event, "me");
  again = rounds_calendar_event_dup_id (event, "me");
  colleague = rounds_calendar_event_dup_id (event, "you");
  g_assert_true (rounds_id_is_valid (mine));
  g_assert_cmpstr (mine, ==, again);
  g_assert_cmpstr (mine, !=, colleague);
  rounds_calendar_event_free (event);
}

static RoundsEntity *
make_meeting (const char *id,
              const char *zone,
              const char *start)
{
  RoundsEntity *meeting = g_object_new (ROUNDS_TYPE_MEETING, NULL);

  rounds_entity_set_text (meeting, "id", id);
  rounds_entity_set_text (meeting, "title", "Démonstration");
  rounds_entity_set_text (meeting, "time-zone", zone);
  rounds_entity_set_integer (meeting, "start-date", instant (start));
  rounds_entity_set_integer (meeting, "end-date", instant (start) + G_TIME_SPAN_HOUR);
  rounds_entity_set_integer (meeting, "sequence", 4);
  return meeting;
}

static guint
count_parts (const char *text,
             const char *part)
{
  g_auto(GStrv) parts = g_strsplit (text, part, -1);

  return g_strv_length (parts) - 1;
}

/* What many meetings are exported as comes back as the same meetings; each zone is in the file once. */
static void
test_round_trip (void)
{
  static const char * const ids[] = { "01990d5a-7c00-7000-8000-00000000002a", "01990d5a-7c00-7000-8000-00000000002b",
                                      "01990d5a-7c00-7000-8000-00000000002c", "01990d5a-7c00-7000-8000-00000000002d" };
  g_autoptr(RoundsEntity) winter = make_meeting (ids[0], "Europe/Paris", "2026-03-12T08:00:00Z");
  g_autoptr(RoundsEntity) summer = make_meeting (ids[1], "Europe/Paris", "2027-07-12T07:00:00Z");
  g_autoptr(RoundsEntity) island = make_meeting (ids[2], "America/Martinique", "2026-03-12T13:00:00Z");
  g_autoptr(RoundsEntity) nowhere = make_meeting (ids[3], "Atlantis", "2026-03-12T13:00:00Z");
  const RoundsCalendarMeeting meetings[] = { { winter }, { nowhere }, { summer }, { island } };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) events = NULL;
  guint n_written = 0;

  text = rounds_calendar_from_meetings (meetings, G_N_ELEMENTS (meetings), instant (NOW), &n_written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_written, ==, 3);
  g_assert_cmpuint (count_parts (text, "BEGIN:VTIMEZONE"), ==, 2);
  g_assert_cmpuint (count_parts (text, "METHOD:PUBLISH"), ==, 1);

  events = read_text (text);
  g_assert_cmpuint (events->len, ==, 3);
  assert_times (nth (events, 0), "2026-03-12T08:00:00Z", "2026-03-12T09:00:00Z");
  assert_times (nth (events, 1), "2027-07-12T07:00:00Z", "2027-07-12T08:00:00Z");
  assert_times (nth (events, 2), "2026-03-12T13:00:00Z", "2026-03-12T14:00:00Z");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = rounds_calendar_event_dup_id (nth (events, i), "me");

      g_assert_true (rounds_calendar_event_is_own (nth (events, i)));
      g_assert_cmpstr (id, ==, ids[i]);
      g_assert_cmpint (nth (events, i)->sequence, ==, 4);
    }

  g_clear_pointer (&text, g_free);
  text = rounds_calendar_from_meetings (&meetings[1], 1, instant (NOW), &n_written, &error);
  g_assert_null (text);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, "UNKNOWN_TIME_ZONE");
}

static void
test_refused (void)
{
  g_autofree char *large = g_strnfill (ROUNDS_CALENDAR_FILE_MAXIMUM + 1, 'x');
  g_autoptr(GPtrArray) wrong = NULL;

  assert_refused ("", "NO_EVENTS", "no appointment");
  assert_refused ("\n\nPK\003\004", "NOT_A_CALENDAR", "Line 3");
  assert_refused ("BEGIN:VEVENT\nEND:VEVENT\n", "NOT_A_CALENDAR", "Line 1");
  assert_refused ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "UNBALANCED", "Line 3");
  assert_refused ("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\n", "UNBALANCED", "VEVENT that begins on line 3");
  assert_refused ("BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n", "NO_EVENTS", "no appointment");
  assert_refused (large, "FILE_TOO_LARGE", "10 MB");

  wrong = read_event ("DTSTART:20260312T083000Z\r\nthis is nothing\r\n");
  assert_problem (nth (wrong, 0), "Line 7");
}

/* The names are found by halving, so their order counts. */
static void
test_windows_names (void)
{
  g_assert_cmpstr (rounds_windows_zones_find ("Afghanistan Standard Time"), ==, "Asia/Kabul");
  g_assert_cmpstr (rounds_windows_zones_find ("Yukon Standard Time"), ==, "America/Whitehorse");
  g_assert_cmpstr (rounds_windows_zones_find ("w. europe standard time"), ==, "Europe/Berlin");
  g_assert_cmpstr (rounds_windows_zones_find ("(GMT+10:00) Canberra, Melbourne, Sydney"), ==, "Australia/Sydney");
  g_assert_null (rounds_windows_zones_find ("Customized Time Zone"));
}

/*
 * Files of other programs, as they are. What is taken and refused of each was counted in the file: where there is a series, by its rule in
 * the twelve months from 2026-02-09 on; what is refused as a whole says why.
 */
static const struct
{
  const char *name;
  guint n_taken;
  guint n_refused;
  const char *code;
} files[] = {
  { "ical.js__samples_blank_line_mid.ics", 0, 0, "NO_EVENTS" },
  { "ical.js__samples_only_dtstart_time.ics", 1, 0 },
  { "ical.js__test_parser_unfold_properties.ics", 0, 0, "NO_EVENTS" },
  { "ical.js__test_parser_utc_offset.ics", 0, 0, "NO_EVENTS" },
  { "ical4j__samples_invalid_13-MoonPhase.ics", 0, 0, "UNBALANCED" }, /* it ends in the middle of a line */
  { "ical4j__samples_invalid_groupwise.ics", 1, 0 },
  { "ical4j__samples_invalid_korganizer-lowercase.ics", 1, 0 },
  { "ical4j__samples_invalid_phpicalendar_sample.ics", 201, 7 },
  { "ical4j__samples_invalid_talios.ics", 1, 0 },
  { "ical4j__samples_invalid_twinkle_orig.ics", 57, 1 }, /* 52 Saturdays, three days of the year, two single dates and a series that has ended */
  { "ical4j__samples_valid_ArgentinaHolidays.ics", 11, 0 },
  { "ical4j__samples_valid_EXDATE-IN-UTC.ics", 0, 1 },
  { "ical4j__samples_valid_EXDATE.ics", 0, 1 },
  { "ical4j__samples_valid_Misc.History.ics", 431, 0 }, /* 431 yearly days */
  { "ical4j__samples_valid_Packers.ics", 65, 1 }, /* 66 matches, one of them as a span of days */
  { "ical4j__samples_valid_Standup.ics", 60, 0 }, /* every working day, as many as are taken */
  { "ical4j__samples_valid_THFC.ics", 108, 6 }, /* 114 matches, six of them series that have ended */
  { "ical4j__samples_valid_calconnect.ics", 0, 1 },
  { "ical4j__samples_valid_calconnect2.ics", 0, 1 },
  { "ical4j__samples_valid_dst-only-vtimezone.ics", 1, 0 },
  { "ical4j__samples_valid_evolution2.ics", 1, 0 },
  { "ical4j__samples_valid_lotr-updated.ics", 36, 1 }, /* 36 yearly days and a series that has ended */
  { "ical4j__samples_valid_maritz.ics", 1, 0 },
  { "ical4j__samples_valid_miked.ics", 1, 0 },
  { "ical4j__samples_valid_oracle-personal-notes-test.ics", 1, 0 },
  { "ical4j__samples_valid_rfc5545-sec3.6.2.ics", 0, 0, "NO_EVENTS" },
  { "ical4j__samples_valid_rfc5545-sec3.6.5.ics", 0, 0, "NO_EVENTS" },
  { "ical4j__samples_valid_rfc5545-sec4.2.ics", 1, 0 },
  { "ical4j__samples_valid_stacksize.ics", 1, 0 },
  { "libical__1-1.ics", 0, 0, "NO_EVENTS" },
  { "libical__6.ics", 1, 0 },
  { "libical__calendar.ics", 2, 1 }, /* three calendars; the last event ends at 1100000 */
  { "libical__incoming.ics", 4, 10 }, /* nine answers and mistakes */
  { "libical__spanlist.ics", 0, 0, "NOT_A_CALENDAR" }, /* no calendar around its events */
  { "libical__srctest_outgoing.ics", 1, 17 }, /* answers, and an offer that is there four times */
  { "node-ical__Office-2012-owa.ics", 3, 1 },
  { "node-ical__bad_custom_ms_tz2.ics", 1, 2 }, /* an unknown zone, and a duration below nothing */
  { "node-ical__bad_ms_tz.ics", 0, 1 },
  { "node-ical__exchange_whole_day_moved_recurrence.ics", 52, 0 }, /* 26 Thursdays and 26 Tuesdays, one of them moved */
  { "node-ical__germany_at_end_of_day_repeating.ics", 0, 1 }, /* a zone that nobody has */
  { "node-ical__google-recurrence-order.ics", 3, 0 }, /* three days, the second at another hour */
  { "node-ical__meetup-timed-tz.ics", 1, 0 },
  { "node-ical__mixed-timezone-handling.ics", 5, 0 },
  { "node-ical__test_with_multiple_tzids_in_vtimezone.ics", 1, 0 },
  { "node-ical__vtodo-vfreebusy.ics", 3, 0 },
};

static char *
get_folder (void)
{
  const char *folder = g_getenv ("ROUNDS_SHARED_DATA");
  g_autofree char *beside = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "shared", "data", NULL);

  return g_build_filename (folder != NULL ? folder : beside, "ics", NULL);
}

static void
check_file (const char *path,
            const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = NULL;
  g_autofree char *text = NULL;
  guint n_taken = 0, n_refused = 0;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  events = rounds_calendar_read (text, length, ZONE, instant (NOW), NULL, &error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const RoundsCalendarEvent *event = g_ptr_array_index (events, i);

      if (event->problem != NULL)
        n_refused++;
      else
        n_taken++;
      if (event->problem != NULL)
        g_test_message ("%s: line %u: %s", name, event->line, event->problem);
    }
  g_test_message ("%s: %u taken, %u refused", name, n_taken, n_refused);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (g_str_equal (files[i].name, name))
      {
        g_assert_cmpstr (error != NULL ? rounds_problem_get_code (error) : NULL, ==, files[i].code);
        g_assert_cmpuint (n_taken, ==, files[i].n_taken);
        g_assert_cmpuint (n_refused, ==, files[i].n_refused);
        return;
      }
  g_test_fail_printf ("nobody has counted %s", name);
}

static void
test_files (void)
{
  g_autofree char *folder = get_folder ();
  g_autoptr(GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  if (directory == NULL)
    {
      g_test_skip ("the files are not there");
      return;
    }
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      check_file (path, name);
      n_files++;
    }
  g_assert_cmpuint (n_files, ==, G_N_ELEMENTS (files));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar-reader/zones", test_zones);
  g_test_add_func ("/calendar-reader/described-zone", test_described_zone);
  g_test_add_func ("/calendar-reader/days", test_days);
  g_test_add_func ("/calendar-reader/texts", test_texts);
  g_test_add_func ("/calendar-reader/series", test_series);
  g_test_add_func ("/calendar-reader/cancelled", test_cancelled);
  g_test_add_func ("/calendar-reader/twice", test_twice);
  g_test_add_func ("/calendar-reader/identity", test_identity);
  g_test_add_func ("/calendar-reader/round-trip", test_round_trip);
  g_test_add_func ("/calendar-reader/refused", test_refused);
  g_test_add_func ("/calendar-reader/windows-names", test_windows_names);
  g_test_add_func ("/calendar-reader/files", test_files);

  return g_test_run ();
}
