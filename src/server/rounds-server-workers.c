/* rounds-server-workers.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-server-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "operations/rounds-settings.h"
#include "server/rounds-handlers.h"
#include "server/rounds-policy.h"
#include "server/rounds-sessions.h"

/* Where handlers run: what reads, what writes, what proves a password and what waits each have their own threads. */

#define N_READERS 3

/* Those who wait for a change of many records, which are made one after the other. */
#define N_WAITERS 4

/* Bytes of a body that the main thread reads itself: to wake another thread takes as long. */
#define SHORT_BODY 4096

/**
 * Job:
 * @call: what it is about
 * @handler: (nullable): what runs; without, only who asks is made sure of
 * @done: run on the main thread with the call
 * @needs_renewal: whether who asks has a session that is to begin anew
 * @error: (nullable): why it failed
 * @renew_token: (nullable): instead: a session whose time begins anew
 * @is_note: instead: whether @call, which is a copy of what the log needs of it, is to be told to the security log
 * @refusal: (nullable): of a note, why it was refused; without, it was an export
 */
typedef struct
{
  RoundsServer *server;
  RoundsCall *call;
  const RoundsHandler *handler;
  GSourceFunc done;
  gboolean needs_renewal;
  GError *error;
  char *renew_token;
  gboolean is_note;
  GError *refusal;
} Job;

static Job *
job_new (RoundsServer *server,
         RoundsCall   *call)
{
  Job *self = g_new0 (Job, 1);

  self->server = server;
  self->call = call;

  return self;
}

static void
job_free (Job *self)
{
  g_free (self->renew_token);
  g_clear_error (&self->error);
  g_clear_error (&self->refusal);
  if (self->is_note)
    rounds_call_free (self->call);
  g_free (self);
}

/* How large a document may be is the workspace's to say. */
static gboolean
find_maximum (RoundsCall      *call,
              RoundsDatabase  *database,
              GError         **error)
{
  gint64 megabytes;

  if (call->upload_hash == NULL)
    return TRUE;
  if (!rounds_settings_get_integer (database, ROUNDS_SETTING_ATTACHMENT_MAXIMUM, &megabytes, error))
    return FALSE;

  call->body_maximum = MIN (megabytes * 1024 * 1024, ROUNDS_WIRE_FILE_MAXIMUM);
  return TRUE;
}

static gboolean
authorize (RoundsCall      *call,
           RoundsDatabase  *database,
           gboolean        *needs_renewal,
           GError         **error)
{
  if (!rounds_policy_is_public (call->route) && call->token != NULL && call->actor == NULL &&
      !rounds_sessions_find (database, call->token, call->now, &call->actor, &call->session, needs_renewal, error))
    return FALSE;

  return rounds_policy_check_route (call->route, call->actor, error) && find_maximum (call, database, error);
}

static gboolean
is_writing (const RoundsHandler *handler)
{
  return handler->kind == ROUNDS_HANDLER_WRITE || handler->kind == ROUNDS_HANDLER_LONG_WRITE;
}

static gpointer
run_in_database (RoundsDatabase  *database,
                 RoundsChanges   *changes,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  Job *job = user_data;
  RoundsCall *call = job->call;
  const RoundsHandler *handler = job->handler;
  guint64 before;
  gboolean opened = FALSE;
  gboolean done;

  if (!rounds_database_is_in_transaction (database))
    {
      if (!rounds_database_begin_reading (database, error))
        return NULL;
      opened = TRUE;
    }

  before = rounds_database_get_n_statements (database);
  if (handler != NULL && is_writing (handler))
    rounds_database_expect_revisions (database);
  done = authorize (call, database, &job->needs_renewal, error);
  if (done && handler != NULL && (handler->kind == ROUNDS_HANDLER_READ || is_writing (handler)))
    {
      /* It may have been here before; see RoundsStoreFunc. */
      rounds_call_clear_answer (call);
      call->database = database;
      call->changes = changes;
      done = handler->run (call, error);
      call->database = NULL;
      call->changes = NULL;
    }

  call->n_statements += rounds_database_get_n_statements (database) - before;
  if (opened)
    rounds_database_rollback (database);

  return done ? rounds_store_done () : NULL;
}

static gpointer
renew_session (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  return rounds_sessions_renew (database, user_data, g_get_real_time (), error) ? rounds_store_done () : NULL;
}

static gpointer
write_note (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Job *job = user_data;
  const RoundsRoute *route = job->call->route;
  const char *resource = route != NULL && route->info != NULL ? route->info->kind : "server";
  g_autofree char *what = route != NULL ? g_strdup_printf ("%s %s", route->method, route->pattern) : g_strdup ("-");

  if (job->refusal == NULL)
    return rounds_call_log_event (job->call, database, "data.export", resource, job->call->id, FALSE, "medium", NULL, error)
           ? rounds_store_done () : NULL;

  return rounds_call_log_refusal (job->call, database, resource, job->call->id, what, job->refusal, error) ? rounds_store_done () : NULL;
}

static gboolean
run_job_in_store (Job     *job,
                  GError **error)
{
  RoundsStore *store = job->server->store;
  RoundsCall *call = job->call;
  const RoundsHandler *handler = job->handler;

  if (handler != NULL && is_writing (handler))
    return rounds_store_write (store, run_in_database, job, error) != NULL;

  /* Who asks is known from before, and the handler needs no connection. */
  if (handler == NULL || handler->kind == ROUNDS_HANDLER_READ || (call->actor == NULL && !rounds_policy_is_public (call->route)))
    {
      if (rounds_store_read (store, run_in_database, job, error) == NULL)
        return FALSE;
    }

  if (handler == NULL || handler->kind == ROUNDS_HANDLER_READ)
    return TRUE;
  return handler->run (call, error);
}

static void
add_note (RoundsServer *self,
          RoundsCall   *call,
          const GError *refusal)
{
  Job *job = job_new (self, rounds_call_copy_origin (call));

  job->is_note = TRUE;
  job->refusal = refusal != NULL ? g_error_copy (refusal) : NULL;
  g_thread_pool_push (self->writers, job, NULL);
}

static void
answer_error (Job *job)
{
  RoundsCall *call = job->call;
  GError *error = job->error;

  if (rounds_problem_get_status (error) >= 500)
    g_warning ("%s %s: %s", call->method, call->route->pattern, error->message);
  /* What is our fault is told to the log, and is nobody else's business. */
  if (rounds_problem_get_status (error) == 500)
    {
      g_autofree char *code = g_strdup (rounds_problem_get_code (error));

      g_clear_error (&job->error);
      error = job->error = rounds_problem_new (ROUNDS_PROBLEM_FAILED, code, _("The server could not do this. Try again later."));
    }
  if (rounds_problem_get_status (error) == 403)
    rounds_server_log_refusal (job->server, call, error);
  rounds_call_answer_error (call, error);
}

/* What comes after the store, on the main thread: the one that writes has better things to do. */
static void
finish_job (Job *job)
{
  RoundsCall *call = job->call;
  GSourceFunc done = job->done;

  if (job->error != NULL)
    answer_error (job);
  if (call->is_export)
    add_note (job->server, call, NULL);
  if (job->needs_renewal)
    {
      Job *renewal = job_new (job->server, NULL);

      renewal->renew_token = g_strdup (call->token);
      g_thread_pool_push (job->server->writers, renewal, NULL);
    }

  job_free (job);
  done (call);
}

static gboolean
on_done (gpointer data)
{
  RoundsServer *self = data;
  GQueue done = G_QUEUE_INIT;
  Job *job;

  g_mutex_lock (&self->done_mutex);
  done = self->done;
  g_queue_init (&self->done);
  g_clear_pointer (&self->done_source, g_source_unref);
  g_mutex_unlock (&self->done_mutex);

  while ((job = g_queue_pop_head (&done)) != NULL)
    finish_job (job);

  return G_SOURCE_REMOVE;
}

/* Never finished on this thread, also when the main thread's loop has ended. Those that are done at a time wake it once. */
static void
hand_back (Job *job)
{
  RoundsServer *self = job->server;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->done_mutex);

  g_queue_push_tail (&self->done, job);
  if (self->done_source != NULL)
    return;

  self->done_source = g_idle_source_new ();
  g_source_set_priority (self->done_source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->done_source, "[rounds] answers");
  g_source_set_callback (self->done_source, on_done, self, NULL);
  g_source_attach (self->done_source, self->context);
}

/* What only needs to be written down, after the answer. */
static void
run_note (Job *job)
{
  g_autoptr(GError) error = NULL;
  gpointer done = job->is_note ? rounds_store_write (job->server->store, write_note, job, &error)
                               : rounds_store_write (job->server->store, renew_session, job->renew_token, &error);

  if (done == NULL)
    g_warning ("%s: %s", job->is_note ? "The security log could not be written" : "A session could not be renewed", error->message);
  job_free (job);
}

/**
 * rounds_server_log_refusal:
 * @call: what was asked
 * @refusal: %ROUNDS_PROBLEM_FORBIDDEN
 *
 * Any thread. Has the security log say so, soon.
 */
void
rounds_server_log_refusal (RoundsServer *self,
                           RoundsCall   *call,
                           const GError *refusal)
{
  add_note (self, call, refusal);
}

static void
on_written (gpointer  result,
            GError   *error,
            gpointer  user_data)
{
  Job *job = user_data;

  job->error = error;
  hand_back (job);
}

/* A short write waits for no thread but the one that writes. */
static void
write_soon (Job *job)
{
  if (rounds_call_read_body (job->call, &job->error))
    rounds_store_write_among (job->server->store, run_in_database, job, NULL, on_written);
  else
    hand_back (job);
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;

  if (job->renew_token != NULL || job->is_note)
    {
      run_note (job);
      return;
    }
  if (job->handler != NULL && job->handler->kind == ROUNDS_HANDLER_WRITE)
    {
      write_soon (job);
      return;
    }

  if (((job->handler != NULL && !rounds_call_read_body (job->call, &job->error)) || !run_job_in_store (job, &job->error)) &&
      job->error == NULL)
    job->error = rounds_problem_new (ROUNDS_PROBLEM_FAILED, "INTERNAL_ERROR", _("The server could not do this. Try again later."));

  hand_back (job);
}

static gpointer
do_nothing (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  return rounds_store_done ();
}

/**
 * rounds_server_dispatch:
 * @call: whose route is known
 *
 * Main thread. Gives the call to a worker; rounds_server_finish_call() comes after it.
 */
void
rounds_server_dispatch (RoundsServer *self,
                        RoundsCall   *call)
{
  Job *job = job_new (self, call);
  GThreadPool *pool = self->readers;

  job->handler = rounds_handlers_find (call->route->name);
  job->done = rounds_server_finish_call;
  g_assert (job->handler != NULL);

  if (is_writing (job->handler) || job->handler->kind == ROUNDS_HANDLER_BATCH)
    pool = self->writers;
  else if (job->handler->kind == ROUNDS_HANDLER_SIGN_IN)
    pool = self->sign_ins;
  else if (job->handler->kind == ROUNDS_HANDLER_WAIT)
    pool = self->waiters;

  call->is_dispatched = TRUE;
  call->generation = self->generation;
  if (job->handler->kind == ROUNDS_HANDLER_WRITE && (call->content == NULL || g_bytes_get_size (call->content) <= SHORT_BODY))
    write_soon (job);
  else
    g_thread_pool_push (pool, job, NULL);
}

/**
 * rounds_server_authorize:
 * @done: run on the main thread with the call, which has an answer when it was refused
 *
 * Main thread. Finds out who asks, before the body is read.
 */
void
rounds_server_authorize (RoundsServer *self,
                         RoundsCall   *call,
                         GSourceFunc   done)
{
  Job *job = job_new (self, call);

  job->done = done;
  call->is_dispatched = TRUE;
  g_thread_pool_push (self->readers, job, NULL);
}

void
rounds_server_make_pools (RoundsServer *self)
{
  g_mutex_init (&self->done_mutex);
  g_queue_init (&self->done);
  self->readers = g_thread_pool_new (run_job, NULL, N_READERS, FALSE, NULL);
  /* One writes at a time anyway. */
  self->writers = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
  self->sign_ins = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
  self->waiters = g_thread_pool_new (run_job, NULL, N_WAITERS, FALSE, NULL);
}

static void
destroy_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

void
rounds_server_free_pools (RoundsServer *self)
{
  g_thread_pool_free (g_steal_pointer (&self->sign_ins), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->waiters), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->readers), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->writers), FALSE, TRUE);
  /* What was written before this is done. */
  rounds_store_write (self->store, do_nothing, NULL, NULL);

  g_clear_pointer (&self->done_source, destroy_source);
  g_queue_clear_full (&self->done, (GDestroyNotify) job_free);
  g_mutex_clear (&self->done_mutex);
}
