/* rounds-push.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-push.h"

#include "sync/rounds-pull.h"
#include "sync/rounds-queue.h"
#include "sync/rounds-refusal.h"
#include "sync/rounds-sync-state.h"
#include "sync/rounds-undo-log.h"

/* Milliseconds before the first and at most before any further attempt. */
#define DELAY_FIRST 1000
#define DELAY_LONGEST 60000

RoundsPushAnswer *
rounds_push_answer_new (GPtrArray         *refused,
                        const RoundsActor *actor,
                        GTimeZone         *zone)
{
  RoundsPushAnswer *self = g_new0 (RoundsPushAnswer, 1);

  self->refused = g_ptr_array_ref (refused);
  self->actor = rounds_actor_copy (actor);
  self->zone = g_time_zone_ref (zone);

  return self;
}

void
rounds_push_answer_free (RoundsPushAnswer *self)
{
  g_ptr_array_unref (self->refused);
  g_clear_pointer (&self->actor, rounds_actor_free);
  g_time_zone_unref (self->zone);
  g_free (self);
}

/**
 * rounds_push_choose:
 * @queue: (element-type RoundsSyncOperation): the whole queue, oldest first
 * @acknowledged: (element-type utf8): the ids that the server has answered already
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type RoundsSyncOperation): what to send next, borrowed from @queue
 */
GPtrArray *
rounds_push_choose (GPtrArray  *queue,
                    GHashTable *acknowledged,
                    guint       limit)
{
  GPtrArray *batch = g_ptr_array_new ();

  for (guint i = 0; i < queue->len && batch->len < limit; i++)
    {
      RoundsSyncOperation *operation = g_ptr_array_index (queue, i);

      if (!g_hash_table_contains (acknowledged, operation->id))
        g_ptr_array_add (batch, operation);
    }

  return batch;
}

/**
 * rounds_push_load:
 *
 * A #RoundsStoreFunc: reads the queue.
 *
 * Returns: (transfer full) (element-type RoundsSyncOperation): the operations, oldest first
 */
gpointer
rounds_push_load (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  return rounds_queue_load (database, error);
}

/**
 * rounds_push_take_back:
 * @user_data: a #RoundsPushAnswer
 *
 * A #RoundsStoreFunc: what the server refused leaves the queue and the undo log, the cache goes back to what it would be without it,
 * and the refusals are remembered, in one transaction: nothing is lost silently.
 */
gpointer
rounds_push_take_back (RoundsDatabase  *database,
                       RoundsChanges   *changes,
                       gpointer         user_data,
                       GCancellable    *cancellable,
                       GError         **error)
{
  RoundsPushAnswer *self = user_data;
  g_autoptr(GPtrArray) refusals = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!rounds_sync_state_get (database, ROUNDS_SYNC_STATE_REFUSALS, &before, error))
    return NULL;
  refusals = rounds_refusals_from_text (before);

  for (guint i = 0; i < self->refused->len; i++)
    {
      RoundsRefusal *refusal = g_ptr_array_index (self->refused, i);

      if (!rounds_queue_remove (database, refusal->id, error) ||
          !rounds_undo_log_remove (database, refusal->id, error))
        return NULL;
      g_ptr_array_add (refusals, rounds_refusal_copy (refusal));
    }

  after = rounds_refusals_to_text (refusals);
  if (!rounds_sync_state_set (database, ROUNDS_SYNC_STATE_REFUSALS, after, error) ||
      !rounds_pull_rebase (database, changes, self->actor, self->zone, error))
    return NULL;

  return rounds_store_done ();
}

/**
 * rounds_push_delay:
 * @attempt: how many have failed in a row, from 1
 *
 * Returns: milliseconds to wait before the next: they double, and differ by up to a fifth, so that clients which lost the server
 *   together do not come back together
 */
guint
rounds_push_delay (guint attempt)
{
  guint delay = DELAY_LONGEST;

  if (attempt <= 6)
    delay = MIN (DELAY_LONGEST, DELAY_FIRST << (MAX (attempt, 1) - 1));

  return (guint) (delay * g_random_double_range (0.8, 1.0));
}
