/* test-unfolding-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-unfolding-model.h"

#define FIRST 8
#define READY 30
#define N_STEPS 20000
#define MOST_ROWS 80

/* What a view holds: the list as items-changed tells it. */
typedef struct
{
  GListStore *below;
  RoundsUnfoldingModel *model;
  GPtrArray *rows;
} Fixture;

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
}

static guint
count_below (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->below));
}

/* What is shown are the first rows, and the view knows them. */
static void
assert_first (Fixture *fixture)
{
  g_assert_cmpuint (count_shown (fixture), ==, fixture->rows->len);
  g_assert_cmpuint (count_shown (fixture), <=, count_below (fixture));
  g_assert_cmpuint (count_shown (fixture), >=, MIN (count_below (fixture), FIRST));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->model), fixture->rows->len));

  for (guint i = 0; i < fixture->rows->len; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);
      g_autoptr(GObject) below = g_list_model_get_item (G_LIST_MODEL (fixture->below), i);

      g_assert_true (row == below && row == g_ptr_array_index (fixture->rows, i));
    }
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->rows->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->rows, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->rows, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->rows->len);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->below = g_list_store_new (G_TYPE_OBJECT);
  fixture->model = rounds_unfolding_model_new (G_LIST_MODEL (fixture->below), NULL, FIRST, READY);
  fixture->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (on_items_changed), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_ptr_array_unref (fixture->rows);
  g_assert_finalize_object (g_steal_pointer (&fixture->model));
  g_assert_finalize_object (g_steal_pointer (&fixture->below));
}

static void
splice (Fixture *fixture,
        guint    position,
        guint    removed,
        guint    added)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (rows, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (fixture->below, position, removed, rows->pdata, added);
}

static void
test_steps (Fixture       *fixture,
            gconstpointer  data)
{
  guint n_steps = 0;

  /* Few are shown at once. */
  splice (fixture, 0, 0, FIRST);
  assert_first (fixture);
  g_assert_cmpuint (count_shown (fixture), ==, FIRST);
  g_assert_false (rounds_unfolding_model_step (fixture->model));

  /* Many that come anew are not: two more a step, and all when the view has as many as it keeps. */
  splice (fixture, 0, FIRST, 1000);
  g_assert_cmpuint (count_shown (fixture), ==, FIRST);
  while (rounds_unfolding_model_step (fixture->model))
    {
      n_steps++;
      g_assert_cmpuint (count_shown (fixture), ==, FIRST + 2 * n_steps);
      assert_first (fixture);
    }
  g_assert_cmpuint (n_steps, ==, (READY - FIRST) / 2 - 1);
  g_assert_cmpuint (count_shown (fixture), ==, 1000);
  assert_first (fixture);

  /* What changes then is told as it is. */
  splice (fixture, 500, 1, 3);
  g_assert_cmpuint (count_shown (fixture), ==, 1002);
  assert_first (fixture);

  rounds_unfolding_model_fold (fixture->model);
  g_assert_cmpuint (count_shown (fixture), ==, FIRST);
  splice (fixture, 500, 100, 0);
  splice (fixture, 3, 1, 0);
  assert_first (fixture);
  rounds_unfolding_model_unfold (fixture->model);
  g_assert_cmpuint (count_shown (fixture), ==, 901);
  assert_first (fixture);
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      guint n_below = count_below (fixture);
      guint position = (guint) g_test_rand_int_range (0, (int) n_below + 1);
      guint removed = (guint) g_test_rand_int_range (0, (int) (n_below - position) + 1);

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          rounds_unfolding_model_fold (fixture->model);
          break;
        case 1:
          rounds_unfolding_model_unfold (fixture->model);
          g_assert_cmpuint (count_shown (fixture), ==, n_below);
          break;
        case 2:
          splice (fixture, 0, n_below, (guint) g_test_rand_int_range (0, MOST_ROWS));
          break;
        case 3:
        case 4:
          splice (fixture, position, removed, (guint) g_test_rand_int_range (0, (int) (MOST_ROWS - MIN (n_below - removed, MOST_ROWS - 1))));
          break;
        default:
          rounds_unfolding_model_step (fixture->model);
        }
      assert_first (fixture);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/unfolding-model/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/unfolding-model/random", Fixture, NULL, set_up, test_random, tear_down);

  return g_test_run ();
}
