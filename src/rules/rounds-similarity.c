/* rounds-similarity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-similarity.h"

#include <stdlib.h>

#include "model/rounds-fold.h"

#define BITS_PER_LETTER 21 /* a Unicode character */

static int
compare_trigrams (gconstpointer a,
                  gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static void
remove_doubles (GArray *trigrams)
{
  guint n_kept = 0;

  for (guint i = 0; i < trigrams->len; i++)
    if (i == 0 || g_array_index (trigrams, guint64, i) != g_array_index (trigrams, guint64, i - 1))
      g_array_index (trigrams, guint64, n_kept++) = g_array_index (trigrams, guint64, i);

  g_array_set_size (trigrams, n_kept);
}

/**
 * rounds_trigrams_new:
 * @text: UTF-8
 *
 * As PostgreSQL's pg_trgm takes a text apart: in words of letters and digits, each with two blanks before and one after it,
 * and all groups of three characters in a row; "cat" gives "  c", " ca", "cat" and "at ". Unlike there accents are set aside
 * too, see rounds_fold().
 *
 * Returns: (transfer full): to be freed with g_array_unref()
 */
RoundsTrigrams *
rounds_trigrams_new (const char *text)
{
  g_autofree char *words = rounds_fold_words (text);
  GArray *trigrams = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 window = (guint64) ' ' << BITS_PER_LETTER | ' ';

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      window = (window << BITS_PER_LETTER | letter) & ((G_GUINT64_CONSTANT (1) << 3 * BITS_PER_LETTER) - 1);
      g_array_append_val (trigrams, window);
      /* The blank ends the word; the next one has two before it. */
      if (letter == ' ')
        window = (guint64) ' ' << BITS_PER_LETTER | ' ';
    }

  if (trigrams->len > 0)
    qsort (trigrams->data, trigrams->len, sizeof (guint64), compare_trigrams);
  remove_doubles (trigrams);

  return trigrams;
}

/**
 * rounds_trigrams_compare:
 *
 * Returns: trigrams that both have / trigrams that either has, 0..1; 0 when both have none
 */
double
rounds_trigrams_compare (RoundsTrigrams *first,
                         RoundsTrigrams *second)
{
  guint n_common = 0;
  guint i = 0;
  guint j = 0;

  while (i < first->len && j < second->len)
    {
      int order = compare_trigrams (&g_array_index (first, guint64, i), &g_array_index (second, guint64, j));

      n_common += order == 0;
      i += order <= 0;
      j += order >= 0;
    }

  if (first->len + second->len == 0)
    return 0;

  return (double) n_common / (first->len + second->len - n_common);
}

/**
 * rounds_similarity:
 *
 * Returns: how alike two texts are, 0..1, as similarity() of PostgreSQL's pg_trgm, accents set aside
 */
double
rounds_similarity (const char *first,
                   const char *second)
{
  g_autoptr(GArray) trigrams = rounds_trigrams_new (first);
  g_autoptr(GArray) others = rounds_trigrams_new (second);

  return rounds_trigrams_compare (trigrams, others);
}
