/* test-together.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "store/rounds-store.h"
#include "support.h"

/* Writes that share a transaction: each is whole or not at all, and none is answered before it is kept. */

#define N_JOBS 10

typedef enum
{
  JOB_INSERTS,
  JOB_FAILS,
  JOB_REPEATS,
  JOB_REFERS_TO_NOTHING,
  JOB_LOSES_THE_TRANSACTION,
  JOB_IS_BROKEN_OFF,
  JOB_TAKES_LONG,
  JOB_CRASHES,
} JobKind;

typedef struct _Fixture Fixture;

/**
 * Job:
 * @name: of the team that it makes
 * @n_runs: how often its function was called
 * @n_kept: when it was answered, how many teams another connection saw
 */
typedef struct
{
  Fixture *fixture;
  JobKind kind;
  char *name;
  GCancellable *cancellable;
  guint n_runs;
  gboolean succeeded;
  GError *error;
  gint64 n_kept;
  gboolean crashes_when_answered;
} Job;

struct _Fixture
{
  Room room;
  RoundsStore *store;
  RoundsDatabase *other; /* used by the thread that writes only */
  Job jobs[N_JOBS];
  guint n_announced;
  guint n_announced_rows;

  GMutex mutex;
  GCond condition;
  gboolean is_at_gate;
  gboolean is_open;
  guint n_answered;
  guint *n_told; /* of those, to which it was said that they are kept; in memory that a child shares */
};

static void
on_changed (RoundsStore   *store,
            RoundsChanges *changes,
            Fixture       *fixture)
{
  GHashTable *ids = rounds_changes_get_ids (changes, rounds_registry_find ("team"));

  fixture->n_announced++;
  fixture->n_announced_rows += ids != NULL ? g_hash_table_size (ids) : 0;
}

static void
open_store (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->store = rounds_store_new (fixture->room.uri, ROUNDS_SCHEMA_SERVER, 1, &error);
  g_assert_no_error (error);
  fixture->other = rounds_database_open (fixture->room.uri, ROUNDS_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (on_changed), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  room_set_up (&fixture->room, ROOM_SERVER);
  open_store (fixture);
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->condition);
  fixture->n_told = mmap (NULL, sizeof *fixture->n_told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (fixture->n_told != MAP_FAILED);
  for (guint i = 0; i < N_JOBS; i++)
    {
      fixture->jobs[i].fixture = fixture;
      fixture->jobs[i].name = g_strdup_printf ("Team %u", i);
    }
}

static void
close_store (Fixture *fixture)
{
  rounds_store_close (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
  g_assert_finalize_object (g_steal_pointer (&fixture->other));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->store != NULL)
    close_store (fixture);
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_free (fixture->jobs[i].name);
      g_clear_error (&fixture->jobs[i].error);
      g_clear_object (&fixture->jobs[i].cancellable);
    }
  munmap (fixture->n_told, sizeof *fixture->n_told);
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->condition);
  room_tear_down (&fixture->room, NULL);
}

/* Runs forever, but for who breaks it off: a statement that writes. */
static gpointer
write_for_ever (RoundsDatabase *database,
                Job            *job,
                GError        **error)
{
  g_mutex_lock (&job->fixture->mutex);
  job->fixture->is_at_gate = TRUE;
  g_cond_broadcast (&job->fixture->condition);
  g_mutex_unlock (&job->fixture->mutex);

  while (rounds_database_execute (database, error,
                                  "UPDATE teams SET description = 'x' WHERE 0 < (WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                                  "SELECT i + 1 FROM n WHERE i < 1000000) SELECT count(*) FROM n)", NULL))
    ;
  return NULL;
}

static gboolean
insert_orphan (RoundsDatabase  *database,
               RoundsChanges   *changes,
               GError         **error)
{
  g_autoptr(RoundsEntity) contact = make_record ("contact");
  g_autofree char *nobody = rounds_id_new ();

  rounds_entity_set_text (contact, "institution-id", nobody);
  return rounds_repository_insert (database, contact, changes, error);
}

static gpointer
run (RoundsDatabase  *database,
     RoundsChanges   *changes,
     gpointer         user_data,
     GCancellable    *cancellable,
     GError         **error)
{
  Job *job = user_data;
  g_autoptr(RoundsEntity) team = make_record ("team");

  job->n_runs++;
  rounds_entity_set_text (team, "name", job->name);
  if (!rounds_repository_insert (database, team, changes, error))
    return NULL;

  switch (job->kind)
    {
    case JOB_FAILS:
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "NO", "no");
      return NULL;
    case JOB_REPEATS:
      return rounds_repository_insert (database, team, changes, error) ? rounds_store_done () : NULL;
    case JOB_REFERS_TO_NOTHING:
      return insert_orphan (database, changes, error) ? rounds_store_done () : NULL;
    case JOB_LOSES_THE_TRANSACTION:
      /* As a full disk does. */
      if (job->n_runs == 1)
        rounds_database_run_script (database, "ROLLBACK", NULL);
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FULL", "full");
      return NULL;
    case JOB_IS_BROKEN_OFF:
      return write_for_ever (database, job, error);
    case JOB_TAKES_LONG:
      g_usleep (50000);
      return rounds_store_done ();
    case JOB_CRASHES:
      _exit (3);
    case JOB_INSERTS:
    default:
      return rounds_store_done ();
    }
}

static void
on_answered (gpointer  result,
             GError   *error,
             gpointer  user_data)
{
  Job *job = user_data;
  Fixture *fixture = job->fixture;

  job->succeeded = result != NULL;
  *fixture->n_told += job->succeeded;
  job->error = error;
  assert_ok (rounds_database_query_integer (fixture->other, &job->n_kept, &local_error, "SELECT count(*) FROM teams", NULL));
  if (job->crashes_when_answered)
    _exit (4);

  g_mutex_lock (&fixture->mutex);
  fixture->n_answered++;
  g_cond_broadcast (&fixture->condition);
  g_mutex_unlock (&fixture->mutex);
}

static gpointer
wait_at_gate (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  Fixture *fixture = user_data;

  g_mutex_lock (&fixture->mutex);
  fixture->is_at_gate = TRUE;
  g_cond_broadcast (&fixture->condition);
  while (!fixture->is_open)
    g_cond_wait (&fixture->condition, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);

  return rounds_store_done ();
}

static void
on_through (gpointer  result,
            GError   *error,
            gpointer  user_data)
{
  g_assert_no_error (error);
}

static void
wait_for_gate (Fixture *fixture)
{
  g_mutex_lock (&fixture->mutex);
  while (!fixture->is_at_gate)
    g_cond_wait (&fixture->condition, &fixture->mutex);
  fixture->is_at_gate = FALSE;
  g_mutex_unlock (&fixture->mutex);
}

/* All of them wait when the first begins. */
static void
push_all (Fixture *fixture)
{
  rounds_store_write_among (fixture->store, wait_at_gate, fixture, NULL, on_through);
  wait_for_gate (fixture);
  for (guint i = 0; i < N_JOBS; i++)
    rounds_store_write_among (fixture->store, run, &fixture->jobs[i], fixture->jobs[i].cancellable, on_answered);

  g_mutex_lock (&fixture->mutex);
  fixture->is_open = TRUE;
  g_cond_broadcast (&fixture->condition);
  g_mutex_unlock (&fixture->mutex);
}

static void
wait_for_all (Fixture *fixture)
{
  g_mutex_lock (&fixture->mutex);
  while (fixture->n_answered < N_JOBS)
    g_cond_wait (&fixture->condition, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What is stored is what was answered with success, each once. */
static void
assert_stored (Fixture *fixture)
{
  guint n_stored = 0;

  for (guint i = 0; i < N_JOBS; i++)
    {
      const Job *job = &fixture->jobs[i];
      gint64 count;

      assert_ok (rounds_database_query_integer (fixture->room.database, &count, &local_error,
                                                "SELECT count(*) FROM teams WHERE name = $1", "s", job->name));
      if (job->kind == JOB_INSERTS)
        g_assert_no_error (job->cancellable == NULL ? job->error : NULL);
      g_assert_true (job->succeeded == (job->error == NULL));
      g_assert_cmpint (count, ==, job->succeeded ? 1 : 0);
      n_stored += job->succeeded;
    }
  room_count (&fixture->room, "teams", n_stored);
  g_assert_cmpuint (fixture->n_announced_rows, ==, n_stored);
}

/* A transaction is announced once. On a machine that is very slow one takes its time, and there are some more. */
static void
assert_shared (Fixture *fixture)
{
  g_assert_cmpuint (fixture->n_announced, >=, 1);
  g_assert_cmpuint (fixture->n_announced, <=, N_JOBS / 2);
}

static void
test_one_transaction (Fixture       *fixture,
                      gconstpointer  data)
{
  gint64 n_revisions;

  push_all (fixture);
  wait_for_all (fixture);

  assert_stored (fixture);
  room_count (&fixture->room, "teams", N_JOBS);
  assert_shared (fixture);
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_assert_cmpuint (fixture->jobs[i].n_runs, ==, 1);
      g_assert_cmpint (fixture->jobs[i].n_kept, >, i);
    }
  assert_ok (rounds_database_query_integer (fixture->room.database, &n_revisions, &local_error,
                                            "SELECT count(DISTINCT revision) FROM teams", NULL));
  g_assert_cmpint (n_revisions, ==, N_JOBS);
}

static void
test_one_fails (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->jobs[0].kind = JOB_FAILS;
  fixture->jobs[4].kind = JOB_FAILS;
  fixture->jobs[N_JOBS - 1].kind = JOB_FAILS;
  push_all (fixture);
  wait_for_all (fixture);

  assert_stored (fixture);
  room_count (&fixture->room, "teams", N_JOBS - 3);
  assert_shared (fixture);
  assert_problem (fixture->jobs[4].error, ROUNDS_PROBLEM_INVALID, "NO");
  g_assert_cmpuint (fixture->jobs[5].n_runs, ==, 1);
}

/* What the database refuses is told of at the end of the job at the latest. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->jobs[2].kind = JOB_REPEATS;
  fixture->jobs[N_JOBS - 1].kind = JOB_REPEATS;
  push_all (fixture);
  wait_for_all (fixture);

  assert_stored (fixture);
  room_count (&fixture->room, "teams", N_JOBS - 2);
  assert_shared (fixture);
  assert_problem (fixture->jobs[2].error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
  assert_problem (fixture->jobs[N_JOBS - 1].error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS");
  g_assert_cmpuint (fixture->jobs[3].n_runs, ==, 1);
}

/* A wrong reference shows at the end only, and is the fault of one. */
static void
test_wrong_reference (Fixture       *fixture,
                      gconstpointer  data)
{
  fixture->jobs[3].kind = JOB_REFERS_TO_NOTHING;
  push_all (fixture);
  wait_for_all (fixture);

  assert_stored (fixture);
  room_count (&fixture->room, "teams", N_JOBS - 1);
  room_count (&fixture->room, "contacts", 0);
  assert_problem (fixture->jobs[3].error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_REFERENCE");
}

static void
test_lost_transaction (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture->jobs[6].kind = JOB_LOSES_THE_TRANSACTION;
  push_all (fixture);
  wait_for_all (fixture);

  assert_stored (fixture);
  room_count (&fixture->room, "teams", N_JOBS - 1);
  assert_problem (fixture->jobs[6].error, ROUNDS_PROBLEM_FAILED, "DATABASE_FULL");
}

/* One is not wanted any more before its turn, another in the middle of a statement. */
static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->jobs[2].cancellable = g_cancellable_new ();
  fixture->jobs[5].cancellable = g_cancellable_new ();
  fixture->jobs[5].kind = JOB_IS_BROKEN_OFF;
  g_cancellable_cancel (fixture->jobs[2].cancellable);
  push_all (fixture);
  wait_for_gate (fixture);
  g_cancellable_cancel (fixture->jobs[5].cancellable);
  wait_for_all (fixture);

  assert_stored (fixture);
  room_count (&fixture->room, "teams", N_JOBS - 2);
  g_assert_error (fixture->jobs[2].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (fixture->jobs[5].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->jobs[2].n_runs, ==, 0);
}

/* Who came first does not wait for all that came after. */
static void
test_long (Fixture       *fixture,
           gconstpointer  data)
{
  fixture->jobs[0].kind = JOB_TAKES_LONG;
  push_all (fixture);
  wait_for_all (fixture);

  assert_stored (fixture);
  g_assert_cmpuint (fixture->n_announced, >=, 2);
  g_assert_cmpint (fixture->jobs[0].n_kept, ==, 1);
}

static void
on_refused (gpointer  result,
            GError   *error,
            gpointer  user_data)
{
  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_error_free (error);
  *(gboolean *) user_data = TRUE;
}

/* What waits when the store is closed is done; what comes later is refused. */
static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  gboolean refused = FALSE;

  push_all (fixture);
  rounds_store_close (fixture->store);
  g_assert_cmpuint (fixture->n_answered, ==, N_JOBS);
  wait_for_all (fixture);
  assert_stored (fixture);

  rounds_store_write_among (fixture->store, run, &refused, NULL, on_refused);
  g_assert_true (refused);
}

/* The program ends in the middle: a child of the test, with the database of its parent. */
static void
crash (Fixture  *fixture,
       guint     crashing,
       gboolean  when_answered,
       int       status)
{
  pid_t child;
  int ended;

  close_store (fixture);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      open_store (fixture);
      fixture->jobs[crashing].kind = when_answered ? JOB_INSERTS : JOB_CRASHES;
      fixture->jobs[crashing].crashes_when_answered = when_answered;
      push_all (fixture);
      wait_for_all (fixture);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &ended, 0), ==, child);
  g_assert_true (WIFEXITED (ended));
  g_assert_cmpint (WEXITSTATUS (ended), ==, status);
}

static void
assert_kept_what_was_told (Fixture *fixture)
{
  gint64 count;

  assert_ok (rounds_database_query_integer (fixture->room.database, &count, &local_error, "SELECT count(*) FROM teams", NULL));
  g_assert_cmpint (count, >=, *fixture->n_told);
  g_assert_cmpint (count, <=, N_JOBS);
}

/* In a transaction of which nobody was told. */
static void
test_crash_before (Fixture       *fixture,
                   gconstpointer  data)
{
  crash (fixture, 7, FALSE, 3);
  assert_kept_what_was_told (fixture);
  g_assert_cmpuint (*fixture->n_told, <=, 7);
}

/* Whoever is told that it is kept finds it. */
static void
test_crash_after (Fixture       *fixture,
                  gconstpointer  data)
{
  crash (fixture, 0, TRUE, 4);
  assert_kept_what_was_told (fixture);
  g_assert_cmpuint (*fixture->n_told, ==, 1);
}

/* Let go while its watcher may be telling of what it has just seen for the first time: no word comes of a store that is gone. */
static void
test_let_go_at_once (Fixture       *fixture,
                     gconstpointer  data)
{
  push_all (fixture);
  wait_for_all (fixture);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(GError) error = NULL;
      gpointer store = rounds_store_new (fixture->room.uri, ROUNDS_SCHEMA_SERVER, 0, &error);

      g_assert_no_error (error);
      g_object_add_weak_pointer (store, &store);
      g_usleep (i * 100);
      g_object_unref (store);
      while (store != NULL)
        g_main_context_iteration (NULL, TRUE);
    }
}

#define add(path, test) g_test_add ((path), Fixture, NULL, set_up, (test), tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/together/one-transaction", test_one_transaction);
  add ("/together/one-fails", test_one_fails);
  add ("/together/refused", test_refused);
  add ("/together/wrong-reference", test_wrong_reference);
  add ("/together/lost-transaction", test_lost_transaction);
  add ("/together/cancelled", test_cancelled);
  add ("/together/long", test_long);
  add ("/together/close", test_close);
  add ("/together/let-go-at-once", test_let_go_at_once);
  add ("/together/crash-before", test_crash_before);
  add ("/together/crash-after", test_crash_after);

  return g_test_run ();
}
