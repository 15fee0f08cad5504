/* rounds-workspace-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-settings.h"
#include "store/rounds-repository.h"
#include "sync/rounds-queue.h"
#include "sync/rounds-undo-log.h"

typedef struct
{
  char *name;            /* NULL: what the undo log says */
  JsonObject *arguments;
  char *undone;          /* (nullable): the entry of the undo log that this consumes */
  RoundsActor *actor;
  GTimeZone *zone;
} Run;

typedef struct
{
  JsonNode *answer;
  char *undo_id;
  char *title; /* (nullable): what the history calls it; NULL when it has the step already */
  gint64 at;
} Done;

static void
run_free (Run *run)
{
  g_free (run->name);
  g_free (run->undone);
  g_clear_pointer (&run->arguments, json_object_unref);
  g_clear_pointer (&run->actor, rounds_actor_free);
  g_time_zone_unref (run->zone);
  g_free (run);
}

static void
done_free (Done *done)
{
  g_clear_pointer (&done->answer, json_node_unref);
  g_free (done->undo_id);
  g_free (done->title);
  g_free (done);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Done, done_free)

static gboolean
take_inverse (Run             *run,
              RoundsDatabase  *database,
              GError         **error)
{
  g_autoptr(JsonObject) inverse = rounds_undo_log_get (database, run->undone, error);

  if (inverse == NULL)
    return FALSE;

  g_set_str (&run->name, rounds_json_get_text (inverse, "name"));
  g_clear_pointer (&run->arguments, json_object_unref);
  run->arguments = json_object_ref (json_object_get_object_member (inverse, "arguments"));
  return rounds_undo_log_remove (database, run->undone, error);
}

/* The kind that an operation is about: that of its arguments, or the one it is named after. */
static const RoundsEntityInfo *
find_kind (Run *run)
{
  const char *kind = rounds_json_get_text (run->arguments, "kind");
  g_autofree char *prefix = g_strndup (run->name, strcspn (run->name, "."));

  return rounds_registry_find (kind != NULL ? kind : prefix);
}

/* “Move deal: IRM 3T”, or without a record “Several changes”. */
static char *
describe (Run            *run,
          RoundsDatabase *database)
{
  const char *label = g_dgettext (GETTEXT_PACKAGE, rounds_operation_find (run->name)->label);
  const RoundsEntityInfo *info = find_kind (run);
  const char *id = rounds_json_get_text (run->arguments, "id");
  g_autoptr(RoundsEntity) record = NULL;
  g_autofree char *title = NULL;

  if (info != NULL && id != NULL)
    record = rounds_repository_get (database, info, id, NULL);
  if (record == NULL)
    return g_strdup (label);

  title = rounds_entity_dup_title (record);
  /* Translators: what was done, then the name of the record */
  return g_strdup_printf (_("%s: %s"), label, title);
}

/* On the store's thread: does it, queues it and notes how it is undone, in one transaction. */
static gpointer
run_and_queue (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  Run *run = user_data;
  RoundsOperationContext context = {
    .database = database,
    .changes = changes,
    .actor = run->actor,
    .now = g_get_real_time (),
    .owns_transaction = TRUE,
    .cancellable = cancellable,
  };
  g_autoptr(GTimeZone) zone = rounds_settings_dup_zone (database, run->zone, error);
  g_autoptr(Done) done = g_new0 (Done, 1);
  g_autoptr(RoundsSyncOperation) operation = NULL;
  g_autoptr(JsonObject) inverse = NULL;
  g_autofree char *id = rounds_id_new ();

  if (zone == NULL || (run->undone != NULL && !take_inverse (run, database, error)))
    return NULL;
  context.zone = zone;

  /* What is the server's alone is not done here: its rows come with a pull. */
  done->answer = rounds_operation_run (&context, run->name, run->arguments, error);
  inverse = g_steal_pointer (&context.inverse);
  rounds_operation_context_clear (&context);
  if (done->answer == NULL)
    return NULL;

  /* The run has put the ids of new records into the arguments. */
  operation = rounds_sync_operation_new (id, run->name, run->arguments, context.now);
  if (!rounds_queue_append (database, operation, error))
    return NULL;

  /* What undoes an undo does the thing again. */
  if (inverse != NULL)
    {
      if (!rounds_undo_log_add (database, id, rounds_operation_find (run->name)->label, inverse, context.now, error))
        return NULL;
      done->undo_id = g_steal_pointer (&id);
      done->at = context.now;
      if (run->undone == NULL)
        done->title = describe (run, database);
    }

  return g_steal_pointer (&done);
}

static void
ran_cb (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  RoundsWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  Done *done = rounds_store_finish (ROUNDS_STORE (object), result, &error);

  if (done == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  rounds_workspace_queued (self);
  if (done->title != NULL)
    rounds_history_add (self->history, done->undo_id, done->title, done->at);
  g_task_return_pointer (task, done, (GDestroyNotify) done_free);
}

/* Takes @arguments. */
static void
run (RoundsWorkspace *self,
     GTask           *task,
     const char      *name,
     JsonObject      *arguments,
     const char      *undone)
{
  Run *data;

  if (self->actor == NULL)
    {
      g_clear_pointer (&arguments, json_object_unref);
      g_task_return_error (task, rounds_problem_new (ROUNDS_PROBLEM_UNAUTHORIZED, "NOBODY",
                                                     self->server != NULL ? _("The workspace is still starting: try again in a moment")
                                                                          : _("Sign in first")));
      return;
    }

  data = g_new0 (Run, 1);
  data->name = g_strdup (name);
  data->arguments = arguments;
  data->undone = g_strdup (undone);
  data->actor = rounds_actor_copy (self->actor);
  data->zone = g_time_zone_ref (self->zone);

  rounds_store_write_async (self->store, run_and_queue, data, (GDestroyNotify) run_free, (GDestroyNotify) done_free,
                            g_task_get_cancellable (task), ran_cb, g_object_ref (task));
}

/**
 * rounds_workspace_run_async:
 * @operation: such as `opportunity.move`
 * @arguments: its arguments; not changed
 */
void
rounds_workspace_run_async (RoundsWorkspace     *self,
                            const char          *operation,
                            JsonObject          *arguments,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *text = rounds_json_object_to_text (arguments);
  JsonObject *copy;
  GError *error = NULL;

  g_task_set_source_tag (task, rounds_workspace_run_async);

  /* A tree of its own, because it is completed on another thread. */
  copy = rounds_json_parse_object (text, -1, &error);
  if (copy == NULL)
    g_task_return_error (task, error);
  else
    run (self, task, operation, copy, NULL);
}

JsonNode *
rounds_workspace_run_finish (RoundsWorkspace  *self,
                             GAsyncResult     *result,
                             char            **undo_id,
                             GError          **error)
{
  g_autoptr(Done) done = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (undo_id != NULL)
    *undo_id = NULL;
  done = g_task_propagate_pointer (G_TASK (result), error);
  if (done == NULL)
    return NULL;

  if (undo_id != NULL)
    *undo_id = g_steal_pointer (&done->undo_id);
  return g_steal_pointer (&done->answer);
}

/**
 * rounds_workspace_undo_async:
 * @undo_id: from rounds_workspace_run_finish()
 *
 * Does the inverse of an operation, as an operation of its own. It can be done once. What rounds_workspace_run_finish() gives as the
 * undo id then does the operation again. A person's undoing goes through rounds_workspace_get_history().
 */
void
rounds_workspace_undo_async (RoundsWorkspace     *self,
                             const char          *undo_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, rounds_workspace_undo_async);
  run (self, task, NULL, NULL, undo_id);
}

gboolean
rounds_workspace_undo_finish (RoundsWorkspace  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (self, result, NULL, error);

  return answer != NULL;
}
