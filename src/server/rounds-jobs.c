/* rounds-jobs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-jobs.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "server/rounds-csv-import.h"
#include "server/rounds-handlers.h"
#include "server/rounds-import-glue.h"
#include "server/rounds-journal.h"
#include "server/rounds-policy.h"
#include "server/rounds-server-private.h"

/* Finished jobs that can still be asked about. */
#define KEPT 100

typedef struct _Job Job;

/**
 * Job:
 * @run: does it, with all of @context but what it needs of its own
 * @info: (nullable): of records from CSV
 * @empty_clears: whether their empty cells clear fields
 * @call: (nullable): a copy of the request for a change
 * @operation: (nullable): of a change
 * @arguments: (nullable): its arguments, as text: what runs twice begins with the same
 * @actor: whose it is
 * @status: under the lock
 * @is_left: under the lock: whether nobody waits for the answer any more
 */
struct _Job
{
  RoundsJobs *jobs;
  JsonNode *(*run) (Job                     *self,
                    RoundsDatabase          *database,
                    RoundsChanges           *changes,
                    RoundsOperationContext  *context,
                    GError                 **error);
  char *register_name;
  const RoundsEntityInfo *info;
  gboolean empty_clears;
  char *path;
  RoundsCall *call;
  const char *operation;
  char *arguments;
  RoundsActor *actor;
  GCancellable *cancellable;
  RoundsImportStatus *status;
  gboolean is_left;
};

struct _RoundsJobs
{
  GMutex lock;
  GCond finished;
  RoundsStore *store;
  GTimeZone *zone;
  GThreadPool *pool;
  GQueue jobs;                 /* oldest first */
};

static void
job_free (Job *self)
{
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
  g_free (self->register_name);
  g_clear_pointer (&self->call, rounds_call_free);
  g_free (self->arguments);
  rounds_actor_free (self->actor);
  g_object_unref (self->cancellable);
  rounds_import_status_free (self->status);
  g_free (self);
}

static void
on_progress (double      fraction,
             const char *text,
             gpointer    user_data)
{
  Job *job = user_data;

  g_mutex_lock (&job->jobs->lock);
  job->status->progress = CLAMP (fraction, 0, 1);
  g_mutex_unlock (&job->jobs->lock);
}

static JsonNode *
run_import (Job                     *self,
            RoundsDatabase          *database,
            RoundsChanges           *changes,
            RoundsOperationContext  *context,
            GError                 **error)
{
  g_autoptr(RoundsJournal) journal = rounds_journal_new ();
  g_autoptr(GFile) file = g_file_new_for_path (self->path);
  g_autoptr(RoundsImportGlue) glue = NULL;

  if (self->info == NULL)
    {
      glue = rounds_import_glue_new (self->register_name, file, self->register_name, self->cancellable, error);
      if (glue == NULL)
        return NULL;
    }

  context->actor = self->actor;
  context->now = g_get_real_time ();
  context->zone = self->jobs->zone;
  context->guard = rounds_policy_guard;
  context->owns_transaction = TRUE;
  rounds_journal_attach (journal, context);

  if (self->info != NULL)
    return rounds_csv_import_run (database, changes, context, self->info, file, self->register_name, self->empty_clears, error);
  return rounds_import_run (database, changes, context, &glue->source, error);
}

/* As any request that writes. */
static JsonNode *
run_operation (Job                     *self,
               RoundsDatabase          *database,
               RoundsChanges           *changes,
               RoundsOperationContext  *context,
               GError                 **error)
{
  g_autoptr(JsonObject) arguments = rounds_json_parse_object (self->arguments, -1, NULL);
  RoundsOperationContext filled;
  JsonNode *answer;

  self->call->database = database;
  self->call->changes = changes;
  rounds_call_fill_context (self->call, &filled);
  filled.progress = context->progress;
  filled.progress_data = context->progress_data;
  filled.cancellable = context->cancellable;
  answer = rounds_operation_run (&filled, self->operation, arguments, error);
  rounds_operation_context_clear (&filled);
  self->call->database = NULL;
  self->call->changes = NULL;

  return answer;
}

static gpointer
run_in_store (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  Job *job = user_data;
  RoundsOperationContext context = { .progress = on_progress, .progress_data = job, .cancellable = job->cancellable };
  JsonNode *report = job->run (job, database, changes, &context, error);

  /* Too late is too late, but what is not committed can be taken back. */
  if (report != NULL && g_cancellable_set_error_if_cancelled (job->cancellable, error))
    g_clear_pointer (&report, json_node_unref);

  return report;
}

/* What is our fault is told to the log, and is nobody else's business. */
static void
tell_failure (Job     *job,
              GError **error)
{
  g_autofree char *code = NULL;

  if (rounds_problem_get_status (*error) < 500)
    return;

  g_warning ("A job failed: %s", (*error)->message);
  if (rounds_problem_get_status (*error) > 500)
    return;
  code = g_strdup (rounds_problem_get_code (*error));
  g_clear_error (error);
  *error = rounds_problem_new (ROUNDS_PROBLEM_FAILED, code, _("The server could not do this. Try again later."));
}

/* Under the lock. */
static void
finish_job (Job               *job,
            RoundsImportState  state,
            JsonNode          *report,
            GError            *problem)
{
  job->status->state = state;
  job->status->report = report;
  job->status->problem = problem;
  if (state == ROUNDS_IMPORT_DONE)
    job->status->progress = 1;
  if (job->path != NULL)
    g_unlink (job->path);
  g_clear_pointer (&job->path, g_free);
  g_clear_pointer (&job->arguments, g_free);
  g_cond_broadcast (&job->jobs->finished);
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;
  RoundsJobs *self = user_data;
  RoundsImportState state = ROUNDS_IMPORT_DONE;
  g_autoptr(GError) error = NULL;
  JsonNode *report = NULL;

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &error))
    report = rounds_store_write (self->store, run_in_store, job, &error);

  if (report == NULL)
    state = g_cancellable_is_cancelled (job->cancellable) ? ROUNDS_IMPORT_CANCELLED : ROUNDS_IMPORT_FAILED;
  if (state == ROUNDS_IMPORT_FAILED)
    tell_failure (job, &error);

  g_mutex_lock (&self->lock);
  /* Who still waits has it logged with the answer. */
  if (job->is_left && state == ROUNDS_IMPORT_FAILED && rounds_problem_get_status (error) == 403)
    rounds_server_log_refusal (job->call->server, job->call, error);
  finish_job (job, state, report, state == ROUNDS_IMPORT_FAILED ? g_steal_pointer (&error) : NULL);
  g_mutex_unlock (&self->lock);
}

static void
forget_old (RoundsJobs *self)
{
  while (self->jobs.length > KEPT)
    {
      Job *oldest = g_queue_peek_head (&self->jobs);

      if (oldest->status->state == ROUNDS_IMPORT_RUNNING)
        break;
      job_free (g_queue_pop_head (&self->jobs));
    }
}

/* Under the lock. A person sees the own jobs, an administrator all. */
static Job *
find_job (RoundsJobs         *self,
          const char         *id,
          const RoundsActor  *actor,
          GError            **error)
{
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    {
      Job *job = l->data;

      if (g_str_equal (job->status->id, id) &&
          (g_str_equal (actor->role, "super_admin") || g_strcmp0 (job->actor->user_id, actor->user_id) == 0))
        return job;
    }

  rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("There is no such import or change any more"));
  return NULL;
}

/**
 * rounds_jobs_new:
 *
 * Returns: (transfer full): no jobs
 */
RoundsJobs *
rounds_jobs_new (RoundsStore *store,
                 GTimeZone   *zone)
{
  RoundsJobs *self = g_new0 (RoundsJobs, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->finished);
  self->store = g_object_ref (store);
  self->zone = g_time_zone_ref (zone);
  self->pool = g_thread_pool_new (run_job, self, 1, FALSE, NULL);
  g_queue_init (&self->jobs);

  return self;
}

/**
 * rounds_jobs_free:
 *
 * Cancels what runs and waits for it.
 */
void
rounds_jobs_free (RoundsJobs *self)
{
  rounds_jobs_cancel_all (self);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_queue_clear_full (&self->jobs, (GDestroyNotify) job_free);
  g_object_unref (self->store);
  g_time_zone_unref (self->zone);
  g_cond_clear (&self->finished);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static Job *
job_new (RoundsJobs        *jobs,
         const RoundsActor *actor)
{
  g_autofree char *id = rounds_id_new ();
  Job *self = g_new0 (Job, 1);

  self->jobs = jobs;
  self->actor = rounds_actor_copy (actor);
  self->cancellable = g_cancellable_new ();
  self->status = rounds_import_status_new (id);

  return self;
}

static char *
begin (RoundsJobs *self,
       Job        *job)
{
  char *id = g_strdup (job->status->id);

  g_mutex_lock (&self->lock);
  forget_old (self);
  g_queue_push_tail (&self->jobs, job);
  g_mutex_unlock (&self->lock);
  g_thread_pool_push (self->pool, job, NULL);

  return id;
}

/**
 * rounds_jobs_begin_import:
 * @register_name: `finess`, `sae` or `csv`
 * @kind: (nullable): of records from CSV
 * @empty_clears: whether their empty cells clear fields
 * @path: (transfer full): a file, removed when it has been read
 *
 * Returns: (transfer full): the id of the import
 */
char *
rounds_jobs_begin_import (RoundsJobs        *self,
                          const char        *register_name,
                          const char        *kind,
                          gboolean           empty_clears,
                          char              *path,
                          const RoundsActor *actor)
{
  Job *job = job_new (self, actor);

  job->run = run_import;
  job->register_name = g_strdup (register_name);
  job->info = rounds_csv_import_find_kind (kind);
  job->empty_clears = empty_clears;
  job->path = path;

  return begin (self, job);
}

/**
 * rounds_jobs_begin_operation:
 * @operation: (transfer none): the name of an operation; static
 * @arguments: (transfer none): what it is called with
 * @call: (transfer none): who asks, from where
 *
 * Returns: (transfer full): the id of the job
 */
char *
rounds_jobs_begin_operation (RoundsJobs *self,
                             const char *operation,
                             JsonObject *arguments,
                             RoundsCall *call)
{
  Job *job = job_new (self, call->actor);

  job->run = run_operation;
  job->call = rounds_call_copy_origin (call);
  job->call->now = call->now;
  job->operation = operation;
  job->arguments = rounds_json_object_to_text (arguments);

  return begin (self, job);
}

/* Under the lock. */
static RoundsImportStatus *
copy_status (Job *job)
{
  RoundsImportStatus *status = rounds_import_status_new (job->status->id);

  status->state = job->status->state;
  status->progress = job->status->progress;
  status->report = job->status->report != NULL ? json_node_ref (job->status->report) : NULL;
  status->problem = job->status->problem != NULL ? g_error_copy (job->status->problem) : NULL;

  return status;
}

/**
 * rounds_jobs_get_status:
 * @error: %ROUNDS_PROBLEM_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): how a job stands
 */
RoundsImportStatus *
rounds_jobs_get_status (RoundsJobs         *self,
                        const char         *id,
                        const RoundsActor  *actor,
                        GError            **error)
{
  RoundsImportStatus *status;
  Job *job;

  g_mutex_lock (&self->lock);
  job = find_job (self, id, actor, error);
  status = job != NULL ? copy_status (job) : NULL;
  g_mutex_unlock (&self->lock);

  return status;
}

/**
 * rounds_jobs_wait:
 * @id: of the own job that has just begun
 * @patience: microseconds
 *
 * Blocks until the job has come to its end, or the patience. One that has come to its end is forgotten.
 *
 * Returns: (transfer full) (nullable): how it stands
 */
RoundsImportStatus *
rounds_jobs_wait (RoundsJobs         *self,
                  const char         *id,
                  const RoundsActor  *actor,
                  gint64              patience,
                  GError            **error)
{
  gint64 end = g_get_monotonic_time () + patience;
  RoundsImportStatus *status = NULL;
  Job *job;

  g_mutex_lock (&self->lock);
  while ((job = find_job (self, id, actor, error)) != NULL && job->status->state == ROUNDS_IMPORT_RUNNING &&
         g_cond_wait_until (&self->finished, &self->lock, end))
    ;
  if (job != NULL)
    {
      job->is_left = job->status->state == ROUNDS_IMPORT_RUNNING;
      status = copy_status (job);
    }
  /* Who waited for it has all there is to know. */
  if (job != NULL && !job->is_left)
    {
      g_queue_remove (&self->jobs, job);
      job_free (job);
    }
  g_mutex_unlock (&self->lock);

  return status;
}

/**
 * rounds_jobs_cancel:
 * @error: %ROUNDS_PROBLEM_NOT_FOUND
 *
 * Asks a job to stop; all of it is taken back. One that is done stays done.
 */
gboolean
rounds_jobs_cancel (RoundsJobs         *self,
                    const char         *id,
                    const RoundsActor  *actor,
                    GError            **error)
{
  Job *job;

  g_mutex_lock (&self->lock);
  job = find_job (self, id, actor, error);
  if (job != NULL)
    g_cancellable_cancel (job->cancellable);
  g_mutex_unlock (&self->lock);

  return job != NULL;
}

void
rounds_jobs_cancel_all (RoundsJobs *self)
{
  g_mutex_lock (&self->lock);
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    g_cancellable_cancel (((Job *) l->data)->cancellable);
  g_mutex_unlock (&self->lock);
}
