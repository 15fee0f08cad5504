/* test-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-duplicates.h"
#include "rules/rounds-similarity.h"

/* The values of similarity() in PostgreSQL 17 with pg_trgm. */
static void
test_similarity (void)
{
  g_autoptr(GArray) letter = rounds_trigrams_new ("a");

  g_assert_cmpfloat_with_epsilon (rounds_similarity ("word", "two words"), 0.363636, 1e-6);
  g_assert_cmpfloat_with_epsilon (rounds_similarity ("cat", "cat"), 1, 1e-6);
  /* "  c" " ca" "cat" "at " and "  c" " ca" "car" "ar ": 2 of 6 */
  g_assert_cmpfloat_with_epsilon (rounds_similarity ("cat", "car"), 1.0 / 3, 1e-6);
  g_assert_cmpfloat_with_epsilon (rounds_similarity ("cat", "Cat cat, CAT!"), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (rounds_similarity ("cat", "dog"), 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (rounds_similarity ("", ""), 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (rounds_similarity ("--", "cat"), 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (rounds_similarity ("Hôpital", "hopital"), 1, 1e-6);
  /* One letter: "  a" " a " */
  g_assert_cmpuint (letter->len, ==, 2);
}

static void
assert_name (const char *name,
             const char *expected)
{
  g_autofree char *normalized = rounds_institution_normalize_name (name);

  g_assert_cmpstr (normalized, ==, expected);
}

static void
test_names (void)
{
  assert_name ("CHU de Nantes", "nantes");
  assert_name ("Centre Hospitalier Universitaire de NANTES", "nantes");
  assert_name ("Hôpital Saint-Éloi", "saint eloi");
  assert_name ("SAS Clinique de l’Espérance", "esperance");
  assert_name ("Clinique du Parc SA", "parc");
  assert_name ("Le Centre", "le centre");
  assert_name ("Polyclinique du Centre", "polyclinique du centre");
  assert_name ("SA", "sa");
  assert_name ("", "");
}

static void
assert_pair (GArray          *pairs,
             guint            index,
             guint            first,
             guint            second,
             RoundsCertainty  certainty,
             const char      *reason)
{
  const RoundsDuplicate *duplicate = &g_array_index (pairs, RoundsDuplicate, index);

  g_assert_cmpuint (index, <, pairs->len);
  g_assert_cmpuint (duplicate->first, ==, first);
  g_assert_cmpuint (duplicate->second, ==, second);
  g_assert_cmpint (duplicate->certainty, ==, certainty);
  g_assert_cmpstr (duplicate->reason, ==, reason);
}

static void
test_institutions (void)
{
  static const RoundsInstitutionIdentity records[] = {
    { "CHU de Nantes", "440000289", NULL, "44000", "Nantes" },
    { "Clinique du Parc", NULL, "11111111100011", "35000", "Rennes" },
    { "Hôtel-Dieu", "440000289", NULL, "44093", "Nantes" },           /* 2: the FINESS of 0 */
    { "Parc (Clinique du) SAS", NULL, NULL, "35000", "Rennes" },
    { "Nantes", NULL, NULL, "44000", "NANTES" },                      /* 4: the name and postcode of 0 */
    { "Polyclinique Saint-Laurent", NULL, "", "35000", "Rennes" },
    { "Polyclinique Saint Laurens", NULL, "", "35700", "Rennes" },    /* 6: nearly 5, another postcode */
    { "Polyclinique Saint-Laurent", NULL, NULL, "49000", "Angers" },  /* another town */
    { "Maison médicale", NULL, "11111111100011", NULL, NULL },        /* 8: the SIRET of 1 */
    { "Polyclinique Saint-Laurent", NULL, NULL, NULL, "RENNES" },     /* 9: the name of 5 */
  };
  g_autoptr(GArray) pairs = rounds_duplicates_institutions (records, G_N_ELEMENTS (records));

  assert_pair (pairs, 0, 0, 2, ROUNDS_DUPLICATE_CERTAIN, "finess");
  assert_pair (pairs, 1, 1, 8, ROUNDS_DUPLICATE_CERTAIN, "siret");
  assert_pair (pairs, 2, 0, 4, ROUNDS_DUPLICATE_LIKELY, "name");
  assert_pair (pairs, 3, 5, 9, ROUNDS_DUPLICATE_POSSIBLE, "similarName");
  g_assert_cmpfloat (g_array_index (pairs, RoundsDuplicate, 3).similarity, ==, 1);
  assert_pair (pairs, 4, 5, 6, ROUNDS_DUPLICATE_POSSIBLE, "similarName");
  g_assert_cmpuint (pairs->len, ==, 5);
}

static void
test_groups (void)
{
  g_autofree RoundsInstitutionIdentity *records = g_new0 (RoundsInstitutionIdentity, 200);
  g_autoptr(GArray) pairs = NULL;

  /* Of 200 sites with one SIRET 199 are paired with the first, not each with each. */
  for (guint i = 0; i < 200; i++)
    records[i] = (RoundsInstitutionIdentity) { "Résidence", NULL, "22222222200022", "75001", "Paris" };
  pairs = rounds_duplicates_institutions (records, 200);
  g_assert_cmpuint (pairs->len, ==, 199);
  for (guint i = 0; i < pairs->len; i++)
    assert_pair (pairs, i, 0, i + 1, ROUNDS_DUPLICATE_CERTAIN, "siret");
  g_array_unref (g_steal_pointer (&pairs));

  pairs = rounds_duplicates_institutions (NULL, 0);
  g_assert_cmpuint (pairs->len, ==, 0);
}

static void
test_contacts (void)
{
  static const RoundsContactIdentity records[] = {
    { "a", "Anne", "Lefèvre", "anne@chu.example" },
    { "b", "A.", "Lefevre", "Anne@CHU.example " },
    { "a", "ANNE", "LEFEVRE", NULL },
    { "b", "Anne", "Lefèvre", NULL },
    { "a", "Anna", "Lefèvre", "" },
    { "c", NULL, NULL, "" },
    { "c", NULL, NULL, NULL },
    { NULL, "Anne", "Lefèvre", NULL },
  };
  g_autoptr(GArray) pairs = rounds_duplicates_contacts (records, G_N_ELEMENTS (records));

  assert_pair (pairs, 0, 0, 1, ROUNDS_DUPLICATE_CERTAIN, "email");
  assert_pair (pairs, 1, 0, 2, ROUNDS_DUPLICATE_LIKELY, "name");
  g_assert_cmpuint (pairs->len, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/duplicates/similarity", test_similarity);
  g_test_add_func ("/duplicates/names", test_names);
  g_test_add_func ("/duplicates/institutions", test_institutions);
  g_test_add_func ("/duplicates/groups", test_groups);
  g_test_add_func ("/duplicates/contacts", test_contacts);

  return g_test_run ();
}
