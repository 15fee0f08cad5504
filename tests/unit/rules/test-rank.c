/* test-rank.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rules/rounds-rank.h"

#define N_INSERTIONS 10000

static void
assert_between (const char *before,
                const char *rank,
                const char *after)
{
  g_assert_true (rounds_rank_is_valid (rank));
  if (before != NULL)
    g_assert_cmpint (strcmp (before, rank), <, 0);
  if (after != NULL)
    g_assert_cmpint (strcmp (rank, after), <, 0);
}

static void
test_between (void)
{
  static const char * const pairs[][2] = {
    { "A", "B" }, { "A", "A1" }, { "A", "A01" }, { "Az", "B" }, { "Azzz", "B" }, { "A", "B1" }, { "1", "z" }, { "01", "02" },
    { "001", "01" }, { "zy", "zz" }, { "zz", "zzV" }, { "V", "V001" }, { "AB", "AC5" },
    { NULL, "1" }, { NULL, "01" }, { NULL, "001" }, { NULL, "00001" }, { NULL, "z" }, { NULL, "1A" },
    { "z", NULL }, { "zz", NULL }, { "zzz", NULL }, { "zzzz1", NULL }, { "1", NULL }, { "zyz", NULL }, { "z0z", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *rank = rounds_rank_between (pairs[i][0], pairs[i][1]);

      g_test_message ("%s < %s < %s", pairs[i][0], rank, pairs[i][1]);
      assert_between (pairs[i][0], rank, pairs[i][1]);
    }
}

static void
test_refused (void)
{
  g_assert_null (rounds_rank_between ("B", "A"));
  g_assert_null (rounds_rank_between ("A", "A"));
  g_assert_null (rounds_rank_between ("A0", NULL));
  g_assert_null (rounds_rank_between (NULL, "0"));
  g_assert_null (rounds_rank_between ("", "A"));
  g_assert_null (rounds_rank_between ("a-b", NULL));
  g_assert_false (rounds_rank_is_valid (NULL));
  g_assert_false (rounds_rank_is_valid (""));
  g_assert_false (rounds_rank_is_valid ("é"));
  g_assert_true (rounds_rank_is_valid ("V"));
}

static void
test_random (void)
{
  g_autoptr(GPtrArray) ranks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GRand) random = g_rand_new_with_seed (20261122);
  gsize longest = 0;

  for (guint i = 0; i < N_INSERTIONS; i++)
    {
      guint place = (guint) g_rand_int_range (random, 0, (gint32) ranks->len + 1);
      const char *before = place > 0 ? g_ptr_array_index (ranks, place - 1) : NULL;
      const char *after = place < ranks->len ? g_ptr_array_index (ranks, place) : NULL;
      char *rank = rounds_rank_between (before, after);

      assert_between (before, rank, after);
      longest = MAX (longest, strlen (rank));
      g_ptr_array_insert (ranks, (gint) place, rank);
    }

  for (guint i = 1; i < ranks->len; i++)
    g_assert_cmpint (strcmp (g_ptr_array_index (ranks, i - 1), g_ptr_array_index (ranks, i)), <, 0);

  g_test_message ("the longest of %d has %zu digits", N_INSERTIONS, longest);
  g_assert_cmpuint (longest, <=, 12);
}

static void
test_ends (void)
{
  g_autofree char *first = rounds_rank_between (NULL, NULL);
  g_autofree char *last = g_strdup (first);

  for (guint i = 0; i < N_INSERTIONS; i++)
    {
      g_autofree char *above = rounds_rank_between (NULL, first);
      g_autofree char *below = rounds_rank_between (last, NULL);

      assert_between (NULL, above, first);
      assert_between (last, below, NULL);
      g_set_str (&first, above);
      g_set_str (&last, below);
    }

  g_assert_cmpuint (strlen (first), <=, 5);
  g_assert_cmpuint (strlen (last), <=, 5);
}

static void
test_same_place (void)
{
  g_autofree char *before = g_strdup ("A");
  g_autofree char *after = g_strdup ("B");

  /* The worst there is: always between the same two, on one side then on the other. */
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *rank = rounds_rank_between (before, after);

      assert_between (before, rank, after);
      g_set_str (i % 2 == 0 ? &before : &after, rank);
    }
}

static void
test_sequence (void)
{
  static const guint sizes[] = { 0, 1, 2, 15, 16, 61, 62, 63, 1000, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto(GStrv) ranks = rounds_rank_sequence (sizes[i]);

      g_assert_cmpuint (g_strv_length (ranks), ==, sizes[i]);
      for (guint j = 0; j < sizes[i]; j++)
        {
          assert_between (j > 0 ? ranks[j - 1] : NULL, ranks[j], NULL);
          g_assert_cmpuint (strlen (ranks[j]), <=, 4);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/rules/rank/between", test_between);
  g_test_add_func ("/rules/rank/refused", test_refused);
  g_test_add_func ("/rules/rank/random", test_random);
  g_test_add_func ("/rules/rank/ends", test_ends);
  g_test_add_func ("/rules/rank/same-place", test_same_place);
  g_test_add_func ("/rules/rank/sequence", test_sequence);

  return g_test_run ();
}
