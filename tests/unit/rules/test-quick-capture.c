/* test-quick-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-time.h"
#include "rules/rounds-quick-capture.h"

/* Worked out with a calendar. It is Tuesday the 10th of March 2026, ten in the morning in Paris, unless something else is said. */

#define NOW "2026-03-10T09:00:00Z"

static const char * const kinds[ROUNDS_N_QUICK_KINDS] = { "task", "reminder", "meeting", "call", "note" };

/* A sentence, and `kind day hour | title | who`: `~` where the hour was not said, `called` for a call that was made. */
typedef struct
{
  const char *text;
  const char *expected;
} Case;

static char *
write_time (gint64     instant,
            GTimeZone *zone,
            const char *format)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr(GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (local, format);
}

static char *
write_capture (RoundsQuickCapture *capture,
               GTimeZone          *zone)
{
  g_autofree char *when = capture->has_when ? write_time (capture->when, zone, capture->has_time ? "%F %H:%M" : "%F ~%H:%M") : NULL;
  g_autofree char *ends = capture->ends != 0 ? write_time (capture->ends, zone, "-%H:%M") : NULL;

  return g_strdup_printf ("%s %s%s | %s | %s", capture->is_past ? "called" : kinds[capture->kind], when != NULL ? when : "-",
                          ends != NULL ? ends : "", capture->title, capture->who != NULL ? capture->who : "-");
}

static void
check_all (const Case *cases,
           guint       n_cases,
           const char *now_text,
           const char *zone_name)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  gint64 now = 0;

  g_assert_true (rounds_instant_parse (now_text, &now));
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr(RoundsQuickCapture) capture = rounds_quick_capture_parse (cases[i].text, now, zone);
      g_autofree char *found = write_capture (capture, zone);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

#define CHECK(cases, now, zone) check_all (cases, G_N_ELEMENTS (cases), now, zone)

static void
test_kinds (void)
{
  static const Case cases[] = {
    { "appeler Dr Martin demain 10h", "call 2026-03-11 10:00 | Appeler Dr Martin | martin" },
    { "call Dr Martin tomorrow 10:00", "call 2026-03-11 10:00 | Call Dr Martin | martin" },
    { "Rappeler Mme Petit à 16h", "call 2026-03-10 16:00 | Rappeler Mme Petit | petit" },
    { "call back Anna at 3pm", "call 2026-03-10 15:00 | Call back Anna | anna" },
    { "rdv CHU Nantes mardi 14h30", "meeting 2026-03-17 14:30-15:30 | CHU Nantes | chu nantes" },
    { "Rendez-vous avec Luc Robin vendredi à 9h", "meeting 2026-03-13 09:00-10:00 | Avec Luc Robin | luc robin" },
    { "réunion Clinique Saint-Yves de 14h à 16h demain", "meeting 2026-03-11 14:00-16:00 | Clinique Saint-Yves | clinique saint-yves" },
    { "meeting with Anna Friday 14:00-15:30", "meeting 2026-03-13 14:00-15:30 | With Anna | anna" },
    { "visite CH de Laval lundi", "meeting 2026-03-16 ~09:00-10:00 | Visite CH de Laval | ch de laval" },
    { "rdv demain 10h", "meeting 2026-03-11 10:00-11:00 | Rdv | -" },
    { "rdv Clinique du Parc", "meeting 2026-03-11 ~09:00-10:00 | Clinique du Parc | clinique du parc" },
    { "relancer Clinique du Parc dans 2 semaines", "task 2026-03-24 ~09:00 | Relancer Clinique du Parc | clinique du parc" },
    { "mail to Anna Friday", "task 2026-03-13 ~09:00 | Mail to Anna | anna" },
    { "envoyer le devis à Claire Petit pour le scanner", "task - | Envoyer le devis à Claire Petit pour le scanner | devis a claire petit" },
    { "tâche: préparer l'offre du CHU", "task - | Préparer l'offre du CHU | preparer l'offre du chu" },
    { "todo order paper by Friday", "task 2026-03-13 ~09:00 | Order paper | order paper" },
    { "rappel envoyer le contrat demain", "reminder 2026-03-11 ~09:00 | Envoyer le contrat | envoyer le contrat" },
    { "remind me to send the contract in 2 hours", "reminder 2026-03-10 12:00 | Send the contract | send the contract" },
    { "rappelle-moi de payer le parking", "reminder 2026-03-11 ~09:00 | Payer le parking | payer le parking" },
    { "note: Dr Martin part à la retraite demain", "note - | Dr Martin part à la retraite demain | martin part a la retraite demain" },
    { "Note ", "note - |  | -" },
    { "appelé Dr Martin hier 16h30", "called 2026-03-09 16:30 | Dr Martin | martin" },
    { "called Anna: she wants two beds", "called 2026-03-10 ~10:00 | Anna: she wants two beds | anna" },
    { "téléphoné à Luc à 9h", "called 2026-03-10 09:00 | Luc | luc" },
    { "", "task - |  | -" },
    { "   ", "task - |  | -" },
    { "Anna", "task - | Anna | anna" },
    { "demain", "task 2026-03-11 ~09:00 |  | -" },
  };

  CHECK (cases, NOW, "Europe/Paris");
}

static void
test_days (void)
{
  static const Case cases[] = {
    { "x aujourd'hui", "task 2026-03-10 ~18:00 | X | x" },
    { "x aujourd’hui à midi", "task 2026-03-10 12:00 | X | x" },
    { "x today 17:00", "task 2026-03-10 17:00 | X | x" },
    { "x après-demain", "task 2026-03-12 ~09:00 | X | x" },
    { "x apres demain 8h", "task 2026-03-12 08:00 | X | x" },
    { "x the day after tomorrow", "task 2026-03-12 ~09:00 | X | x" },
    { "x ce soir", "task 2026-03-10 19:00 | X | x" },
    { "x tonight at 8pm", "task 2026-03-10 20:00 | X | x" },
    { "x demain soir à 8h", "task 2026-03-11 20:00 | X | x" },
    { "x demain matin à 8h", "task 2026-03-11 08:00 | X | x" },
    { "x tomorrow afternoon at 3", "task 2026-03-11 15:00 | X | x" },
    { "x demain matin", "task 2026-03-11 09:00 | X | x" },
    { "x tomorrow afternoon", "task 2026-03-11 14:00 | X | x" },
    { "x vendredi soir", "task 2026-03-13 19:00 | X | x" },
    { "x mercredi", "task 2026-03-11 ~09:00 | X | x" },
    { "x on Tuesday", "task 2026-03-17 ~09:00 | X | x" },
    { "x lundi", "task 2026-03-16 ~09:00 | X | x" },
    { "x ce vendredi", "task 2026-03-13 ~09:00 | X | x" },
    { "x vendredi prochain", "task 2026-03-20 ~09:00 | X | x" },
    { "x next Monday", "task 2026-03-16 ~09:00 | X | x" },
    { "x mardi en huit", "task 2026-03-24 ~09:00 | X | x" },
    { "x jeudi en quinze", "task 2026-03-26 ~09:00 | X | x" },
    { "x dans 3 jours", "task 2026-03-13 ~09:00 | X | x" },
    { "x in 2 weeks", "task 2026-03-24 ~09:00 | X | x" },
    { "x dans huit jours", "task 2026-03-17 ~09:00 | X | x" },
    { "x dans quinze jours", "task 2026-03-24 ~09:00 | X | x" },
    { "x dans une semaine à 11h", "task 2026-03-17 11:00 | X | x" },
    { "x in a month", "task 2026-04-10 ~09:00 | X | x" },
    { "x dans 30 minutes", "task 2026-03-10 10:30 | X | x" },
    { "x in half an hour", "task 2026-03-10 10:30 | X | x" },
    { "x dans 2h", "task 2026-03-10 12:00 | X | x" },
    { "x la semaine prochaine", "task 2026-03-16 ~09:00 | X | x" },
    { "x next month", "task 2026-04-01 ~09:00 | X | x" },
    { "x fin du mois", "task 2026-03-31 ~09:00 | X | x" },
    { "x by the end of the week", "task 2026-03-13 ~09:00 | X | x" },
  };

  CHECK (cases, NOW, "Europe/Paris");
}

/* The day comes first, in both languages; a day that has passed is next year's. */
static void
test_dates (void)
{
  static const Case cases[] = {
    { "x le 12/03", "task 2026-03-12 ~09:00 | X | x" },
    { "x 12/03/2027 8h15", "task 2027-03-12 08:15 | X | x" },
    { "x 03/12", "task 2026-12-03 ~09:00 | X | x" },
    { "x 10/03", "task 2026-03-10 ~18:00 | X | x" },
    { "x 09/03", "task 2027-03-09 ~09:00 | X | x" },
    { "x 03/25", "task 2026-03-25 ~09:00 | X | x" },
    { "x 12.03.27", "task 2027-03-12 ~09:00 | X | x" },
    { "x 2026-04-01", "task 2026-04-01 ~09:00 | X | x" },
    { "x 31/02", "task - | X 31/02 | 31/02" },
    { "x 29/02", "task 2028-02-29 ~09:00 | X | x" },
    { "x 12 mars à 10h30", "task 2026-03-12 10:30 | X | x" },
    { "x le 1er avril", "task 2026-04-01 ~09:00 | X | x" },
    { "x 1 février", "task 2027-02-01 ~09:00 | X | x" },
    { "x March 12th at noon", "task 2026-03-12 12:00 | X | x" },
    { "x on the 3rd of May 2027", "task 2027-05-03 ~09:00 | X | x" },
    { "x le 12", "task 2026-03-12 ~09:00 | X | x" },
    { "x le 9 à 14h", "task 2026-04-09 14:00 | X | x" },
    { "x le 31", "task 2026-03-31 ~09:00 | X | x" },
    { "commander le 12 lits", "task - | Commander le 12 lits | 12 lits" },
    { "appelé Anna le 9 mars", "called 2026-03-09 ~09:00 | Anna | anna" },
    { "appelé Anna le 12/03", "called 2025-03-12 ~09:00 | Anna | anna" },
    { "appelé Anna lundi", "called 2026-03-09 ~09:00 | Anna | anna" },
    { "called Anna on Tuesday", "called 2026-03-03 ~09:00 | Anna | anna" },
    { "called Anna 2 days ago", "called 2026-03-08 ~09:00 | Anna | anna" },
    { "appelé Anna il y a trois jours", "called 2026-03-07 ~09:00 | Anna | anna" },
  };

  CHECK (cases, NOW, "Europe/Paris");
}

static void
test_times (void)
{
  static const Case cases[] = {
    { "x 9h", "task 2026-03-11 09:00 | X | x" },
    { "x 10h", "task 2026-03-11 10:00 | X | x" },
    { "x 10h01", "task 2026-03-10 10:01 | X | x" },
    { "x à 10 h 30", "task 2026-03-10 10:30 | X | x" },
    { "x à 15 heures", "task 2026-03-10 15:00 | X | x" },
    { "x at 11", "task 2026-03-10 11:00 | X | x" },
    { "x 3:30pm tomorrow", "task 2026-03-11 15:30 | X | x" },
    { "x 12am tomorrow", "task 2026-03-11 00:00 | X | x" },
    { "x 25h", "task - | X 25h | 25h" },
    { "x 10h75", "task - | X 10h75 | 10h75" },
    { "commander 10 lits", "task - | Commander 10 lits | 10 lits" },
    { "Clinique du Midi demain", "task 2026-03-11 ~09:00 | Clinique du Midi | midi" },
    { "appelé Luc 23h", "called 2026-03-09 23:00 | Luc | luc" },
  };

  CHECK (cases, NOW, "Europe/Paris");
}

/* Months that end: from the 31st of January, and through the year's end. */
static void
test_ends (void)
{
  static const Case january[] = {
    { "x dans un mois", "task 2026-02-28 ~09:00 | X | x" },
    { "x demain", "task 2026-02-01 ~09:00 | X | x" },
    { "x fin du mois", "task 2026-01-31 ~18:00 | X | x" },
    { "x le 30", "task 2026-03-30 ~09:00 | X | x" },
    { "x lundi", "task 2026-02-02 ~09:00 | X | x" },
    { "x fin de semaine", "task 2026-02-06 ~09:00 | X | x" },
  };
  static const Case december[] = {
    { "x demain 8h", "task 2027-01-01 08:00 | X | x" },
    { "x aujourd'hui", "task 2026-12-31 ~23:59 | X | x" },
    { "x next month", "task 2027-01-01 ~09:00 | X | x" },
    { "x in 2 hours", "task 2027-01-01 00:30 | X | x" },
    { "x 1/1", "task 2027-01-01 ~09:00 | X | x" },
  };

  /* A Saturday; a Thursday, half past ten in the evening. */
  CHECK (january, "2026-01-31T09:00:00Z", "Europe/Paris");
  CHECK (december, "2026-12-31T21:30:00Z", "Europe/Paris");
}

/* On the 29th of March at two the clock goes to three, on the 25th of October at three back to two. */
static void
test_summer_time (void)
{
  static const Case march[] = {
    { "x demain 1h30", "task 2026-03-29 01:30 | X | x" },
    { "x demain 2h30", "task 2026-03-29 03:00 | X | x" },
    { "x demain 10h", "task 2026-03-29 10:00 | X | x" },
    { "x dans 24 heures", "task 2026-03-29 13:00 | X | x" },
    { "x dans 1 jour à 12h", "task 2026-03-29 12:00 | X | x" },
    { "rdv demain 1h", "meeting 2026-03-29 01:00-03:00 | Rdv | -" },
  };
  static const Case october[] = {
    { "x demain 2h30", "task 2026-10-25 02:30 | X | x" },
    { "x demain 10h", "task 2026-10-25 10:00 | X | x" },
    { "x in 24 hours", "task 2026-10-25 11:00 | X | x" },
  };
  /* The day is that of the person: the 10th has not begun in New York. */
  static const Case new_york[] = {
    { "x today", "task 2026-03-09 ~23:59 | X | x" },
    { "x tomorrow 10:00", "task 2026-03-10 10:00 | X | x" },
    { "x Monday", "task 2026-03-16 ~09:00 | X | x" },
  };

  CHECK (march, "2026-03-28T11:00:00Z", "Europe/Paris");
  CHECK (october, "2026-10-24T10:00:00Z", "Europe/Paris");
  CHECK (new_york, "2026-03-10T02:00:00Z", "America/New_York");
}

static void
test_set_kind (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr(RoundsQuickCapture) capture = NULL;
  gint64 now = 0;
  gint64 tomorrow = 0;

  g_assert_true (rounds_instant_parse (NOW, &now));
  g_assert_true (rounds_instant_parse ("2026-03-11T08:00:00Z", &tomorrow));
  capture = rounds_quick_capture_parse ("devis Anna", now, zone);
  g_assert_cmpstr (rounds_quick_capture_get_record_kind (capture), ==, "task");
  g_assert_false (capture->has_when);

  rounds_quick_capture_set_kind (capture, ROUNDS_QUICK_MEETING, now, zone);
  g_assert_cmpstr (rounds_quick_capture_get_record_kind (capture), ==, "meeting");
  g_assert_true (capture->has_when);
  g_assert_cmpint (capture->when, ==, tomorrow);
  g_assert_cmpint (capture->ends, ==, tomorrow + G_TIME_SPAN_HOUR);

  rounds_quick_capture_set_kind (capture, ROUNDS_QUICK_REMINDER, now, zone);
  g_assert_cmpstr (rounds_quick_capture_get_record_kind (capture), ==, "reminder");
  g_assert_cmpint (capture->ends, ==, 0);
  rounds_quick_capture_set_kind (capture, ROUNDS_QUICK_CALL, now, zone);
  g_assert_cmpstr (rounds_quick_capture_get_record_kind (capture), ==, "task");
  rounds_quick_capture_set_kind (capture, ROUNDS_QUICK_NOTE, now, zone);
  g_assert_cmpstr (rounds_quick_capture_get_record_kind (capture), ==, "note");
  rounds_quick_capture_free (g_steal_pointer (&capture));

  capture = rounds_quick_capture_parse ("called Anna", now, zone);
  g_assert_cmpstr (rounds_quick_capture_get_record_kind (capture), ==, "call");
  g_assert_cmpint (capture->when, ==, now);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/quick-capture/kinds", test_kinds);
  g_test_add_func ("/rules/quick-capture/days", test_days);
  g_test_add_func ("/rules/quick-capture/dates", test_dates);
  g_test_add_func ("/rules/quick-capture/times", test_times);
  g_test_add_func ("/rules/quick-capture/ends", test_ends);
  g_test_add_func ("/rules/quick-capture/summer-time", test_summer_time);
  g_test_add_func ("/rules/quick-capture/set-kind", test_set_kind);

  return g_test_run ();
}
