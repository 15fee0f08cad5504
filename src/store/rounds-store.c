/* rounds-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-store.h"

#include <glib/gi18n-lib.h>

#include "store/rounds-store-watcher.h"
#include "store/rounds-store-worker.h"

struct _RoundsStore
{
  GObject parent_instance;

  GMainContext *context;

  GMutex mutex; /* of closed: a job comes before the end of its thread, or is refused */
  gboolean closed;
  GAsyncQueue *writer_jobs;
  GAsyncQueue *reader_jobs;
  GPtrArray *workers;
  guint n_readers;
  RoundsStoreWatcher *watcher; /* of a server's database */
  gint64 head;                 /* the last revision that was announced */
};

G_DEFINE_FINAL_TYPE (RoundsStore, rounds_store, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_CHANGED_ELSEWHERE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The threads end here: until they have, they hold announcements, and so the store, as before. */
static void
rounds_store_dispose (GObject *object)
{
  rounds_store_close (ROUNDS_STORE (object));

  G_OBJECT_CLASS (rounds_store_parent_class)->dispose (object);
}

static void
rounds_store_finalize (GObject *object)
{
  RoundsStore *self = ROUNDS_STORE (object);

  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_clear_pointer (&self->writer_jobs, g_async_queue_unref);
  g_clear_pointer (&self->reader_jobs, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (rounds_store_parent_class)->finalize (object);
}

static void
rounds_store_class_init (RoundsStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rounds_store_dispose;
  object_class->finalize = rounds_store_finalize;

  /**
   * RoundsStore::changed:
   * @changes: (type gpointer) (transfer none): a #RoundsChanges: the rows written by one transaction
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ROUNDS_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * RoundsStore::changed-elsewhere:
   *
   * Another process has given revisions to rows of a server's database. Which rows is to be read from the change log.
   */
  signals[SIGNAL_CHANGED_ELSEWHERE] =
    g_signal_new ("changed-elsewhere", ROUNDS_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_store_init (RoundsStore *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
  self->workers = g_ptr_array_new ();
  self->writer_jobs = g_async_queue_new ();
  self->reader_jobs = g_async_queue_new ();
}

/**
 * rounds_store_new:
 * @uri: see rounds_database_open(); the database is made when it is not there
 * @schema: whose tables; %ROUNDS_SCHEMA_CACHE opens it as a cache
 * @n_readers: how many threads read; with 0 the thread that writes does it
 * @error: what rounds_database_open() and rounds_migrations_run() say
 *
 * Opens the database, brings its tables to the latest version and starts the threads.
 *
 * Returns: (transfer full) (nullable): the store; rounds_store_close() it, or let it go
 */
RoundsStore *
rounds_store_new (const char    *uri,
                  RoundsSchema   schema,
                  guint          n_readers,
                  GError       **error)
{
  const RoundsDatabaseFlags flags = schema == ROUNDS_SCHEMA_CACHE ? ROUNDS_DATABASE_CACHE : ROUNDS_DATABASE_DEFAULT;
  g_autoptr(RoundsDatabase) database = rounds_database_open (uri, flags | ROUNDS_DATABASE_CREATE, error);
  RoundsStore *self;

  if (database == NULL || !rounds_migrations_run (database, schema, error))
    return NULL;

  self = g_object_new (ROUNDS_TYPE_STORE, NULL);
  self->n_readers = n_readers;
  g_ptr_array_add (self->workers, rounds_store_worker_new ("store-writer", uri, flags, g_steal_pointer (&database),
                                                           self->writer_jobs));
  for (guint i = 0; i < n_readers; i++)
    g_ptr_array_add (self->workers, rounds_store_worker_new ("store-reader", uri, flags | ROUNDS_DATABASE_READ_ONLY, NULL,
                                                             self->reader_jobs));
  if (schema == ROUNDS_SCHEMA_SERVER)
    self->watcher = rounds_store_watcher_new (self, uri);

  return self;
}

/**
 * rounds_store_done:
 *
 * Returns: the answer of a function that has none: not %NULL, not to be freed
 */
gpointer
rounds_store_done (void)
{
  static char done;

  return &done;
}

typedef struct
{
  RoundsStore *store;
  RoundsChanges *changes; /* NULL: another process's */
  gint64 head;
} Announcement;

static gboolean
announce_cb (gpointer user_data)
{
  Announcement *announcement = user_data;

  RoundsStore *self = announcement->store;

  /* Who was told of a revision has been told of all before it. */
  if (announcement->changes != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, announcement->changes);
  else if (announcement->head > self->head)
    g_signal_emit (self, signals[SIGNAL_CHANGED_ELSEWHERE], 0);
  self->head = MAX (self->head, announcement->head);

  return G_SOURCE_REMOVE;
}

static void
announcement_free (gpointer data)
{
  Announcement *announcement = data;

  g_clear_pointer (&announcement->changes, rounds_changes_unref);
  g_object_unref (announcement->store);
  g_free (announcement);
}

static void
announce (RoundsStore   *self,
          RoundsChanges *changes,
          gint64         head)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  Announcement *announcement = g_new0 (Announcement, 1);

  announcement->store = g_object_ref (self);
  announcement->changes = changes != NULL ? rounds_changes_ref (changes) : NULL;
  announcement->head = head;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[rounds] changes of the store");
  g_source_set_callback (source, announce_cb, announcement, announcement_free);
  g_source_attach (source, self->context);
}

/*
 * Called by the thread that has written. On one context the announcement comes before the answer.
 */
void
rounds_store_announce (RoundsStore   *self,
                       RoundsChanges *changes,
                       gint64         head)
{
  announce (self, changes, head);
}

/*
 * Called by the thread that watches: what is new up to @head may be another process's.
 */
void
rounds_store_announce_head (RoundsStore *self,
                            gint64       head)
{
  announce (self, NULL, head);
}

static gboolean
push (RoundsStore     *self,
      RoundsStoreJob  *job,
      GError         **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->closed)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _("The database has been closed"));
      return FALSE;
    }

  g_async_queue_push (job->writes || self->n_readers == 0 ? self->writer_jobs : self->reader_jobs, job);
  return TRUE;
}

static void
push_async (RoundsStore         *self,
            gboolean             writes,
            RoundsStoreFunc      func,
            gpointer             user_data,
            GDestroyNotify       user_data_free,
            GDestroyNotify       result_free,
            GCancellable        *cancellable,
            gpointer             source_tag,
            GAsyncReadyCallback  callback,
            gpointer             callback_data)
{
  RoundsStoreJob *job = rounds_store_job_new (self, writes, func, user_data);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, callback_data);
  g_autoptr(GError) error = NULL;

  /* Whether it came too late is decided by the thread, which knows if the work is done. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, source_tag);
  job->user_data_free = user_data_free;
  job->result_free = result_free;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->task = g_object_ref (task);

  if (push (self, job, &error))
    return;

  rounds_store_job_free (job);
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * rounds_store_read_async:
 * @func: called in a thread that reads, in a transaction, so that all it reads is of one moment
 * @user_data_free: (nullable): called on the thread-default context of the caller, when all is over
 * @result_free: (nullable): frees an answer that nobody takes
 * @cancellable: (nullable): breaks off the statement that runs: %G_IO_ERROR_CANCELLED
 */
void
rounds_store_read_async (RoundsStore         *self,
                         RoundsStoreFunc      func,
                         gpointer             user_data,
                         GDestroyNotify       user_data_free,
                         GDestroyNotify       result_free,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             callback_data)
{
  g_return_if_fail (ROUNDS_IS_STORE (self));

  push_async (self, FALSE, func, user_data, user_data_free, result_free, cancellable, rounds_store_read_async, callback,
              callback_data);
}

/**
 * rounds_store_write_async:
 * @func: called in the thread that writes, in a transaction
 * @user_data_free: (nullable): called on the thread-default context of the caller, when all is over
 * @result_free: (nullable): frees an answer that nobody takes
 * @cancellable: (nullable): breaks off, and takes all of it back: %G_IO_ERROR_CANCELLED
 *
 * #RoundsStore::changed comes before @callback.
 */
void
rounds_store_write_async (RoundsStore         *self,
                          RoundsStoreFunc      func,
                          gpointer             user_data,
                          GDestroyNotify       user_data_free,
                          GDestroyNotify       result_free,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             callback_data)
{
  g_return_if_fail (ROUNDS_IS_STORE (self));

  push_async (self, TRUE, func, user_data, user_data_free, result_free, cancellable, rounds_store_write_async, callback,
              callback_data);
}

/**
 * rounds_store_write_among:
 * @func: short: called in the thread that writes, in a transaction that it may share with others that wait
 * @cancellable: (nullable): breaks it off, and takes it back: %G_IO_ERROR_CANCELLED
 * @answered: gets the answer in that thread, or in this one when the store is closed
 *
 * For many small writes at once. Each is whole or not at all, whatever becomes of the others; all of them are kept in one go, and none is
 * answered before that.
 */
void
rounds_store_write_among (RoundsStore         *self,
                          RoundsStoreFunc      func,
                          gpointer             user_data,
                          GCancellable        *cancellable,
                          RoundsStoreAnswered  answered)
{
  RoundsStoreJob *job;
  GError *error = NULL;

  g_return_if_fail (ROUNDS_IS_STORE (self));

  job = rounds_store_job_new (self, TRUE, func, user_data);
  job->answered = answered;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (push (self, job, &error))
    return;

  rounds_store_job_free (job);
  answered (NULL, error, user_data);
}

/**
 * rounds_store_finish:
 *
 * Returns: (transfer full): the function's answer; %NULL with @error set when it failed
 */
gpointer
rounds_store_finish (RoundsStore   *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
push_and_wait (RoundsStore      *self,
               gboolean          writes,
               RoundsStoreFunc   func,
               gpointer          user_data,
               GError          **error)
{
  RoundsStoreJob *job = rounds_store_job_new (self, writes, func, user_data);
  gpointer result = NULL;

  if (push (self, job, error))
    result = rounds_store_job_wait (job, error);
  rounds_store_job_free (job);

  return result;
}

/**
 * rounds_store_read:
 *
 * As rounds_store_read_async(), and waits. Not from a #RoundsStoreFunc, and not where a person waits.
 *
 * Returns: the function's answer; %NULL with @error set when it failed
 */
gpointer
rounds_store_read (RoundsStore      *self,
                   RoundsStoreFunc   func,
                   gpointer          user_data,
                   GError          **error)
{
  g_return_val_if_fail (ROUNDS_IS_STORE (self), NULL);

  return push_and_wait (self, FALSE, func, user_data, error);
}

/**
 * rounds_store_write:
 *
 * As rounds_store_write_async(), and waits. #RoundsStore::changed comes when the store's context runs.
 *
 * Returns: the function's answer; %NULL with @error set when it failed
 */
gpointer
rounds_store_write (RoundsStore      *self,
                    RoundsStoreFunc   func,
                    gpointer          user_data,
                    GError          **error)
{
  g_return_val_if_fail (ROUNDS_IS_STORE (self), NULL);

  return push_and_wait (self, TRUE, func, user_data, error);
}

/**
 * rounds_store_close:
 *
 * Does what was asked for, ends the threads and closes the database. What is asked for later is refused with
 * %G_IO_ERROR_CLOSED. Answers still come when their context runs.
 */
void
rounds_store_close (RoundsStore *self)
{
  g_return_if_fail (ROUNDS_IS_STORE (self));

  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&self->watcher, rounds_store_watcher_free);

  /* The one that writes goes last: only it can write the log back into the file, and does when nobody else has it open. */
  for (guint i = 1; i < self->workers->len; i++)
    g_async_queue_push (self->reader_jobs, rounds_store_job_new (self, FALSE, NULL, NULL));
  for (guint i = 1; i < self->workers->len; i++)
    rounds_store_worker_join (g_ptr_array_index (self->workers, i));
  if (self->workers->len > 0)
    {
      g_async_queue_push (self->writer_jobs, rounds_store_job_new (self, FALSE, NULL, NULL));
      rounds_store_worker_join (g_ptr_array_index (self->workers, 0));
    }
  g_ptr_array_set_size (self->workers, 0);
}
