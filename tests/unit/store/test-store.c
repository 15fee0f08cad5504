/* test-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "model/rounds-problem.h"
#include "rounds-test-database.h"
#include "store/rounds-store.h"
#include "support.h"

typedef struct
{
  Room room;
  RoundsStore *store;
  guint n_announced;
  guint n_rows;
  guint n_answers;
  guint n_freed;
  GThread *main_thread;
} Fixture;

static void
on_changed (RoundsStore   *store,
            RoundsChanges *changes,
            Fixture       *fixture)
{
  GHashTable *ids = rounds_changes_get_ids (changes, rounds_registry_find ("team"));

  g_assert_true (g_thread_self () == fixture->main_thread);
  g_assert_false (rounds_changes_is_empty (changes));
  fixture->n_announced++;
  fixture->n_rows += ids != NULL ? g_hash_table_size (ids) : 0;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  room_set_up (&fixture->room, ROOM_CACHE);
  fixture->main_thread = g_thread_self ();
  fixture->store = rounds_store_new (fixture->room.uri, ROUNDS_SCHEMA_CACHE, GPOINTER_TO_UINT (data), &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->store != NULL)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (fixture->store);
    }
  room_tear_down (&fixture->room, NULL);
}

/* @user_data: how many teams */
static gpointer
insert (RoundsDatabase  *database,
        RoundsChanges   *changes,
        gpointer         user_data,
        GCancellable    *cancellable,
        GError         **error)
{
  g_assert_nonnull (changes);
  g_assert_true (rounds_database_is_in_transaction (database));

  for (guint i = 0; i < GPOINTER_TO_UINT (user_data); i++)
    {
      g_autoptr(RoundsEntity) team = make_record ("team");

      if (!rounds_repository_insert (database, team, changes, error))
        return NULL;
    }

  return rounds_store_done ();
}

static gpointer
insert_and_fail (RoundsDatabase  *database,
                 RoundsChanges   *changes,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  if (insert (database, changes, user_data, cancellable, error) != NULL)
    rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "NO", "no");
  return NULL;
}

static gpointer
count (RoundsDatabase  *database,
       RoundsChanges   *changes,
       gpointer         user_data,
       GCancellable    *cancellable,
       GError         **error)
{
  gint64 *result = g_new0 (gint64, 1);
  gint64 again;

  g_assert_null (changes);
  if (!rounds_database_query_integer (database, result, error, "SELECT count(*) FROM teams", NULL) ||
      !rounds_database_query_integer (database, &again, error, "SELECT count(*) FROM teams", NULL))
    return NULL;

  /* All of one moment, whatever is written meanwhile. */
  g_assert_cmpint (*result, ==, again);
  return result;
}

static gint64
count_now (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *result = rounds_store_read (fixture->store, count, NULL, &error);

  g_assert_no_error (error);
  return *result;
}

static void
test_blocking (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_store_write (fixture->store, insert, GUINT_TO_POINTER (3), &error) == rounds_store_done ());
  g_assert_no_error (error);
  g_assert_cmpint (count_now (fixture), ==, 3);

  g_assert_null (rounds_store_write (fixture->store, insert_and_fail, GUINT_TO_POINTER (5), &error));
  assert_problem (error, ROUNDS_PROBLEM_INVALID, "NO");
  g_clear_error (&error);
  g_assert_cmpint (count_now (fixture), ==, 3);

  /* Announced when the context runs, once for each write that changed rows. */
  g_assert_cmpuint (fixture->n_announced, ==, 0);
  g_assert_nonnull (rounds_store_write (fixture->store, insert, GUINT_TO_POINTER (0), &error));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_announced, ==, 1);
  g_assert_cmpuint (fixture->n_rows, ==, 3);

  rounds_store_close (fixture->store);
  g_assert_null (rounds_store_write (fixture->store, insert, GUINT_TO_POINTER (1), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  rounds_store_close (fixture->store);
}

static void
free_user_data (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () == fixture->main_thread);
  fixture->n_freed++;
}

static gpointer
insert_one (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Fixture *fixture = user_data;

  g_assert_true (g_thread_self () != fixture->main_thread);
  return insert (database, changes, GUINT_TO_POINTER (1), cancellable, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_store_finish (ROUNDS_STORE (source), result, &error) == rounds_store_done ());
  g_assert_no_error (error);
  fixture->n_answers++;
  /* The announcement has come before. */
  g_assert_cmpuint (fixture->n_announced, >=, fixture->n_answers);
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree gint64 *number = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (number);
  fixture->n_answers++;
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 100; i++)
    rounds_store_write_async (fixture->store, insert_one, fixture, free_user_data, NULL, NULL, on_written, fixture);
  while (fixture->n_answers < 100)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_announced, ==, 100);
  g_assert_cmpuint (fixture->n_freed, ==, 100);
  g_assert_cmpint (count_now (fixture), ==, 100);

  fixture->n_answers = 0;
  for (guint i = 0; i < 200; i++)
    {
      rounds_store_read_async (fixture->store, count, NULL, NULL, g_free, NULL, on_counted, fixture);
      if (i % 4 == 0)
        rounds_store_write_async (fixture->store, insert_one, fixture, NULL, NULL, NULL, NULL, NULL);
    }
  while (fixture->n_answers < 200)
    g_main_context_iteration (NULL, TRUE);
  rounds_store_close (fixture->store);
}

static gboolean
on_cancel (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static gpointer
work_long (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  gint64 number;

  if (changes != NULL && insert (database, changes, GUINT_TO_POINTER (1), cancellable, error) == NULL)
    return NULL;

  /* From here on the main thread may break off: in a statement or between two. */
  g_idle_add (on_cancel, user_data);
  while (rounds_database_query_integer (database, &number, error,
                                        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
                                        "SELECT count(*) FROM n", NULL))
    ;
  return NULL;
}

static void
on_cancelled (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_null (rounds_store_finish (ROUNDS_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture->n_answers++;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) reading = g_cancellable_new ();
  g_autoptr(GCancellable) writing = g_cancellable_new ();
  g_autoptr(GCancellable) before = g_cancellable_new ();

  rounds_store_read_async (fixture->store, work_long, reading, NULL, NULL, reading, on_cancelled, fixture);
  rounds_store_write_async (fixture->store, work_long, writing, NULL, NULL, writing, on_cancelled, fixture);
  g_cancellable_cancel (before);
  rounds_store_write_async (fixture->store, insert_one, fixture, NULL, NULL, before, on_cancelled, fixture);
  while (fixture->n_answers < 3)
    g_main_context_iteration (NULL, TRUE);

  /* The connections work on, and nothing was written. */
  g_assert_cmpint (count_now (fixture), ==, 0);
  g_assert_cmpuint (fixture->n_announced, ==, 0);
}

static gpointer
ask_from_thread (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr(GError) error = NULL;

      if (i % 5 == 0)
        rounds_store_write (fixture->store, insert, GUINT_TO_POINTER (1), &error);
      else
        g_assert_cmpint (count_now (fixture), >, 0);
      g_assert_no_error (error);
    }

  return NULL;
}

/* As a server does: threads of its own that wait. */
static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asks", ask_from_thread, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count_now (fixture), ==, 40);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_announced, ==, 40);
}

/* Let go of with work under way: it is done, and the answer comes. */
static void
test_let_go (Fixture       *fixture,
             gconstpointer  data)
{
  gpointer watched = fixture->store;

  g_object_add_weak_pointer (G_OBJECT (watched), &watched);
  rounds_store_write_async (fixture->store, insert_one, fixture, free_user_data, NULL, NULL, on_written, fixture);
  g_clear_object (&fixture->store);
  while (watched != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
  g_assert_cmpuint (fixture->n_freed, ==, 1);
}

static gpointer
write_long_texts (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rounds_database_run_script (database,
                                     "CREATE TABLE long_texts (text text);"
                                     "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)"
                                     "INSERT INTO long_texts SELECT hex(zeroblob(2000)) FROM n",
                                     error)
         ? rounds_store_done () : NULL;
}

/* After its answer, the writer's thread brings the database's file up to date by itself. */
static void
test_rest (Fixture       *fixture,
           gconstpointer  data)
{
  GStatBuf status = { 0 };

  assert_ok (rounds_store_write (fixture->store, write_long_texts, NULL, &local_error) != NULL);

  for (guint waited = 0; waited < 3000 && status.st_size < 1500 * 4000; waited++)
    {
      g_usleep (10000);
      g_assert_cmpint (g_stat (fixture->room.path, &status), ==, 0);
    }
  g_assert_cmpint (status.st_size, >, 1500 * 4000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/blocking", Fixture, GUINT_TO_POINTER (2), set_up, test_blocking, tear_down);
  g_test_add ("/store/blocking/one-thread", Fixture, GUINT_TO_POINTER (0), set_up, test_blocking, tear_down);
  g_test_add ("/store/many", Fixture, GUINT_TO_POINTER (3), set_up, test_many, tear_down);
  g_test_add ("/store/many/one-thread", Fixture, GUINT_TO_POINTER (0), set_up, test_many, tear_down);
  g_test_add ("/store/cancel", Fixture, GUINT_TO_POINTER (1), set_up, test_cancel, tear_down);
  g_test_add ("/store/threads", Fixture, GUINT_TO_POINTER (2), set_up, test_threads, tear_down);
  if (!rounds_test_database_is_postgresql ())
    g_test_add ("/store/rest", Fixture, GUINT_TO_POINTER (2), set_up, test_rest, tear_down);
  g_test_add ("/store/let-go", Fixture, GUINT_TO_POINTER (2), set_up, test_let_go, tear_down);

  return g_test_run ();
}
