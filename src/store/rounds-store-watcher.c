/* rounds-store-watcher.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-store-watcher.h"

#include "store/rounds-database-private.h"
#include "store/rounds-repository.h"

/* Milliseconds before a database that could not be reached is tried again. */
#define PATIENCE 1000

struct _RoundsStoreWatcher
{
  RoundsStore *store; /* borrowed: it ends this thread before it goes */
  char *uri;
  GCancellable *cancellable;
  GThread *thread;

  RoundsDatabase *database;
  gint64 head;
};

/*
 * Waits, unless it is told to end.
 */
static void
pause_a_moment (RoundsStoreWatcher *self)
{
  GPollFD poll_fd;

  if (!g_cancellable_make_pollfd (self->cancellable, &poll_fd))
    return;
  g_poll (&poll_fd, 1, PATIENCE);
  g_cancellable_release_fd (self->cancellable);
}

/*
 * Waits for the next change and tells of it.
 */
static gboolean
watch_once (RoundsStoreWatcher  *self,
            GError             **error)
{
  gint64 head;

  if (self->database == NULL)
    self->database = rounds_database_open (self->uri, ROUNDS_DATABASE_READ_ONLY, error);
  if (self->database == NULL || !rounds_database_watch (self->database, self->cancellable, error))
    return FALSE;

  head = rounds_change_log_get_head (self->database, error);
  if (head < 0)
    return FALSE;

  if (head > self->head)
    rounds_store_announce_head (self->store, head);
  self->head = head;

  return TRUE;
}

static gpointer
watch (gpointer data)
{
  RoundsStoreWatcher *self = data;

  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr(GError) error = NULL;

      if (watch_once (self, &error) || g_cancellable_is_cancelled (self->cancellable))
        continue;

      /* What was written meanwhile is told of after the next connection. */
      g_debug ("The database cannot be watched: %s", error->message);
      g_clear_object (&self->database);
      pause_a_moment (self);
    }

  g_clear_object (&self->database);
  return NULL;
}

/*
 * @uri: of the store's database, which has its tables
 */
RoundsStoreWatcher *
rounds_store_watcher_new (RoundsStore *store,
                          const char  *uri)
{
  RoundsStoreWatcher *self = g_new0 (RoundsStoreWatcher, 1);

  self->store = store;
  self->uri = g_strdup (uri);
  self->cancellable = g_cancellable_new ();
  self->thread = g_thread_new ("store-watcher", watch, self);

  return self;
}

/*
 * Ends the thread and waits for it.
 */
void
rounds_store_watcher_free (RoundsStoreWatcher *self)
{
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);
  g_object_unref (self->cancellable);
  g_free (self->uri);
  g_free (self);
}
