/* fuzz-calendar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-calendar-reader.h"
#include "model/rounds-problem.h"
#include "rounds-fuzz.h"

/* 2026-02-09T10:00:00Z */
#define NOW G_GINT64_CONSTANT (1770631200000000)

static const char * const samples[] = {
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n"
  "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n"
  "DTSTART:16010325T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
  "RDATE:19750223T020000\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1@example.com\r\nSEQUENCE:2\r\nSUMMARY:Visite\\, b\r\n"
  " loc\r\nORGANIZER;CN=\"Martin: Anne\":MAILTO:anne@example.com\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:zoe@example.com\r\n"
  "DTSTART;TZID=Ours:20260312T093000\r\nDTEND;TZID=Ours:20260312T103000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260501T000000Z\r\n"
  "EXDATE;TZID=Ours:20260316T093000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:1@example.com\r\nRECURRENCE-ID;TZID=Ours:20260318T093000\r\n"
  "DTSTART;TZID=Ours:20260319T093000\r\nDURATION:PT30M\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260312\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5;INTERVAL=2\n"
  "RDATE;VALUE=PERIOD:20260411T100000Z/PT1H,20260412T100000Z/20260412T110000Z\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\n",
  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=Romance Standard Time:20240229T093000\nRRULE:FREQ=YEARLY;BYWEEKNO=9;BYSETPOS=-1\n"
  "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n",
  NULL,
};

static const char * const words[] = {
  "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "BEGIN:VTIMEZONE\n", "END:VTIMEZONE\n", "BEGIN:STANDARD\n", "\n ", "\r\n\t",
  ";", ":", ",", "\"", "\\n", "\\", "=", "TZID=", "Europe/Paris", "../../etc/passwd", "UTC", "99991231T235960Z", "16010101T000000", "00000000", "-P1W", "PT",
  "P99999999999D", "FREQ=DAILY", "FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "BYDAY=-53SU", "BYSETPOS=366", "BYYEARDAY=-366", "INTERVAL=0",
  "INTERVAL=99999", "COUNT=0", "COUNT=-1", "UNTIL=20260229", "RSCALE=HEBREW", "RANGE=THISANDFUTURE", "+2359", "-9999", "\xff", "\xc3\xa9", "\xef\xbb\xbf",
  "METHOD:CANCEL\n", "METHOD:REPLY\n", "RECURRENCE-ID:", "EXDATE:", NULL,
};

static void
check_event (const RoundsCalendarEvent *event)
{
  g_autofree char *id = NULL;

  g_assert_cmpuint (event->line, >, 0);
  g_assert_true (event->title != NULL && event->title[0] != '\0');
  g_assert_true (g_utf8_validate (event->title, -1, NULL));
  g_assert_true (event->location == NULL || g_utf8_strlen (event->location, -1) <= 500);
  if (event->problem != NULL)
    {
      g_assert_true (g_utf8_validate (event->problem, -1, NULL));
      return;
    }

  /* What is taken can be a meeting. */
  g_assert_cmpint (event->start, <, event->end);
  g_assert_cmpint (event->end - event->start, <=, G_TIME_SPAN_DAY);
  g_assert_cmpint (event->sequence, >=, 0);
  if (event->time_zone != NULL)
    {
      g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (event->time_zone);

      g_assert_nonnull (zone);
    }
  id = rounds_calendar_event_dup_id (event, "me");
  g_assert_cmpuint (strlen (id), ==, 36);
}

static void
read_calendar (const char *data,
               gsize       length)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = rounds_calendar_read (data, length, "Europe/Paris", NOW, NULL, &error);

  g_assert_true ((events == NULL) != (error == NULL));
  g_assert_true (error == NULL || (error->domain == ROUNDS_PROBLEM && g_utf8_validate (error->message, -1, NULL)));
  for (guint i = 0; events != NULL && i < events->len; i++)
    check_event (g_ptr_array_index (events, i));
}

static const RoundsFuzz calendar = { "/fuzz/calendar", samples, words, read_calendar };

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  rounds_fuzz_add (&calendar);

  return g_test_run ();
}
