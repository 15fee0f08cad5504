/* test-tree-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-tree-layout.h"

static const RoundsTreeMetrics metrics = { .width = 10, .height = 4, .column_gap = 2, .row_gap = 3 };

static void
assert_places (const int             *parents,
               guint                  n_nodes,
               const RoundsTreePlace *expected,
               double                 expected_width,
               double                 expected_height)
{
  g_autofree RoundsTreePlace *places = g_new (RoundsTreePlace, n_nodes);
  double width, height;

  rounds_tree_layout (parents, n_nodes, &metrics, places, &width, &height);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_assert_cmpfloat_with_epsilon (places[i].x, expected[i].x, 1e-9);
      g_assert_cmpfloat_with_epsilon (places[i].y, expected[i].y, 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (width, expected_width, 1e-9);
  g_assert_cmpfloat_with_epsilon (height, expected_height, 1e-9);
}

/* One over three: 3 x 10 and two gaps wide, the top over the middle one. */
static void
test_one_family (void)
{
  const int parents[] = { -1, 0, 0, 0 };
  const RoundsTreePlace places[] = { { 12, 0 }, { 0, 7 }, { 12, 7 }, { 24, 7 } };

  assert_places (parents, 4, places, 34, 11);
}

/* A leaf beside a subtree of three: the three reach under the leaf, which gets no column of its own; all begins at 0. */
static void
test_outlines_meet (void)
{
  const int parents[] = { -1, 0, 0, 2, 2, 2 };
  const RoundsTreePlace places[] = { { 6, 0 }, { 0, 7 }, { 12, 7 }, { 0, 14 }, { 12, 14 }, { 24, 14 } };

  assert_places (parents, 6, places, 34, 18);
}

/* Two trees side by side, the alone ones in rows of four beneath. */
static void
test_forest (void)
{
  const int parents[] = { -1, 0, -1, 2, -1, -1, -1, -1, -1 };
  const RoundsTreePlace places[] = {
    { 0, 0 }, { 0, 7 }, { 12, 0 }, { 12, 7 },
    { 0, 14 }, { 12, 14 }, { 24, 14 }, { 36, 14 }, { 0, 20 },
  };

  assert_places (parents, 9, places, 46, 24);
}

static void
test_nothing (void)
{
  const int parents[] = { 7 };
  const RoundsTreePlace places[] = { { 0, 0 } };

  assert_places (parents, 0, places, 0, 0);
  /* One that hangs from what is not there. */
  assert_places (parents, 1, places, 10, 4);
}

/* 0 <- 1 <- 2 <- 0: the first is the root of a chain; one that hangs from itself stands alone. */
static void
test_circles (void)
{
  const int parents[] = { 2, 0, 1, 3 };
  const RoundsTreePlace places[] = { { 0, 0 }, { 0, 7 }, { 0, 14 }, { 0, 21 } };

  assert_places (parents, 4, places, 10, 25);
}

static void
test_above (void)
{
  const int parents[] = { -1, 0, 1, -1, 5, 4 };

  g_assert_true (rounds_tree_is_above (parents, 6, 0, 2));
  g_assert_true (rounds_tree_is_above (parents, 6, 2, 2));
  g_assert_false (rounds_tree_is_above (parents, 6, 2, 0));
  g_assert_false (rounds_tree_is_above (parents, 6, 3, 2));
  g_assert_false (rounds_tree_is_above (parents, 6, 0, -1));
  /* A circle ends. */
  g_assert_true (rounds_tree_is_above (parents, 6, 5, 4));
  g_assert_false (rounds_tree_is_above (parents, 6, 0, 4));
}

/* Two trees, 0 over 1 and 2, 3 over 4, and 5 alone beneath: 0 stands over the middle of its two. */
static void
test_next (void)
{
  const int parents[] = { -1, 0, 0, -1, 3, -1 };
  RoundsTreePlace places[6];
  double width, height;

  rounds_tree_layout (parents, 6, &metrics, places, &width, &height);
#define next(node, direction) rounds_tree_find_next (parents, 6, places, node, ROUNDS_TREE_##direction)
  g_assert_cmpint (next (0, RIGHT), ==, 3);
  g_assert_cmpint (next (3, LEFT), ==, 0);
  g_assert_cmpint (next (0, LEFT), ==, -1);
  g_assert_cmpint (next (0, UP), ==, -1);
  g_assert_cmpint (next (0, DOWN), ==, 1);
  g_assert_cmpint (next (1, RIGHT), ==, 2);
  g_assert_cmpint (next (2, RIGHT), ==, 4);
  g_assert_cmpint (next (2, UP), ==, 0);
  g_assert_cmpint (next (4, UP), ==, 3);
  /* No line leads on: the nearest one does. */
  g_assert_cmpint (next (4, DOWN), ==, 5);
  g_assert_cmpint (next (5, UP), ==, 1);
  g_assert_cmpint (next (5, DOWN), ==, -1);
#undef next
}

/* Whatever hangs from whatever: nobody stands over another, and each over the middle of its own. */
static void
test_random (void)
{
  for (guint round = 0; round < 300; round++)
    {
      guint n_nodes = (guint) g_test_rand_int_range (1, 60);
      g_autofree int *parents = g_new (int, n_nodes);
      g_autofree RoundsTreePlace *places = g_new (RoundsTreePlace, n_nodes);
      double width, height;

      for (guint i = 0; i < n_nodes; i++)
        parents[i] = g_test_rand_int_range (-1, (int) i);
      rounds_tree_layout (parents, n_nodes, &metrics, places, &width, &height);

      for (guint i = 0; i < n_nodes; i++)
        {
          double first = 0, last = 0;
          gboolean has_children = FALSE;

          g_assert_cmpfloat (places[i].x, >=, -1e-9);
          g_assert_cmpfloat (places[i].x + metrics.width, <=, width + 1e-9);
          g_assert_cmpfloat (places[i].y + metrics.height, <=, height + 1e-9);
          if (parents[i] >= 0)
            g_assert_cmpfloat_with_epsilon (places[i].y, places[parents[i]].y + 7, 1e-9);

          for (guint j = i + 1; j < n_nodes; j++)
            {
              g_assert_true (ABS (places[i].x - places[j].x) >= metrics.width + metrics.column_gap - 1e-9 ||
                             ABS (places[i].y - places[j].y) >= metrics.height - 1e-9);
              if (parents[j] != (int) i)
                continue;
              last = places[j].x;
              first = has_children ? first : last;
              has_children = TRUE;
            }
          if (has_children)
            g_assert_cmpfloat_with_epsilon (places[i].x, (first + last) / 2, 1e-9);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charts/tree-layout/one-family", test_one_family);
  g_test_add_func ("/charts/tree-layout/outlines-meet", test_outlines_meet);
  g_test_add_func ("/charts/tree-layout/forest", test_forest);
  g_test_add_func ("/charts/tree-layout/nothing", test_nothing);
  g_test_add_func ("/charts/tree-layout/circles", test_circles);
  g_test_add_func ("/charts/tree-layout/above", test_above);
  g_test_add_func ("/charts/tree-layout/next", test_next);
  g_test_add_func ("/charts/tree-layout/random", test_random);

  return g_test_run ();
}
