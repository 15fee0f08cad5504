/* test-count-cache.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-count-cache.h"
#include "support.h"

/* Asks, and tells how many statements that took. */
static guint
assert_count (RoundsCountCache *cache,
              RoundsDatabase   *database,
              RoundsQuery      *query,
              gint64            expected)
{
  const guint64 before = rounds_database_get_n_statements (database);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (rounds_count_cache_count (cache, database, query, &error), ==, expected);
  g_assert_no_error (error);

  return (guint) (rounds_database_get_n_statements (database) - before);
}

static RoundsQuery *
make_query (const char *kind,
            const char *city,
            const char *words)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  RoundsQuery *query = rounds_query_new (info);

  if (city != NULL)
    {
      g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "city"), ROUNDS_FILTER_EQUAL, city);

      rounds_query_set_filter (query, filter);
    }
  rounds_query_set_search (query, words);
  return query;
}

static void
test_kept (Room          *room,
           gconstpointer  data)
{
  g_autoptr(RoundsCountCache) cache = rounds_count_cache_new ();
  g_autoptr(RoundsQuery) all = make_query ("institution", NULL, NULL);
  g_autoptr(RoundsQuery) nantes = make_query ("institution", "Nantes", NULL);
  g_autoptr(RoundsQuery) angers = make_query ("institution", "Angers", NULL);
  g_autoptr(RoundsQuery) clinics = make_query ("institution", NULL, "clin");
  g_autoptr(RoundsQuery) centres = make_query ("institution", NULL, "centre");
  g_autoptr(RoundsEntity) a = room_insert (room, "institution", "name", "Clinique A", "city", "Nantes", NULL);
  g_autoptr(RoundsEntity) b = room_insert (room, "institution", "name", "Clinique B", "city", "Angers", NULL);
  g_autoptr(RoundsEntity) c = room_insert (room, "institution", "name", "Centre C", "city", "Nantes", NULL);
  g_autoptr(RoundsEntity) d = NULL;

  for (guint i = 0; i < 2; i++)
    {
      assert_count (cache, room->database, all, 3);
      assert_count (cache, room->database, nantes, 2);
      assert_count (cache, room->database, angers, 1);
      assert_count (cache, room->database, clinics, 2);
      assert_count (cache, room->database, centres, 1);
    }

  /* One statement tells that nothing has changed, and a page of the list is as long as any other. */
  g_assert_cmpuint (assert_count (cache, room->database, nantes, 2), ==, 1);
  g_assert_cmpuint (assert_count (cache, room->database, clinics, 2), ==, 1);
  rounds_query_set_range (nantes, 50, 10);
  g_assert_cmpuint (assert_count (cache, room->database, nantes, 2), ==, 1);
  rounds_query_set_include_deleted (nantes, TRUE);
  g_assert_cmpuint (assert_count (cache, room->database, nantes, 2), >, 1);
  rounds_query_set_include_deleted (nantes, FALSE);

  d = room_insert (room, "institution", "name", "Clinique D", "city", "Nantes", NULL);
  g_assert_cmpuint (assert_count (cache, room->database, nantes, 3), ==, 2);
  assert_count (cache, room->database, clinics, 3);
  assert_count (cache, room->database, angers, 1);
}

/* Another connection writes. */
static void
test_two (Room          *room,
          gconstpointer  data)
{
  g_autoptr(RoundsCountCache) cache = rounds_count_cache_new ();
  g_autoptr(RoundsQuery) all = make_query ("institution", NULL, NULL);
  g_autoptr(RoundsEntity) a = room_insert (room, "institution", "name", "A", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) reader = rounds_database_open (room->uri, ROUNDS_DATABASE_READ_ONLY, &error);
  g_autoptr(RoundsEntity) b = make_record ("institution");
  g_autoptr(RoundsEntity) gone = NULL;

  g_assert_no_error (error);
  assert_count (cache, reader, all, 1);

  /* What is not committed is seen by who writes it, and neither kept nor asked of the cache. */
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_repository_insert (room->database, b, NULL, &local_error));
  assert_count (cache, room->database, all, 2);
  assert_count (cache, reader, all, 1);
  assert_ok (rounds_database_commit (room->database, &local_error));
  assert_count (cache, reader, all, 2);
  assert_count (cache, room->database, all, 2);

  /* Who reads as of a moment goes on to see that moment, and leaves the others theirs. */
  assert_ok (rounds_database_begin_reading (reader, &local_error));
  assert_count (cache, reader, all, 2);
  gone = rounds_entity_copy (b);
  rounds_entity_set_integer (gone, "deleted-at", 1);
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_repository_update (room->database, b, gone, NULL, &local_error));
  assert_ok (rounds_database_commit (room->database, &local_error));
  assert_count (cache, room->database, all, 1);
  assert_count (cache, reader, all, 2);
  g_assert_cmpuint (assert_count (cache, room->database, all, 1), ==, 1);
  rounds_database_rollback (reader);
  assert_count (cache, reader, all, 1);

  /* Nor does what was taken back stay. */
  assert_ok (rounds_database_begin (room->database, &local_error));
  {
    g_autoptr(RoundsEntity) c = make_record ("institution");

    assert_ok (rounds_repository_insert (room->database, c, NULL, &local_error));
  }
  assert_count (cache, room->database, all, 2);
  rounds_database_rollback (room->database);
  assert_count (cache, room->database, all, 1);
}

/* Rows of what only the server has can go without a revision. */
static void
test_server_only (Room          *room,
                  gconstpointer  data)
{
  g_autoptr(RoundsCountCache) cache = rounds_count_cache_new ();
  g_autoptr(RoundsQuery) all = make_query ("webhook", NULL, NULL);
  g_autoptr(RoundsEntity) webhook = room_insert (room, "webhook", NULL);

  assert_count (cache, room->database, all, 1);
  assert_ok (rounds_database_execute (room->database, &local_error, "DELETE FROM webhooks", NULL));
  assert_count (cache, room->database, all, 0);
}

/* More questions than are remembered. */
static void
test_many (Room          *room,
           gconstpointer  data)
{
  g_autoptr(RoundsCountCache) cache = rounds_count_cache_new ();
  g_autoptr(RoundsEntity) a = room_insert (room, "institution", "name", "A", "city", "Nantes 1500", NULL);

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *city = g_strdup_printf ("Nantes %u", i);
      g_autoptr(RoundsQuery) query = make_query ("institution", city, NULL);

      assert_count (cache, room->database, query, i == 1500);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/count-cache/kept", ROOM_SERVER, test_kept);
  room_add ("/count-cache/two", ROOM_SERVER, test_two);
  room_add ("/count-cache/server-only", ROOM_SERVER, test_server_only);
  room_add ("/count-cache/many", ROOM_SERVER, test_many);

  return g_test_run ();
}
