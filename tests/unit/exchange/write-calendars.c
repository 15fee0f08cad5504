/* write-calendars.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "exchange/rounds-calendar.h"
#include "model/rounds-meeting.h"

/* Reads lines "ZONE START END", instants in seconds since the Unix epoch, and writes a meeting's calendar file for each, every one followed by
 * a NUL: for other people's parsers to read, see check-calendar. */
int
main (int    argc,
      char **argv)
{
  static const RoundsCalendarPerson organizer = { "Dupont, Anna", "anna@example.com", NULL };
  static const RoundsCalendarPerson attendees[] = {
    { "Dr Zoé Lœuil; chirurgie", "zoe@example.com", "accepted" },
    { NULL, "bloc@example.com", "invited" },
  };
  char zone[128];
  long long start, end;

  while (scanf ("%127s %lld %lld", zone, &start, &end) == 3)
    {
      g_autoptr(RoundsEntity) meeting = g_object_new (ROUNDS_TYPE_MEETING, NULL);
      g_autoptr(GError) error = NULL;
      g_autofree char *text = NULL;

      rounds_entity_set_text (meeting, "id", "01990d5a-7c00-7000-8000-00000000002a");
      rounds_entity_set_text (meeting, "title", "Démonstration; bloc 2, étage \\ \"A\" — présentation de l'amplificateur de brillance, "
                                                "œuvre collective");
      rounds_entity_set_text (meeting, "location", "CHU de La Réunion,\nhall d'entrée");
      rounds_entity_set_text (meeting, "description", "Ordre du jour:\n- matériel; prix, délais\n- 日本語 😀");
      rounds_entity_set_text (meeting, "time-zone", zone);
      rounds_entity_set_integer (meeting, "start-date", start * G_USEC_PER_SEC);
      rounds_entity_set_integer (meeting, "end-date", end * G_USEC_PER_SEC);
      rounds_entity_set_integer (meeting, "sequence", 7);

      text = rounds_calendar_from_meeting (meeting, &organizer, attendees, G_N_ELEMENTS (attendees), start * G_USEC_PER_SEC, &error);
      if (text == NULL)
        {
          fprintf (stderr, "%s: %s\n", zone, error->message);
          return EXIT_FAILURE;
        }
      fputs (text, stdout);
      putchar ('\0');
    }

  return EXIT_SUCCESS;
}
