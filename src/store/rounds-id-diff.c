/* rounds-id-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-id-diff.h"

#include <string.h>

#include "model/rounds-id.h"

/* More hunks than this are one: each costs the list a move of its ids and a signal. */
#define MOST_HUNKS 512

#define ID(array, index) ((array)->data + (gsize) (index) * ROUNDS_ID_BYTES)
#define SAME(a, i, b, j) (memcmp (ID (a, i), ID (b, j), ROUNDS_ID_BYTES) == 0)

static guint
id_hash (gconstpointer key)
{
  guint hash;

  memcpy (&hash, (const guint8 *) key + ROUNDS_ID_BYTES - sizeof hash, sizeof hash);
  return hash;
}

static gboolean
id_equal (gconstpointer a,
          gconstpointer b)
{
  return memcmp (a, b, ROUNDS_ID_BYTES) == 0;
}

/*
 * Which rows of before[from..end) stay: those of the longest run of rows whose order is the same after (patience sorting). stays[i] is
 * the place after, or G_MAXUINT.
 */
static guint *
find_stays (GByteArray *before,
            guint       from,
            guint       end,
            GByteArray *after,
            guint       after_from,
            guint       after_end)
{
  g_autoptr(GHashTable) places = g_hash_table_new (id_hash, id_equal);
  guint n = end - from;
  guint *stays = g_new (guint, MAX (n, 1));
  g_autofree guint *place = g_new (guint, MAX (n, 1));
  g_autofree guint *tails = g_new (guint, MAX (n, 1)); /* row that ends the best run of each length */
  g_autofree guint *previous = g_new (guint, MAX (n, 1));
  guint length = 0;
  guint row;

  for (guint i = after_from; i < after_end; i++)
    g_hash_table_insert (places, ID (after, i), GUINT_TO_POINTER (i + 1));

  for (guint i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = length;

      stays[i] = G_MAXUINT;
      place[i] = GPOINTER_TO_UINT (g_hash_table_lookup (places, ID (before, from + i)));
      if (place[i] == 0)
        continue;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (place[tails[middle]] < place[i])
            low = middle + 1;
          else
            high = middle;
        }

      previous[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      if (low == length)
        length++;
    }

  row = length > 0 ? tails[length - 1] : G_MAXUINT;
  while (row != G_MAXUINT)
    {
      stays[row] = place[row] - 1;
      row = previous[row];
    }

  return stays;
}

/**
 * rounds_id_diff:
 * @before: ids of 16 bytes each
 * @after: ids of 16 bytes each
 * @exact: whether the middle that differs is looked into; otherwise it is one hunk
 *
 * What turns one list into the other with as few rows touched as can be: a row that has moved goes and comes. Takes
 * O(n log n) of the part between the common beginning and the common end.
 *
 * Returns: (transfer full) (element-type RoundsIdHunk): the hunks, in the order of @before
 */
GArray *
rounds_id_diff (GByteArray *before,
                GByteArray *after,
                gboolean    exact)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (RoundsIdHunk));
  guint before_end = before->len / ROUNDS_ID_BYTES;
  guint after_end = after->len / ROUNDS_ID_BYTES;
  g_autofree guint *stays = NULL;
  RoundsIdHunk hunk;
  guint start = 0;
  guint next;

  while (start < before_end && start < after_end && SAME (before, start, after, start))
    start++;
  while (before_end > start && after_end > start && SAME (before, before_end - 1, after, after_end - 1))
    {
      before_end--;
      after_end--;
    }

  if (start == before_end && start == after_end)
    return hunks;

  hunk = (RoundsIdHunk) { start, before_end - start, after_end - start, start };
  if (!exact || hunk.removed == 0 || hunk.added == 0)
    {
      g_array_append_val (hunks, hunk);
      return hunks;
    }

  stays = find_stays (before, start, before_end, after, start, after_end);
  hunk = (RoundsIdHunk) { start, 0, 0, start };
  next = start;
  for (guint i = start; i <= before_end; i++)
    {
      guint place = i < before_end ? stays[i - start] : after_end;

      if (place == G_MAXUINT)
        {
          hunk.removed++;
          continue;
        }

      hunk.added = place - next;
      if (hunk.removed > 0 || hunk.added > 0)
        g_array_append_val (hunks, hunk);
      next = place + 1;
      hunk = (RoundsIdHunk) { i + 1, 0, 0, next };
    }

  if (hunks->len > MOST_HUNKS)
    {
      g_array_set_size (hunks, 0);
      hunk = (RoundsIdHunk) { start, before_end - start, after_end - start, start };
      g_array_append_val (hunks, hunk);
    }

  return hunks;
}
