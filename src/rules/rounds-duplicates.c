/* rounds-duplicates.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-duplicates.h"

#include <stdlib.h>

#include "model/rounds-fold.h"
#include "rules/rounds-similarity.h"

/* Words that say what an institution is, not which one. */
static const char * const legal_forms[] = {
  "sa", "sas", "sasu", "sarl", "eurl", "snc", "sci", "scm", "scp", "selarl", "selas", "gie", "gcs", "gip", "association", NULL,
};
static const char * const prefixes[] = {
  "ch", "chu", "chr", "chru", "chi", "clinique", "hopital", "centre", "hospitalier", "hospitaliere", "universitaire", "regional",
  "intercommunal", NULL,
};
static const char * const articles[] = { "d", "de", "des", "du", "l", "la", "le", "les", NULL };

/* Records that are alike, found so far; those that are known to be of one are not paired again. */
typedef struct
{
  GArray *pairs;
  guint *parents;
} Finder;

typedef struct
{
  guint index;
  RoundsTrigrams *trigrams;
} TownMember;

static guint
find_root (Finder *finder,
           guint   index)
{
  while (finder->parents[index] != index)
    {
      finder->parents[index] = finder->parents[finder->parents[index]];
      index = finder->parents[index];
    }

  return index;
}

static void
pair (Finder         *finder,
      guint           one,
      guint           other,
      RoundsCertainty certainty,
      const char     *reason,
      double          similarity)
{
  RoundsDuplicate duplicate = { MIN (one, other), MAX (one, other), certainty, reason, similarity };
  guint root = find_root (finder, duplicate.first);
  guint other_root = find_root (finder, duplicate.second);

  if (root == other_root)
    return;

  finder->parents[MAX (root, other_root)] = MIN (root, other_root);
  g_array_append_val (finder->pairs, duplicate);
}

/* Pairs record @index with the first one that had @key. */
static void
pair_by_key (Finder         *finder,
             GHashTable     *seen,
             const char     *key,
             guint           index,
             RoundsCertainty certainty,
             const char     *reason)
{
  gpointer first;

  if (g_hash_table_lookup_extended (seen, key, NULL, &first))
    pair (finder, GPOINTER_TO_UINT (first), index, certainty, reason, 1);
  else
    g_hash_table_insert (seen, g_strdup (key), GUINT_TO_POINTER (index));
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static int
compare_duplicates (gconstpointer a,
                    gconstpointer b)
{
  const RoundsDuplicate *one = a;
  const RoundsDuplicate *other = b;

  if (one->certainty != other->certainty)
    return one->certainty > other->certainty ? -1 : 1;
  if (one->similarity < other->similarity || one->similarity > other->similarity)
    return one->similarity > other->similarity ? -1 : 1;
  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;

  return one->second < other->second ? -1 : one->second > other->second;
}

static void
finder_begin (Finder *finder,
              guint   n_records)
{
  finder->pairs = g_array_new (FALSE, FALSE, sizeof (RoundsDuplicate));
  finder->parents = g_new (guint, n_records + 1);
  for (guint i = 0; i < n_records; i++)
    finder->parents[i] = i;
}

static GArray *
finder_end (Finder *finder)
{
  g_free (finder->parents);
  if (finder->pairs->len > 0)
    qsort (finder->pairs->data, finder->pairs->len, sizeof (RoundsDuplicate), compare_duplicates);

  return finder->pairs;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const TownMember *one = a;
  const TownMember *other = b;

  if (one->trigrams->len != other->trigrams->len)
    return one->trigrams->len < other->trigrams->len ? -1 : 1;

  return one->index < other->index ? -1 : one->index > other->index;
}

/* Names whose numbers of trigrams differ by more than the similarity allows need not be compared. */
static void
pair_in_town (Finder *finder,
              GArray *members)
{
  qsort (members->data, members->len, sizeof (TownMember), compare_members);

  for (guint i = 0; i < members->len; i++)
    {
      const TownMember *member = &g_array_index (members, TownMember, i);

      for (guint j = i + 1; j < members->len; j++)
        {
          const TownMember *other = &g_array_index (members, TownMember, j);
          double similarity;

          if (member->trigrams->len < ROUNDS_DUPLICATE_SIMILARITY * other->trigrams->len - 1e-9)
            break;
          similarity = rounds_trigrams_compare (member->trigrams, other->trigrams);
          if (similarity >= ROUNDS_DUPLICATE_SIMILARITY - 1e-9)
            pair (finder, member->index, other->index, ROUNDS_DUPLICATE_POSSIBLE, "similarName", similarity);
        }
    }
}

static void
member_clear (TownMember *member)
{
  g_array_unref (member->trigrams);
}

static void
add_to_town (GHashTable *towns,
             const char *city,
             guint       index,
             const char *name)
{
  g_autofree char *town = rounds_fold_words (city);
  GArray *members = g_hash_table_lookup (towns, town);
  TownMember member = { index, rounds_trigrams_new (name) };

  if (members == NULL)
    {
      members = g_array_new (FALSE, FALSE, sizeof (TownMember));
      g_array_set_clear_func (members, (GDestroyNotify) member_clear);
      g_hash_table_insert (towns, g_steal_pointer (&town), members);
    }
  g_array_append_val (members, member);
}

/**
 * rounds_institution_normalize_name:
 * @name: as people write it
 *
 * Lower case, no accents or punctuation, without legal forms, and without the words before the name proper that say what the
 * institution is: "CHU de Nantes", "Centre Hospitalier Universitaire de NANTES" and "Nantes" are all "nantes". Of a name that
 * has nothing else all words are kept.
 *
 * Returns: (transfer full): the name that is compared
 */
char *
rounds_institution_normalize_name (const char *name)
{
  g_autofree char *folded = rounds_fold_words (name);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr(GString) normalized = g_string_new (NULL);
  gboolean before_name = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0' || g_strv_contains (legal_forms, words[i]))
        continue;
      before_name = before_name && (g_strv_contains (prefixes, words[i]) || g_strv_contains (articles, words[i]));
      if (before_name)
        continue;

      if (normalized->len > 0)
        g_string_append_c (normalized, ' ');
      g_string_append (normalized, words[i]);
    }

  return g_strdup (normalized->len > 0 ? normalized->str : g_strchomp (folded));
}

/**
 * rounds_duplicates_institutions:
 * @records: (array length=n_records): of the whole workspace, or of two to compare
 *
 * Same FINESS or SIRET: certain. Same normalized name and postcode: likely. Names, normalized, with a trigram similarity of
 * 0.8 or more in the same town: possible. Of several records of one institution each is paired once, with the first that is
 * like it; a pair has its strongest reason.
 *
 * Returns: (transfer full) (element-type RoundsDuplicate): certain ones first, then by similarity
 */
GArray *
rounds_duplicates_institutions (const RoundsInstitutionIdentity *records,
                                guint                            n_records)
{
  g_autoptr(GHashTable) finess = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) siret = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) towns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer members;
  Finder finder;

  finder_begin (&finder, n_records);

  for (guint i = 0; i < n_records; i++)
    {
      if (is_given (records[i].finess))
        pair_by_key (&finder, finess, records[i].finess, i, ROUNDS_DUPLICATE_CERTAIN, "finess");
      if (is_given (records[i].siret))
        pair_by_key (&finder, siret, records[i].siret, i, ROUNDS_DUPLICATE_CERTAIN, "siret");
    }

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *name = rounds_institution_normalize_name (records[i].name);

      if (is_given (records[i].zip_code))
        {
          g_autofree char *key = g_strconcat (records[i].zip_code, "\n", name, NULL);

          pair_by_key (&finder, names, key, i, ROUNDS_DUPLICATE_LIKELY, "name");
        }
      if (is_given (records[i].city))
        add_to_town (towns, records[i].city, i, name);
    }

  g_hash_table_iter_init (&iter, towns);
  while (g_hash_table_iter_next (&iter, NULL, &members))
    pair_in_town (&finder, members);

  return finder_end (&finder);
}

/**
 * rounds_duplicates_contacts:
 * @records: (array length=n_records): of the whole workspace, or of two to compare
 *
 * Same e-mail: certain. Same first and last name in the same institution: likely. Case, and accents in names, set aside.
 *
 * Returns: (transfer full) (element-type RoundsDuplicate): certain ones first
 */
GArray *
rounds_duplicates_contacts (const RoundsContactIdentity *records,
                            guint                        n_records)
{
  g_autoptr(GHashTable) emails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Finder finder;

  finder_begin (&finder, n_records);

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *email = NULL;

      if (!is_given (records[i].email))
        continue;
      email = g_utf8_strdown (records[i].email, -1);
      pair_by_key (&finder, emails, g_strstrip (email), i, ROUNDS_DUPLICATE_CERTAIN, "email");
    }

  for (guint i = 0; i < n_records; i++)
    {
      g_autofree char *first_name = rounds_fold_words (is_given (records[i].first_name) ? records[i].first_name : "");
      g_autofree char *last_name = rounds_fold_words (is_given (records[i].last_name) ? records[i].last_name : "");
      g_autofree char *key = NULL;

      if (!is_given (records[i].institution_id) || *last_name == '\0')
        continue;
      key = g_strconcat (records[i].institution_id, "\n", last_name, "\n", first_name, NULL);
      pair_by_key (&finder, names, key, i, ROUNDS_DUPLICATE_LIKELY, "name");
    }

  return finder_end (&finder);
}

/**
 * rounds_certainty_to_text:
 *
 * Returns: (transfer none): as sent, such as `certain`
 */
const char *
rounds_certainty_to_text (RoundsCertainty certainty)
{
  switch (certainty)
    {
    case ROUNDS_DUPLICATE_CERTAIN:
      return "certain";
    case ROUNDS_DUPLICATE_LIKELY:
      return "likely";
    case ROUNDS_DUPLICATE_POSSIBLE:
    default:
      return "possible";
    }
}
