/* rounds-store-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-store-worker.h"

#include "model/rounds-problem.h"
#include "store/rounds-database-private.h"

/* How often a write is begun, and microseconds before it is begun again, doubled each time. */
#define MAX_ATTEMPTS 5
#define FIRST_PAUSE 20000

/* Microseconds without a job after which a connection has time for itself. */
#define REST_AFTER 100000

/* How many writes share a transaction at most, and after how many microseconds it takes no more: the first one waits for the last. */
#define MAX_GROUP 64
#define MAX_TOGETHER 20000

struct _RoundsStoreWorker
{
  GThread *thread;
  GAsyncQueue *jobs;
  RoundsStoreJob *next; /* taken from the queue, and not begun */
  GPtrArray *group;     /* what is being done */
  char *uri;
  RoundsDatabaseFlags flags;
  RoundsDatabase *database; /* of a reader: opened when there is something to read */
  gboolean has_written;     /* since it had time for itself */
};

static gboolean
has_code (const GError *error,
          const char   *code)
{
  return error != NULL && error->domain == ROUNDS_PROBLEM && g_str_equal (rounds_problem_get_code (error), code);
}

static void
interrupt_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  rounds_database_interrupt (user_data);
}

static void
drop_result (RoundsStoreJob *job)
{
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  job->result = NULL;
  g_clear_pointer (&job->changes, rounds_changes_unref);
}

/*
 * Calls the job's function. It has failed, too, when nobody wants it any more.
 */
static gboolean
call (RoundsStoreJob *job,
      RoundsDatabase *database)
{
  if (job->writes)
    job->changes = rounds_changes_new ();
  job->result = job->func (database, job->changes, job->user_data, job->cancellable, &job->error);

  return job->error == NULL && !g_cancellable_set_error_if_cancelled (job->cancellable, &job->error);
}

/*
 * Calls the job's function in a transaction: kept when it succeeds, and taken back when it fails or is not wanted any more.
 *
 * Returns: whether it is known what became of it; not so when the connection was lost at the end
 */
static gboolean
run_in_transaction (RoundsStoreJob *job,
                    RoundsDatabase *database)
{
  gboolean begun;

  begun = job->writes ? rounds_database_begin (database, &job->error)
                      : rounds_database_begin_reading (database, &job->error);
  if (!begun)
    return TRUE;

  if (!call (job, database))
    {
      rounds_database_rollback (database);
      return TRUE;
    }

  return rounds_database_commit (database, &job->error) || !has_code (job->error, "DATABASE_LOST");
}

/*
 * Writes again what another program got in the way of. It is told of only when it happens over and over.
 */
static void
run_until_done (RoundsStoreJob *job,
                RoundsDatabase *database)
{
  for (guint attempt = 1; run_in_transaction (job, database) && job->writes && attempt < MAX_ATTEMPTS; attempt++)
    {
      if (!has_code (job->error, "DATABASE_CONFLICT") && !has_code (job->error, "DATABASE_LOST"))
        break;

      g_debug ("A write is begun again: %s", job->error->message);
      g_clear_error (&job->error);
      drop_result (job);
      g_usleep (g_random_int_range (FIRST_PAUSE / 2, FIRST_PAUSE) << attempt);
    }
}

/*
 * Runs @how for the job, which may be broken off meanwhile.
 */
static void
run (RoundsStoreJob *job,
     RoundsDatabase *database,
     void          (*how) (RoundsStoreJob *job,
                           RoundsDatabase *database))
{
  gulong handler = 0;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;
  if (job->cancellable != NULL)
    handler = g_cancellable_connect (job->cancellable, G_CALLBACK (interrupt_cb), database, NULL);

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    {
      rounds_database_set_cancellable (database, job->cancellable);
      how (job, database);
      rounds_database_set_cancellable (database, NULL);
    }

  g_cancellable_disconnect (job->cancellable, handler);

  /* What was broken off says all kinds of things. */
  if (job->error != NULL && g_cancellable_is_cancelled (job->cancellable))
    {
      g_clear_error (&job->error);
      g_cancellable_set_error_if_cancelled (job->cancellable, &job->error);
    }

  if (job->error != NULL)
    drop_result (job);
}

/*
 * Calls the job's function behind a savepoint of the transaction that it shares: what it wrote is taken back when it fails, and
 * only that. Should the savepoint go wrong, so does the transaction.
 */
static void
run_part (RoundsStoreJob *job,
          RoundsDatabase *database)
{
  if (!rounds_database_begin (database, &job->error))
    return;

  if (!call (job, database))
    rounds_database_rollback (database);
  else if (!rounds_database_commit (database, &job->error))
    rounds_database_rollback (database);
}

/* Who breaks off one statement may hit the next one too, of another job; SQLite also takes the whole transaction back. */
static gboolean
has_lost_transaction (RoundsStoreJob *job,
                      RoundsDatabase *database)
{
  return rounds_database_is_broken (database) || g_cancellable_is_cancelled (job->cancellable) ||
         has_code (job->error, "DATABASE_CONFLICT") || has_code (job->error, "DATABASE_LOST");
}

static void
forget (RoundsStoreJob **jobs,
        guint            n_jobs)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      g_clear_error (&jobs[i]->error);
      drop_result (jobs[i]);
    }
}

/* Nobody knows whether they are kept. */
static void
fail_all (RoundsStoreJob **jobs,
          guint            n_jobs,
          const GError    *error)
{
  for (guint i = 0; i < n_jobs; i++)
    {
      if (jobs[i]->error == NULL)
        jobs[i]->error = g_error_copy (error);
      drop_result (jobs[i]);
    }
}

/*
 * Runs jobs in one transaction, each behind a savepoint, until they have taken their time.
 *
 * Returns: how many of them have their answer now; 0 when the transaction failed and nothing is left of it
 */
static guint
run_together (RoundsStoreJob **jobs,
              guint            n_jobs,
              RoundsDatabase  *database)
{
  const gint64 begun = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  guint n_run = 0;

  if (!rounds_database_begin (database, NULL))
    return 0;

  do
    {
      run (jobs[n_run++], database, run_part);
      if (has_lost_transaction (jobs[n_run - 1], database))
        {
          rounds_database_rollback (database);
          forget (jobs, n_run);
          return 0;
        }
    }
  while (n_run < n_jobs && g_get_monotonic_time () - begun < MAX_TOGETHER);

  if (rounds_database_commit (database, &error))
    return n_run;
  if (has_code (error, "DATABASE_LOST"))
    {
      fail_all (jobs, n_run, error);
      return n_run;
    }

  /* One of them may refer to what is not there. */
  g_debug ("Writes are begun again, each alone: %s", error->message);
  forget (jobs, n_run);
  return 0;
}

static gboolean
deliver_cb (gpointer user_data)
{
  RoundsStoreJob *job = user_data;
  g_autoptr(GTask) task = g_steal_pointer (&job->task);

  if (job->error != NULL)
    g_task_return_error (task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&job->result), job->result_free);

  rounds_store_job_free (job);
  return G_SOURCE_REMOVE;
}

/*
 * Hands the answer over. The job belongs to the other side from here on; so does the store that it keeps alive, which must
 * not end in a thread of its own.
 */
static void
deliver (RoundsStoreJob *job)
{
  g_autoptr(GSource) source = NULL;

  if (job->answered != NULL)
    {
      job->answered (g_steal_pointer (&job->result), g_steal_pointer (&job->error), job->user_data);
      rounds_store_job_free (job);
      return;
    }

  if (job->task == NULL)
    {
      g_mutex_lock (&job->mutex);
      job->done = TRUE;
      g_cond_signal (&job->condition);
      g_mutex_unlock (&job->mutex);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[rounds] answer of the store");
  g_source_set_callback (source, deliver_cb, job, NULL);
  g_source_attach (source, g_task_get_context (job->task));
}

/*
 * The next job. A pause between two is used for what would make the one after it wait.
 */
static RoundsStoreJob *
wait_for_job (RoundsStoreWorker *self)
{
  RoundsStoreJob *job = NULL;

  if (self->has_written)
    job = g_async_queue_timeout_pop (self->jobs, REST_AFTER);
  if (job != NULL)
    return job;

  if (self->has_written)
    rounds_database_rest (self->database);
  self->has_written = FALSE;

  return g_async_queue_pop (self->jobs);
}

/*
 * Tells what one transaction has changed, then hands the answers over.
 */
static void
deliver_all (RoundsStoreJob **jobs,
             guint            n_jobs,
             RoundsDatabase  *database)
{
  g_autoptr(RoundsChanges) changes = NULL;

  for (guint i = 0; i < n_jobs; i++)
    {
      if (jobs[i]->changes == NULL || rounds_changes_is_empty (jobs[i]->changes))
        continue;
      if (changes == NULL)
        changes = rounds_changes_ref (jobs[i]->changes);
      else
        rounds_changes_merge (changes, jobs[i]->changes);
    }
  if (changes != NULL)
    rounds_store_announce (jobs[0]->store, changes, rounds_database_get_head (database));

  for (guint i = 0; i < n_jobs; i++)
    deliver (jobs[i]);
}

/* A short write has its answer at the end, and so may have errors late. */
static void
run_alone (RoundsStoreWorker *self,
           RoundsStoreJob    *job)
{
  rounds_database_set_shared (self->database, job->answered != NULL);
  run (job, self->database, run_until_done);
  rounds_database_set_shared (self->database, FALSE);
  deliver_all (&job, 1, self->database);
}

/*
 * Runs all that wait and may share a transaction; when that fails, each in one of its own, so that each gets what it alone deserves.
 */
static void
run_group (RoundsStoreWorker *self)
{
  RoundsStoreJob **jobs = (RoundsStoreJob **) self->group->pdata;
  guint n_done = 0;

  while (n_done < self->group->len)
    {
      const guint n_left = self->group->len - n_done;
      guint n_run = 0;

      if (n_left > 1)
        {
          rounds_database_set_shared (self->database, TRUE);
          n_run = run_together (jobs + n_done, n_left, self->database);
          rounds_database_set_shared (self->database, FALSE);
        }

      if (n_run > 0)
        deliver_all (jobs + n_done, n_run, self->database);
      else
        for (guint i = 0; i < n_left; i++)
          run_alone (self, jobs[n_done + i]);
      n_done += n_run > 0 ? n_run : n_left;
    }
}

/*
 * Finds the jobs that come next: one, or those that wait and share a transaction.
 */
static void
collect (RoundsStoreWorker *self)
{
  RoundsStoreJob *job = g_steal_pointer (&self->next);

  g_ptr_array_set_size (self->group, 0);
  if (job == NULL)
    job = wait_for_job (self);
  g_ptr_array_add (self->group, job);

  while (job->answered != NULL && self->group->len < MAX_GROUP)
    {
      RoundsStoreJob *other = g_async_queue_try_pop (self->jobs);

      if (other == NULL)
        return;
      if (other->answered == NULL)
        {
          self->next = other;
          return;
        }
      g_ptr_array_add (self->group, other);
    }
}

static void
open_database (RoundsStoreWorker *self)
{
  g_autoptr(GError) error = NULL;

  self->database = rounds_database_open (self->uri, self->flags, &error);
  if (self->database == NULL)
    for (guint i = 0; i < self->group->len; i++)
      {
        RoundsStoreJob *job = g_ptr_array_index (self->group, i);

        job->error = g_error_copy (error);
        deliver (job);
      }
}

static gpointer
work (gpointer data)
{
  RoundsStoreWorker *self = data;

  for (;;)
    {
      RoundsStoreJob *job;

      collect (self);
      job = g_ptr_array_index (self->group, 0);
      if (job->func == NULL)
        {
          rounds_store_job_free (job);
          break;
        }

      if (self->database == NULL)
        open_database (self);
      if (self->database == NULL)
        continue;

      self->has_written = self->has_written || job->writes;
      run_group (self);
    }

  g_clear_object (&self->database);
  return NULL;
}

/*
 * @database: (nullable) (transfer full): the connection, when there is one already
 */
RoundsStoreWorker *
rounds_store_worker_new (const char          *name,
                         const char          *uri,
                         RoundsDatabaseFlags  flags,
                         RoundsDatabase      *database,
                         GAsyncQueue         *jobs)
{
  RoundsStoreWorker *self = g_new0 (RoundsStoreWorker, 1);

  self->uri = g_strdup (uri);
  self->flags = flags;
  self->database = database;
  self->jobs = g_async_queue_ref (jobs);
  self->group = g_ptr_array_new ();
  self->thread = g_thread_new (name, work, self);

  return self;
}

/*
 * Waits for the thread, which ends at a job without function, and frees it.
 */
void
rounds_store_worker_join (RoundsStoreWorker *self)
{
  g_thread_join (self->thread);
  g_async_queue_unref (self->jobs);
  g_ptr_array_unref (self->group);
  g_free (self->uri);
  g_free (self);
}
