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

struct _RoundsStoreWorker
{
  GThread *thread;
  GAsyncQueue *jobs;
  char *uri;
  RoundsDatabaseFlags flags;
  RoundsDatabase *database; /* of a reader: opened when there is something to read */
  gboolean has_written;     /* since it had time for itself */
};

RoundsStoreJob *
rounds_store_job_new (RoundsStore     *store,
                      gboolean         writes,
                      RoundsStoreFunc  func,
                      gpointer         user_data)
{
  RoundsStoreJob *self = g_new0 (RoundsStoreJob, 1);

  self->store = store;
  self->writes = writes;
  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->condition);

  return self;
}

void
rounds_store_job_free (RoundsStoreJob *self)
{
  if (self->user_data_free != NULL)
    self->user_data_free (self->user_data);
  if (self->result != NULL && self->result_free != NULL)
    self->result_free (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->task);
  g_clear_pointer (&self->changes, rounds_changes_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->condition);
  g_free (self);
}

/*
 * Waits for the answer of a job without a task.
 */
gpointer
rounds_store_job_wait (RoundsStoreJob  *self,
                       GError         **error)
{
  g_mutex_lock (&self->mutex);
  while (!self->done)
    g_cond_wait (&self->condition, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return g_steal_pointer (&self->result);
}

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

  if (job->writes)
    job->changes = rounds_changes_new ();
  job->result = job->func (database, job->changes, job->user_data, job->cancellable, &job->error);

  if (job->error == NULL)
    g_cancellable_set_error_if_cancelled (job->cancellable, &job->error);

  if (job->error != NULL)
    {
      rounds_database_rollback (database);
      return TRUE;
    }

  if (rounds_database_commit (database, &job->error))
    job->head = rounds_database_get_head (database);
  return job->error == NULL || !has_code (job->error, "DATABASE_LOST");
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

static void
run (RoundsStoreJob *job,
     RoundsDatabase *database)
{
  gulong handler = 0;

  if (job->cancellable != NULL)
    handler = g_cancellable_connect (job->cancellable, G_CALLBACK (interrupt_cb), database, NULL);

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    {
      rounds_database_set_cancellable (database, job->cancellable);
      run_until_done (job, database);
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

  if (job->changes != NULL && !rounds_changes_is_empty (job->changes))
    rounds_store_announce (job->store, job->changes, job->head);

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

static gpointer
work (gpointer data)
{
  RoundsStoreWorker *self = data;

  for (;;)
    {
      RoundsStoreJob *job = wait_for_job (self);

      if (job->func == NULL)
        {
          rounds_store_job_free (job);
          break;
        }

      if (self->database == NULL)
        self->database = rounds_database_open (self->uri, self->flags, &job->error);
      if (self->database != NULL)
        {
          run (job, self->database);
          self->has_written = self->has_written || job->writes;
        }
      deliver (job);
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
  g_free (self->uri);
  g_free (self);
}
