/* rounds-workspace-sync.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "sync/rounds-cache.h"

/* Milliseconds between a change and its way to the server, so that changes made together go together. */
#define PUSH_DELAY 50

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

/**
 * rounds_workspace_return_pulls:
 * @error: (nullable): why the pull has failed
 *
 * Tells those who wait for a pull.
 */
void
rounds_workspace_return_pulls (RoundsWorkspace *self,
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
      rounds_workspace_drop_ahead (self);
      if (self->n_fetching == 0)
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
    rounds_workspace_push (self);
  else if (self->pull_wanted || !self->complete || g_hash_table_size (self->acknowledged) > 0)
    rounds_workspace_pull (self);
  else
    {
      rounds_workspace_set_state (self, self->refusals->len > 0 ? ROUNDS_SYNC_REFUSED : ROUNDS_SYNC_IN_SYNC, NULL);
      rounds_workspace_check_cache (self);
      rounds_workspace_wait (self);
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
        rounds_workspace_return_pulls (self, error);
      rounds_workspace_advance (self);
      return;
    }

  rounds_workspace_return_pulls (self, error);
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
