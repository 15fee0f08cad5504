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

/* Where handlers run: what reads, what writes and what proves a password each have their own threads. */

#define N_READERS 3

/**
 * Job:
 * @call: what it is about
 * @handler: (nullable): what runs; without, only who asks is made sure of
 * @done: run on the main thread with the call
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

typedef struct
{
  Job *job;
  gboolean needs_renewal;
} Run;

static gpointer
run_in_database (RoundsDatabase  *database,
                 RoundsChanges   *changes,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  Run *run = user_data;
  RoundsCall *call = run->job->call;
  const RoundsHandler *handler = run->job->handler;
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
  done = authorize (call, database, &run->needs_renewal, error);
  if (done && handler != NULL && (handler->kind == ROUNDS_HANDLER_READ || handler->kind == ROUNDS_HANDLER_WRITE))
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
                  Run     *run,
                  GError **error)
{
  RoundsStore *store = job->server->store;
  RoundsCall *call = job->call;
  const RoundsHandler *handler = job->handler;

  if (handler != NULL && handler->kind == ROUNDS_HANDLER_WRITE)
    return rounds_store_write (store, run_in_database, run, error) != NULL;

  /* Who asks is known from before, and the handler needs no connection. */
  if (handler == NULL || handler->kind == ROUNDS_HANDLER_READ || (call->actor == NULL && !rounds_policy_is_public (call->route)))
    {
      if (rounds_store_read (store, run_in_database, run, error) == NULL)
        return FALSE;
    }

  if (handler == NULL || handler->kind == ROUNDS_HANDLER_READ)
    return TRUE;
  return handler->run (call, error);
}

/* Never run on this thread, also when the main thread's loop has ended. */
static void
hand_back (Job *job)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[rounds] an answer");
  g_source_set_callback (source, job->done, job->call, NULL);
  g_source_attach (source, job->server->context);
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
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;
  RoundsCall *call = job->call;
  Run run = { job, FALSE };
  g_autoptr(GError) error = NULL;

  if (job->renew_token != NULL || job->is_note)
    {
      run_note (job);
      return;
    }

  if ((job->handler != NULL && !rounds_call_read_body (call, &error)) || !run_job_in_store (job, &run, &error))
    {
      if (error == NULL)
        error = rounds_problem_new (ROUNDS_PROBLEM_FAILED, "INTERNAL_ERROR", _("The server could not do this. Try again later."));
      if (rounds_problem_get_status (error) >= 500)
        g_warning ("%s %s: %s", call->method, call->route->pattern, error->message);
      /* What is our fault is told to the log, and is nobody else's business. */
      if (rounds_problem_get_status (error) == 500)
        {
          g_autofree char *code = g_strdup (rounds_problem_get_code (error));

          g_clear_error (&error);
          error = rounds_problem_new (ROUNDS_PROBLEM_FAILED, code, _("The server could not do this. Try again later."));
        }
      if (rounds_problem_get_status (error) == 403)
        rounds_server_log_refusal (job->server, call, error);
      rounds_call_answer_error (call, error);
    }

  if (call->is_export)
    add_note (job->server, call, NULL);
  if (run.needs_renewal)
    {
      Job *renewal = job_new (job->server, NULL);

      renewal->renew_token = g_strdup (call->token);
      g_thread_pool_push (job->server->writers, renewal, NULL);
    }

  hand_back (job);
  job_free (job);
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

  if (job->handler->kind == ROUNDS_HANDLER_WRITE || job->handler->kind == ROUNDS_HANDLER_BATCH)
    pool = self->writers;
  else if (job->handler->kind == ROUNDS_HANDLER_SIGN_IN)
    pool = self->sign_ins;

  call->is_dispatched = TRUE;
  call->generation = self->generation;
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
  self->readers = g_thread_pool_new (run_job, NULL, N_READERS, FALSE, NULL);
  /* One writes at a time anyway. */
  self->writers = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
  self->sign_ins = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
}

void
rounds_server_free_pools (RoundsServer *self)
{
  g_thread_pool_free (g_steal_pointer (&self->sign_ins), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->readers), FALSE, TRUE);
  g_thread_pool_free (g_steal_pointer (&self->writers), FALSE, TRUE);
}
