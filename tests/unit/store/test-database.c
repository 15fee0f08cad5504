/* test-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/rounds-problem.h"
#include "rounds-test-database.h"
#include "store/rounds-database-private.h"
#include "support.h"

/* What is said names the file, so that a person knows which one. */
static void
assert_refused (Room       *room,
                const char *uri,
                guint       flags,
                const char *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (uri, flags, &error);

  if (database != NULL)
    rounds_migrations_run (database, ROUNDS_SCHEMA_SERVER, &error);
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, ROUNDS_PROBLEM);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, code);
  if (g_str_has_prefix (uri, "sqlite:") && uri[7] != '\0')
    g_assert_nonnull (strstr (error->message, uri + 7));
}

static void
test_open (Room          *room,
           gconstpointer  data)
{
  g_autofree char *other = g_build_filename (room->folder, "other", NULL);
  g_autofree char *uri = g_strconcat ("sqlite:", other, NULL);
  GStatBuf status;

  /* A new file is its owner's alone. */
  g_assert_cmpint (g_stat (room->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  assert_refused (room, uri, 0, "DATABASE_MISSING");
  assert_refused (room, "mysql:x", ROUNDS_DATABASE_CREATE, "DATABASE_UNKNOWN_SCHEME");
  assert_refused (room, "sqlite:", ROUNDS_DATABASE_CREATE, "DATABASE_UNKNOWN_SCHEME");
  assert_refused (room, "", ROUNDS_DATABASE_CREATE, "DATABASE_UNKNOWN_SCHEME");
  assert_refused (room, "sqlite:/proc/none/such/x.db", ROUNDS_DATABASE_CREATE, "DATABASE_READ_ONLY");

  /* A folder, a text, another program's database, an empty file. */
  {
    g_autofree char *folder = g_strconcat ("sqlite:", room->folder, NULL);
    assert_refused (room, folder, ROUNDS_DATABASE_CREATE, "DATABASE_MISSING");
  }
  g_assert_true (g_file_set_contents (other, "finess;nom\n440000271;CHU\n and much more text that is no database at all, for "
                                             "more than the hundred bytes that the head of a database file takes\n", -1, NULL));
  assert_refused (room, uri, 0, "DATABASE_CORRUPT");
  g_assert_true (g_file_set_contents (other, "", -1, NULL));
  assert_refused (room, uri, 0, "DATABASE_NOT_OURS");
  {
    g_autoptr(RoundsDatabase) database = rounds_database_open (uri, ROUNDS_DATABASE_CREATE, NULL);

    g_assert_nonnull (database);
    assert_ok (rounds_database_run_script (database, "CREATE TABLE theirs (x); PRAGMA application_id = 7", &local_error));
  }
  assert_refused (room, uri, ROUNDS_DATABASE_CREATE, "DATABASE_NOT_OURS");
}

/* Damaged in the middle: opening may not see it, the check does, and no statement crashes. */
static void
test_corrupt (Room          *room,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  assert_ok (rounds_database_begin (room->database, &local_error));
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(RoundsEntity) entity = make_record ("institution");
      assert_ok (rounds_repository_insert (room->database, entity, NULL, &local_error));
    }
  assert_ok (rounds_database_commit (room->database, &local_error));
  assert_ok (rounds_database_check (room->database, &local_error));
  g_assert_finalize_object (g_steal_pointer (&room->database));

  g_assert_true (g_file_get_contents (room->path, &content, &length, NULL));
  for (gsize i = 4096 * 40; i < length; i++)
    content[i] = (char) (i * 7);
  g_assert_true (g_file_set_contents (room->path, content, (gssize) length, NULL));

  room->database = rounds_database_open (room->uri, 0, &error);
  if (room->database != NULL)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_find ("institution"));
      g_autoptr(GPtrArray) records = rounds_repository_list (room->database, query, NULL);

      (void) records;
      g_assert_false (rounds_database_check (room->database, &error));
    }
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT");
  g_assert_nonnull (strstr (error->message, room->path));
  g_clear_error (&error);
  g_clear_object (&room->database);

  /* Cut off in the middle. */
  g_assert_cmpint (truncate (room->path, 4096 * 3 + 100), ==, 0);
  room->database = rounds_database_open (room->uri, 0, &error);
  g_assert_true (room->database == NULL || !rounds_database_check (room->database, &error));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT");
}

static void
test_read_only (Room          *room,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) reader = rounds_database_open (room->uri, ROUNDS_DATABASE_READ_ONLY, &error);
  gint64 count;

  g_assert_no_error (error);
  assert_ok (rounds_database_query_integer (reader, &count, &local_error, "SELECT count(*) FROM teams", NULL));
  g_assert_false (rounds_database_execute (reader, &error, "DELETE FROM teams", NULL));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_READ_ONLY");
}

static void
test_busy (Room          *room,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) other = rounds_database_open (room->uri, 0, &error);
  gint64 count;

  g_assert_no_error (error);
  assert_ok (rounds_database_run_script (other, room_is_postgresql (room) ? "SET lock_timeout = 1" : "PRAGMA busy_timeout = 1",
                                         &local_error));
  assert_ok (rounds_database_begin (room->database, &local_error));
  g_assert_false (rounds_database_begin (other, &error));
  assert_problem (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_BUSY");
  g_assert_false (rounds_database_is_in_transaction (other));

  /* Who reads does not wait. */
  assert_ok (rounds_database_query_integer (other, &count, &local_error, "SELECT count(*) FROM teams", NULL));
  rounds_database_rollback (room->database);
  assert_ok (rounds_database_begin (other, &local_error));
  assert_ok (rounds_database_commit (other, &local_error));
}

static void
set (Room       *room,
     const char *key)
{
  assert_ok (rounds_database_execute (room->database, &local_error, "INSERT INTO workspace_settings (key, value) VALUES ($1, $2)",
                                      "ss", key, NULL));
}

static void
test_transactions (Room          *room,
                   gconstpointer  data)
{
  /* Harmless outside. */
  rounds_database_rollback (room->database);
  g_assert_false (rounds_database_is_in_transaction (room->database));

  assert_ok (rounds_database_begin (room->database, &local_error));
  set (room, "a");
  assert_ok (rounds_database_begin (room->database, &local_error));
  set (room, "b");
  assert_ok (rounds_database_begin (room->database, &local_error));
  set (room, "c");
  assert_ok (rounds_database_commit (room->database, &local_error));
  room_count (room, "workspace_settings", 3);
  rounds_database_rollback (room->database);
  room_count (room, "workspace_settings", 1);
  assert_ok (rounds_database_begin (room->database, &local_error));
  set (room, "d");
  assert_ok (rounds_database_commit (room->database, &local_error));
  g_assert_true (rounds_database_is_in_transaction (room->database));
  assert_ok (rounds_database_commit (room->database, &local_error));
  g_assert_false (rounds_database_is_in_transaction (room->database));
  room_count (room, "workspace_settings", 2);

  assert_ok (rounds_database_begin (room->database, &local_error));
  set (room, "e");
  rounds_database_rollback (room->database);
  room_count (room, "workspace_settings", 2);
}

static void
test_statements (Room          *room,
                 gconstpointer  data)
{
  const char *sql = "SELECT $2, $1, '$1 ?', $1 AS \"$2\"";
  RoundsStatement *first = rounds_database_prepare (room->database, sql, NULL);
  RoundsStatement *second = rounds_database_prepare (room->database, sql, NULL);
  RoundsStatement *again;
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(GError) error = NULL;
  guint64 before = rounds_database_get_n_statements (room->database);
  char *text;
  gint64 number;
  gboolean row;

  /* In use twice at once, each with values of its own. */
  g_assert_true (first != second);
  rounds_statement_bind_text (first, 1, "one");
  rounds_statement_bind_integer (first, 2, G_MININT64);
  rounds_statement_bind_text (second, 1, "two");
  assert_ok (rounds_statement_step (first, &row, &local_error));
  assert_ok (rounds_statement_step (second, &row, &local_error));
  g_assert_true (row);
  g_assert_cmpint (rounds_statement_get_integer (first, 0), ==, G_MININT64);
  g_assert_cmpstr (rounds_statement_get_text (first, 1), ==, "one");
  g_assert_cmpstr (rounds_statement_get_text (first, 2), ==, "$1 ?");
  g_assert_cmpstr (rounds_statement_get_text (first, 3), ==, "one");
  g_assert_true (rounds_statement_is_null (second, 0));
  g_assert_cmpint (rounds_statement_get_integer (second, 0), ==, 0);
  rounds_statement_get_value (first, 0, &value);
  g_assert_cmpint (value.type, ==, ROUNDS_VALUE_INTEGER);
  rounds_statement_get_value (first, 1, &value);
  g_assert_cmpstr (value.text, ==, "one");
  rounds_statement_get_value (second, 0, &value);
  g_assert_cmpint (value.type, ==, ROUNDS_VALUE_NULL);
  assert_ok (rounds_statement_step (first, &row, &local_error));
  g_assert_false (row);

  /* Given back, it comes again, with nothing bound. */
  rounds_statement_release (first);
  again = rounds_database_prepare (room->database, sql, NULL);
  g_assert_true (again == first);
  assert_ok (rounds_statement_step (again, &row, &local_error));
  g_assert_true (rounds_statement_is_null (again, 1));
  rounds_statement_release (again);
  rounds_statement_release (second);
  g_assert_cmpuint (rounds_database_get_n_statements (room->database) - before, ==, 3);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *other = g_strdup_printf ("SELECT %u", i % 200);

      assert_ok (rounds_database_query_integer (room->database, &number, &local_error, other, NULL));
      g_assert_cmpint (number, ==, i % 200);
    }

  assert_ok (rounds_database_query_integer (room->database, &number, &local_error, "SELECT 1 WHERE 1 = 0", NULL));
  g_assert_cmpint (number, ==, 0);
  assert_ok (rounds_database_query_text (room->database, &text, &local_error, "SELECT $1", "s", NULL));
  g_assert_null (text);
  assert_ok (rounds_database_query_text (room->database, &text, &local_error, "SELECT $2", "is", (gint64) 5, "é"));
  g_assert_cmpstr (text, ==, "é");
  g_free (text);

  g_assert_false (rounds_database_execute (room->database, &error, "SELEKT", NULL));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED");
  g_clear_error (&error);
  g_assert_false (rounds_database_run_script (room->database, "SELECT 1; SELECT * FROM nowhere", &error));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED");
  g_clear_error (&error);
  /* A name in quotes is no text. */
  g_assert_false (rounds_database_execute (room->database, &error, "SELECT \"nothing\"", NULL));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED");
}

/* Killed right after a commit and in the middle of the next transaction: the one is there, the other is not. */
static void
test_killed (Room          *room,
             gconstpointer  data)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autoptr(RoundsDatabase) database = rounds_database_open (room->uri, 0, NULL);

      rounds_database_begin (database, NULL);
      rounds_database_execute (database, NULL, "INSERT INTO workspace_settings (key, value) VALUES ('kept', '1')", NULL);
      rounds_database_commit (database, NULL);
      rounds_database_begin (database, NULL);
      rounds_database_execute (database, NULL, "INSERT INTO workspace_settings (key, value) VALUES ('lost', '1')", NULL);
      kill (getpid (), SIGKILL);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  room_count (room, "workspace_settings", 1);
  room_count (room, "workspace_settings WHERE key = 'kept'", 1);
  assert_ok (rounds_database_check (room->database, &local_error));
  set (room, "after");
}

static gpointer
interrupt (gpointer data)
{
  RoundsDatabase *database = data;

  /* Before the statement runs there is nothing to break off: until it has been, again and again. */
  while (!g_object_get_data (G_OBJECT (database), "ended"))
    {
      rounds_database_interrupt (database);
      g_thread_yield ();
    }
  return NULL;
}

static void
test_interrupt (Room          *room,
                gconstpointer  data)
{
  GThread *thread = g_thread_new ("interrupt", interrupt, room->database);
  g_autoptr(GError) error = NULL;
  gint64 count;

  g_assert_false (rounds_database_query_integer (room->database, &count, &error,
                                                 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                                 "SELECT count(*) FROM n", NULL));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_set_data (G_OBJECT (room->database), "ended", room);
  g_thread_join (thread);
}

static gint64
count_series (RoundsDatabase *database)
{
  gint64 count = -1;

  assert_ok (rounds_database_query_integer (database, &count, &local_error, "SELECT count(*) FROM number_series", NULL));
  return count;
}

static gboolean
add_series (RoundsDatabase  *database,
            const char      *series,
            gint64           year,
            GError         **error)
{
  return rounds_database_execute (database, error, "INSERT INTO number_series (series, year, last_number) VALUES ($1, $2, 1)", "si",
                                  series, year);
}

/* Rows by the thousand, whose answers nobody waits for; what reads them finds them all. */
static void
test_bulk (Room          *room,
           gconstpointer  data)
{
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(RoundsStatement) reading = NULL;
  g_autoptr(GError) error = NULL;
  gboolean row;

  database = rounds_database_open (room->uri, ROUNDS_DATABASE_BULK, &error);
  g_assert_no_error (error);
  assert_ok (rounds_database_begin (database, &local_error));

  for (gint64 year = 1; year <= 3000; year++)
    {
      assert_ok (add_series (database, "quote", year, &local_error));
      if (year % 700 == 0)
        g_assert_cmpint (count_series (database), ==, year);
    }

  /* One that is being read from keeps its rows when others are written. */
  reading = rounds_database_prepare (database, "SELECT year FROM number_series ORDER BY year", &error);
  g_assert_no_error (error);
  for (gint64 year = 1; year <= 3000; year++)
    {
      assert_ok (rounds_statement_step (reading, &row, &local_error));
      g_assert_true (row);
      g_assert_cmpint (rounds_statement_get_integer (reading, 0), ==, year);
      if (year == 10)
        assert_ok (add_series (database, "invoice", 4000, &local_error));
    }
  g_clear_pointer (&reading, rounds_statement_release);

  assert_ok (rounds_database_execute (database, &local_error, "DELETE FROM number_series WHERE year = $1", "i", (gint64) 4000));
  assert_ok (rounds_database_commit (database, &local_error));
  g_assert_cmpint (count_series (room->database), ==, 3000);
}

/* Writes @n_before rows, one that is there already, and one after. */
static void
write_twice (RoundsDatabase  *database,
             gint64           n_before,
             GError         **error)
{
  for (gint64 year = 1; year <= n_before && *error == NULL; year++)
    add_series (database, "credit_note", year, error);
  if (*error == NULL)
    add_series (database, "quote", 1, error);
  if (*error == NULL)
    add_series (database, "invoice", 1, error);
}

static void
test_bulk_error (Room          *room,
                 gconstpointer  data)
{
  static const gint64 n_before[] = { 0, 1, 254, 255, 256, 1000 };
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) opening = NULL;

  database = rounds_database_open (room->uri, ROUNDS_DATABASE_BULK, &opening);
  g_assert_no_error (opening);
  assert_ok (rounds_database_begin (database, &local_error));
  assert_ok (add_series (database, "quote", 1, &local_error));
  assert_ok (rounds_database_commit (database, &local_error));

  for (guint i = 0; i < G_N_ELEMENTS (n_before); i++)
    {
      g_autoptr(GError) at_commit = NULL;
      g_autoptr(GError) at_reading = NULL;
      g_autoptr(GError) at_savepoint = NULL;
      gint64 count;

      /* At the end of the transaction at the latest, and it is the first error; nothing is kept. */
      assert_ok (rounds_database_begin (database, &local_error));
      write_twice (database, n_before[i], &at_commit);
      if (at_commit == NULL)
        g_assert_false (rounds_database_commit (database, &at_commit));
      else
        rounds_database_rollback (database);
      assert_problem (at_commit, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
      g_assert_false (rounds_database_is_in_transaction (database));
      g_assert_cmpint (count_series (database), ==, 1);

      /* Who reads hears of it. */
      assert_ok (rounds_database_begin (database, &local_error));
      write_twice (database, n_before[i], &at_reading);
      if (at_reading == NULL)
        rounds_database_query_integer (database, &count, &at_reading, "SELECT count(*) FROM number_series", NULL);
      assert_problem (at_reading, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
      rounds_database_rollback (database);
      g_assert_cmpint (count_series (database), ==, 1);

      /* What a savepoint takes back is forgotten, and the rest is kept. */
      assert_ok (rounds_database_begin (database, &local_error));
      assert_ok (add_series (database, "invoice", 9000 + i, &local_error));
      assert_ok (rounds_database_begin (database, &local_error));
      write_twice (database, n_before[i], &at_savepoint);
      rounds_database_rollback (database);
      assert_ok (rounds_database_execute (database, &local_error, "DELETE FROM number_series WHERE year = $1", "i",
                                          (gint64) 9000 + i));
      assert_ok (rounds_database_commit (database, &local_error));
      g_assert_cmpint (count_series (database), ==, 1);
    }
}

/* Writes @n_rows one transaction each, of a page or more. */
static void
write_pages (RoundsDatabase *database,
             guint           n_rows)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  for (guint i = 0; i < n_rows; i++)
    assert_ok (rounds_database_execute (database, &local_error, "UPDATE long_texts SET text = $1 WHERE id = $2", "si", text, (gint64) i));
}

static goffset
size_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

/* The log is copied by a thread of its own, which nobody waits for but this. */
static void
wait_for_size (const char *path,
               goffset     size)
{
  const gint64 deadline = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  while (size_of (path) <= size && g_get_monotonic_time () < deadline)
    g_usleep (1000);
  g_assert_cmpint (size_of (path), >, size);
}

/* The log goes into the file while nobody waits, and also when it would grow without end. */
static void
test_rest (Room          *room,
           gconstpointer  data)
{
  goffset before;

  assert_ok (rounds_database_run_script (room->database,
                                         "CREATE TABLE long_texts (id integer PRIMARY KEY, text text);"
                                         "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                                         "INSERT INTO long_texts SELECT i, '' FROM n",
                                         &local_error));
  assert_ok (rounds_database_run_script (room->database, "PRAGMA wal_checkpoint (TRUNCATE)", &local_error));
  before = size_of (room->path);

  write_pages (room->database, 250);
  g_assert_cmpint (size_of (room->path), ==, before);
  g_assert_true (rounds_database_rest (room->database));
  wait_for_size (room->path, before + 250 * 4096);
  g_assert_false (rounds_database_rest (room->database));

  before = size_of (room->path);
  write_pages (room->database, 5000);
  wait_for_size (room->path, before + 2000 * 4096);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (!rounds_test_database_is_postgresql ())
    {
      room_add ("/database/open", ROOM_SERVER, test_open);
      room_add ("/database/corrupt", ROOM_SERVER, test_corrupt);
      room_add ("/database/rest", ROOM_SERVER, test_rest);
    }
  room_add ("/database/read-only", ROOM_SERVER, test_read_only);
  room_add ("/database/busy", ROOM_SERVER, test_busy);
  room_add ("/database/transactions", ROOM_SERVER, test_transactions);
  room_add ("/database/statements", ROOM_SERVER, test_statements);
  room_add ("/database/killed", ROOM_SERVER, test_killed);
  room_add ("/database/bulk", ROOM_SERVER, test_bulk);
  room_add ("/database/bulk/error", ROOM_SERVER, test_bulk_error);
  room_add ("/database/interrupt", ROOM_SERVER, test_interrupt);

  return g_test_run ();
}
