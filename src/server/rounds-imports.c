/* rounds-imports.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-imports.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "server/rounds-csv-import.h"
#include "server/rounds-import-glue.h"
#include "server/rounds-journal.h"
#include "server/rounds-policy.h"

/* Finished imports that can still be asked about. */
#define KEPT 100

typedef struct
{
  RoundsImports *imports;
  char *register_name;
  const RoundsEntityInfo *info; /* of records from CSV */
  gboolean empty_clears;
  char *path;
  RoundsActor *actor;
  GCancellable *cancellable;
  RoundsImportStatus *status;  /* under the lock */
} Job;

struct _RoundsImports
{
  GMutex lock;
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

  g_mutex_lock (&job->imports->lock);
  job->status->progress = CLAMP (fraction, 0, 1);
  g_mutex_unlock (&job->imports->lock);
}

static gpointer
import (RoundsDatabase  *database,
        RoundsChanges   *changes,
        gpointer         user_data,
        GCancellable    *cancellable,
        GError         **error)
{
  Job *job = user_data;
  g_autoptr(RoundsJournal) journal = rounds_journal_new ();
  RoundsOperationContext context = { 0 };
  g_autoptr(GFile) file = g_file_new_for_path (job->path);
  g_autoptr(RoundsImportGlue) glue = NULL;
  JsonNode *report;

  if (job->info == NULL)
    {
      glue = rounds_import_glue_new (job->register_name, file, job->register_name, job->cancellable, error);
      if (glue == NULL)
        return NULL;
    }

  context.actor = job->actor;
  context.now = g_get_real_time ();
  context.zone = job->imports->zone;
  context.guard = rounds_policy_guard;
  context.owns_transaction = TRUE;
  rounds_journal_attach (journal, &context);
  context.progress = on_progress;
  context.progress_data = job;
  context.cancellable = job->cancellable;

  if (job->info != NULL)
    report = rounds_csv_import_run (database, changes, &context, job->info, file, job->register_name, job->empty_clears,
                                    error);
  else
    report = rounds_import_run (database, changes, &context, &glue->source, error);

  /* Too late is too late, but what is not committed can be taken back. */
  if (report != NULL && g_cancellable_set_error_if_cancelled (job->cancellable, error))
    g_clear_pointer (&report, json_node_unref);

  return report;
}

static void
run_job (gpointer data,
         gpointer user_data)
{
  Job *job = data;
  RoundsImports *self = user_data;
  RoundsImportState state = ROUNDS_IMPORT_DONE;
  g_autoptr(GError) error = NULL;
  JsonNode *report = NULL;

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &error))
    report = rounds_store_write (self->store, import, job, &error);

  if (report == NULL)
    state = g_cancellable_is_cancelled (job->cancellable) ? ROUNDS_IMPORT_CANCELLED : ROUNDS_IMPORT_FAILED;
  if (state == ROUNDS_IMPORT_FAILED && rounds_problem_get_status (error) >= 500)
    g_warning ("An import failed: %s", error->message);

  g_mutex_lock (&self->lock);
  job->status->state = state;
  job->status->report = report;
  if (state == ROUNDS_IMPORT_DONE)
    job->status->progress = 1;
  if (state == ROUNDS_IMPORT_FAILED)
    job->status->problem = g_steal_pointer (&error);
  g_unlink (job->path);
  g_clear_pointer (&job->path, g_free);
  g_mutex_unlock (&self->lock);
}

static void
forget_old (RoundsImports *self)
{
  while (self->jobs.length > KEPT)
    {
      Job *oldest = g_queue_peek_head (&self->jobs);

      if (oldest->status->state == ROUNDS_IMPORT_RUNNING)
        break;
      job_free (g_queue_pop_head (&self->jobs));
    }
}

/* Under the lock. A person sees the own imports, an administrator all. */
static Job *
find_job (RoundsImports      *self,
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

  rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "NOT_FOUND", _("There is no such import"));
  return NULL;
}

/**
 * rounds_imports_new:
 *
 * Returns: (transfer full): no imports
 */
RoundsImports *
rounds_imports_new (RoundsStore *store,
                    GTimeZone   *zone)
{
  RoundsImports *self = g_new0 (RoundsImports, 1);

  g_mutex_init (&self->lock);
  self->store = g_object_ref (store);
  self->zone = g_time_zone_ref (zone);
  self->pool = g_thread_pool_new (run_job, self, 1, FALSE, NULL);
  g_queue_init (&self->jobs);

  return self;
}

/**
 * rounds_imports_free:
 *
 * Cancels what runs and waits for it.
 */
void
rounds_imports_free (RoundsImports *self)
{
  rounds_imports_cancel_all (self);
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_queue_clear_full (&self->jobs, (GDestroyNotify) job_free);
  g_object_unref (self->store);
  g_time_zone_unref (self->zone);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * rounds_imports_begin:
 * @register_name: `finess`, `sae` or `csv`
 * @kind: (nullable): of records from CSV
 * @empty_clears: whether their empty cells clear fields
 * @path: (transfer full): a file, removed when it has been read
 *
 * Returns: (transfer full): the id of the import
 */
char *
rounds_imports_begin (RoundsImports     *self,
                      const char        *register_name,
                      const char        *kind,
                      gboolean           empty_clears,
                      char              *path,
                      const RoundsActor *actor)
{
  g_autofree char *id = rounds_id_new ();
  Job *job = g_new0 (Job, 1);

  job->imports = self;
  job->register_name = g_strdup (register_name);
  job->info = rounds_csv_import_find_kind (kind);
  job->empty_clears = empty_clears;
  job->path = path;
  job->actor = rounds_actor_copy (actor);
  job->cancellable = g_cancellable_new ();
  job->status = rounds_import_status_new (id);

  g_mutex_lock (&self->lock);
  forget_old (self);
  g_queue_push_tail (&self->jobs, job);
  g_mutex_unlock (&self->lock);
  g_thread_pool_push (self->pool, job, NULL);

  return g_steal_pointer (&id);
}

/**
 * rounds_imports_get_status:
 * @error: %ROUNDS_PROBLEM_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): how an import stands
 */
RoundsImportStatus *
rounds_imports_get_status (RoundsImports      *self,
                           const char         *id,
                           const RoundsActor  *actor,
                           GError            **error)
{
  RoundsImportStatus *status = NULL;
  Job *job;

  g_mutex_lock (&self->lock);
  job = find_job (self, id, actor, error);
  if (job != NULL)
    {
      status = rounds_import_status_new (job->status->id);
      status->state = job->status->state;
      status->progress = job->status->progress;
      status->report = job->status->report != NULL ? json_node_ref (job->status->report) : NULL;
      status->problem = job->status->problem != NULL ? g_error_copy (job->status->problem) : NULL;
    }
  g_mutex_unlock (&self->lock);

  return status;
}

/**
 * rounds_imports_cancel:
 * @error: %ROUNDS_PROBLEM_NOT_FOUND
 *
 * Asks an import to stop; all of it is taken back. One that is done stays done.
 */
gboolean
rounds_imports_cancel (RoundsImports      *self,
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
rounds_imports_cancel_all (RoundsImports *self)
{
  g_mutex_lock (&self->lock);
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    g_cancellable_cancel (((Job *) l->data)->cancellable);
  g_mutex_unlock (&self->lock);
}

/**
 * rounds_import_run:
 * @database: with an open transaction
 * @context: (inout): who, when and who is told
 * @source: the rows
 *
 * Returns: (transfer full) (nullable): the report
 */
JsonNode *
rounds_import_run (RoundsDatabase          *database,
                   RoundsChanges           *changes,
                   RoundsOperationContext  *context,
                   RoundsImportSource      *source,
                   GError                 **error)
{
  JsonNode *report;

  context->database = database;
  context->changes = changes;
  context->is_server = TRUE;
  context->source = source;
  report = rounds_operation_run (context, "register.import", NULL, error);
  rounds_operation_context_clear (context);

  return report;
}
