/* test-id-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"
#include "store/rounds-id-diff.h"

#define N_RUNS 3000
#define N_LONG 20000
#define MOST_ROWS 60

static void
make_id (guint  number,
         guint8 bytes[ROUNDS_ID_BYTES])
{
  memset (bytes, 0, ROUNDS_ID_BYTES);
  for (guint i = 0; i < sizeof number; i++)
    bytes[ROUNDS_ID_BYTES - 1 - i] = (guint8) (number >> (8 * i));
}

static GByteArray *
make_ids (const guint *numbers,
          guint        n)
{
  GByteArray *ids = g_byte_array_new ();

  for (guint i = 0; i < n; i++)
    {
      guint8 bytes[ROUNDS_ID_BYTES];

      make_id (numbers[i], bytes);
      g_byte_array_append (ids, bytes, ROUNDS_ID_BYTES);
    }

  return ids;
}

static void
splice (GArray *numbers,
        guint   position,
        guint   removed,
        GArray *from,
        guint   source,
        guint   added)
{
  if (removed > 0)
    g_array_remove_range (numbers, position, removed);
  if (added > 0)
    g_array_insert_vals (numbers, position, &g_array_index (from, guint, source), added);
}

/* Rows in the longest run whose order is the same in both: the slow way, to compare with. */
static guint
count_common (GArray *before,
              GArray *after)
{
  g_autofree guint *best = g_new0 (guint, (gsize) after->len + 1);

  for (guint i = 0; i < before->len; i++)
    {
      guint corner = 0;

      for (guint j = 1; j <= after->len; j++)
        {
          guint above = best[j];

          if (g_array_index (before, guint, i) == g_array_index (after, guint, j - 1))
            best[j] = corner + 1;
          else
            best[j] = MAX (best[j], best[j - 1]);
          corner = above;
        }
    }

  return best[after->len];
}

/* Returns: how many rows go and come */
static guint
assert_turns_into (GArray   *before,
                   GArray   *after,
                   gboolean  exact)
{
  g_autoptr(GByteArray) ids_before = make_ids ((const guint *) (gconstpointer) before->data, before->len);
  g_autoptr(GByteArray) ids_after = make_ids ((const guint *) (gconstpointer) after->data, after->len);
  g_autoptr(GArray) hunks = rounds_id_diff (ids_before, ids_after, exact);
  g_autoptr(GArray) mirror = g_array_copy (before);
  guint removed = 0;
  guint added = 0;
  guint end = 0;

  for (guint i = 0; i < hunks->len; i++)
    {
      const RoundsIdHunk *hunk = &g_array_index (hunks, RoundsIdHunk, i);

      g_assert_cmpuint (hunk->removed + hunk->added, >, 0);
      if (i > 0)
        g_assert_cmpuint (hunk->position, >, end);
      end = hunk->position + hunk->removed;
      g_assert_cmpuint (end, <=, before->len);
      g_assert_cmpuint (hunk->source + hunk->added, <=, after->len);
      removed += hunk->removed;
      added += hunk->added;
    }

  for (guint i = hunks->len; i > 0; i--)
    {
      const RoundsIdHunk *hunk = &g_array_index (hunks, RoundsIdHunk, i - 1);

      splice (mirror, hunk->position, hunk->removed, after, hunk->source, hunk->added);
    }
  g_assert_cmpmem (mirror->data, mirror->len * sizeof (guint), after->data, after->len * sizeof (guint));

  if (!exact)
    g_assert_cmpuint (hunks->len, <=, 1);

  return removed + added;
}

static GArray *
random_list (GRand *random,
             guint *next)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = (guint) g_rand_int_range (random, 0, MOST_ROWS + 1);

  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (list, *next);
      (*next)++;
    }

  return list;
}

static void
shuffle (GRand  *random,
         GArray *list)
{
  for (guint i = list->len; i > 1; i--)
    {
      guint other = (guint) g_rand_int_range (random, 0, (gint32) i);
      guint number = g_array_index (list, guint, i - 1);

      g_array_index (list, guint, i - 1) = g_array_index (list, guint, other);
      g_array_index (list, guint, other) = number;
    }
}

static void
change (GRand  *random,
        GArray *list,
        guint  *next)
{
  guint position;
  guint number;

  switch (g_rand_int_range (random, 0, 10))
    {
    case 0:
    case 1:
    case 2:
      position = (guint) g_rand_int_range (random, 0, (gint32) list->len + 1);
      g_array_insert_val (list, position, *next);
      (*next)++;
      break;

    case 3:
    case 4:
    case 5:
      if (list->len > 0)
        g_array_remove_index (list, (guint) g_rand_int_range (random, 0, (gint32) list->len));
      break;

    case 6:
    case 7:
    case 8:
      if (list->len == 0)
        break;
      position = (guint) g_rand_int_range (random, 0, (gint32) list->len);
      number = g_array_index (list, guint, position);
      g_array_remove_index (list, position);
      position = (guint) g_rand_int_range (random, 0, (gint32) list->len + 1);
      g_array_insert_val (list, position, number);
      break;

    default:
      shuffle (random, list);
      break;
    }
}

static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261122);
  guint next = 1;

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr(GArray) before = random_list (random, &next);
      g_autoptr(GArray) after = g_array_copy (before);
      guint n_changes = (guint) g_rand_int_range (random, 0, 8);
      guint touched;

      shuffle (random, before);
      if (g_rand_boolean (random))
        {
          g_array_set_size (after, 0);
          g_array_append_vals (after, before->data, before->len);
        }
      for (guint j = 0; j < n_changes; j++)
        change (random, after, &next);

      touched = assert_turns_into (before, after, TRUE);
      g_assert_cmpuint (touched, ==, before->len + after->len - 2 * count_common (before, after));
      g_assert_cmpuint (assert_turns_into (before, after, FALSE), >=, touched);
    }
}

static void
test_identical (void)
{
  static const guint numbers[] = { 3, 1, 2 };
  g_autoptr(GByteArray) ids = make_ids (numbers, G_N_ELEMENTS (numbers));
  g_autoptr(GByteArray) same = make_ids (numbers, G_N_ELEMENTS (numbers));
  g_autoptr(GByteArray) empty = g_byte_array_new ();
  g_autoptr(GArray) none = rounds_id_diff (ids, same, TRUE);
  g_autoptr(GArray) none_rough = rounds_id_diff (ids, same, FALSE);
  g_autoptr(GArray) none_empty = rounds_id_diff (empty, empty, TRUE);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (none_rough->len, ==, 0);
  g_assert_cmpuint (none_empty->len, ==, 0);
}

static void
test_single_move (void)
{
  static const guint numbers[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
  g_autoptr(GByteArray) before = make_ids (numbers, G_N_ELEMENTS (numbers));

  for (guint from = 0; from < G_N_ELEMENTS (numbers); from++)
    for (guint to = 0; to < G_N_ELEMENTS (numbers); to++)
      {
        g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));
        g_autoptr(GByteArray) after = NULL;
        g_autoptr(GArray) hunks = NULL;
        guint removed = 0;
        guint added = 0;

        if (from == to)
          continue;

        g_array_append_vals (list, numbers, G_N_ELEMENTS (numbers));
        g_array_remove_index (list, from);
        g_array_insert_val (list, to, numbers[from]);
        after = make_ids ((const guint *) (gconstpointer) list->data, list->len);
        hunks = rounds_id_diff (before, after, TRUE);

        for (guint i = 0; i < hunks->len; i++)
          {
            removed += g_array_index (hunks, RoundsIdHunk, i).removed;
            added += g_array_index (hunks, RoundsIdHunk, i).added;
          }
        g_assert_cmpuint (hunks->len, ==, 2);
        g_assert_cmpuint (removed, ==, 1);
        g_assert_cmpuint (added, ==, 1);
      }
}

static void
test_rough (void)
{
  static const guint numbers_before[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
  static const guint numbers_after[] = { 1, 2, 9, 4, 10, 6, 8 };
  g_autoptr(GByteArray) before = make_ids (numbers_before, G_N_ELEMENTS (numbers_before));
  g_autoptr(GByteArray) after = make_ids (numbers_after, G_N_ELEMENTS (numbers_after));
  g_autoptr(GArray) rough = rounds_id_diff (before, after, FALSE);
  g_autoptr(GArray) exact = rounds_id_diff (before, after, TRUE);
  const RoundsIdHunk *hunk = &g_array_index (rough, RoundsIdHunk, 0);

  g_assert_cmpuint (exact->len, ==, 3);
  g_assert_cmpuint (rough->len, ==, 1);
  g_assert_cmpuint (hunk->position, ==, 2);
  g_assert_cmpuint (hunk->removed, ==, 5);
  g_assert_cmpuint (hunk->added, ==, 4);
  g_assert_cmpuint (hunk->source, ==, 2);
}

/* A list that has become another altogether is not told row by row. */
static void
test_too_many (void)
{
  g_autoptr(GArray) before = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) after = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GByteArray) ids_before = NULL;
  g_autoptr(GByteArray) ids_after = NULL;
  g_autoptr(GArray) hunks = NULL;

  for (guint i = 0; i < N_LONG; i++)
    {
      g_array_append_val (before, i);
      if (i % 2 == 0)
        g_array_append_val (after, i);
    }

  ids_before = make_ids ((const guint *) (gconstpointer) before->data, before->len);
  ids_after = make_ids ((const guint *) (gconstpointer) after->data, after->len);
  hunks = rounds_id_diff (ids_before, ids_after, TRUE);

  g_assert_cmpuint (hunks->len, ==, 1);
  assert_turns_into (before, after, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/id-diff/identical", test_identical);
  g_test_add_func ("/id-diff/single-move", test_single_move);
  g_test_add_func ("/id-diff/rough", test_rough);
  g_test_add_func ("/id-diff/too-many", test_too_many);
  g_test_add_func ("/id-diff/random", test_random);

  return g_test_run ();
}
