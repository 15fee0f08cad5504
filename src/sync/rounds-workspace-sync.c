/* rounds-workspace-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "sync/rounds-cache.h"
#include "sync/rounds-pull.h"
#include "sync/rounds-queue.h"

/* Milliseconds between a change and its way to the server, so that changes made together go together. */
#define PUSH_DELAY 50

/* Seconds that the server may keep the question what is new. */
#define WAIT 20

/* Rows that the server is asked for at once. */
#define PAGE 1000

typedef struct
{
  RoundsWorkspace *workspace;
  GPtrArray *queue;
  GPtrArray *batch;
  GPtrArray *refused;
} Push;

typedef struct
{
  RoundsWorkspace *workspace;
  gint64 since;
  char **acknowledged;
  RoundsSyncChanges *page;
  gint64 next;
  gboolean more;
} Pull;

static void send_pull (RoundsWorkspace *self,
                       gboolean         waiting);

static void
push_free (Push *push)
{
  g_clear_pointer (&push->queue, g_ptr_array_unref);
  g_clear_pointer (&push->batch, g_ptr_array_unref);
  g_clear_pointer (&push->refused, g_ptr_array_unref);
  g_object_unref (push->workspace);
  g_free (push);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Push, push_free)

static void
pull_free (Pull *pull)
{
  g_clear_pointer (&pull->page, rounds_sync_changes_free);
  g_strfreev (pull->acknowledged);
  g_object_unref (pull->workspace);
  g_free (pull);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pull, pull_free)

static gboolean
timer_cb (gpointer user_data)
{
  RoundsWorkspace *self = user_data;

  self->timer = 0;
  if (self->step == ROUNDS_SYNC_STEP_WAITING)
    g_cancellable_cancel (self->waiting);
  else
    rounds_workspace_advance (self);

  return G_SOURCE_REMOVE;
}

static void
return_pull_tasks (RoundsWorkspace *self,
                   const GError    *error)
{
  GList *tasks = g_steal_pointer (&self->pull_tasks);

  for (GList *l = tasks; l != NULL; l = l->next)
    {
      if (error != NULL)
        g_task_return_error (l->data, g_error_copy (error));
      else
        g_task_return_boolean (l->data, TRUE);
    }
  g_list_free_full (tasks, g_object_unref);
}

/* Pushing */

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

static void
start_push (RoundsWorkspace *self)
{
  Push *push = g_new0 (Push, 1);

  push->workspace = g_object_ref (self);
  push->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_refusal_free);
  self->step = ROUNDS_SYNC_STEP_PUSHING;
  rounds_store_read_async (self->store, rounds_push_load, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                           queue_loaded_cb, push);
}

/* Pulling */

static void
pull_progressed (RoundsWorkspace *self,
                 guint            n_records,
                 gint64           remaining)
{
  double total;

  self->pulled += n_records;
  total = (double) (self->pulled + MAX (0, remaining));
  rounds_workspace_set_progress (self, self->complete || total == 0 ? -1 : (double) self->pulled / total);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Pull) pull = user_data;
  RoundsWorkspace *self = pull->workspace;
  g_autoptr(GError) error = NULL;

  if (object != NULL && rounds_store_finish (ROUNDS_STORE (object), result, &error) == NULL)
    {
      rounds_workspace_fail (self, error);
      return;
    }

  self->cursor = pull->next;
  if (pull->more)
    {
      /* What the person does meanwhile does not wait for the last page. */
      self->pull_wanted = TRUE;
      rounds_workspace_end_step (self);
      return;
    }

  for (guint i = 0; pull->acknowledged != NULL && pull->acknowledged[i] != NULL; i++)
    g_hash_table_remove (self->acknowledged, pull->acknowledged[i]);
  self->complete = TRUE;
  self->pulled = 0;
  rounds_workspace_set_progress (self, -1);
  return_pull_tasks (self, NULL);
  rounds_workspace_end_step (self);
}

static void
reset_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Pull) pull = user_data;
  RoundsWorkspace *self = pull->workspace;
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (object), result, &error) == NULL)
    {
      rounds_workspace_fail (self, error);
      return;
    }

  self->cursor = 0;
  self->complete = FALSE;
  self->pulled = 0;
  self->pull_wanted = TRUE;
  rounds_workspace_end_step (self);
}

static void
parsed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Pull) pull = user_data;
  RoundsWorkspace *self = pull->workspace;
  g_autoptr(GError) error = NULL;
  RoundsSyncChanges *page = g_task_propagate_pointer (G_TASK (result), &error);
  Pull *next;

  if (page == NULL)
    {
      rounds_workspace_fail (self, error);
      return;
    }

  if (page->head < pull->since)
    {
      /* The server knows less than it once did: its database was replaced, or brought back from a copy. */
      g_message ("The server's database is another one; the cache is filled again");
      rounds_sync_changes_free (page);
      rounds_store_write_async (self->store, rounds_pull_reset, NULL, NULL, NULL, NULL, reset_cb, g_steal_pointer (&pull));
      return;
    }

  pull_progressed (self, page->records->len, page->total - page->records->len);
  if (page->more && self->state == ROUNDS_SYNC_IN_SYNC)
    rounds_workspace_set_state (self, ROUNDS_SYNC_SYNCING, NULL);
  pull->next = page->next;
  pull->more = page->more;
  next = g_steal_pointer (&pull);

  if (page->records->len == 0 && next->acknowledged == NULL && page->next == next->since && self->complete)
    {
      rounds_sync_changes_free (page);
      applied_cb (NULL, NULL, next);
      return;
    }

  rounds_store_write_async (self->store, rounds_pull_run,
                            rounds_pull_new (page, next->since, g_strdupv (next->acknowledged), self->actor, self->zone),
                            (GDestroyNotify) rounds_pull_free, NULL, NULL, applied_cb, next);
}

static void
parse_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr(JsonNode) data = rounds_client_parse_data (task_data, &error);
  RoundsSyncChanges *page = data != NULL ? rounds_sync_changes_from_json (data, &error) : NULL;

  if (page != NULL)
    g_task_return_pointer (task, page, (GDestroyNotify) rounds_sync_changes_free);
  else
    g_task_return_error (task, error);
}

static void
pulled_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Pull) pull = user_data;
  RoundsWorkspace *self = pull->workspace;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = rounds_client_finish (ROUNDS_CLIENT (object), result, &error);
  g_autoptr(GTask) task = NULL;

  if (answer == NULL)
    {
      rounds_workspace_fail (self, error);
      return;
    }

  self->step = ROUNDS_SYNC_STEP_PULLING;
  rounds_workspace_reached (self);
  task = g_task_new (NULL, NULL, parsed_cb, g_steal_pointer (&pull));
  g_task_set_source_tag (task, pulled_cb);
  g_task_set_task_data (task, g_steal_pointer (&answer), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, parse_in_thread);
}

static void
send_pull (RoundsWorkspace *self,
           gboolean         waiting)
{
  Pull *pull = g_new0 (Pull, 1);
  g_autofree char *path = NULL;

  pull->workspace = g_object_ref (self);
  pull->since = self->cursor;
  if (g_hash_table_size (self->acknowledged) > 0)
    {
      g_autofree const char **ids = (const char **) g_hash_table_get_keys_as_array (self->acknowledged, NULL);

      pull->acknowledged = g_strdupv ((char **) ids);
    }

  if (waiting)
    {
      path = g_strdup_printf ("/api/sync/changes?since=%" G_GINT64_FORMAT "&limit=%d&wait=%d", self->cursor, PAGE, WAIT);
      self->step = ROUNDS_SYNC_STEP_WAITING;
      g_set_object (&self->waiting, NULL);
      self->waiting = g_cancellable_new ();
      rounds_client_wait_async (self->client, path, self->waiting, pulled_cb, pull);
      return;
    }

  path = g_strdup_printf ("/api/sync/changes?since=%" G_GINT64_FORMAT "&limit=%d", self->cursor, PAGE);
  self->step = ROUNDS_SYNC_STEP_PULLING;
  self->pull_wanted = FALSE;
  rounds_client_request_async (self->client, "GET", path, NULL, self->cancellable, pulled_cb, pull);
}

static void
server_stopped_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  rounds_private_server_stop_finish (ROUNDS_PRIVATE_SERVER (object), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
finish_stopping (RoundsWorkspace *self)
{
  GTask *task = g_steal_pointer (&self->stopping);

  if (task == NULL)
    return;
  if (self->server != NULL)
    {
      rounds_private_server_stop_async (self->server, server_stopped_cb, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * rounds_workspace_advance:
 *
 * Does what is next when nothing is on its way: sign in, push, pull, wait for changes.
 */
void
rounds_workspace_advance (RoundsWorkspace *self)
{
  if (self->step != ROUNDS_SYNC_STEP_IDLE)
    return;
  if (!self->started)
    {
      finish_stopping (self);
      return;
    }
  if (self->signed_out || self->timer != 0)
    return;

  if (self->server != NULL && !rounds_private_server_is_ready (self->server))
    rounds_private_server_start (self->server);
  else if (!self->signed_in)
    rounds_workspace_open_session (self);
  else if (self->pending > 0)
    start_push (self);
  else if (self->pull_wanted || !self->complete || g_hash_table_size (self->acknowledged) > 0)
    send_pull (self, FALSE);
  else
    {
      rounds_workspace_set_state (self, self->refusals->len > 0 ? ROUNDS_SYNC_REFUSED : ROUNDS_SYNC_IN_SYNC, NULL);
      rounds_workspace_check_cache (self);
      send_pull (self, TRUE);
    }
}

/**
 * rounds_workspace_end_step:
 *
 * Says that what was on its way has ended well.
 */
void
rounds_workspace_end_step (RoundsWorkspace *self)
{
  self->step = ROUNDS_SYNC_STEP_IDLE;
  rounds_workspace_advance (self);
}

/**
 * rounds_workspace_reached:
 *
 * Says that the server has answered.
 */
void
rounds_workspace_reached (RoundsWorkspace *self)
{
  self->attempts = 0;
  self->renewed = FALSE;
  if (self->state == ROUNDS_SYNC_OFFLINE || self->state == ROUNDS_SYNC_STARTING)
    rounds_workspace_set_state (self, ROUNDS_SYNC_SYNCING, NULL);
}

/**
 * rounds_workspace_fail:
 * @error: why
 *
 * Says that what was on its way has failed, and sees to it that it is tried again.
 */
void
rounds_workspace_fail (RoundsWorkspace *self,
                       const GError    *error)
{
  gboolean was_waiting = self->step == ROUNDS_SYNC_STEP_WAITING;

  self->step = ROUNDS_SYNC_STEP_IDLE;

  if (!self->started || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Stopped, signed out, or a wait that ended because there is something to do. */
      if (!was_waiting)
        return_pull_tasks (self, error);
      rounds_workspace_advance (self);
      return;
    }

  return_pull_tasks (self, error);
  if (g_error_matches (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_UNAUTHORIZED) && self->signed_in)
    {
      self->signed_in = FALSE;
      rounds_client_set_token (self->client, NULL);
      if (self->server == NULL)
        {
          self->signed_out = TRUE;
          rounds_workspace_set_state (self, ROUNDS_SYNC_SIGNED_OUT, _("Your session has ended: sign in again"));
          return;
        }
      if (!self->renewed)
        {
          self->renewed = TRUE;
          rounds_workspace_advance (self);
          return;
        }
    }

  if (rounds_cache_is_damage (error))
    rounds_cache_condemn (self->folder);
  self->attempts++;
  g_info ("Attempt %u failed: %s", self->attempts, rounds_problem_get_code (error));
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (rounds_push_delay (self->attempts), timer_cb, self);
  rounds_workspace_set_state (self, ROUNDS_SYNC_OFFLINE, error->message);
}

/**
 * rounds_workspace_retry_now:
 *
 * Does not wait for the next attempt's time.
 */
void
rounds_workspace_retry_now (RoundsWorkspace *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->step == ROUNDS_SYNC_STEP_WAITING)
    g_cancellable_cancel (self->waiting);
  else
    rounds_workspace_advance (self);
}

/**
 * rounds_workspace_queued:
 *
 * Says that the queue has grown.
 */
void
rounds_workspace_queued (RoundsWorkspace *self)
{
  rounds_workspace_add_pending (self, 1);
  if (self->state == ROUNDS_SYNC_IN_SYNC || self->state == ROUNDS_SYNC_REFUSED)
    rounds_workspace_set_state (self, ROUNDS_SYNC_SYNCING, NULL);
  if (self->timer == 0 && (self->step == ROUNDS_SYNC_STEP_IDLE || self->step == ROUNDS_SYNC_STEP_WAITING))
    self->timer = g_timeout_add (PUSH_DELAY, timer_cb, self);
}

/**
 * rounds_workspace_pull_async:
 *
 * Pulls, and tells when the head has been reached; with g_task_propagate_boolean().
 */
void
rounds_workspace_pull_async (RoundsWorkspace     *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rounds_workspace_pull_async);
  self->pull_tasks = g_list_append (self->pull_tasks, task);
  self->pull_wanted = TRUE;
  rounds_workspace_retry_now (self);
}
