/* test-cache.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "sync/rounds-cache.h"
#include "sync/rounds-push.h"
#include "sync/rounds-queue.h"
#include "sync/rounds-sync-state.h"

/* A cache that is damaged: nothing that waits for the server is lost silently. */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("rounds-cache-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "cache.db", NULL);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  user_data)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count_broken (Fixture *fixture)
{
  g_autoptr(GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "cache.db.broken-") && !g_str_has_suffix (name, "-wal") && !g_str_has_suffix (name, "-shm"))
      count++;

  return count;
}

/* Two operations that wait, and enough else that most of the file is not the queue. */
static gpointer
fill (RoundsDatabase  *database,
      RoundsChanges   *changes,
      gpointer         user_data,
      GCancellable    *cancellable,
      GError         **error)
{
  g_autoptr(JsonObject) arguments = rounds_json_parse_object ("{\"id\":\"x\",\"amount\":1234.56}", -1, NULL);
  g_autoptr(RoundsSyncOperation) first = rounds_sync_operation_new ("0190a000-0000-7000-8000-00000000000a", "one", arguments, 17);
  g_autoptr(RoundsSyncOperation) second = rounds_sync_operation_new ("0190a000-0000-7000-8000-00000000000b", "two", arguments, 18);

  if (!rounds_queue_append (database, first, error) || !rounds_queue_append (database, second, error) ||
      !rounds_sync_state_set (database, ROUNDS_SYNC_STATE_USER, "{\"id\":\"me\"}", error) ||
      !rounds_sync_state_set_integer (database, ROUNDS_SYNC_STATE_CURSOR, 99, error))
    return NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      if (!rounds_database_execute (database, error, "INSERT INTO teams (id, revision, sort_key, name, is_active) VALUES ($1, 1, $1, $2, 1)", "ss", id,
                                    "a name that is long enough to fill some pages of the file with it"))
        return NULL;
    }

  return rounds_store_done ();
}

static void
make_cache (Fixture *fixture)
{
  g_autofree char *notice = NULL;
  GError *error = NULL;
  g_autoptr(RoundsStore) store = rounds_cache_open (fixture->folder, &notice, &error);

  g_assert_no_error (error);
  g_assert_null (notice);
  rounds_store_write (store, fill, NULL, &error);
  g_assert_no_error (error);
  rounds_store_close (store);
}

/* Returns: (transfer full): the notice */
static char *
reopen (Fixture *fixture,
        guint    expected_pending)
{
  char *notice = NULL;
  GError *error = NULL;
  g_autoptr(RoundsStore) store = rounds_cache_open (fixture->folder, &notice, &error);
  g_autoptr(RoundsCacheMemory) memory = NULL;

  g_assert_no_error (error);
  memory = rounds_cache_recall (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (memory->pending, ==, expected_pending);
  if (notice != NULL)
    {
      g_assert_cmpint (memory->cursor, ==, 0);
      g_assert_false (memory->complete);
    }

  if (expected_pending > 0)
    {
      g_autoptr(GPtrArray) queue = rounds_store_read (store, rounds_push_load, NULL, &error);
      RoundsSyncOperation *second;
      gint64 amount;

      g_assert_no_error (error);
      second = g_ptr_array_index (queue, 1);
      g_assert_cmpstr (second->name, ==, "two");
      g_assert_cmpint (second->created_at, ==, 18);
      g_assert_true (rounds_json_get_decimal (second->arguments, "amount", 2, &amount));
      g_assert_cmpint (amount, ==, 123456);
      g_assert_cmpstr (memory->user, ==, "{\"id\":\"me\"}");
    }
  rounds_store_close (store);

  return notice;
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autofree char *notice = NULL;

  make_cache (fixture);
  notice = reopen (fixture, 2);
  g_assert_null (notice);
  g_assert_cmpuint (count_broken (fixture), ==, 0);
}

/* Pages in the middle of the file are overwritten; those of the queue, which is older, are not. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autofree char *notice = NULL;
  g_autofree char *noise = g_strnfill (16 * 1024, 'x');
  off_t size;
  int file;

  make_cache (fixture);
  file = open (fixture->path, O_RDWR | O_CLOEXEC);
  size = lseek (file, 0, SEEK_END);
  g_assert_cmpint (size, >, 300 * 1024);
  g_assert_cmpint (pwrite (file, noise, 16 * 1024, (size - 32 * 1024) / 4096 * 4096), ==, 16 * 1024);
  close (file);

  /* The first and the last page are good, so it opens; what looks through all of it finds the damage. */
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(RoundsStore) store = rounds_cache_open (fixture->folder, &notice, &error);

    g_assert_no_error (error);
    g_assert_null (notice);
    g_assert_null (rounds_store_read (store, rounds_cache_check, NULL, &error));
    g_assert_true (rounds_cache_is_damage (error));
    rounds_store_close (store);
  }

  rounds_cache_condemn (fixture->folder);
  notice = reopen (fixture, 2);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, "2 changes"));
  g_assert_nonnull (strstr (notice, "cache.db.broken-"));
  g_assert_cmpuint (count_broken (fixture), ==, 1);

  g_free (notice);
  notice = reopen (fixture, 2);
  g_assert_null (notice);
}

static void
test_no_database (Fixture       *fixture,
                  gconstpointer  user_data)
{
  g_autofree char *notice = NULL;
  g_autofree char *noise = g_strnfill (64 * 1024, 'x');

  g_assert_true (g_file_set_contents (fixture->path, noise, 64 * 1024, NULL));
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*broken cache*");
  notice = reopen (fixture, 0);
  g_test_assert_expected_messages ();
  g_assert_nonnull (strstr (notice, "could not be read"));
  g_assert_cmpuint (count_broken (fixture), ==, 1);
}

static void
test_no_folder (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autofree char *notice = NULL;
  g_autofree char *below = g_build_filename (fixture->path, "below", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "a file", -1, NULL));
  g_assert_null (rounds_cache_open (below, &notice, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_FAILED);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, "FOLDER");
}

static void
test_delay (void)
{
  const guint longest[] = { 1000, 1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000 };

  for (guint attempt = 0; attempt < G_N_ELEMENTS (longest); attempt++)
    for (guint i = 0; i < 100; i++)
      {
        guint delay = rounds_push_delay (attempt);

        g_assert_cmpuint (delay, <=, longest[attempt]);
        g_assert_cmpuint (delay, >=, longest[attempt] * 8 / 10);
      }
  g_assert_cmpuint (rounds_push_delay (G_MAXUINT), <=, 60000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/sync/cache/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("whole", test_whole);
  ADD ("damaged", test_damaged);
  ADD ("no-database", test_no_database);
  ADD ("no-folder", test_no_folder);
#undef ADD
  g_test_add_func ("/sync/push/delay", test_delay);

  return g_test_run ();
}
