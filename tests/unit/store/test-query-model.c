/* test-query-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-query-model.h"
#include "store/rounds-repository.h"

#define N_CHANGES 2000
#define N_ROWS 120
#define N_LONG 4000
#define MOST_LOOKED_AT 200 /* rows that are all looked at between two signals of one change */
#define PATIENCE_SECONDS 30

typedef struct
{
  char *folder;
  RoundsStore *store;
  const RoundsEntityInfo *info;
  GPtrArray *records; /* what is in the store, in no order */
  guint n_made;
} Fixture;

/* One row written: inserted (@before is %NULL), erased (@after is %NULL) or updated. */
typedef struct
{
  RoundsEntity *before;
  RoundsEntity *after;
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->before);
  g_clear_object (&change->after);
}

static GArray *
changes_new (void)
{
  GArray *changes = g_array_new (FALSE, TRUE, sizeof (Change));

  g_array_set_clear_func (changes, change_clear);
  return changes;
}

static void
changes_add (GArray       *changes,
             RoundsEntity *before,
             RoundsEntity *after)
{
  const Change change = { before != NULL ? g_object_ref (before) : NULL, after != NULL ? g_object_ref (after) : NULL };

  g_array_append_val (changes, change);
}

static gboolean
on_out_of_patience (gpointer user_data)
{
  g_error ("nothing has happened for %d seconds", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

#define wait_until(condition)                                                                  \
  G_STMT_START                                                                                 \
  {                                                                                            \
    guint timeout_id = g_timeout_add_seconds (PATIENCE_SECONDS, on_out_of_patience, NULL);     \
                                                                                               \
    while (!(condition))                                                                       \
      g_main_context_iteration (NULL, TRUE);                                                   \
    g_source_remove (timeout_id);                                                              \
  }                                                                                            \
  G_STMT_END

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *uri = NULL;

  fixture->folder = g_dir_make_tmp ("rounds-XXXXXX", &error);
  g_assert_no_error (error);
  uri = g_strdup_printf ("sqlite:%s/store.db", fixture->folder);
  fixture->store = rounds_store_new (uri, ROUNDS_SCHEMA_CACHE, 2, &error);
  g_assert_no_error (error);
  fixture->info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);
  fixture->records = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  rounds_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->store);

  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->records, g_ptr_array_unref);
}

static gpointer
write_changes_func (RoundsDatabase  *database,
                    RoundsChanges   *changes,
                    gpointer         user_data,
                    GCancellable    *cancellable,
                    GError         **error)
{
  GArray *wanted = user_data;

  for (guint i = 0; i < wanted->len; i++)
    {
      Change *change = &g_array_index (wanted, Change, i);
      gboolean done;

      if (change->before == NULL)
        done = rounds_repository_insert (database, change->after, changes, error);
      else if (change->after == NULL)
        done = rounds_repository_erase (database, rounds_entity_get_info (change->before),
                                        rounds_entity_get_id (change->before), changes, error);
      else
        done = rounds_repository_update (database, change->before, change->after, changes, error);
      if (!done)
        return NULL;
    }

  return rounds_store_done ();
}

static void
write_changes (Fixture *fixture,
               GArray  *changes)
{
  g_autoptr(GError) error = NULL;

  rounds_store_write (fixture->store, write_changes_func, changes, &error);
  g_assert_no_error (error);
}

static gpointer
run_script_func (RoundsDatabase  *database,
                 RoundsChanges   *changes,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  return rounds_database_run_script (database, user_data, error) ? rounds_store_done () : NULL;
}

static void
run_script (Fixture    *fixture,
            const char *sql)
{
  g_autoptr(GError) error = NULL;

  rounds_store_write (fixture->store, run_script_func, (gpointer) sql, &error);
  g_assert_no_error (error);
}

static RoundsEntity *
record_new (Fixture    *fixture,
            const char *name,
            gint64      beds)
{
  RoundsEntity *record = rounds_entity_new (fixture->info);
  g_autofree char *id = rounds_id_new ();

  rounds_entity_set_text (record, "id", id);
  rounds_entity_set_text (record, "name", name);
  rounds_entity_set_integer (record, "bed-capacity", beds);

  return record;
}

/* Few names, so that many are equal and the ids decide. */
static char *
random_name (GRand *random)
{
  return g_strdup_printf ("name %02d", g_rand_int_range (random, 0, 60));
}

/* Institutions "name 00" on, with as many beds as their number. */
static void
add_records (Fixture *fixture,
             guint    n)
{
  g_autoptr(GArray) changes = changes_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %02u", fixture->n_made);
      RoundsEntity *record = record_new (fixture, name, fixture->n_made);

      fixture->n_made++;
      changes_add (changes, NULL, record);
      g_ptr_array_add (fixture->records, record);
    }

  write_changes (fixture, changes);
}

static int
compare_records (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  RoundsEntity *one = *(RoundsEntity **) a;
  RoundsEntity *other = *(RoundsEntity **) b;
  int order = strcmp (rounds_entity_get_text (one, "name"), rounds_entity_get_text (other, "name"));

  return order != 0 ? order : strcmp (rounds_entity_get_id (one), rounds_entity_get_id (other));
}

/* Returns: (transfer full) (element-type utf8): the ids that the list should have, by name; deleted records are not in it */
static GPtrArray *
expect_ids (Fixture *fixture)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy (fixture->records, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_free_func (sorted, g_object_unref);
  g_ptr_array_sort_with_data (sorted, compare_records, NULL);
  for (guint i = 0; i < sorted->len; i++)
    if (!rounds_entity_is_deleted (g_ptr_array_index (sorted, i)))
      g_ptr_array_add (ids, g_strdup (rounds_entity_get_id (g_ptr_array_index (sorted, i))));

  return ids;
}

/* What a view holds: the list as items-changed tells it. */
typedef struct
{
  RoundsQueryModel *model;
  GPtrArray *ids;
  GHashTable *held;  /* id -> RoundsRow */
  guint hold_every;  /* one row in so many is held on to */
  guint n_told;
  guint n_removed;
  guint n_added;
} Mirror;

static void
mirror_take (Mirror     *mirror,
             RoundsRow  *row,
             guint       position)
{
  const char *id = rounds_row_get_id (row);
  RoundsRow *held = g_hash_table_lookup (mirror->held, id);

  if (held != NULL)
    g_assert_true (held == row);
  else if (mirror->n_told++ % mirror->hold_every == 0)
    g_hash_table_insert (mirror->held, g_strdup (id), g_object_ref (row));

  g_ptr_array_insert (mirror->ids, (int) position, g_strdup (id));
}

/* The list itself says what its signals have said, and a row that is held is the one it gives. */
static void
assert_mirror (Mirror *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mirror->model)), ==, mirror->ids->len);
  for (guint i = 0; i < mirror->ids->len; i++)
    {
      const char *id = g_ptr_array_index (mirror->ids, i);
      g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (mirror->model), i);
      RoundsRow *held = g_hash_table_lookup (mirror->held, id);

      g_assert_cmpstr (rounds_row_get_id (row), ==, id);
      if (held != NULL)
        g_assert_true (held == row);
    }
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->ids->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->ids, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr(RoundsRow) row = g_list_model_get_item (model, position + i);

      mirror_take (mirror, row, position + i);
    }

  mirror->n_removed += removed;
  mirror->n_added += added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->ids->len);
  if (mirror->ids->len <= MOST_LOOKED_AT)
    assert_mirror (mirror);
}

static void
mirror_init (Mirror           *mirror,
             RoundsQueryModel *model,
             guint             hold_every)
{
  memset (mirror, 0, sizeof *mirror);
  mirror->model = model;
  mirror->hold_every = hold_every;
  mirror->ids = g_ptr_array_new_with_free_func (g_free);
  mirror->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr(RoundsRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      mirror_take (mirror, row, i);
    }
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), mirror);
}

static void
mirror_clear (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->model, mirror);
  g_clear_pointer (&mirror->ids, g_ptr_array_unref);
  g_clear_pointer (&mirror->held, g_hash_table_unref);
}

static gboolean
same_ids (GPtrArray *a,
          GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

static void
wait_for_records (Fixture *fixture,
                  Mirror  *mirror)
{
  g_autoptr(GPtrArray) expected = expect_ids (fixture);

  wait_until (same_ids (mirror->ids, expected));
}

static RoundsQueryModel *
model_new (Fixture *fixture)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (fixture->info);

  return rounds_query_model_new (fixture->store, query);
}

static RoundsQueryModel *
loaded_model_new (Fixture *fixture)
{
  RoundsQueryModel *model = model_new (fixture);

  wait_until (!rounds_query_model_get_loading (model));
  return model;
}

static void
replace_record (Fixture      *fixture,
                guint         index,
                GArray       *changes,
                RoundsEntity *after)
{
  changes_add (changes, g_ptr_array_index (fixture->records, index), after);
  g_object_unref (g_ptr_array_index (fixture->records, index));
  g_ptr_array_index (fixture->records, index) = after;
}

/* Adds a random change. Returns: how many rows it makes go and come at most */
static guint
change_one (Fixture *fixture,
            GRand   *random,
            GArray  *changes)
{
  guint n = fixture->records->len;
  guint index = n > 0 ? (guint) g_rand_int_range (random, 0, (gint32) n) : 0;
  RoundsEntity *record = n > 0 ? g_ptr_array_index (fixture->records, index) : NULL;
  RoundsEntity *after;
  g_autofree char *name = NULL;

  switch (n == 0 ? 0 : g_rand_int_range (random, 0, n < N_ROWS ? 10 : 8))
    {
    case 1:
    case 2:
      changes_add (changes, record, NULL);
      g_ptr_array_remove_index_fast (fixture->records, index);
      return 1;

    case 3:
      /* A tombstone; or back from it. */
      after = rounds_entity_copy (record);
      if (rounds_entity_is_deleted (record))
        rounds_entity_clear (after, "deleted-at");
      else
        rounds_entity_set_integer (after, "deleted-at", g_get_real_time ());
      replace_record (fixture, index, changes, after);
      return 1;

    case 4:
    case 5:
      after = rounds_entity_copy (record);
      name = random_name (random);
      rounds_entity_set_text (after, "name", name);
      replace_record (fixture, index, changes, after);
      return 2;

    case 6:
    case 7:
      after = rounds_entity_copy (record);
      rounds_entity_set_integer (after, "bed-capacity", g_rand_int_range (random, 0, 10000));
      replace_record (fixture, index, changes, after);
      return 0;

    default:
      name = random_name (random);
      after = record_new (fixture, name, 1);
      changes_add (changes, NULL, after);
      g_ptr_array_add (fixture->records, after);
      return 1;
    }
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261122);
  RoundsQueryModel *model;
  Mirror mirror;
  guint n_most = 0;
  guint done = 0;
  guint n_writes = 0;

  add_records (fixture, N_ROWS / 2);
  model = loaded_model_new (fixture);
  mirror_init (&mirror, model, 3);
  wait_for_records (fixture, &mirror);

  while (done < N_CHANGES)
    {
      g_autoptr(GArray) changes = changes_new ();
      guint n = g_rand_boolean (random) ? 1 : (guint) g_rand_int_range (random, 1, 8);

      for (guint i = 0; i < n; i++)
        n_most += change_one (fixture, random, changes);
      write_changes (fixture, changes);
      done += n;
      n_writes++;

      /* Some changes overtake the question asked for those before. */
      if (g_rand_int_range (random, 0, 4) == 0)
        continue;
      wait_for_records (fixture, &mirror);
      if (n_writes % 10 == 0)
        assert_mirror (&mirror);
      if (n_writes % 50 == 0)
        g_hash_table_remove_all (mirror.held);
    }

  wait_for_records (fixture, &mirror);
  assert_mirror (&mirror);
  g_test_message ("%u writes: %u rows gone, %u come, at most %u", n_writes, mirror.n_removed, mirror.n_added, n_most);

  /* No row goes and comes that has not moved. */
  g_assert_cmpuint (mirror.n_removed + mirror.n_added, <=, n_most);

  mirror_clear (&mirror);
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
test_rows (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(RoundsQueryModel) model = NULL;
  g_autoptr(RoundsRow) first = NULL;
  g_autoptr(RoundsRow) again = NULL;
  g_autoptr(RoundsRow) moved = NULL;
  g_autoptr(GArray) changes = changes_new ();
  RoundsEntity *after;
  Mirror mirror;
  guint n_notified = 0;

  add_records (fixture, 20);
  model = loaded_model_new (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 20);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (model)) == ROUNDS_TYPE_ROW);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 20));

  /* The first records are there with their ids (see test-first-rows.c for the others). */
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  again = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_true (first == again);
  g_assert_cmpstr (rounds_row_get_id (first), ==, rounds_entity_get_id (g_ptr_array_index (fixture->records, 0)));
  g_assert_nonnull (rounds_row_get_entity (first));
  g_signal_connect (first, "notify::entity", G_CALLBACK (on_notify), &n_notified);
  g_assert_cmpstr (rounds_entity_get_text (rounds_row_get_entity (first), "name"), ==, "name 00");

  /* A change comes to the row that is held; no row goes or comes. */
  mirror_init (&mirror, model, 1);
  after = rounds_entity_copy (g_ptr_array_index (fixture->records, 0));
  rounds_entity_set_integer (after, "bed-capacity", 420);
  replace_record (fixture, 0, changes, after);
  write_changes (fixture, changes);
  wait_until (rounds_entity_get_integer (rounds_row_get_entity (first), "bed-capacity") == 420);
  g_assert_cmpuint (n_notified, ==, 1);

  /* Moved to the end, it is the same row, with the new record. */
  g_array_set_size (changes, 0);
  after = rounds_entity_copy (g_ptr_array_index (fixture->records, 0));
  rounds_entity_set_text (after, "name", "zzz");
  replace_record (fixture, 0, changes, after);
  write_changes (fixture, changes);
  wait_until (g_str_equal (rounds_entity_get_text (rounds_row_get_entity (first), "name"), "zzz"));
  wait_for_records (fixture, &mirror);
  g_assert_cmpuint (mirror.n_removed, ==, 1);
  g_assert_cmpuint (mirror.n_added, ==, 1);
  moved = g_list_model_get_item (G_LIST_MODEL (model), 19);
  g_assert_true (moved == first);
  assert_mirror (&mirror);

  mirror_clear (&mirror);
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(RoundsQueryModel) model = NULL;
  g_autofree char *stranger = rounds_id_new ();

  add_records (fixture, 30);
  model = loaded_model_new (fixture);

  for (guint i = 0; i < 30; i++)
    g_assert_cmpint (rounds_query_model_find (model, rounds_entity_get_id (g_ptr_array_index (fixture->records, i))), ==, i);
  g_assert_cmpint (rounds_query_model_find (model, stranger), ==, -1);
  g_assert_cmpint (rounds_query_model_find (model, "no id"), ==, -1);
  g_assert_cmpint (rounds_query_model_find (model, NULL), ==, -1);
}

static void
test_set_query (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(RoundsQueryModel) model = NULL;
  g_autoptr(RoundsQuery) backwards = rounds_query_new (fixture->info);
  g_autoptr(RoundsQuery) large = rounds_query_new (fixture->info);
  g_autoptr(RoundsFilter) filter = NULL;
  Mirror mirror;
  guint n_notified = 0;
  guint n_loading = 0;

  add_records (fixture, 20);
  model = loaded_model_new (fixture);
  mirror_init (&mirror, model, 1);
  g_signal_connect (model, "notify::query", G_CALLBACK (on_notify), &n_notified);
  g_signal_connect (model, "notify::loading", G_CALLBACK (on_notify), &n_loading);

  rounds_query_add_sort (backwards, rounds_entity_info_find (fixture->info, "name"), TRUE);
  filter = rounds_filter_new_integer (rounds_entity_info_find (fixture->info, "bed-capacity"),
                                      ROUNDS_FILTER_GREATER_OR_EQUAL, 15);
  rounds_query_set_filter (large, filter);

  rounds_query_model_set_query (model, rounds_query_model_get_query (model));
  g_assert_cmpuint (n_notified, ==, 0);
  g_assert_false (rounds_query_model_get_loading (model));

  /* What is shown stays until there is something else. */
  rounds_query_model_set_query (model, large);
  g_assert_true (rounds_query_model_get_query (model) == large);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (rounds_query_model_get_loading (model));
  wait_until (mirror.n_removed > 0 || !rounds_query_model_get_loading (model));
  g_assert_cmpuint (mirror.n_removed, ==, 15);
  g_assert_cmpuint (mirror.n_added, ==, 0);
  wait_until (!rounds_query_model_get_loading (model));
  g_assert_cmpuint (n_loading, ==, 2);
  assert_mirror (&mirror);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpstr (g_ptr_array_index (mirror.ids, i), ==,
                     rounds_entity_get_id (g_ptr_array_index (fixture->records, 15 + i)));

  /* The last one counts; those between are not shown. */
  rounds_query_model_set_query (model, backwards);
  rounds_query_model_set_query (model, large);
  rounds_query_model_set_query (model, backwards);
  wait_until (!rounds_query_model_get_loading (model));
  assert_mirror (&mirror);
  g_assert_cmpuint (mirror.ids->len, ==, 20);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpstr (g_ptr_array_index (mirror.ids, i), ==,
                     rounds_entity_get_id (g_ptr_array_index (fixture->records, 19 - i)));
  g_assert_cmpuint (mirror.n_added, ==, 20);
  g_assert_cmpuint (n_notified, ==, 4);

  mirror_clear (&mirror);
}

static gpointer
list_ids_func (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  return rounds_repository_list_ids (database, user_data, error);
}

/* What the store says now is what the list has. */
static void
assert_query (Fixture *fixture,
              Mirror  *mirror)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GByteArray) ids = rounds_store_read (fixture->store, list_ids_func,
                                                 rounds_query_model_get_query (mirror->model), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, mirror->ids->len * ROUNDS_ID_BYTES);
  for (guint i = 0; i < mirror->ids->len; i++)
    {
      char id[ROUNDS_ID_LENGTH + 1];

      rounds_id_from_bytes (ids->data + (gsize) i * ROUNDS_ID_BYTES, id);
      g_assert_cmpstr (g_ptr_array_index (mirror->ids, i), ==, id);
    }
}

static RoundsQuery *
random_query (Fixture *fixture,
              GRand   *random)
{
  static const char * const sorts[] = { "name", "bed-capacity", "type" };
  RoundsQuery *query = rounds_query_new (fixture->info);
  const char *sort = sorts[g_rand_int_range (random, 0, G_N_ELEMENTS (sorts))];

  rounds_query_add_sort (query, rounds_entity_info_find (fixture->info, sort), g_rand_boolean (random));
  if (g_rand_boolean (random))
    {
      g_autoptr(RoundsFilter) filter = NULL;

      filter = rounds_filter_new_integer (rounds_entity_info_find (fixture->info, "bed-capacity"), ROUNDS_FILTER_LESS,
                                          g_rand_int_range (random, 0, N_LONG + 1));
      rounds_query_set_filter (query, filter);
    }
  if (g_rand_int_range (random, 0, 4) == 0)
    rounds_query_set_search (query, g_rand_boolean (random) ? "name 1" : "name");

  return query;
}

/*
 * A list that takes a moment to read shows its first rows before the others have come: whatever overtakes them, the list is
 * what its signals say, and in the end what the store says.
 */
static void
test_first_rows (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261122);
  g_autoptr(RoundsQuery) all = rounds_query_new (fixture->info);
  RoundsQueryModel *model;
  Mirror mirror;
  guint n_early = 0;

  add_records (fixture, N_LONG);
  model = model_new (fixture);
  mirror_init (&mirror, model, 100);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(RoundsQuery) query = random_query (fixture, random);
      guint n_told = mirror.n_removed + mirror.n_added;

      rounds_query_model_set_query (model, query);
      for (gint32 n = g_rand_int_range (random, 0, 4); n > 0 && rounds_query_model_get_loading (model); n--)
        g_main_context_iteration (NULL, TRUE);
      if (rounds_query_model_get_loading (model) && mirror.n_removed + mirror.n_added > n_told)
        n_early++;

      if (g_rand_int_range (random, 0, 3) == 0)
        {
          g_autoptr(GArray) changes = changes_new ();

          change_one (fixture, random, changes);
          write_changes (fixture, changes);
        }
      if (g_rand_boolean (random))
        continue;

      wait_until (!rounds_query_model_get_loading (model));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      assert_mirror (&mirror);
    }

  /* One more change, and the list follows. */
  wait_until (!rounds_query_model_get_loading (model));
  rounds_query_model_set_query (model, all);
  add_records (fixture, 1);
  wait_for_records (fixture, &mirror);
  wait_until (!rounds_query_model_get_loading (model));
  assert_mirror (&mirror);
  assert_query (fixture, &mirror);
  g_test_message ("%u times the first rows were there before the others", n_early);

  mirror_clear (&mirror);
  g_assert_finalize_object (model);
}

/* A question that cannot be answered leaves what there is, and says so; the next answer takes that back. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RoundsQueryModel) model = NULL;
  g_autoptr(RoundsQueryModel) other = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) none = NULL;
  g_autoptr(RoundsQuery) query = rounds_query_new (fixture->info);
  Mirror mirror;
  guint n_notified = 0;

  add_records (fixture, 5);
  model = loaded_model_new (fixture);
  mirror_init (&mirror, model, 1);
  g_signal_connect (model, "notify::error", G_CALLBACK (on_notify), &n_notified);
  wait_until (rounds_row_get_entity (g_hash_table_lookup (mirror.held, g_ptr_array_index (mirror.ids, 0))) != NULL);

  run_script (fixture, "ALTER TABLE institutions RENAME TO elsewhere");
  rounds_query_model_set_query (model, query);
  other = loaded_model_new (fixture);
  wait_until (!rounds_query_model_get_loading (model));
  g_object_get (model, "error", &error, NULL);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 0);
  g_clear_error (&error);
  g_object_get (other, "error", &error, NULL);
  g_assert_nonnull (error);

  run_script (fixture, "ALTER TABLE elsewhere RENAME TO institutions");
  add_records (fixture, 1);
  wait_for_records (fixture, &mirror);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (other)) == 6);
  g_object_get (model, "error", &none, NULL);
  g_assert_no_error (none);
  g_assert_cmpuint (n_notified, ==, 2);

  mirror_clear (&mirror);
}

static void
test_finalize (Fixture       *fixture,
               gconstpointer  data)
{
  RoundsQueryModel *model;
  RoundsRow *row;

  add_records (fixture, 50);

  /* While the ids are read. */
  model = model_new (fixture);
  g_assert_finalize_object (model);

  /* While a record is asked for; before it is, and after. */
  model = loaded_model_new (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (model), 40);
  g_assert_finalize_object (model);
  g_assert_nonnull (rounds_row_get_id (row));
  g_assert_finalize_object (row);

  model = loaded_model_new (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (model), 40);
  g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (model);
  g_assert_null (rounds_row_get_entity (row));
  g_assert_finalize_object (row);

  /* While a change is on its way to it. */
  model = loaded_model_new (fixture);
  add_records (fixture, 1);
  g_assert_finalize_object (model);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  /* A row that nobody holds is gone, and comes again as another. */
  model = loaded_model_new (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_finalize_object (row);
  row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  wait_until (rounds_row_get_entity (row) != NULL);
  g_object_unref (row);
  g_assert_finalize_object (model);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/query-model/rows", Fixture, NULL, setup, test_rows, teardown);
  g_test_add ("/query-model/find", Fixture, NULL, setup, test_find, teardown);
  g_test_add ("/query-model/set-query", Fixture, NULL, setup, test_set_query, teardown);
  g_test_add ("/query-model/first-rows", Fixture, NULL, setup, test_first_rows, teardown);
  g_test_add ("/query-model/error", Fixture, NULL, setup, test_error, teardown);
  g_test_add ("/query-model/finalize", Fixture, NULL, setup, test_finalize, teardown);
  g_test_add ("/query-model/random", Fixture, NULL, setup, test_random, teardown);

  return g_test_run ();
}
