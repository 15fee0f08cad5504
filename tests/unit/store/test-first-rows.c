/* test-first-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"
#include "store/rounds-query-model.h"
#include "support.h"

/* So many that their ids take longer than the list waits for. */
#define N_ROWS 8000
#define N_QUERIES 60

typedef struct
{
  Room room;
  RoundsStore *store;
  RoundsQueryModel *model;
  GByteArray *ids; /* what a view has been told */
  guint n_told;
  guint n_early; /* times it was told of rows while others were on their way */
  guint n_removed;
  guint n_added;
} Fixture;

static void
get_id (Fixture *fixture,
        guint    position,
        guint8   bytes[ROUNDS_ID_BYTES])
{
  g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);

  g_assert_nonnull (row);
  g_assert_true (rounds_id_to_bytes (rounds_row_get_id (row), bytes));
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Fixture    *fixture)
{
  g_autoptr(GByteArray) after = g_byte_array_new ();

  g_assert_cmpuint (position + removed, <=, fixture->ids->len / ROUNDS_ID_BYTES);
  g_byte_array_append (after, fixture->ids->data, position * ROUNDS_ID_BYTES);
  for (guint i = 0; i < added; i++)
    {
      guint8 bytes[ROUNDS_ID_BYTES];

      get_id (fixture, position + i, bytes);
      g_byte_array_append (after, bytes, sizeof bytes);
    }
  g_byte_array_append (after, fixture->ids->data + (position + removed) * ROUNDS_ID_BYTES,
                       fixture->ids->len - (position + removed) * ROUNDS_ID_BYTES);
  g_byte_array_unref (fixture->ids);
  fixture->ids = g_steal_pointer (&after);

  fixture->n_told++;
  fixture->n_removed += removed;
  fixture->n_added += added;
  if (rounds_query_model_get_loading (fixture->model) && g_list_model_get_n_items (model) > 0)
    fixture->n_early++;
  g_assert_cmpuint (fixture->ids->len / ROUNDS_ID_BYTES, ==, g_list_model_get_n_items (model));
}

static RoundsQuery *
create_query (const char *search)
{
  RoundsQuery *query = rounds_query_new (rounds_registry_find ("institution"));

  rounds_query_set_search (query, search);
  return query;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(RoundsQuery) query = create_query (NULL);
  g_autoptr(GError) error = NULL;

  room_set_up (&fixture->room, ROOM_CACHE);
  assert_ok (rounds_database_begin (fixture->room.database, &local_error));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr(RoundsEntity) entity = make_record ("institution");
      g_autofree char *name = g_strdup_printf ("%s %u", i % 2 ? "Clinique" : "Centre", i * 7919 % N_ROWS);

      rounds_entity_set_text (entity, "name", name);
      rounds_entity_set_integer (entity, "revision", i + 1);
      assert_ok (rounds_repository_apply (fixture->room.database, entity, NULL, &local_error));
    }
  assert_ok (rounds_database_commit (fixture->room.database, &local_error));

  fixture->store = rounds_store_new (fixture->room.uri, ROUNDS_SCHEMA_CACHE, 2, &error);
  g_assert_no_error (error);
  fixture->ids = g_byte_array_new ();
  fixture->model = rounds_query_model_new (fixture->store, query);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (on_items_changed), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&fixture->model));
  rounds_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  g_byte_array_unref (fixture->ids);
  room_tear_down (&fixture->room, NULL);
}

static void
wait_loaded (Fixture *fixture)
{
  while (rounds_query_model_get_loading (fixture->model))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_shows (Fixture     *fixture,
              RoundsQuery *query)
{
  g_autoptr(GByteArray) ids = rounds_repository_list_ids (fixture->room.database, query, NULL);

  g_assert_cmpmem (fixture->ids->data, fixture->ids->len, ids->data, ids->len);
}

static void
test_early (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RoundsQuery) all = create_query (NULL);
  g_autoptr(RoundsQuery) few = create_query ("centre 1999");
  g_autoptr(RoundsQuery) half = create_query ("clin");
  g_autoptr(RoundsQuery) same = create_query ("clini");
  gboolean answered;

  /* The first come before the rest, which is appended and touches no other. */
  wait_loaded (fixture);
  assert_shows (fixture, all);
  g_assert_cmpuint (fixture->n_told, ==, 2);
  g_assert_cmpuint (fixture->n_early, >=, 1);
  g_assert_cmpuint (fixture->n_removed, ==, 0);
  g_assert_cmpuint (fixture->n_added, ==, N_ROWS);

  g_object_get (fixture->model, "answered", &answered, NULL);
  g_assert_true (answered);
  rounds_query_model_set_query (fixture->model, half);
  g_object_get (fixture->model, "answered", &answered, NULL);
  g_assert_false (answered);
  g_assert_true (rounds_query_model_get_loading (fixture->model));
  wait_loaded (fixture);
  assert_shows (fixture, half);

  /* One more letter that finds the same: answered, and nothing has moved. */
  fixture->n_told = 0;
  rounds_query_model_set_query (fixture->model, same);
  wait_loaded (fixture);
  g_object_get (fixture->model, "answered", &answered, NULL);
  g_assert_true (answered);
  assert_shows (fixture, same);
  g_assert_cmpuint (fixture->n_told, ==, 0);

  /* Few come at once. */
  fixture->n_told = 0;
  rounds_query_model_set_query (fixture->model, few);
  wait_loaded (fixture);
  assert_shows (fixture, few);
  g_assert_cmpuint (fixture->n_told, ==, 1);
}

/* Typed faster than is read: whatever was on its way, the last query is shown in the end, and each step was told right. */
static void
test_overtaken (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const typed[] = { NULL, "c", "cl", "cli", "centre", "1", "12", "clin 1", "zz" };
  g_autoptr(GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_query_unref);
  RoundsQuery *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    g_ptr_array_add (queries, create_query (typed[i]));

  for (guint i = 0; i < N_QUERIES; i++)
    {
      last = g_ptr_array_index (queries, g_rand_int_range (random, 0, G_N_ELEMENTS (typed)));
      rounds_query_model_set_query (fixture->model, last);
      for (int j = g_rand_int_range (random, 0, 4); j > 0 && rounds_query_model_get_loading (fixture->model); j--)
        g_main_context_iteration (NULL, g_rand_boolean (random));
    }

  wait_loaded (fixture);
  g_assert_true (rounds_query_model_get_query (fixture->model) == last);
  assert_shows (fixture, last);
}

static gpointer
rename_one (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  g_autoptr(RoundsQuery) query = create_query (NULL);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(RoundsEntity) after = NULL;

  rounds_query_set_range (query, GPOINTER_TO_UINT (user_data), 1);
  found = rounds_repository_list (database, query, error);
  after = rounds_entity_copy (g_ptr_array_index (found, 0));
  rounds_entity_set_text (after, "name", "zz");
  return rounds_repository_update (database, g_ptr_array_index (found, 0), after, changes, error) ? rounds_store_done () : NULL;
}

/* Changes that come faster than the list is read do not keep it from being shown. */
static void
test_changed_meanwhile (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(RoundsQuery) all = create_query (NULL);

  for (guint i = 0; i < 30 || g_list_model_get_n_items (G_LIST_MODEL (fixture->model)) == 0; i++)
    {
      rounds_store_write_async (fixture->store, rename_one, GUINT_TO_POINTER (i * 100 % N_ROWS), NULL, NULL, NULL, NULL, NULL);
      g_main_context_iteration (NULL, TRUE);
    }

  /* In the end it shows what there is. */
  for (;;)
    {
      g_autoptr(GByteArray) ids = rounds_repository_list_ids (fixture->room.database, all, NULL);

      if (ids->len == fixture->ids->len && memcmp (ids->data, fixture->ids->data, ids->len) == 0)
        break;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* No row that a window shows first is empty, and none shows what is no longer so. */
static void
test_records (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(RoundsQuery) all = create_query (NULL);
  g_autoptr(RoundsRow) last = NULL;
  g_autoptr(GError) error = NULL;

  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->model), i);

      g_assert_nonnull (rounds_row_get_entity (row));
      g_assert_cmpstr (rounds_entity_get_id (rounds_row_get_entity (row)), ==, rounds_row_get_id (row));
    }
  wait_loaded (fixture);

  /* One that nobody holds any more is not remembered as it was. */
  rounds_store_write (fixture->store, rename_one, GUINT_TO_POINTER (0), &error);
  g_assert_no_error (error);
  while (last == NULL || rounds_row_get_entity (last) == NULL ||
         g_strcmp0 (rounds_entity_get_text (rounds_row_get_entity (last), "name"), "zz") != 0)
    {
      g_clear_object (&last);
      last = g_list_model_get_item (G_LIST_MODEL (fixture->model), N_ROWS - 1);
      g_main_context_iteration (NULL, TRUE);
    }
  assert_shows (fixture, all);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/first-rows/early", Fixture, NULL, set_up, test_early, tear_down);
  g_test_add ("/first-rows/overtaken", Fixture, NULL, set_up, test_overtaken, tear_down);
  g_test_add ("/first-rows/changed-meanwhile", Fixture, NULL, set_up, test_changed_meanwhile, tear_down);
  g_test_add ("/first-rows/records", Fixture, NULL, set_up, test_records, tear_down);

  return g_test_run ();
}
