/* test-gap-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "app/widgets/rounds-gap-model.h"

#define N_STEPS 20000
#define MOST_ROWS 30

/* What a view holds: the list as items-changed tells it. */
typedef struct
{
  GListModel *model;
  GPtrArray *rows;
  guint n_signals;
} Mirror;

static void
assert_same (Mirror *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (mirror->model), ==, mirror->rows->len);

  for (guint i = 0; i < mirror->rows->len; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (mirror->model, i);

      g_assert_true (row == g_ptr_array_index (mirror->rows, i));
    }
  g_assert_null (g_list_model_get_item (mirror->model, mirror->rows->len));
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->rows->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->rows, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->rows, (int) (position + i), g_list_model_get_item (model, position + i));

  mirror->n_signals++;
  assert_same (mirror);
}

static void
mirror_init (Mirror     *mirror,
             GListModel *model)
{
  mirror->model = model;
  mirror->rows = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->n_signals = 0;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (mirror->rows, g_list_model_get_item (model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), mirror);
}

static void
mirror_clear (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->model, mirror);
  g_clear_pointer (&mirror->rows, g_ptr_array_unref);
}

static GObject *
row_new (void)
{
  return g_object_new (G_TYPE_OBJECT, NULL);
}

static GListStore *
store_new (guint n)
{
  GListStore *store = g_list_store_new (G_TYPE_OBJECT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) row = row_new ();

      g_list_store_append (store, row);
    }

  return store;
}

static void
splice (GListStore *store,
        guint       position,
        guint       removed,
        guint       added)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (rows, row_new ());
  g_list_store_splice (store, position, removed, rows->pdata, added);
}

static RoundsGap *
get_gap (RoundsGapModel *model)
{
  guint position;
  g_autoptr(GObject) gap = NULL;

  g_assert_true (rounds_gap_model_is_open (model, &position));
  gap = g_list_model_get_item (G_LIST_MODEL (model), position);
  g_assert_true (ROUNDS_IS_GAP (gap));

  return ROUNDS_GAP (gap);
}

/* Every row is in the list once, in the order of the list below, with the gap where it says it is. */
static void
assert_rows (RoundsGapModel *model,
             GListModel     *below)
{
  guint gap = 0;
  gboolean open = rounds_gap_model_is_open (model, &gap);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  g_assert_cmpuint (n, ==, g_list_model_get_n_items (below) + (open ? 1 : 0));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GObject) row = g_list_model_get_item (G_LIST_MODEL (model), i);
      g_autoptr(GObject) row_below = g_list_model_get_item (below, rounds_gap_model_to_below (model, i));

      if (open && i == gap)
        g_assert_true (ROUNDS_IS_GAP (row));
      else
        g_assert_true (row == row_below);
    }
}

static void
change_below (GRand          *random,
              RoundsGapModel *model,
              GListStore     *store,
              Mirror         *mirror)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint position = (guint) g_rand_int_range (random, 0, (gint32) n + 1);
  guint removed = (guint) g_rand_int_range (random, 0, (gint32) MIN (n - position, 4) + 1);
  guint added = n > MOST_ROWS ? 0 : (guint) g_rand_int_range (random, 0, 4);
  guint gap = 0;
  gboolean was_open = rounds_gap_model_is_open (model, &gap);
  gboolean was_filled = was_open && rounds_gap_get_item (get_gap (model)) != NULL;
  gboolean closes = was_open && ((was_filled && added > 0) || (position < gap && position + removed > gap));
  guint n_signals = mirror->n_signals;
  guint now;

  splice (store, position, removed, added);

  /* One signal, also when the gap goes with it: nothing jumps. */
  g_assert_cmpuint (mirror->n_signals, ==, n_signals + 1);
  g_assert_cmpint (rounds_gap_model_is_open (model, &now), ==, was_open && !closes);

  /* The rows that stay are on the side of the gap where they were. */
  if (was_open && !closes)
    {
      if (position + removed <= gap && position < gap)
        g_assert_cmpuint (now, ==, gap - removed + added);
      else
        g_assert_cmpuint (now, ==, gap);
    }
}

static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261122);
  g_autoptr(GListStore) store = store_new (8);
  RoundsGapModel *model = rounds_gap_model_new (G_LIST_MODEL (store));
  Mirror mirror;
  guint n_filled = 0;

  mirror_init (&mirror, G_LIST_MODEL (model));
  for (guint i = 0; i < N_STEPS; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
      g_autoptr(GObject) dropped = NULL;
      guint position;
      guint where;

      switch (g_rand_int_range (random, 0, 10))
        {
        case 0:
        case 1:
        case 2:
          where = (guint) g_rand_int_range (random, 0, (gint32) n + 3);
          rounds_gap_model_open (model, where, 40);
          g_assert_true (rounds_gap_model_is_open (model, &position));
          g_assert_cmpuint (position, ==, MIN (where, n));
          break;

        case 3:
          dropped = row_new ();
          rounds_gap_model_fill (model, dropped);
          if (rounds_gap_model_is_open (model, NULL))
            {
              g_assert_true (rounds_gap_get_item (get_gap (model)) == dropped);
              n_filled++;
            }
          break;

        case 4:
          rounds_gap_model_close (model);
          g_assert_false (rounds_gap_model_is_open (model, NULL));
          break;

        default:
          change_below (random, model, store, &mirror);
          break;
        }

      assert_same (&mirror);
      assert_rows (model, G_LIST_MODEL (store));
    }

  g_assert_cmpuint (n_filled, >, N_STEPS / 100);
  mirror_clear (&mirror);
  g_assert_finalize_object (model);
}

/* The card that was dropped shows in the gap; the row takes its place in one signal, wherever it lands. */
static void
test_drop (void)
{
  for (guint landing = 0; landing <= 5; landing++)
    {
      g_autoptr(GListStore) store = store_new (5);
      g_autoptr(GObject) dropped = row_new ();
      RoundsGapModel *model = rounds_gap_model_new (G_LIST_MODEL (store));
      Mirror mirror;

      mirror_init (&mirror, G_LIST_MODEL (model));
      rounds_gap_model_open (model, 2, 40);
      rounds_gap_model_fill (model, dropped);
      g_assert_cmpuint (mirror.n_signals, ==, 1);

      g_list_store_insert (store, landing, dropped);
      g_assert_cmpuint (mirror.n_signals, ==, 2);
      g_assert_false (rounds_gap_model_is_open (model, NULL));
      g_assert_cmpuint (mirror.rows->len, ==, 6);
      g_assert_true (g_ptr_array_index (mirror.rows, landing) == dropped);

      mirror_clear (&mirror);
      g_assert_finalize_object (model);
    }
}

/* A row that goes elsewhere leaves a filled gap open: the row it waits for has not come. */
static void
test_row_goes (void)
{
  g_autoptr(GListStore) store = store_new (5);
  g_autoptr(GObject) dropped = row_new ();
  RoundsGapModel *model = rounds_gap_model_new (G_LIST_MODEL (store));
  guint position;

  rounds_gap_model_open (model, 3, 40);
  rounds_gap_model_fill (model, dropped);
  g_list_store_remove (store, 0);
  g_assert_true (rounds_gap_model_is_open (model, &position));
  g_assert_cmpuint (position, ==, 2);
  g_list_store_remove (store, 3);
  g_assert_true (rounds_gap_model_is_open (model, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_true (rounds_gap_get_item (get_gap (model)) == dropped);

  g_assert_finalize_object (model);
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_gap (void)
{
  g_autoptr(GListStore) store = store_new (2);
  g_autoptr(GObject) dropped = row_new ();
  g_autoptr(GObject) item = NULL;
  RoundsGapModel *model = rounds_gap_model_new (G_LIST_MODEL (store));
  RoundsGap *gap;
  Mirror mirror;
  guint n_notified = 0;

  mirror_init (&mirror, G_LIST_MODEL (model));
  g_assert_true (rounds_gap_model_get_model (model) == G_LIST_MODEL (store));

  rounds_gap_model_close (model);
  rounds_gap_model_fill (model, dropped);
  g_assert_false (rounds_gap_model_is_open (model, NULL));
  g_assert_cmpuint (mirror.n_signals, ==, 0);

  /* Beyond the end is the end; there already is no change. */
  rounds_gap_model_open (model, 9, 44);
  rounds_gap_model_open (model, 2, 44);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  gap = get_gap (model);
  g_assert_cmpint (rounds_gap_get_height (gap), ==, 44);
  g_assert_null (rounds_gap_get_item (gap));

  g_signal_connect (gap, "notify::item", G_CALLBACK (on_notify), &n_notified);
  rounds_gap_model_fill (model, dropped);
  rounds_gap_model_fill (model, dropped);
  g_object_get (gap, "item", &item, NULL);
  g_assert_true (item == dropped);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (mirror.n_signals, ==, 1);

  mirror_clear (&mirror);
  g_assert_finalize_object (model);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gap-model/gap", test_gap);
  g_test_add_func ("/gap-model/drop", test_drop);
  g_test_add_func ("/gap-model/row-goes", test_row_goes);
  g_test_add_func ("/gap-model/random", test_random);

  return g_test_run ();
}
