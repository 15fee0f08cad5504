/* rounds-workspace-push.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"

typedef struct
{
  RoundsWorkspace *workspace;
  GPtrArray *queue;
  GPtrArray *batch;    /* borrows from the queue */
  GPtrArray *refused;  /* RoundsRefusal */
} Push;

static void
push_free (Push *push)
{
  g_clear_pointer (&push->batch, g_ptr_array_unref);
  g_clear_pointer (&push->queue, g_ptr_array_unref);
  g_clear_pointer (&push->refused, g_ptr_array_unref);
  g_object_unref (push->workspace);
  g_free (push);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Push, push_free)

static void
end_push (Push *push)
{
  RoundsWorkspace *self = push->workspace;

  self->pull_wanted = TRUE;
  self->batch_limit = MIN (ROUNDS_PUSH_BATCH, self->batch_limit * 2);
  rounds_workspace_end_step (self);
}

static void
taken_back_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Push) push = user_data;
  g_autoptr(GError) error = NULL;
  RoundsWorkspace *self = push->workspace;

  if (rounds_store_finish (ROUNDS_STORE (object), result, &error) == NULL)
    {
      rounds_workspace_fail (self, error);
      return;
    }

  rounds_workspace_add_pending (self, -(int) push->refused->len);
  rounds_workspace_take_refusals (self, push->refused);
  end_push (push);
}

static void
take_back (Push *push)
{
  RoundsWorkspace *self = push->workspace;
  RoundsPushAnswer *answer = rounds_push_answer_new (push->refused, self->actor, self->zone);

  rounds_store_write_async (self->store, rounds_push_take_back, answer, (GDestroyNotify) rounds_push_answer_free, NULL,
                            NULL, taken_back_cb, push);
}

static RoundsSyncOperation *
find_in_batch (Push       *push,
               const char *id)
{
  for (guint i = 0; i < push->batch->len; i++)
    {
      RoundsSyncOperation *operation = g_ptr_array_index (push->batch, i);

      if (g_str_equal (operation->id, id))
        return operation;
    }

  return NULL;
}

static void
refuse (Push                *push,
        RoundsSyncOperation *operation,
        const GError        *problem)
{
  g_ptr_array_add (push->refused, rounds_refusal_new (operation->id, operation->name, operation->created_at, problem));
}

/* Whether the server did not take the request as such, which trying again does not change. */
static gboolean
is_unacceptable (const GError *error)
{
  return g_error_matches (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_MALFORMED) ||
         g_error_matches (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_TOO_LARGE) ||
         g_error_matches (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
}

static void
push_failed (Push         *push,
             const GError *error)
{
  RoundsWorkspace *self = push->workspace;

  if (!is_unacceptable (error))
    {
      rounds_workspace_fail (self, error);
      push_free (push);
      return;
    }

  /* One of them is at fault: send fewer, and when it is found, it is refused and no longer stands in the way of the others. */
  if (push->batch->len > 1)
    {
      self->batch_limit = MAX (1, push->batch->len / 2);
      rounds_workspace_end_step (self);
      push_free (push);
      return;
    }

  refuse (push, g_ptr_array_index (push->batch, 0), error);
  take_back (push);
}

static void
pushed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Push *push = user_data;
  RoundsWorkspace *self = push->workspace;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) data = rounds_client_finish_data (ROUNDS_CLIENT (object), result, &error);
  g_autoptr(GPtrArray) results = data != NULL ? rounds_sync_results_from_json (data, &error) : NULL;
  guint n_acknowledged = 0;

  if (results == NULL)
    {
      push_failed (push, error);
      return;
    }

  rounds_workspace_reached (self);
  for (guint i = 0; i < results->len; i++)
    {
      RoundsSyncResult *answer = g_ptr_array_index (results, i);
      RoundsSyncOperation *operation = find_in_batch (push, answer->id);

      if (operation == NULL)
        continue;
      if (answer->problem != NULL)
        refuse (push, operation, answer->problem);
      else if (g_hash_table_add (self->acknowledged, g_strdup (answer->id)))
        n_acknowledged++;
    }
  rounds_workspace_add_pending (self, -(int) n_acknowledged);

  if (push->refused->len > 0)
    {
      take_back (push);
      return;
    }
  if (n_acknowledged == 0)
    {
      error = rounds_problem_new (ROUNDS_PROBLEM_FAILED, "BAD_ANSWER", _("The server’s answer to the changes sent cannot be read"));
      rounds_workspace_fail (self, error);
    }
  else
    {
      end_push (push);
    }
  push_free (push);
}

static void
queue_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Push) push = user_data;
  RoundsWorkspace *self = push->workspace;
  g_autoptr(GError) error = NULL;
  g_autofree char *body = NULL;

  push->queue = rounds_store_finish (ROUNDS_STORE (object), result, &error);
  if (push->queue == NULL)
    {
      rounds_workspace_fail (self, error);
      return;
    }

  push->batch = rounds_push_choose (push->queue, self->acknowledged, self->batch_limit);
  if (push->batch->len == 0)
    {
      /* What was counted has left the queue by another way, such as a reset. */
      rounds_workspace_add_pending (self, -(int) self->pending);
      end_push (push);
      return;
    }

  body = rounds_sync_operations_to_json (push->batch, NULL);
  rounds_client_request_async (self->client, "POST", "/api/sync/operations", body, self->cancellable, pushed_cb, push);
  push = NULL;
}

/**
 * rounds_workspace_push:
 *
 * Sends the oldest operations that the server has not answered yet.
 */
void
rounds_workspace_push (RoundsWorkspace *self)
{
  Push *push = g_new0 (Push, 1);

  push->workspace = g_object_ref (self);
  push->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_refusal_free);
  self->step = ROUNDS_SYNC_STEP_PUSHING;
  rounds_store_read_async (self->store, rounds_push_load, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           queue_loaded_cb, push);
}
