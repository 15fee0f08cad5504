/* fuzz-quick-capture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-time.h"
#include "rounds-fuzz.h"
#include "rules/rounds-quick-capture.h"

static const char * const samples[] = {
  "appeler Dr Martin demain 10h", "call Dr Martin tomorrow 10:00", "rdv CHU Nantes mardi 14h30", "relancer Clinique du Parc dans 2 semaines",
  "mail to Anna Friday", "note: 12 lits de plus", "réunion de 14h à 16h le 12/03/2027", "remind me to pay in half an hour",
  "appelé Anna il y a trois jours", "x on the 3rd of May 2027 at noon", "déjeuner jeudi en quinze à midi", "x le 31 à 9 h 30", NULL,
};

static const char * const words[] = {
  "demain ", "après-demain ", "aujourd’hui ", "in ", "dans ", "9999 ", "99999999 ", "ans ", "mois ", "years ", "il y a ", " ago", "le 31 ", "31/12/9999",
  "01/01/0000", "29/02", "0", "24h ", "23h59 ", "12am ", "14h-15h ", " à ", " to ", "midi ", "matin ", "vendredi prochain ", "last ", "fin du mois ",
  "fin de la semaine ", "\xff", "\xc3", "\xe2\x80\xaf", "\n", "rdv ", "note:", "called ", "12.03.99 ", "1er ", "décembre ", ":", ",", "\"", NULL,
};

static GTimeZone *zones[2];

/* Whatever is typed, something is understood that a record can be made of. */
static void
parse_sentence (const char *data,
                gsize       length)
{
  static const gint64 nows[] = { G_GINT64_CONSTANT (1773133200000000), G_GINT64_CONSTANT (1774742400000000), G_GINT64_CONSTANT (253370764800000000) };
  GTimeZone *zone = zones[length % G_N_ELEMENTS (zones)];
  gint64 now = nows[length % G_N_ELEMENTS (nows)];
  g_autoptr(RoundsQuickCapture) capture = rounds_quick_capture_parse (data, now, zone);

  g_assert_nonnull (capture->title);
  g_assert_true (g_utf8_validate (capture->title, -1, NULL));
  g_assert_true (capture->who == NULL || (capture->who[0] != '\0' && g_utf8_validate (capture->who, -1, NULL)));
  g_assert_true (capture->has_when || !capture->has_time);
  if (capture->has_when)
    {
      g_autofree char *text = rounds_instant_to_text (capture->when);

      g_assert_nonnull (text);
    }
  if (capture->kind == ROUNDS_QUICK_MEETING)
    g_assert_cmpint (capture->ends, >, capture->when);
  else
    g_assert_cmpint (capture->ends, ==, 0);

  for (guint kind = 0; kind < ROUNDS_N_QUICK_KINDS; kind++)
    {
      rounds_quick_capture_set_kind (capture, (RoundsQuickKind) kind, now, zone);
      g_assert_nonnull (rounds_quick_capture_get_record_kind (capture));
    }
}

static const RoundsFuzz fuzz = { "/fuzz/quick-capture/sentence", samples, words, parse_sentence };

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  zones[0] = g_time_zone_new_identifier ("Europe/Paris");
  zones[1] = g_time_zone_new_identifier ("America/New_York");
  rounds_fuzz_add (&fuzz);
  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    g_time_zone_unref (zones[i]);

  return status;
}
