/* rounds-sqlite-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-sqlite-private.h"

/*
 * The write-ahead log is copied into the database ("checkpoint") when nobody waits for an answer. SQLite by itself does it in the commit
 * that makes the log long, and who made that change waits for the disk: 8 ms where all others take 1.
 */

/* Pages: a log that is worth to be copied, and one that is copied though somebody waits, lest it fill the disk (32 MB). */
#define ENOUGH_PAGES 1000
#define TOO_MANY_PAGES 8192

static void
copy (RoundsSqliteDatabase *self)
{
  int code = sqlite3_wal_checkpoint_v2 (self->connection, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);

  /* Somebody reads or copies: what is left is for the next time. */
  if (code != SQLITE_OK && code != SQLITE_BUSY)
    g_debug ("The log of the database was not copied: %s", sqlite3_errstr (code));

  self->n_copied_pages = self->n_log_pages;
}

static int
committed_cb (void       *user_data,
              sqlite3    *connection,
              const char *schema,
              int         n_pages)
{
  RoundsSqliteDatabase *self = user_data;

  /* Once all is copied and nobody reads it any more, the log begins anew. Until then it is not copied again with each commit. */
  if (n_pages < self->n_copied_pages)
    self->n_copied_pages = 0;
  self->n_log_pages = n_pages;
  if (n_pages - self->n_copied_pages >= TOO_MANY_PAGES)
    copy (self);

  return SQLITE_OK;
}

/*
 * To be called once the connection writes ahead; instead of what SQLite would do by itself.
 */
void
rounds_sqlite_keep_journal (RoundsSqliteDatabase *self)
{
  sqlite3_wal_hook (self->connection, committed_cb, self);
}

gboolean
rounds_sqlite_rest (RoundsDatabase *database)
{
  RoundsSqliteDatabase *self = ROUNDS_SQLITE_DATABASE (database);

  if (self->n_log_pages - self->n_copied_pages < ENOUGH_PAGES)
    return FALSE;

  copy (self);
  return TRUE;
}
