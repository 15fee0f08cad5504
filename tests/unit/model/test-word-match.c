/* test-word-match.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-fold.h"
#include "model/rounds-word-match.h"

/* Marks in @text what of it is at the beginning of one of @typed: `[0:Clin]ique`, the number being the word's. */
static void
assert_marks (const char *text,
              const char *typed,
              const char *expected)
{
  g_autofree char *folded = g_strstrip (rounds_fold_words (typed));
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr(GArray) ranges = rounds_word_match (text, (const char * const *) words);
  g_autoptr(GString) marked = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const RoundsWordRange *range = &g_array_index (ranges, RoundsWordRange, i);

      g_assert_cmpuint (range->start, >=, at);
      g_assert_cmpuint (range->end, >, range->start);
      g_string_append_len (marked, text + at, (gssize) (range->start - at));
      g_string_append_printf (marked, "[%u:%.*s]", range->word, (int) (range->end - range->start), text + range->start);
      at = range->end;
    }
  g_string_append (marked, text + at);

  g_assert_cmpstr (marked->str, ==, expected);
}

static void
test_prefixes (void)
{
  assert_marks ("Clinique Saint-Yves", "cli", "[0:Cli]nique Saint-Yves");
  assert_marks ("Clinique Saint-Yves", "yv", "Clinique Saint-[0:Yv]es");
  assert_marks ("Clinique Saint-Yves", "clinique", "[0:Clinique] Saint-Yves");
  assert_marks ("F2025-0042", "f2025-0", "[0:F2025]-[1:0]042");
  assert_marks ("Scan, scanner (SCAN)", "scan", "[0:Scan], [0:scan]ner ([0:SCAN])");
}

static void
test_inside_a_word (void)
{
  assert_marks ("Clinique", "nique", "Clinique");
  assert_marks ("Clinique", "cliniques", "Clinique");
  assert_marks ("A2B", "b", "A2B");
}

static void
test_accents (void)
{
  assert_marks ("Hôpital Élise", "hop elis", "[0:Hôp]ital [1:Élis]e");
  assert_marks ("Hopital Elise", "hôp élis", "[0:Hop]ital [1:Elis]e");
  assert_marks ("Ho\xcc\x82pital", "hop", "[0:Ho\xcc\x82p]ital");
  assert_marks ("ÉTABLISSEMENT", "étab", "[0:ÉTAB]LISSEMENT");
  assert_marks ("Centre d’Angers", "ang", "Centre d’[0:Ang]ers");
}

/* One letter there, two here. */
static void
test_ligatures (void)
{
  assert_marks ("Sacré-Cœur", "coeur", "Sacré-[0:Cœur]");
  assert_marks ("Sacré-Cœur", "cœ", "Sacré-[0:Cœ]ur");
  assert_marks ("Sacré-Cœur", "co", "Sacré-[0:Cœ]ur");
  assert_marks ("Sacre-Coeur", "cœur", "Sacre-[0:Coeur]");
  assert_marks ("Straße", "strasse", "[0:Straße]");
}

static void
test_two_words (void)
{
  assert_marks ("Jean Martin", "jean martin", "[0:Jean] [1:Martin]");
  assert_marks ("Jean Martin", "martin jean", "[1:Jean] [0:Martin]");
  assert_marks ("Jean Martin", "mart zoe", "Jean [0:Mart]in");
  /* Where both begin, the longer one counts. */
  assert_marks ("Clinique", "cl clin", "[1:Clin]ique");
  assert_marks ("Clinique", "clin cl", "[0:Clin]ique");
}

static void
test_empty (void)
{
  assert_marks ("", "cli", "");
  assert_marks ("Clinique", "", "Clinique");
  assert_marks ("Clinique", " - ", "Clinique");
  assert_marks ("…", "a", "…");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-match/prefixes", test_prefixes);
  g_test_add_func ("/word-match/inside-a-word", test_inside_a_word);
  g_test_add_func ("/word-match/accents", test_accents);
  g_test_add_func ("/word-match/ligatures", test_ligatures);
  g_test_add_func ("/word-match/two-words", test_two_words);
  g_test_add_func ("/word-match/empty", test_empty);
  return g_test_run ();
}
