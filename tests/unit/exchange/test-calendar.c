/* test-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar.h"

#include <libical/ical.h>
#include <string.h>

#include "exchange/rounds-calendar-zone.h"
#include "model/rounds-meeting.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

#define ID "01990d5a-7c00-7000-8000-00000000002a"

static gint64
instant (const char *text)
{
  gint64 value;

  g_assert_true (rounds_instant_parse (text, &value));
  return value;
}

static RoundsEntity *
make_meeting (const char *zone,
              const char *start,
              const char *end)
{
  RoundsEntity *meeting = g_object_new (ROUNDS_TYPE_MEETING, NULL);

  rounds_entity_set_text (meeting, "id", ID);
  rounds_entity_set_text (meeting, "title", "Démonstration");
  rounds_entity_set_text (meeting, "time-zone", zone);
  rounds_entity_set_integer (meeting, "start-date", instant (start));
  rounds_entity_set_integer (meeting, "end-date", instant (end));

  return meeting;
}

static char *
export_meeting (RoundsEntity *meeting)
{
  g_autoptr(GError) error = NULL;
  char *text = rounds_calendar_from_meeting (meeting, NULL, NULL, 0, instant ("2026-01-02T03:04:05Z"), &error);

  g_assert_no_error (error);
  g_assert_nonnull (text);
  return text;
}

/* The file's lines, unfolded; on the way, what RFC 5545 asks of each (section 3.1). */
static GStrv
unfold (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\r\n", -1);
  GString *unfolded = g_string_new (NULL);
  GStrv result;

  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strpbrk (lines[i], "\r\n") != NULL)
        g_error ("a line end of its own in:\n%s", text);
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      if (lines[i][0] == ' ' || lines[i][0] == '\t')
        g_string_append (unfolded, lines[i] + 1);
      else
        g_string_append_printf (unfolded, "%s%s", i > 0 ? "\n" : "", lines[i]);
    }

  result = g_strsplit (unfolded->str, "\n", -1);
  g_string_free (unfolded, TRUE);
  return result;
}

static gboolean
has_line (const char *text,
          const char *line)
{
  g_auto(GStrv) lines = unfold (text);

  return g_strv_contains ((const char * const *) lines, line);
}

static void
assert_line (const char *text,
             const char *line)
{
  if (!has_line (text, line))
    g_error ("no line “%s” in:\n%s", line, text);
}

static void
test_whole (void)
{
  g_autoptr(RoundsEntity) meeting = make_meeting ("Europe/Paris", "2026-03-12T08:30:00Z", "2026-03-12T09:15:00Z");
  g_autofree char *text = NULL;

  rounds_entity_set_integer (meeting, "sequence", 3);
  rounds_entity_set_integer (meeting, "created-at", instant ("2026-01-01T10:00:00Z"));
  rounds_entity_set_integer (meeting, "updated-at", instant ("2026-01-02T10:00:00.999Z"));
  rounds_entity_set_text (meeting, "location", "Bloc 2");

  text = export_meeting (meeting);
  g_assert_cmpstr (text, ==,
                   "BEGIN:VCALENDAR\r\n"
                   "PRODID:-//Rounds//Rounds " VERSION "//EN\r\n"
                   "VERSION:2.0\r\n"
                   "CALSCALE:GREGORIAN\r\n"
                   "METHOD:PUBLISH\r\n"
                   "BEGIN:VTIMEZONE\r\n"
                   "TZID:Europe/Paris\r\n"
                   "BEGIN:DAYLIGHT\r\n"
                   "TZNAME:CEST\r\n"
                   "TZOFFSETFROM:+0100\r\n"
                   "TZOFFSETTO:+0200\r\n"
                   "DTSTART:19700329T020000\r\n"
                   "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
                   "END:DAYLIGHT\r\n"
                   "BEGIN:STANDARD\r\n"
                   "TZNAME:CET\r\n"
                   "TZOFFSETFROM:+0200\r\n"
                   "TZOFFSETTO:+0100\r\n"
                   "DTSTART:19701025T030000\r\n"
                   "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
                   "END:STANDARD\r\n"
                   "END:VTIMEZONE\r\n"
                   "BEGIN:VEVENT\r\n"
                   "UID:" ID "@rounds\r\n"
                   "SEQUENCE:3\r\n"
                   "DTSTAMP:20260102T030405Z\r\n"
                   "CREATED:20260101T100000Z\r\n"
                   "LAST-MODIFIED:20260102T100000Z\r\n"
                   "STATUS:CONFIRMED\r\n"
                   "SUMMARY:Démonstration\r\n"
                   "LOCATION:Bloc 2\r\n"
                   "DTSTART;TZID=Europe/Paris:20260312T093000\r\n"
                   "DTEND;TZID=Europe/Paris:20260312T101500\r\n"
                   "END:VEVENT\r\n"
                   "END:VCALENDAR\r\n");
}

static void
test_text (void)
{
  g_autoptr(RoundsEntity) meeting = make_meeting ("Europe/Paris", "2026-03-12T08:30:00Z", "2026-03-12T09:15:00Z");
  g_autofree char *text = NULL;

  rounds_entity_set_text (meeting, "title", "a,b;c\\d\"e:f");
  rounds_entity_set_text (meeting, "location", "Hall\tB\x01\x7f");
  rounds_entity_set_text (meeting, "description", "one\r\ntwo\nthree\rfour\nBEGIN:VEVENT\n");
  rounds_entity_set_text (meeting, "status", "cancelled");
  text = export_meeting (meeting);

  assert_line (text, "SUMMARY:a\\,b\\;c\\\\d\"e:f");
  assert_line (text, "LOCATION:Hall\tB");
  assert_line (text, "DESCRIPTION:one\\ntwo\\nthree\\nfour\\nBEGIN:VEVENT\\n");
  assert_line (text, "STATUS:CANCELLED");
  assert_line (text, "METHOD:PUBLISH");
}

/* Lines of every length, of letters of one to four octets: none is cut within a letter, none gets lost. */
static void
test_folding (void)
{
  static const char * const letters[] = { "a", "é", "€", "😀", "," };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      for (guint n = 1; n < 170; n += i == 0 ? 1 : 7)
        {
          g_autoptr(RoundsEntity) meeting = make_meeting ("UTC", "2026-03-12T08:30:00Z", "2026-03-12T09:15:00Z");
          g_autoptr(GString) title = g_string_new ("x");
          g_autofree char *text = NULL;
          g_autofree char *expected = NULL;
          g_auto(GStrv) parts = NULL;
          g_autofree char *escaped = NULL;

          for (guint j = 0; j < n; j++)
            g_string_append (title, letters[i]);
          rounds_entity_set_text (meeting, "title", title->str);
          text = export_meeting (meeting);
          parts = g_strsplit (title->str, ",", -1);
          escaped = g_strjoinv ("\\,", parts);
          expected = g_strconcat ("SUMMARY:", escaped, NULL);
          assert_line (text, expected);
        }
    }
}

static void
test_people (void)
{
  static const RoundsCalendarPerson organizer = { "Dupont, Anna", "anna@example.com", NULL };
  static const RoundsCalendarPerson attendees[] = {
    { "Dr \"Zoé\"; Chirurgie: A", "zoe@example.com", "accepted" },
    { NULL, "bloc@example.com", "declined" },
    { "Nobody", NULL, "invited" },
    { "Éric\r\nX-EVIL:1", "eric@example.com\r\nX-EVIL:1", "invited" },
    { "Élodie Dubois-Ménétrier de la Villardière du Grand-Saint-Bernard", "elodie@example.com", "tentative" },
  };
  g_autoptr(RoundsEntity) meeting = make_meeting ("Europe/Paris", "2026-03-12T08:30:00Z", "2026-03-12T09:15:00Z");
  g_autofree char *text = rounds_calendar_from_meeting (meeting, &organizer, attendees, G_N_ELEMENTS (attendees), 0, NULL);
  g_autofree char *alone = rounds_calendar_from_meeting (meeting, NULL, attendees, G_N_ELEMENTS (attendees), 0, NULL);

  assert_line (text, "ORGANIZER;CN=\"Dupont, Anna\":mailto:anna@example.com");
  assert_line (text, "ATTENDEE;CN=\"Dr 'Zoé'; Chirurgie: A\";PARTSTAT=ACCEPTED:mailto:zoe@example.com");
  assert_line (text, "ATTENDEE;PARTSTAT=DECLINED:mailto:bloc@example.com");
  assert_line (text, "ATTENDEE;CN=Élodie Dubois-Ménétrier de la Villardière du Grand-Saint-Bernard;"
                     "PARTSTAT=TENTATIVE:mailto:elodie@example.com");
  g_assert_null (strstr (text, "Nobody"));
  g_assert_null (strstr (text, "\nX-EVIL"));

  /* Attendees only where there is an organizer. */
  g_assert_null (strstr (alone, "ATTENDEE"));
  g_assert_null (strstr (alone, "ORGANIZER"));
}

/* What libical makes of the file, by the zone that the file describes. */
static void
assert_read_back (const char *zone,
                  gint64      start,
                  gint64      end)
{
  static const RoundsCalendarPerson organizer = { "Anna", "anna@example.com", NULL };
  g_autoptr(RoundsEntity) meeting = make_meeting (zone, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  icalcomponent *calendar, *event;
  icalproperty *property;

  rounds_entity_set_integer (meeting, "start-date", start * G_USEC_PER_SEC);
  rounds_entity_set_integer (meeting, "end-date", end * G_USEC_PER_SEC);
  text = rounds_calendar_from_meeting (meeting, &organizer, NULL, 0, 0, &error);
  g_assert_no_error (error);

  calendar = icalparser_parse_string (text);
  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
  if (!icalrestriction_check (calendar))
    g_error ("libical complains:\n%s", icalcomponent_as_ical_string (calendar));
  event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  g_assert_nonnull (event);

  for (int i = 0; i < 2; i++)
    {
      struct icaltimetype time;
      icalparameter *parameter;

      property = icalcomponent_get_first_property (event, i == 0 ? ICAL_DTSTART_PROPERTY : ICAL_DTEND_PROPERTY);
      parameter = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
      if (parameter != NULL)
        g_assert_nonnull (icalcomponent_get_timezone (calendar, icalparameter_get_tzid (parameter)));
      time = icalproperty_get_datetime_with_component (property, calendar);
      g_assert_cmpint (icaltime_as_timet_with_zone (time, icaltime_get_timezone (time)), ==, i == 0 ? start : end);
    }

  icalcomponent_free (calendar);
}

static void
test_instants (void)
{
  static const char * const zones[] = {
    "Europe/Paris", "America/Martinique", "Indian/Reunion", "Pacific/Noumea", "America/Miquelon", "Europe/Dublin",
    "America/New_York", "Australia/Sydney", "Asia/Kathmandu", "UTC",
  };
  gint64 first = instant ("2026-01-01T00:00:00Z") / G_USEC_PER_SEC;

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      for (guint day = 0; day < 365; day += 11)
        assert_read_back (zones[i], first + day * 86400 + 9 * 3600, first + day * 86400 + 10 * 3600 + 1800);
    }
}

/* Half an hour by half an hour through the nights in which Paris puts its clocks. */
static void
test_changes (void)
{
  static const char * const changes[] = {
    "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2025-03-30T01:00:00Z", "2027-10-31T01:00:00Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      gint64 change = instant (changes[i]) / G_USEC_PER_SEC;

      for (int half = -10; half <= 10; half++)
        assert_read_back ("Europe/Paris", change + half * 1800, change + half * 1800 + 5400);
    }
}

/* Both hours that the clocks show as two to three; the minutes around are told by local time. */
static void
test_ambiguous (void)
{
  static const struct { const char *start, *line; } cases[] = {
    { "2026-10-24T23:50:00Z", "DTSTART;TZID=Europe/Paris:20261025T015000" },
    { "2026-10-25T00:00:00Z", "DTSTART:20261025T000000Z" },
    { "2026-10-25T00:59:00Z", "DTSTART:20261025T005900Z" },
    { "2026-10-25T01:00:00Z", "DTSTART:20261025T010000Z" },
    { "2026-10-25T01:59:00Z", "DTSTART:20261025T015900Z" },
    { "2026-10-25T02:00:00Z", "DTSTART;TZID=Europe/Paris:20261025T030000" },
    { "2026-03-29T00:59:00Z", "DTSTART;TZID=Europe/Paris:20260329T015900" },
    { "2026-03-29T01:00:00Z", "DTSTART;TZID=Europe/Paris:20260329T030000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RoundsEntity) meeting = make_meeting ("Europe/Paris", cases[i].start, cases[i].start);
      g_autofree char *text = export_meeting (meeting);

      assert_line (text, cases[i].line);
      /* A zone is described where it is used, and there only. */
      g_assert_cmpint (strstr (text, "BEGIN:VTIMEZONE") != NULL, ==, strstr (text, ";TZID=") != NULL);
    }
}

static void
test_zones (void)
{
  g_autoptr(RoundsEntity) noumea = make_meeting ("Pacific/Noumea", "2026-06-30T20:00:00Z", "2026-06-30T21:00:00Z");
  g_autoptr(RoundsEntity) casablanca = make_meeting ("Africa/Casablanca", "2026-06-30T20:00:00Z", "2026-06-30T21:00:00Z");
  g_autoptr(RoundsEntity) dublin = make_meeting ("Europe/Dublin", "2026-06-30T20:00:00Z", "2026-06-30T21:00:00Z");
  g_autofree char *text = export_meeting (noumea);
  g_autofree char *irregular = export_meeting (casablanca);
  g_autofree char *irish = export_meeting (dublin);

  assert_line (text, "TZOFFSETFROM:+1100");
  assert_line (text, "TZOFFSETTO:+1100");
  assert_line (text, "DTSTART;TZID=Pacific/Noumea:20260701T070000");
  g_assert_null (strstr (text, "DAYLIGHT"));
  g_assert_null (strstr (text, "RRULE"));

  assert_line (irregular, "DTSTART;TZID=Africa/Casablanca:20260630T210000");
  /* Ireland's law calls the summer the standard; calendars expect it the other way round. */
  assert_line (irish, "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3");
  g_assert_cmpint (strstr (irish, "BEGIN:DAYLIGHT") - irish, <, strstr (irish, "BYMONTH=3") - irish);
  g_assert_cmpint (strstr (irish, "BEGIN:STANDARD") - irish, >, strstr (irish, "BYMONTH=3") - irish);
}

static void
test_refused (void)
{
  static const char * const unknown[] = { "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "Europe/Paris\r\nX:1", "+02:00", "Paris;X" };
  g_autoptr(RoundsEntity) late = make_meeting ("Europe/Paris", "2026-03-12T08:30:00Z", "2026-03-12T08:29:00Z");
  g_autoptr(RoundsEntity) never = g_object_new (ROUNDS_TYPE_MEETING, "id", ID, "title", "x", NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autoptr(RoundsEntity) meeting = make_meeting (unknown[i], "2026-03-12T08:30:00Z", "2026-03-12T09:15:00Z");
      g_autoptr(GError) problem = NULL;

      g_assert_null (rounds_calendar_from_meeting (meeting, NULL, NULL, 0, 0, &problem));
      g_assert_error (problem, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
      g_assert_cmpstr (rounds_problem_get_code (problem), ==, "UNKNOWN_TIME_ZONE");
    }

  g_assert_null (rounds_calendar_from_meeting (late, NULL, NULL, 0, 0, &error));
  g_assert_cmpstr (rounds_problem_get_code (error), ==, "MEETING_ENDS_FIRST");
  g_clear_error (&error);
  g_assert_null (rounds_calendar_from_meeting (never, NULL, NULL, 0, 0, &error));
  g_assert_cmpstr (rounds_problem_get_code (error), ==, "MEETING_WITHOUT_TIME");
}

static void
test_point (void)
{
  g_autoptr(RoundsEntity) meeting = make_meeting (NULL, "2026-03-12T08:30:00Z", "2026-03-12T08:30:00Z");
  g_autofree char *text = export_meeting (meeting);

  assert_line (text, "DTSTART:20260312T083000Z");
  g_assert_null (strstr (text, "DTEND"));
}

static void
test_file_name (void)
{
  static const struct { const char *title, *zone, *name; } cases[] = {
    { "Réunion: bloc opératoire n° 2", "Europe/Paris", "reunion-bloc-operatoire-n-2-2026-03-12.ics" },
    { "../../etc/passwd", "Europe/Paris", "etc-passwd-2026-03-12.ics" },
    { "日本語", "Europe/Paris", "meeting-2026-03-12.ics" },
    { "Œuvre Æsthetic", "Pacific/Noumea", "oeuvre-aesthetic-2026-03-13.ics" },
    { "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789", "UTC",
      "0123456789-0123456789-0123456789-0123456789-0123456789-01234-2026-03-12.ics" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RoundsEntity) meeting = make_meeting (cases[i].zone, "2026-03-12T22:30:00Z", "2026-03-12T22:45:00Z");
      g_autofree char *name = NULL;

      rounds_entity_set_text (meeting, "title", cases[i].title);
      name = rounds_calendar_file_name (meeting);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/calendar/whole", test_whole);
  g_test_add_func ("/exchange/calendar/text", test_text);
  g_test_add_func ("/exchange/calendar/folding", test_folding);
  g_test_add_func ("/exchange/calendar/people", test_people);
  g_test_add_func ("/exchange/calendar/instants", test_instants);
  g_test_add_func ("/exchange/calendar/changes", test_changes);
  g_test_add_func ("/exchange/calendar/ambiguous", test_ambiguous);
  g_test_add_func ("/exchange/calendar/zones", test_zones);
  g_test_add_func ("/exchange/calendar/refused", test_refused);
  g_test_add_func ("/exchange/calendar/point", test_point);
  g_test_add_func ("/exchange/calendar/file-name", test_file_name);

  return g_test_run ();
}
