/* test-late-answers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-problem.h"
#include "store/rounds-database-private.h"
#include "store/rounds-repository.h"
#include "store/rounds-transaction-memory.h"
#include "support.h"

/* Questions that are asked before their answers are wanted, writes whose answers come late, and what a transaction remembers. */

static const char insert[] = "INSERT INTO workspace_settings (key, value) VALUES ($1, $2)";
static const char update[] = "UPDATE workspace_settings SET value = $2 WHERE key = $1";

static RoundsStatement *
ask (Room   *room,
     gint64  number)
{
  RoundsStatement *statement = rounds_database_prepare (room->database, "SELECT CAST ($1 AS BIGINT) AS n UNION ALL SELECT 2 ORDER BY n", NULL);

  g_assert_nonnull (statement);
  rounds_statement_bind_integer (statement, 1, number);
  rounds_statement_ask (statement);
  return statement;
}

static void
assert_next (RoundsStatement *statement,
             gint64           expected)
{
  gboolean row;

  assert_ok (rounds_statement_step (statement, &row, &local_error));
  g_assert_true (row == (expected != 0));
  if (row)
    g_assert_cmpint (rounds_statement_get_integer (statement, 0), ==, expected);
}

static gboolean
change (Room        *room,
        const char  *key,
        GError     **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (room->database, update, error);

  g_assert_nonnull (statement);
  rounds_statement_bind_text (statement, 1, key);
  rounds_statement_bind_text (statement, 2, "new");
  return rounds_statement_change_row (statement, error);
}

static void
count_settings (Room   *room,
                gint64  expected)
{
  gint64 count;

  assert_ok (rounds_database_query_integer (room->database, &count, &local_error, "SELECT count(*) FROM workspace_settings", NULL));
  g_assert_cmpint (count, ==, expected);
}

/* Answers are taken in any order, or not at all, with writes and other questions in between. */
static void
test_ask (Room          *room,
          gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      RoundsStatement *first;
      RoundsStatement *second;
      RoundsStatement *third;

      if (i == 2)
        assert_ok (rounds_database_begin_reading (room->database, &local_error));
      else
        assert_ok (rounds_database_begin (room->database, &local_error));
      rounds_database_set_shared (room->database, i == 1);
      first = ask (room, 1);
      second = ask (room, 3);
      third = ask (room, 4);

      count_settings (room, 0);
      assert_next (second, 2);
      if (i < 2)
        assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "a", "1"));
      assert_next (first, 1);
      rounds_statement_release (third);
      assert_next (first, 2);
      assert_next (first, 0);
      count_settings (room, i < 2 ? 1 : 0);
      assert_next (second, 3);
      assert_next (second, 0);

      rounds_statement_release (second);
      rounds_statement_release (first);
      rounds_database_rollback (room->database);
      rounds_database_set_shared (room->database, FALSE);
      count_settings (room, 0);
    }
}

/* A row that is not there is told of at once, or at the end, and then nothing is kept. */
static void
test_change_row (Room          *room,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gboolean went_well;

  for (guint i = 0; i < 2; i++)
    {
      rounds_database_set_shared (room->database, i == 1);
      assert_ok (rounds_database_begin (room->database, &local_error));
      assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "a", "1"));
      assert_ok (change (room, "a", &local_error));

      went_well = change (room, "nothing", &error) && rounds_database_commit (room->database, &error);
      g_assert_false (went_well);
      assert_problem (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND");
      g_clear_error (&error);
      rounds_database_rollback (room->database);
      rounds_database_set_shared (room->database, FALSE);
      count_settings (room, 0);

      /* Behind a savepoint the rest is kept, unless the transaction says that it is broken. */
      rounds_database_set_shared (room->database, i == 1);
      assert_ok (rounds_database_begin (room->database, &local_error));
      assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "b", "1"));
      assert_ok (rounds_database_begin (room->database, &local_error));
      went_well = change (room, "nothing", &error) && rounds_database_commit (room->database, &error);
      g_assert_false (went_well);
      assert_problem (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND");
      g_clear_error (&error);
      rounds_database_rollback (room->database);
      went_well = !rounds_database_is_broken (room->database);
      g_assert_true (went_well || i == 1);
      if (went_well)
        assert_ok (rounds_database_commit (room->database, &local_error));
      else
        rounds_database_rollback (room->database);
      rounds_database_set_shared (room->database, FALSE);
      count_settings (room, went_well ? 1 : 0);
      assert_ok (rounds_database_execute (room->database, &local_error, "DELETE FROM workspace_settings", NULL));
    }
}

/* A write whose answer comes late fails at the end at the latest, with what it met itself. */
static void
test_late_error (Room          *room,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gboolean went_well;

  rounds_database_set_shared (room->database, TRUE);
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "a", "1"));
  went_well = rounds_database_execute (room->database, &error, insert, "ss", "a", "2") &&
              rounds_database_execute (room->database, &error, insert, "ss", "b", "2") &&
              rounds_database_commit (room->database, &error);
  g_assert_false (went_well);
  assert_problem (error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
  rounds_database_rollback (room->database);
  g_assert_false (rounds_database_is_in_transaction (room->database));

  assert_ok (rounds_database_begin (room->database, &local_error));
  count_settings (room, 0);
  assert_ok (rounds_database_execute (room->database, &local_error, insert, "ss", "a", "1"));
  assert_ok (rounds_database_commit (room->database, &local_error));
  rounds_database_set_shared (room->database, FALSE);
  count_settings (room, 1);
}

static void
assert_recalled (Room       *room,
                 const char *key,
                 gboolean    is_known,
                 const char *expected)
{
  const char *value = NULL;

  g_assert_true (rounds_transaction_recall (room->database, "teams", key, &value) == is_known);
  g_assert_cmpstr (value, ==, expected);
}

/* What is remembered is gone as soon as it could be wrong. */
static void
test_memory (Room          *room,
             gconstpointer  data)
{
  rounds_transaction_remember (room->database, "teams", "a", "1");
  assert_recalled (room, "a", FALSE, NULL);

  assert_ok (rounds_database_begin (room->database, &local_error));
  rounds_transaction_remember (room->database, "teams", "a", "1");
  rounds_transaction_remember (room->database, "teams", "b", NULL);
  assert_recalled (room, "a", TRUE, "1");
  assert_recalled (room, "b", TRUE, NULL);
  assert_recalled (room, "c", FALSE, NULL);

  /* Another level keeps it; what is taken back does not. */
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_commit (room->database, &local_error));
  assert_recalled (room, "a", TRUE, "1");
  assert_ok (rounds_database_begin (room->database, &local_error));
  rounds_database_rollback (room->database);
  assert_recalled (room, "a", FALSE, NULL);

  /* Who writes to the table, and only he. */
  rounds_transaction_remember (room->database, "teams", "a", "2");
  {
    g_autoptr(RoundsEntity) user = make_record ("user");
    g_autoptr(RoundsEntity) team = make_record ("team");

    assert_ok (rounds_repository_insert (room->database, user, NULL, &local_error));
    assert_recalled (room, "a", TRUE, "2");
    assert_ok (rounds_repository_insert (room->database, team, NULL, &local_error));
    assert_recalled (room, "a", FALSE, NULL);
  }

  rounds_transaction_remember (room->database, "teams", "a", "3");
  assert_ok (rounds_database_commit (room->database, &local_error));
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_recalled (room, "a", FALSE, NULL);
  rounds_database_rollback (room->database);
}

/* Revisions follow each other, also where the counter is asked for before, and where something was taken back. */
static void
test_revisions (Room          *room,
                gconstpointer  data)
{
  gint64 first;
  gint64 last;
  gint64 revision;

  for (guint i = 0; i < 2; i++)
    {
      rounds_database_set_shared (room->database, i == 1);
      assert_ok (rounds_database_begin (room->database, &local_error));
      rounds_database_expect_revisions (room->database);
      assert_ok (rounds_database_reserve_revision (room->database, &first, &local_error));
      assert_ok (rounds_database_reserve_revision (room->database, &last, &local_error));
      g_assert_cmpint (last, >, first);
      assert_ok (rounds_database_reserve_revisions (room->database, 10, &revision, &local_error));
      g_assert_cmpint (revision, >=, last);
      last = revision + 10;
      assert_ok (rounds_database_reserve_revision (room->database, &revision, &local_error));
      g_assert_cmpint (revision, >, last);

      assert_ok (rounds_database_begin (room->database, &local_error));
      assert_ok (rounds_database_reserve_revision (room->database, &last, &local_error));
      g_assert_cmpint (last, >, revision);
      rounds_database_rollback (room->database);
      assert_ok (rounds_database_reserve_revision (room->database, &last, &local_error));
      g_assert_cmpint (last, >, revision);
      assert_ok (rounds_database_commit (room->database, &local_error));
      g_assert_cmpint (rounds_database_get_head (room->database), >=, last);

      assert_ok (rounds_database_query_integer (room->database, &revision, &local_error,
                                                "SELECT value FROM revision_counter WHERE id = 1", NULL));
      g_assert_cmpint (revision, ==, rounds_database_get_head (room->database));
      /* Expected, and not given. */
      assert_ok (rounds_database_begin (room->database, &local_error));
      rounds_database_expect_revisions (room->database);
      assert_ok (rounds_database_commit (room->database, &local_error));
      rounds_database_set_shared (room->database, FALSE);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/late-answers/ask", ROOM_SERVER, test_ask);
  room_add ("/late-answers/change-row", ROOM_SERVER, test_change_row);
  room_add ("/late-answers/error", ROOM_SERVER, test_late_error);
  room_add ("/late-answers/memory", ROOM_SERVER, test_memory);
  room_add ("/late-answers/revisions", ROOM_SERVER, test_revisions);

  return g_test_run ();
}
