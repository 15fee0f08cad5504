/* rounds-rank.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-rank.h"

#include <string.h>

/* A rank is read as the digits after the point of a fraction in base 62, between 0 and 1. It never ends in the lowest
 * digit: there would be nothing between `A` and `A0`.
 *
 * Between two ranks stands the shortest fraction near their middle. At the ends, where cards are put most often, halving
 * would cost a digit every six cards; there ranks count instead: `V`, `W`, ... `z`, then `z` and two digits, then `zz` and
 * three (`001` ... downwards at the other end), so that ten thousand cards in a row need five digits. */

#define BASE 62
#define LOWEST '0'
#define HIGHEST 'z'

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

static int
digit_value (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'A' && c <= 'Z')
    return c - 'A' + 10;
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 36;
  return -1;
}

static void
strip_zeros (GString *string)
{
  while (string->len > 0 && string->str[string->len - 1] == LOWEST)
    g_string_truncate (string, string->len - 1);
}

/* The first digits of @rank that count: those that are all @run, and one more than those. */
static GString *
take_counter (const char *rank,
              char        run,
              gsize      *n_run)
{
  GString *string = g_string_new (NULL);
  gsize length = strlen (rank);

  *n_run = 0;
  while (rank[*n_run] == run)
    (*n_run)++;

  for (gsize i = 0; i < *n_run * 2 + 1; i++)
    g_string_append_c (string, i < length ? rank[i] : LOWEST);

  return string;
}

static char *
rank_after (const char *before)
{
  gsize n_run;
  GString *string = take_counter (before, HIGHEST, &n_run);

  /* The digit after the run is not the highest, so there is always one to count up. */
  for (gsize i = string->len; i-- > n_run;)
    {
      if (string->str[i] != HIGHEST)
        {
          string->str[i] = digits[digit_value (string->str[i]) + 1];
          break;
        }
      string->str[i] = LOWEST;
    }
  strip_zeros (string);

  return g_string_free_and_steal (string);
}

static char *
rank_before (const char *after)
{
  gsize n_run;
  GString *string = take_counter (after, LOWEST, &n_run);

  for (gsize i = string->len; i-- > n_run;)
    {
      if (string->str[i] != LOWEST)
        {
          string->str[i] = digits[digit_value (string->str[i]) - 1];
          break;
        }
      string->str[i] = HIGHEST;
    }
  strip_zeros (string);

  if (string->len == 0)
    g_string_assign (string, "0zz");

  return g_string_free_and_steal (string);
}

static char *
rank_middle (const char *before,
             const char *after)
{
  GString *string = g_string_new (NULL);

  /* Digits that both have; a rank goes on with zeros. */
  while (*after != '\0' && *after == (*before != '\0' ? *before : LOWEST))
    {
      g_string_append_c (string, *after++);
      if (*before != '\0')
        before++;
    }

  for (gboolean bounded = TRUE;;)
    {
      int low = *before != '\0' ? digit_value (*before) : 0;
      int high = bounded ? digit_value (*after) : BASE;

      if (high - low > 1)
        {
          g_string_append_c (string, digits[(low + high) / 2]);
          break;
        }

      /* Neighbours: the upper digit alone will do when more follows it, else go on below it. */
      if (bounded && after[1] != '\0')
        {
          g_string_append_c (string, *after);
          break;
        }
      g_string_append_c (string, digits[low]);
      bounded = FALSE;
      if (*before != '\0')
        before++;
    }

  return g_string_free_and_steal (string);
}

/**
 * rounds_rank_is_valid:
 * @rank: (nullable): text
 *
 * Returns: whether @rank has digits of base 62 only, one at least, and the last is not `0`
 */
gboolean
rounds_rank_is_valid (const char *rank)
{
  gsize length = rank != NULL ? strlen (rank) : 0;

  return length > 0 && strspn (rank, digits) == length && rank[length - 1] != LOWEST;
}

/**
 * rounds_rank_between:
 * @before: (nullable): the rank above; %NULL at the top
 * @after: (nullable): the rank below; %NULL at the end
 *
 * Returns: (transfer full) (nullable): a rank that sorts, byte by byte, after @before and before @after; %NULL when there is
 *   none: @before is not below @after, as when two people put a card in one place at once, or one is not a rank. Then the
 *   column is to be ranked anew with rounds_rank_sequence().
 */
char *
rounds_rank_between (const char *before,
                     const char *after)
{
  if ((before != NULL && !rounds_rank_is_valid (before)) || (after != NULL && !rounds_rank_is_valid (after)))
    return NULL;

  if (before == NULL && after == NULL)
    return g_strdup ("V");
  if (after == NULL)
    return rank_after (before);
  if (before == NULL)
    return rank_before (after);
  if (strcmp (before, after) >= 0)
    return NULL;

  return rank_middle (before, after);
}

/**
 * rounds_rank_sequence:
 * @n_ranks: how many
 *
 * Returns: (transfer full): as many ranks, rising and evenly spread, all short
 */
GStrv
rounds_rank_sequence (guint n_ranks)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  guint64 size = BASE;
  guint width = 1;

  while (size < (guint64) n_ranks * 4)
    {
      size *= BASE;
      width++;
    }

  for (guint i = 0; i < n_ranks; i++)
    {
      guint64 place = ((guint64) i + 1) * size / ((guint64) n_ranks + 1);
      GString *string = g_string_new (NULL);

      for (guint j = 0; j < width; j++, place /= BASE)
        g_string_prepend_c (string, digits[place % BASE]);
      strip_zeros (string);
      g_strv_builder_take (builder, g_string_free_and_steal (string));
    }

  return g_strv_builder_end (builder);
}
