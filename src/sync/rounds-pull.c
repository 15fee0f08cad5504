/* rounds-pull.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-pull.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-settings.h"
#include "store/rounds-repository.h"
#include "store/rounds-shadow.h"
#include "sync/rounds-queue.h"
#include "sync/rounds-sync-state.h"

/*
 * The cache is what the server said last, with the queued operations on top. A pull takes them off (the shadows are the rows as the
 * server knows them), puts the server's rows down, and lays the operations on again: all in one transaction, so nobody sees less.
 */

/*
 * Here the rows of the server meet those changed on this computer. The last writer wins: an operation that is replayed on a row which
 * somebody else has changed meanwhile writes its own fields over it. Where a person should be asked, this is where it is known: the
 * shadow has the common ancestor, @record the server's row, and the cache (before the shadows are restored) the local one.
 */
static gboolean
apply_record (RoundsDatabase  *database,
              RoundsEntity    *record,
              RoundsChanges   *changes,
              GError         **error)
{
  return rounds_repository_apply (database, record, changes, error);
}

static void
replay (RoundsDatabase            *database,
        RoundsChanges             *changes,
        const RoundsSyncOperation *operation,
        const RoundsActor         *actor,
        GTimeZone                 *zone)
{
  RoundsOperationContext context = {
    .database = database,
    .changes = changes,
    .actor = actor,
    .now = operation->created_at,
    .zone = zone,
  };
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(GError) error = NULL;

  answer = rounds_operation_run (&context, operation->name, operation->arguments, &error);

  /* What cannot be done here any more stays in the queue: the server decides. */
  if (answer == NULL)
    g_info ("%s waits for the server: %s", operation->name, rounds_problem_get_code (error));
  rounds_operation_context_clear (&context);
}

static gboolean
replay_queue (RoundsDatabase     *database,
              RoundsChanges      *changes,
              const RoundsActor  *actor,
              GTimeZone          *otherwise,
              GError            **error)
{
  g_autoptr(GPtrArray) operations = rounds_queue_load (database, error);
  g_autoptr(GTimeZone) zone = operations != NULL ? rounds_settings_dup_zone (database, otherwise, error) : NULL;

  if (zone == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    replay (database, changes, g_ptr_array_index (operations, i), actor, zone);

  return TRUE;
}

/* What has expired or become overdue by now is so here too, though the server may not have said it yet: it is no change of a person's,
 * is not queued, and goes with the next pull, after which it is looked at again. */
static void
follow_date (RoundsDatabase    *database,
             RoundsChanges     *changes,
             const RoundsActor *actor,
             GTimeZone         *otherwise)
{
  static const char * const names[] = { "quote.expire", "invoice.mark-overdue" };
  g_autoptr(GTimeZone) zone = rounds_settings_dup_zone (database, otherwise, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      RoundsOperationContext context = {
        .database = database,
        .changes = changes,
        .actor = actor,
        .now = g_get_real_time (),
        .zone = zone != NULL ? zone : otherwise,
      };
      g_autoptr(JsonNode) answer = NULL;
      g_autoptr(GError) error = NULL;

      answer = rounds_operation_run (&context, names[i], NULL, &error);
      /* Who closes the workspace meanwhile takes the pull back as a whole. */
      if (answer == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("%s failed: %s", names[i], rounds_problem_get_code (error));
      rounds_operation_context_clear (&context);
    }
}

RoundsPull *
rounds_pull_new (RoundsSyncChanges  *page,
                 gint64              since,
                 char              **acknowledged,
                 const RoundsActor  *actor,
                 GTimeZone          *zone)
{
  RoundsPull *self = g_new0 (RoundsPull, 1);

  self->page = page;
  self->since = since;
  self->acknowledged = acknowledged;
  self->actor = rounds_actor_copy (actor);
  self->zone = g_time_zone_ref (zone);

  return self;
}

void
rounds_pull_free (RoundsPull *self)
{
  g_clear_pointer (&self->page, rounds_sync_changes_free);
  g_clear_pointer (&self->acknowledged, g_strfreev);
  g_clear_pointer (&self->actor, rounds_actor_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}

/**
 * rounds_pull_rebase:
 *
 * Takes the cache back to what the server said last and does the queued operations again: after one of them has left the queue.
 * Needs a transaction.
 */
gboolean
rounds_pull_rebase (RoundsDatabase     *database,
                    RoundsChanges      *changes,
                    const RoundsActor  *actor,
                    GTimeZone          *zone,
                    GError            **error)
{
  if (!rounds_shadow_restore_all (database, changes, error) || !replay_queue (database, changes, actor, zone, error))
    return FALSE;

  follow_date (database, changes, actor, zone);
  return TRUE;
}

/**
 * rounds_pull_follow_date:
 * @user_data: a #GTimeZone, where the workspace has set none
 *
 * A #RoundsStoreFunc: brings the statuses that follow from the date alone up to date, when a day has begun and nothing is pulled.
 */
gpointer
rounds_pull_follow_date (RoundsDatabase  *database,
                         RoundsChanges   *changes,
                         gpointer         user_data,
                         GCancellable    *cancellable,
                         GError         **error)
{
  g_autoptr(RoundsActor) actor = rounds_actor_new (NULL, NULL, "super_admin");

  follow_date (database, changes, actor, user_data);
  return rounds_store_done ();
}

/**
 * rounds_pull_run:
 * @user_data: a #RoundsPull with a page
 *
 * A #RoundsStoreFunc: brings a page of the server's changes into the cache. Operations that the server had before it was asked leave
 * the queue with the page that reaches the head: from then on its rows speak for them.
 */
gpointer
rounds_pull_run (RoundsDatabase  *database,
                 RoundsChanges   *changes,
                 gpointer         user_data,
                 GCancellable    *cancellable,
                 GError         **error)
{
  RoundsPull *self = user_data;
  RoundsSyncChanges *page = self->page;

  if (page->records->len > 0 || page->gone->len > 0 || (!page->more && self->acknowledged != NULL))
    {
      if (!rounds_shadow_restore_all (database, changes, error))
        return NULL;

      for (guint i = 0; i < page->records->len; i++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
              !apply_record (database, g_ptr_array_index (page->records, i), changes, error))
            return NULL;
        }

      for (guint i = 0; i < page->gone->len; i++)
        {
          const RoundsSyncGone *gone = g_ptr_array_index (page->gone, i);

          if (!rounds_repository_erase (database, gone->info, gone->id, changes, error))
            return NULL;
        }

      for (guint i = 0; !page->more && self->acknowledged != NULL && self->acknowledged[i] != NULL; i++)
        if (!rounds_queue_remove (database, self->acknowledged[i], error))
          return NULL;

      if (!replay_queue (database, changes, self->actor, self->zone, error))
        return NULL;
      if (!page->more)
        follow_date (database, changes, self->actor, self->zone);
    }

  if (page->next != self->since &&
      !rounds_sync_state_set_integer (database, ROUNDS_SYNC_STATE_CURSOR, page->next, error))
    return NULL;
  if (!page->more && !rounds_sync_state_set (database, ROUNDS_SYNC_STATE_COMPLETE, "1", error))
    return NULL;

  return rounds_store_done ();
}

/**
 * rounds_pull_reset:
 * @user_data: (nullable): the record of who is signed in from now on, as JSON
 *
 * A #RoundsStoreFunc: empties the cache of records, for a server whose database is another than the one it was filled from, or for
 * somebody who sees other records. The queue stays.
 */
gpointer
rounds_pull_reset (RoundsDatabase  *database,
                   RoundsChanges   *changes,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  guint n_kinds;
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (&n_kinds);

  if (!rounds_shadow_restore_all (database, changes, error))
    return NULL;

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (kinds[i]);
      g_autoptr(GByteArray) ids = NULL;

      rounds_query_set_include_deleted (query, TRUE);
      ids = rounds_repository_list_ids (database, query, error);
      if (ids == NULL)
        return NULL;

      for (guint j = 0; j < ids->len; j += ROUNDS_ID_BYTES)
        {
          char id[ROUNDS_ID_LENGTH + 1];

          rounds_id_from_bytes (ids->data + j, id);
          if (!rounds_repository_erase (database, kinds[i], id, changes, error))
            return NULL;
        }
    }

  if (!rounds_sync_state_set_integer (database, ROUNDS_SYNC_STATE_CURSOR, 0, error) ||
      !rounds_sync_state_set (database, ROUNDS_SYNC_STATE_COMPLETE, NULL, error) ||
      (user_data != NULL && !rounds_sync_state_set (database, ROUNDS_SYNC_STATE_USER, user_data, error)))
    return NULL;

  return rounds_store_done ();
}
