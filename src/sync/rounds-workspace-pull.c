/* rounds-workspace-pull.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-workspace-private.h"

#include "sync/rounds-pull.h"

/* Seconds that the server may keep the question what is new. */
#define WAIT 20

/* Rows that the server is asked for at once. */
#define PAGE 1000

/**
 * RoundsWorkspacePull:
 * @since: what was asked
 * @acknowledged: (nullable): the operations that the server had when it was asked
 * @fetching: whether it was begun ahead and is still on its way
 * @awaited: whether the page is what is on its way, not one fetched ahead
 * @page: (nullable): the answer, until it is written
 *
 * A page on its way into the cache. While one is written, the next is fetched.
 */
struct _RoundsWorkspacePull
{
  RoundsWorkspace *workspace;
  gint64 since;
  char **acknowledged;
  gboolean awaited;
  gboolean fetching;
  RoundsSyncChanges *page;
  gint64 next;
  gboolean more;
};

static void fetch_ahead (RoundsWorkspace *self,
                         gint64           since);

static void
pull_free (RoundsWorkspacePull *pull)
{
  RoundsWorkspace *self = pull->workspace;

  if (self->ahead == pull)
    self->ahead = NULL;
  g_clear_pointer (&pull->page, rounds_sync_changes_free);
  g_strfreev (pull->acknowledged);
  g_free (pull);
  g_object_unref (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsWorkspacePull, pull_free)

static RoundsWorkspacePull *
pull_new (RoundsWorkspace *self,
          gint64           since,
          gboolean         awaited)
{
  RoundsWorkspacePull *pull = g_new0 (RoundsWorkspacePull, 1);

  pull->workspace = g_object_ref (self);
  pull->since = since;
  pull->awaited = awaited;
  if (g_hash_table_size (self->acknowledged) > 0)
    {
      g_autofree const char **ids = (const char **) g_hash_table_get_keys_as_array (self->acknowledged, NULL);

      pull->acknowledged = g_strdupv ((char **) ids);
    }

  return pull;
}

static void
show_progress (RoundsWorkspace *self,
               guint            n_records,
               gint64           remaining)
{
  double total;

  self->pulled += n_records;
  total = (double) (self->pulled + MAX (0, remaining));
  rounds_workspace_set_progress (self, self->complete || total == 0 ? -1 : (double) self->pulled / total);
}

static void
end_pull (RoundsWorkspacePull *pull)
{
  RoundsWorkspace *self = pull->workspace;

  self->cursor = pull->next;
  if (pull->more)
    {
      /* What the person does meanwhile does not wait for the last page. */
      self->pull_wanted = TRUE;
    }
  else
    {
      for (guint i = 0; pull->acknowledged != NULL && pull->acknowledged[i] != NULL; i++)
        g_hash_table_remove (self->acknowledged, pull->acknowledged[i]);
      self->complete = TRUE;
      self->pulled = 0;
      rounds_workspace_set_progress (self, -1);
      rounds_workspace_return_pulls (self, NULL);
    }
  rounds_workspace_end_step (self);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RoundsWorkspacePull) pull = user_data;
  g_autoptr(GError) error = NULL;

  if (rounds_store_finish (ROUNDS_STORE (object), result, &error) != NULL)
    end_pull (pull);
  else
    rounds_workspace_fail (pull->workspace, error);
}

static void
reset_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RoundsWorkspacePull) pull = user_data;
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

/* Somebody who is in another team, or is somebody else there, sees other records. */
static RoundsEntity *
find_changed_user (RoundsWorkspace   *self,
                   RoundsSyncChanges *page)
{
  for (guint i = 0; self->actor != NULL && i < page->records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (page->records, i);

      if (g_str_equal (rounds_entity_get_kind (record), "user") &&
          g_strcmp0 (rounds_entity_get_id (record), self->actor->user_id) == 0 && !rounds_workspace_sees_as (self, record))
        return record;
    }

  return NULL;
}

static void
fill_again (RoundsWorkspacePull *pull,
            RoundsEntity        *user)
{
  char *text = user != NULL ? rounds_json_from_entity (user) : NULL;

  if (user != NULL)
    rounds_workspace_set_user (pull->workspace, user);
  rounds_store_write_async (pull->workspace->store, rounds_pull_reset, text, g_free, NULL, NULL, reset_cb, pull);
}

/* Takes @pull, whose page is there. */
static void
apply (RoundsWorkspacePull *pull)
{
  RoundsWorkspace *self = pull->workspace;
  RoundsSyncChanges *page = g_steal_pointer (&pull->page);
  RoundsEntity *user;

  if (page->head < pull->since)
    {
      /* The server knows less than it once did: its database was replaced, or brought back from a copy. */
      g_message ("The server's database is another one; the cache is filled again");
      rounds_sync_changes_free (page);
      fill_again (pull, NULL);
      return;
    }

  user = find_changed_user (self, page);
  if (user != NULL)
    {
      g_message ("The person sees other records now; the cache is filled again");
      fill_again (pull, user);
      rounds_sync_changes_free (page);
      return;
    }

  pull->next = page->next;
  pull->more = page->more;
  show_progress (self, page->records->len, page->total - page->records->len);
  if (page->more && self->state == ROUNDS_SYNC_IN_SYNC)
    rounds_workspace_set_state (self, ROUNDS_SYNC_SYNCING, NULL);

  if (page->records->len == 0 && pull->acknowledged == NULL && page->next == pull->since && self->complete)
    {
      rounds_sync_changes_free (page);
      end_pull (pull);
      pull_free (pull);
      return;
    }

  if (pull->more)
    fetch_ahead (self, pull->next);
  rounds_store_write_async (self->store, rounds_pull_run,
                            rounds_pull_new (page, pull->since, g_strdupv (pull->acknowledged), self->actor, self->zone),
                            (GDestroyNotify) rounds_pull_free, NULL, NULL, applied_cb, pull);
}

/* Stopping waits for what was begun ahead. */
static void
end_fetching (RoundsWorkspacePull *pull)
{
  if (!pull->fetching)
    return;

  pull->fetching = FALSE;
  pull->workspace->n_fetching--;
  if (!pull->workspace->started)
    rounds_workspace_advance (pull->workspace);
}

static void
pull_failed (RoundsWorkspacePull *pull,
             const GError        *error)
{
  /* When nobody waits for the page yet, it is asked for again when it is its turn. */
  if (pull->workspace->ahead == pull)
    pull->workspace->ahead = NULL;
  if (pull->awaited)
    rounds_workspace_fail (pull->workspace, error);
  end_fetching (pull);
}

static void
parsed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RoundsWorkspacePull) pull = user_data;
  g_autoptr(GError) error = NULL;

  pull->page = g_task_propagate_pointer (G_TASK (result), &error);
  if (pull->page == NULL)
    {
      pull_failed (pull, error);
      return;
    }

  end_fetching (pull);
  if (pull->awaited)
    apply (g_steal_pointer (&pull));
  else if (pull->workspace->ahead == pull)
    (void) g_steal_pointer (&pull); /* the workspace has it, see rounds_workspace_pull() and rounds_workspace_drop_ahead() */
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
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsWorkspacePull) pull = user_data;
  RoundsWorkspace *self = pull->workspace;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = rounds_client_finish (ROUNDS_CLIENT (object), result, &error);
  g_autoptr(GTask) task = NULL;

  if (answer == NULL)
    {
      pull_failed (pull, error);
      return;
    }

  if (pull->awaited)
    {
      self->step = ROUNDS_SYNC_STEP_PULLING;
      rounds_workspace_reached (self);
    }
  task = g_task_new (NULL, NULL, parsed_cb, g_steal_pointer (&pull));
  g_task_set_source_tag (task, answered_cb);
  g_task_set_task_data (task, g_steal_pointer (&answer), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, parse_in_thread);
}

static void
ask (RoundsWorkspacePull *pull)
{
  RoundsWorkspace *self = pull->workspace;
  g_autofree char *path = g_strdup_printf ("/api/sync/changes?since=%" G_GINT64_FORMAT "&limit=%d", pull->since, PAGE);

  rounds_client_request_async (self->client, "GET", path, NULL, self->cancellable, answered_cb, pull);
}

static void
fetch_ahead (RoundsWorkspace *self,
             gint64           since)
{
  if (self->ahead != NULL || !self->started || self->signed_out)
    return;

  self->ahead = pull_new (self, since, FALSE);
  self->ahead->fetching = TRUE;
  self->n_fetching++;
  ask (self->ahead);
}

/**
 * rounds_workspace_pull:
 *
 * Asks for what is new and brings it into the cache.
 */
void
rounds_workspace_pull (RoundsWorkspace *self)
{
  RoundsWorkspacePull *ahead = g_steal_pointer (&self->ahead);

  self->step = ROUNDS_SYNC_STEP_PULLING;
  self->pull_wanted = FALSE;

  if (ahead != NULL && ahead->since == self->cursor)
    {
      ahead->awaited = TRUE;
      if (ahead->page != NULL)
        apply (ahead);
      return;
    }

  /* One that is still on its way is let go when it comes. */
  if (ahead != NULL && ahead->page != NULL)
    pull_free (ahead);
  ask (pull_new (self, self->cursor, TRUE));
}

/**
 * rounds_workspace_wait:
 *
 * Waits until the server has something new, and brings it into the cache.
 */
void
rounds_workspace_wait (RoundsWorkspace *self)
{
  g_autofree char *path = NULL;

  path = g_strdup_printf ("/api/sync/changes?since=%" G_GINT64_FORMAT "&limit=%d&wait=%d", self->cursor, PAGE, WAIT);
  self->step = ROUNDS_SYNC_STEP_WAITING;
  g_clear_object (&self->waiting);
  self->waiting = g_cancellable_new ();
  rounds_client_wait_async (self->client, path, self->waiting, answered_cb, pull_new (self, self->cursor, TRUE));
}

/**
 * rounds_workspace_drop_ahead:
 *
 * Lets go of a page that was fetched ahead: it is not wanted any more.
 */
void
rounds_workspace_drop_ahead (RoundsWorkspace *self)
{
  RoundsWorkspacePull *ahead = g_steal_pointer (&self->ahead);

  if (ahead != NULL && ahead->page != NULL)
    pull_free (ahead);
}
