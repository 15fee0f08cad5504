/* rounds-sqlite-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-sqlite-private.h"

/*
 * The write-ahead log is copied into the database ("checkpoint") by a thread of its own. SQLite by itself does it in the commit that makes the
 * log long, and who made that change waits for the disk: 80 ms where all others take 1.
 *
 * That copies the log, but does not make it begin anew: for that, all of it must be copied and nobody may read it, at one moment. Where
 * changes follow each other and somebody always reads (the first pull of a workspace under a window that shows it) that moment never comes by
 * itself. So a log that is long is ended by who writes: the little that is left is copied, and who reads it waited for.
 */

/* Pages that are worth to be copied when nobody writes, and while somebody does (8 MB). */
#define ENOUGH_PAGES 1000
#define MANY_PAGES 2048

/* A log that ends when few pages are left to be copied (24 MB), and as many more after which it ends anyway, though somebody waits (56 MB). */
#define LONG_LOG 6144
#define TOO_LONG 8192
#define FEW_PAGES 512

/* How often the thread goes after what is written while it copies. */
#define MAX_PASSES 6

/* Milliseconds to wait for who reads the log: answers of a server take less; a client's lists may take more, and nobody waits for its pull. */
#define SERVER_PATIENCE 250
#define CACHE_PATIENCE 2000

/* Microseconds after which it is seen whether they still read. */
#define LOOK_AGAIN 1000

struct _RoundsSqliteJournal
{
  sqlite3 *writer; /* borrowed */
  char *path;
  int patience;
  int limit; /* pages after which the log is to end */

  GThread *thread; /* since there was something to copy */
  GMutex mutex;    /* of all below */
  GCond condition;
  gboolean is_copying;
  gboolean is_ending;
  int n_pages;  /* of the log */
  int n_copied; /* of these */
  int n_seen;   /* how long the log was when it was copied last, even when somebody reads and not all of it could be */
};

/*
 * @n_pages: (out): of the log
 * @n_copied: (out): of these, how many are in the database now
 */
static gboolean
copy (sqlite3 *connection,
      int      mode,
      int     *n_pages,
      int     *n_copied)
{
  int code = sqlite3_wal_checkpoint_v2 (connection, NULL, mode, n_pages, n_copied);

  /* Somebody reads, or another process copies: what is left is for the next time. */
  if (code != SQLITE_OK && code != SQLITE_BUSY)
    g_debug ("The log of the database was not copied: %s", sqlite3_errstr (code));

  return code == SQLITE_OK && *n_copied >= 0;
}

/* SQLite does so when it has copied the last page of the log, which is in a commit then. */
static void
write_out (sqlite3 *connection)
{
  sqlite3_file *file = NULL;

  if (sqlite3_file_control (connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file != NULL && file->pMethods != NULL)
    file->pMethods->xSync (file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
}

/*
 * Copies until few pages are left.
 */
static void
catch_up (RoundsSqliteJournal *self,
          sqlite3             *connection)
{
  for (guint i = 0; i < MAX_PASSES; i++)
    {
      gboolean is_done;
      int n_pages;
      int n_copied;

      if (!copy (connection, SQLITE_CHECKPOINT_PASSIVE, &n_pages, &n_copied))
        return;

      g_mutex_lock (&self->mutex);
      self->n_copied = n_copied;
      is_done = self->is_ending || n_copied < n_pages || self->n_pages - n_copied < FEW_PAGES;
      g_mutex_unlock (&self->mutex);
      write_out (connection);
      if (is_done)
        return;
    }
}

static sqlite3 *
open_connection (RoundsSqliteJournal *self)
{
  sqlite3 *connection = NULL;
  int code = sqlite3_open_v2 (self->path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  /* It knows of the log once it has read. */
  if (code == SQLITE_OK)
    code = sqlite3_exec (connection, "PRAGMA schema_version", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return connection;

  g_debug ("The log of the database waits for who writes: %s", sqlite3_errstr (code));
  sqlite3_close (connection);
  return NULL;
}

static gpointer
work (gpointer data)
{
  RoundsSqliteJournal *self = data;
  sqlite3 *connection = open_connection (self);

  g_mutex_lock (&self->mutex);
  while (!self->is_ending)
    {
      if (!self->is_copying)
        {
          g_cond_wait (&self->condition, &self->mutex);
          continue;
        }

      g_mutex_unlock (&self->mutex);
      if (connection != NULL)
        catch_up (self, connection);
      g_mutex_lock (&self->mutex);

      self->n_seen = self->n_pages;
      self->is_copying = FALSE;
      g_cond_broadcast (&self->condition);
    }
  g_mutex_unlock (&self->mutex);

  sqlite3_close (connection);
  return NULL;
}

/* With the mutex. */
static void
start_copying (RoundsSqliteJournal *self)
{
  if (self->thread == NULL)
    self->thread = g_thread_new ("store-copier", work, self);

  self->is_copying = TRUE;
  g_cond_broadcast (&self->condition);
}

/*
 * Copies what is left, and lets the log begin anew with the next change. When somebody reads on, that is tried again once the log has grown.
 */
static void
end_log (RoundsSqliteJournal *self)
{
  gint64 deadline;
  gboolean has_ended;
  int n_pages;
  int n_copied;

  g_mutex_lock (&self->mutex);
  while (self->is_copying)
    g_cond_wait (&self->condition, &self->mutex);
  g_mutex_unlock (&self->mutex);

  /* SQLite would wait for a place that others take who read what is new: it is asked again, and sees that. */
  sqlite3_busy_timeout (self->writer, 0);
  deadline = g_get_monotonic_time () + self->patience * G_TIME_SPAN_MILLISECOND;
  for (;;)
    {
      has_ended = copy (self->writer, SQLITE_CHECKPOINT_RESTART, &n_pages, &n_copied);
      if (has_ended || g_get_monotonic_time () >= deadline)
        break;
      g_usleep (LOOK_AGAIN);
    }
  sqlite3_busy_timeout (self->writer, ROUNDS_SQLITE_BUSY_TIMEOUT);

  g_mutex_lock (&self->mutex);
  if (has_ended)
    self->n_copied = self->n_seen = self->n_pages;
  self->limit = has_ended ? LONG_LOG : self->n_pages + MAX (TOO_LONG, self->n_pages / 2);
  g_mutex_unlock (&self->mutex);
}

static int
committed_cb (void       *user_data,
              sqlite3    *connection,
              const char *schema,
              int         n_pages)
{
  RoundsSqliteJournal *self = user_data;
  gboolean is_to_end;
  int n_new;

  g_mutex_lock (&self->mutex);
  /* The log has begun anew. */
  if (n_pages < self->n_pages || n_pages < self->n_copied)
    {
      self->n_copied = self->n_seen = 0;
      self->limit = LONG_LOG;
    }
  self->n_pages = n_pages;

  n_new = n_pages - self->n_seen;
  if (!self->is_copying && (n_new >= MANY_PAGES || (n_pages >= self->limit && n_new >= FEW_PAGES)))
    start_copying (self);
  is_to_end = n_pages >= self->limit && ((!self->is_copying && n_pages - self->n_copied < 2 * FEW_PAGES) ||
                                         n_pages >= self->limit + TOO_LONG);
  g_mutex_unlock (&self->mutex);

  if (is_to_end)
    end_log (self);

  return SQLITE_OK;
}

/*
 * @writer: writes ahead, and outlives the journal
 * @path: of its file
 *
 * Takes care of the log, instead of what SQLite would do by itself.
 */
RoundsSqliteJournal *
rounds_sqlite_journal_new (sqlite3    *writer,
                           const char *path,
                           gboolean    is_cache)
{
  RoundsSqliteJournal *self = g_new0 (RoundsSqliteJournal, 1);

  self->writer = writer;
  self->path = g_strdup (path);
  self->patience = is_cache ? CACHE_PATIENCE : SERVER_PATIENCE;
  self->limit = LONG_LOG;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->condition);
  sqlite3_wal_hook (writer, committed_cb, self);

  return self;
}

/*
 * Waits for the thread.
 */
void
rounds_sqlite_journal_free (RoundsSqliteJournal *self)
{
  sqlite3_wal_hook (self->writer, NULL, NULL);
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->is_ending = TRUE;
      g_cond_broadcast (&self->condition);
      g_mutex_unlock (&self->mutex);
      g_thread_join (self->thread);
    }

  g_cond_clear (&self->condition);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

/*
 * See rounds_database_rest(). What there is to do is done in the thread.
 */
gboolean
rounds_sqlite_rest (RoundsDatabase *database)
{
  RoundsSqliteJournal *self = ROUNDS_SQLITE_DATABASE (database)->journal;
  gboolean is_due;

  if (self == NULL)
    return FALSE;

  g_mutex_lock (&self->mutex);
  is_due = !self->is_copying && self->n_pages - self->n_seen >= ENOUGH_PAGES;
  if (is_due)
    start_copying (self);
  g_mutex_unlock (&self->mutex);

  return is_due;
}
