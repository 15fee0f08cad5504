/* test-postgresql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-fold.h"
#include "model/rounds-problem.h"
#include "rounds-test-database.h"
#include "store/rounds-store.h"
#include "support.h"

/* What is PostgreSQL's own. All else is tested by the tests of both engines. */

static void
assert_refused (const char *uri,
                guint       flags,
                int         status,
                const char *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = rounds_database_open (uri, flags, &error);

  g_assert_null (database);
  assert_problem (error, status, code);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_open (Room          *room,
           gconstpointer  data)
{
  const char *base = g_getenv ("ROUNDS_TEST_POSTGRESQL");
  const char *host = strstr (base, "?host=");
  g_autofree char *missing = g_strconcat ("postgresql://rounds:secret@/nowhere", host, NULL);
  g_autofree char *stranger = g_strconcat ("postgresql://nobody:secret@/postgres", host, NULL);
  g_autofree char *empty = g_strconcat (base, "&options=-csearch_path%3Dempty", NULL);
  g_autofree char *theirs = g_strconcat (base, "&options=-csearch_path%3Dtheirs", NULL);
  g_autofree char *odd = g_strconcat (base, "&options=-csearch_path%3D%22No-Where%22", NULL);

  assert_refused ("postgresql://rounds:secret@/x?host=/nowhere", 0, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_LOST");
  assert_refused ("postgresql://rounds:secret@127.0.0.1:1/x", 0, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_LOST");
  assert_refused ("postgresql://rounds:secret@/x?nonsense=1", 0, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_LOST");
  assert_refused (missing, ROUNDS_DATABASE_CREATE, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING");
  assert_refused (stranger, ROUNDS_DATABASE_CREATE, ROUNDS_PROBLEM_FAILED, "DATABASE_REFUSED");
  assert_refused (empty, 0, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING");
  assert_refused (odd, ROUNDS_DATABASE_CREATE, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING");
  assert_refused (base, ROUNDS_DATABASE_CACHE | ROUNDS_DATABASE_CREATE, ROUNDS_PROBLEM_FAILED, "DATABASE_UNKNOWN_SCHEME");

  {
    g_autoptr(RoundsDatabase) database = rounds_database_open (theirs, ROUNDS_DATABASE_CREATE, NULL);

    g_assert_nonnull (database);
    assert_ok (rounds_database_run_script (database, "CREATE TABLE theirs (x BIGINT)", &local_error));
  }
  assert_refused (theirs, ROUNDS_DATABASE_CREATE, ROUNDS_PROBLEM_FAILED, "DATABASE_NOT_OURS");
}

/* Unicode grows: GLib may know letters that PostgreSQL does not. */
static gboolean
are_known (Room       *room,
           const char *text)
{
  gint64 known;

  assert_ok (rounds_database_query_integer (room->database, &known, &local_error, "SELECT unicode_assigned ($1)", "s", text));
  return known == 1;
}

/* A text is folded as C folds it: letter by letter, and as people write. */
static void
test_fold (Room          *room,
           gconstpointer  data)
{
  static const char * const texts[] = {
    "", "CHU de Nantes", "Hôpital Sacré-Cœur d’Évreux", "ÆGIR, Œuvre, Straße, STRASSE, ẞ", "Łódź Ørsted Þór Đà Nẵng ıİ",
    "Ψυχή ΣΊΣΥΦΟΣ", "Ёлка ЩИТ", "ﬁn ℌ ² ½ Ⅷ", "a\xcc\x81\xcc\xa7", "漢字 かな ガ", "𝔘𝔫𝔦 🏥", "‘x’ – 5 € · 10 °C",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *expected = rounds_fold (texts[i]);
      g_autofree char *found = NULL;

      assert_ok (rounds_database_query_text (room->database, &found, &local_error, "SELECT rounds_fold ($1)", "s", texts[i]));
      g_assert_cmpstr (found, ==, expected);
    }

  for (gunichar block = 0x20; block < 0x20000; block += 0x100)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;

      for (gunichar c = block; c < block + 0x100; c++)
        if (g_unichar_validate (c) && g_unichar_isdefined (c) && g_unichar_type (c) != G_UNICODE_PRIVATE_USE)
          {
            g_string_append_unichar (text, c);
            g_string_append_c (text, '|');
          }

      expected = rounds_fold (text->str);
      assert_ok (rounds_database_query_text (room->database, &found, &local_error, "SELECT rounds_fold ($1)", "s", text->str));
      if (!g_str_equal (found, expected) && are_known (room, text->str))
        g_error ("Block U+%04x is folded to %s, not %s", block, found, expected);
    }
}

/* The same questions to both engines. */
static void
test_functions (Room          *room,
                gconstpointer  data)
{
  static const char * const expressions[] = {
    "rounds_list_has ('[\"a\",\"é\"]', 'é')", "rounds_list_has ('[\"a\"]', 'b')", "rounds_list_has ('[\"ab\"]', 'a')",
    "rounds_list_has ('[]', '')", "rounds_list_has ('[\"\"]', '')", "rounds_list_has ('[\"q\\\"\\\\\"]', 'q\"\\')",
    "rounds_list_has (NULL, 'a')", "rounds_list_has ('[\"a\"]', NULL)", "rounds_list_has ('', 'a')",
    "rounds_json_text ('{\"a\":\"x\"}', 'a')", "rounds_json_text ('{\"a\":[\"x\", \"y\"],\"b\":1}', 'a')",
    "rounds_json_text ('{\"a\":12.50}', 'a')", "rounds_json_text ('{\"a\":true}', 'a')", "rounds_json_text ('{\"a\":null}', 'a')",
    "rounds_json_text ('{\"a\":\"q\\\"\\u00e9\"}', 'a')", "rounds_json_text ('', 'a')", "rounds_json_text (NULL, 'a')",
    "rounds_json_number ('{\"a\":12.5}', 'a', 2)", "rounds_json_number ('{\"a\":-3}', 'a', 0)",
    "rounds_json_number ('{\"a\":12.345}', 'a', 2)", "rounds_json_number ('{\"a\":-12.345}', 'a', 2)",
    "rounds_json_number ('{\"a\":90071992547409.93}', 'a', 2)",
    "rounds_json_number ('{\"a\":true}', 'a', 0)", "rounds_json_number ('{\"a\":false}', 'a', 2)",
    "rounds_json_number ('{\"a\":1e3}', 'a', 0)", "rounds_json_number ('{\"a\":\"12\"}', 'a', 0)",
    "rounds_json_number ('{\"a\":[1]}', 'a', 0)", "rounds_json_number ('{}', 'a', 0)",
  };
  g_autofree char *uri = g_strconcat ("sqlite:", room->folder, "/other.db", NULL);
  g_autoptr(RoundsDatabase) other = rounds_database_open (uri, ROUNDS_DATABASE_CREATE, NULL);

  g_assert_nonnull (other);
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT CAST (%s AS TEXT)", expressions[i]);
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;

      g_test_message ("%s", expressions[i]);
      assert_ok (rounds_database_query_text (other, &expected, &local_error, sql, NULL));
      assert_ok (rounds_database_query_text (room->database, &found, &local_error, sql, NULL));
      g_assert_cmpstr (found, ==, expected);
    }
}

/* A place that has only seen nulls takes either kind of value later. */
static void
test_types (Room          *room,
            gconstpointer  data)
{
  const char *sql = "SELECT COUNT(*) FROM institutions WHERE revision > $1 OR name = $2";
  g_autofree char *text = NULL;
  gint64 result;

  assert_ok (rounds_database_query_integer (room->database, &result, &local_error, sql, "ss", NULL, NULL));
  assert_ok (rounds_database_query_integer (room->database, &result, &local_error, sql, "is", (gint64) 5, NULL));
  assert_ok (rounds_database_query_integer (room->database, &result, &local_error, sql, "ss", NULL, "x"));
  assert_ok (rounds_database_query_integer (room->database, &result, &local_error, sql, "is", G_MAXINT64, "x"));
  g_assert_cmpint (result, ==, 0);

  /* A small number stands for a large one. */
  assert_ok (rounds_database_query_integer (room->database, &result, &local_error, "SELECT $1 + 1", "i", (gint64) 1 << 40));
  g_assert_cmpint (result, ==, ((gint64) 1 << 40) + 1);
  assert_ok (rounds_database_query_integer (room->database, &result, &local_error, "SELECT 3 > 2", NULL));
  g_assert_cmpint (result, ==, 1);
  assert_ok (rounds_database_query_text (room->database, &text, &local_error, "SELECT 3 > 2", NULL));
  g_assert_cmpstr (text, ==, "1");
  assert_ok (rounds_database_query_integer (room->database, &result, &local_error, "SELECT SUM (n) FROM (VALUES (CAST ($1 AS BIGINT)), "
                                            "(5)) v (n)", "i", (gint64) 1 << 50));
  g_assert_cmpint (result, ==, ((gint64) 1 << 50) + 5);
}

/* Statements come between the rows of another one. */
static void
test_between_rows (Room          *room,
                   gconstpointer  data)
{
  RoundsStatement *rows = rounds_database_prepare (room->database, "SELECT n FROM generate_series (1, 2000) n", NULL);
  g_autoptr(GError) error = NULL;
  gboolean row;
  gint64 other;

  assert_ok (rounds_database_begin (room->database, &local_error));
  for (gint64 i = 1; i <= 2000; i++)
    {
      assert_ok (rounds_statement_step (rows, &row, &local_error));
      g_assert_true (row);
      g_assert_cmpint (rounds_statement_get_integer (rows, 0), ==, i);
      if (i % 300 == 0)
        {
          assert_ok (rounds_database_begin (room->database, &local_error));
          assert_ok (rounds_database_query_integer (room->database, &other, &local_error, "SELECT $1 + 1", "i", i));
          g_assert_cmpint (other, ==, i + 1);
          assert_ok (rounds_database_commit (room->database, &local_error));
        }
    }
  assert_ok (rounds_statement_step (rows, &row, &local_error));
  g_assert_false (row);
  rounds_statement_release (rows);

  /* What goes wrong in the rows that were taken in is told where they would have been. */
  rows = rounds_database_prepare (room->database, "SELECT 10 / (1500 - n) FROM generate_series (1, 2000) n", NULL);
  assert_ok (rounds_statement_step (rows, &row, &local_error));
  g_assert_false (rounds_database_query_integer (room->database, &other, &error, "SELECT 1", NULL));
  g_clear_error (&error);
  while (rounds_statement_step (rows, &row, &error) && row)
    ;
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED");
  rounds_statement_release (rows);
  rounds_database_rollback (room->database);
  assert_ok (rounds_database_query_integer (room->database, &other, &local_error, "SELECT 1", NULL));
}

static void
cut_off (Room *room)
{
  g_autoptr(RoundsDatabase) other = rounds_database_open (room->uri, 0, NULL);
  gint64 pid;
  gint64 left = 1;

  assert_ok (rounds_database_query_integer (room->database, &pid, &local_error, "SELECT pg_backend_pid ()", NULL));
  assert_ok (rounds_database_execute (other, &local_error, "SELECT pg_terminate_backend (CAST ($1 AS INTEGER))", "i", pid));
  while (left > 0)
    assert_ok (rounds_database_query_integer (other, &left, &local_error, "SELECT count(*) FROM pg_stat_activity WHERE pid = $1", "i",
                                              pid));
}

/* A connection that was lost is made anew with the next transaction; statements that were prepared are, too. */
static void
test_lost (Room          *room,
           gconstpointer  data)
{
  const char *insert = "INSERT INTO workspace_settings (key, value) VALUES ($1, $2)";
  g_autoptr(GError) error = NULL;

  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "a", "1"));
  assert_ok (rounds_database_commit (room->database, &local_error));
  cut_off (room);
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "b", "1"));
  assert_ok (rounds_database_commit (room->database, &local_error));

  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "lost", "1"));
  cut_off (room);
  g_assert_false (rounds_database_execute (room->database, &error, insert, "ss", "lost too", "1"));
  assert_problem (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_LOST");
  rounds_database_rollback (room->database);
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  room_count (room, "workspace_settings", 2);
  assert_ok (rounds_database_commit (room->database, &local_error));
}

static void
count_settings (Room   *room,
                gint64  expected)
{
  gint64 count;

  assert_ok (rounds_database_query_integer (room->database, &count, &local_error, "SELECT count(*) FROM workspace_settings", NULL));
  g_assert_cmpint (count, ==, expected);
}

/* A transaction that reads begins with its first statement and ends on its own, whatever becomes of either. */
static void
test_reading (Room          *room,
              gconstpointer  data)
{
  const char *divide = "SELECT 1 / CAST ($1 AS INTEGER)";
  g_autoptr(GError) at_first = NULL;
  g_autoptr(GError) after_error = NULL;
  gint64 value;

  /* Nothing asked, then with a statement that is not prepared, then with one that is. */
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  rounds_database_rollback (room->database);
  for (guint i = 0; i < 3; i++)
    {
      assert_ok (rounds_database_begin_reading (room->database, &local_error));
      count_settings (room, 0);
      count_settings (room, 0);
      assert_ok (rounds_database_commit (room->database, &local_error));
    }

  /* What was read once stays, whatever others write, and is seen afterwards. */
  {
    g_autoptr(RoundsDatabase) other = rounds_database_open (room->uri, 0, NULL);

    assert_ok (rounds_database_begin_reading (room->database, &local_error));
    count_settings (room, 0);
    assert_ok (rounds_database_execute (other, &local_error, "INSERT INTO workspace_settings (key, value) VALUES ('a', '1')", NULL));
    count_settings (room, 0);
    rounds_database_rollback (room->database);
    assert_ok (rounds_database_begin_reading (room->database, &local_error));
    count_settings (room, 1);
    rounds_database_rollback (room->database);
  }

  /* It fails with the beginning on its way, and the transaction with it; the next one knows nothing of it. */
  assert_ok (rounds_database_query_integer (room->database, &value, &local_error, divide, "i", (gint64) 1));
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  g_assert_false (rounds_database_query_integer (room->database, &value, &at_first, divide, "i", (gint64) 0));
  g_assert_nonnull (at_first);
  g_assert_false (rounds_database_query_integer (room->database, &value, &after_error, divide, "i", (gint64) 1));
  g_assert_nonnull (after_error);
  rounds_database_rollback (room->database);
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  count_settings (room, 1);

  /* A level within it, and one within that was only begun. */
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  count_settings (room, 1);
  rounds_database_rollback (room->database);
  rounds_database_rollback (room->database);
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  count_settings (room, 1);
  assert_ok (rounds_database_commit (room->database, &local_error));
  assert_ok (rounds_database_commit (room->database, &local_error));

  /* Rows that nobody takes are no hindrance. */
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(RoundsStatement) many = rounds_database_prepare (room->database, "SELECT * FROM generate_series (1, 5000)", NULL);
      gboolean row;

      assert_ok (rounds_statement_step (many, &row, &local_error));
      g_assert_true (row);
      count_settings (room, 1);
    }
  rounds_database_rollback (room->database);

  /* Lost before the first statement, and lost before the end. */
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  rounds_database_rollback (room->database);
  cut_off (room);
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  count_settings (room, 1);
  cut_off (room);
  rounds_database_rollback (room->database);
  assert_ok (rounds_database_begin_reading (room->database, &local_error));
  count_settings (room, 1);
  rounds_database_rollback (room->database);

  /* It does not make the next one read-only. */
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_execute (room->database, &local_error, "DELETE FROM workspace_settings", NULL));
  assert_ok (rounds_database_commit (room->database, &local_error));
  count_settings (room, 0);
}

/* Makes the first @n writes fail as PostgreSQL fails who loses against another writer. */
static void
set_trap (Room       *room,
          const char *code,
          int         n)
{
  g_autofree char *sql = g_strdup_printf ("CREATE SEQUENCE IF NOT EXISTS attempts; ALTER SEQUENCE attempts RESTART;"
                                          "CREATE OR REPLACE FUNCTION trap () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                                          "IF nextval ('attempts') <= %d THEN RAISE EXCEPTION 'trap' USING ERRCODE = '%s'; END IF; "
                                          "RETURN NEW; END $$;"
                                          "CREATE OR REPLACE TRIGGER trap BEFORE INSERT ON institutions FOR EACH ROW "
                                          "EXECUTE FUNCTION trap ()", n, code);

  assert_ok (rounds_database_run_script (room->database, sql, &local_error));
}

static gpointer
insert_institution (RoundsDatabase  *database,
                    RoundsChanges   *changes,
                    gpointer         user_data,
                    GCancellable    *cancellable,
                    GError         **error)
{
  g_autoptr(RoundsEntity) entity = make_record ("institution");
  guint *n_calls = user_data;

  (*n_calls)++;
  return rounds_repository_insert (database, entity, changes, error) ? rounds_store_done () : NULL;
}

static void
test_again (Room          *room,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  RoundsStore *store = rounds_store_new (room->uri, ROUNDS_SCHEMA_SERVER, 1, &error);
  guint n_calls = 0;

  g_assert_no_error (error);
  set_trap (room, "40001", 2);
  g_assert_nonnull (rounds_store_write (store, insert_institution, &n_calls, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_calls, ==, 3);
  room_count (room, "institutions", 1);

  set_trap (room, "40P01", 1000);
  n_calls = 0;
  g_assert_null (rounds_store_write (store, insert_institution, &n_calls, &error));
  assert_problem (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_CONFLICT");
  g_clear_error (&error);
  g_assert_cmpuint (n_calls, ==, 5);
  room_count (room, "institutions", 1);

  /* What is wrong is not tried again. */
  set_trap (room, "23514", 1000);
  n_calls = 0;
  g_assert_null (rounds_store_write (store, insert_institution, &n_calls, &error));
  assert_problem (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED");
  g_assert_cmpuint (n_calls, ==, 1);

  rounds_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (store);
}

/* Statements that nobody needs any more do not pile up in the server. */
static void
test_forgotten (Room          *room,
                gconstpointer  data)
{
  gint64 number;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %u", i);

      assert_ok (rounds_database_begin_reading (room->database, &local_error));
      assert_ok (rounds_database_query_integer (room->database, &number, &local_error, sql, NULL));
      assert_ok (rounds_database_commit (room->database, &local_error));
    }
  assert_ok (rounds_database_query_integer (room->database, &number, &local_error, "SELECT count(*) FROM pg_prepared_statements", NULL));
  g_assert_cmpint (number, <, 200);
}

/* All indexes and constraints. */
static char *
read_catalog (Room *room)
{
  char *catalog;

  assert_ok (rounds_database_query_text (room->database, &catalog, &local_error,
                                         "SELECT (SELECT string_agg (indexdef, ';' ORDER BY indexdef) FROM pg_indexes "
                                         "WHERE schemaname = current_schema ()) || (SELECT string_agg (conname || ' ' || conrelid || ' ' || "
                                         "convalidated || pg_get_constraintdef (oid), ';' ORDER BY conrelid, conname) FROM pg_constraint "
                                         "WHERE connamespace = current_schema ()::regnamespace)", NULL));
  return catalog;
}

/* How many indexes the table has that it could be without. */
static gint64
count_indexes (Room       *room,
               const char *table)
{
  gint64 count;

  assert_ok (rounds_database_query_integer (room->database, &count, &local_error, "SELECT count(*) FROM pg_indexes "
                                            "WHERE schemaname = current_schema () AND tablename = $1 AND indexdef NOT LIKE '%UNIQUE%'",
                                            "s", table));
  return count;
}

static void
insert_tasks (Room       *room,
              const char *assignee_id,
              guint       n_tasks)
{
  for (guint i = 0; i < n_tasks; i++)
    {
      g_autoptr(RoundsEntity) task = make_record ("task");

      rounds_entity_set_text (task, "assignee-id", assignee_id);
      assert_ok (rounds_repository_insert (room->database, task, NULL, &local_error));
    }
}

/* Indexes and references are gone while much is written, and back with the end of it, however that comes. */
static void
test_load (Room          *room,
           gconstpointer  data)
{
  g_autofree char *before = read_catalog (room);
  g_autoptr(RoundsEntity) user = room_insert (room, "user", "last-name", "Zola", NULL);
  const gint64 n_indexes = count_indexes (room, "tasks");
  const gint64 n_user_indexes = count_indexes (room, "users");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (n_indexes, >, 3);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *after = NULL;

      assert_ok (rounds_database_begin (room->database, &local_error));
      assert_ok (rounds_database_begin_load (room->database, &local_error));
      g_assert_cmpint (count_indexes (room, "tasks"), ==, i < 3 ? 0 : n_indexes);
      g_assert_cmpint (count_indexes (room, "users"), ==, n_user_indexes);
      insert_tasks (room, rounds_entity_get_id (user), 10);
      if (i % 2 == 1)
        assert_ok (rounds_database_end_load (room->database, &local_error));
      if (i < 2)
        rounds_database_rollback (room->database);
      else
        assert_ok (rounds_database_commit (room->database, &local_error));

      after = read_catalog (room);
      g_assert_cmpstr (after, ==, before);
      /* What was taken back has left its pages behind. */
      if (i < 2)
        assert_ok (rounds_database_run_script (room->database, "VACUUM tasks", &local_error));
    }
  room_count (room, "tasks", 20);

  /* A reference to nothing is noticed all the same. */
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_begin_load (room->database, &local_error));
  {
    g_autoptr(RoundsEntity) deal = make_record ("note");

    rounds_entity_set_text (deal, "creator-id", rounds_entity_get_id (deal));
    assert_ok (rounds_repository_insert (room->database, deal, NULL, &local_error));
  }
  g_assert_false (rounds_database_commit (room->database, &error));
  assert_problem (error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_REFERENCE");
  {
    g_autofree char *after = read_catalog (room);

    g_assert_cmpstr (after, ==, before);
  }
  room_count (room, "notes", 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/postgresql/open", ROOM_SERVER, test_open);
  room_add ("/postgresql/fold", ROOM_SERVER, test_fold);
  room_add ("/postgresql/functions", ROOM_SERVER, test_functions);
  room_add ("/postgresql/types", ROOM_SERVER, test_types);
  room_add ("/postgresql/between-rows", ROOM_SERVER, test_between_rows);
  room_add ("/postgresql/lost", ROOM_SERVER, test_lost);
  room_add ("/postgresql/reading", ROOM_SERVER, test_reading);
  room_add ("/postgresql/again", ROOM_SERVER, test_again);
  room_add ("/postgresql/forgotten", ROOM_SERVER, test_forgotten);
  room_add ("/postgresql/load", ROOM_SERVER, test_load);

  return g_test_run ();
}
