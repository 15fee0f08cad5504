/* rounds-postgresql-transaction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "store/rounds-postgresql-private.h"

/*
 * One writes at a time, as on SQLite: a transaction that writes takes a lock of the workspace at its beginning and has it
 * until what it wrote can be seen. So what an operation has read stays true while it writes, numbers have no gap, and who
 * sees a revision sees all the revisions before it.
 *
 * A transaction costs no wait of its own: it begins on the way of its first statement, nobody waits for the end of one that only reads,
 * and the end of one that writes is told together with the last of what it does.
 */

#define BEGIN_READING "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
#define BEGIN_WRITING "BEGIN ISOLATION LEVEL READ COMMITTED"

/*
 * Whether the other side is still there, as far as can be known without asking it. It says nothing on its own, but when it goes.
 */
static gboolean
is_connected (RoundsPostgresqlDatabase *self)
{
  GPollFD poll_fd = { .fd = PQsocket (self->connection), .events = G_IO_IN };

  if (PQstatus (self->connection) == CONNECTION_OK && g_poll (&poll_fd, 1, 0) > 0)
    PQclear (PQexec (self->connection, ""));

  return PQstatus (self->connection) == CONNECTION_OK;
}

gboolean
rounds_postgresql_is_in_transaction (RoundsPostgresqlDatabase *self)
{
  return self->begin_is_due || self->is_transaction_open;
}

/*
 * Begins when there is something to do; a write that nobody else waits for, at once. Nothing has been done yet: a connection that was lost
 * since the last time is simply made anew.
 */
gboolean
rounds_postgresql_begin (RoundsDatabase  *database,
                         gboolean         writing,
                         GError         **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);

  g_clear_pointer (&self->load, g_free);
  rounds_postgresql_make_way (self, NULL);
  if (!is_connected (self) && !rounds_postgresql_reconnect (self, error))
    return FALSE;

  self->is_reading = !writing;
  self->begin_is_due = TRUE;
  if (!writing || rounds_database_is_shared (database) ||
      (rounds_postgresql_pipeline_open (self, error) && rounds_postgresql_make_way (self, error)))
    return TRUE;

  rounds_postgresql_rollback (database);
  return FALSE;
}

/*
 * Sends the beginning, where that is due, into the open pipeline. Prepared statements that nobody needs go on the way.
 */
gboolean
rounds_postgresql_begin_now (RoundsPostgresqlDatabase  *self,
                             GError                   **error)
{
  gboolean is_sent;

  if (!self->begin_is_due)
    return TRUE;

  self->begin_is_due = self->is_begun = FALSE;
  self->is_transaction_open = TRUE;
  is_sent = rounds_postgresql_pipeline_send (self, self->is_reading ? BEGIN_READING : BEGIN_WRITING, ROUNDS_POSTGRESQL_BEGUN, error);
  for (guint i = 0; is_sent && i < self->doomed->len; i++)
    {
      g_autofree char *sql = g_strconcat ("DEALLOCATE ", (const char *) g_ptr_array_index (self->doomed, i), NULL);

      is_sent = rounds_postgresql_pipeline_send (self, sql, ROUNDS_POSTGRESQL_PASSED_OVER, error);
    }
  g_ptr_array_set_size (self->doomed, 0);

  /* What comes after the lock sees what came before it. */
  if (is_sent && !self->is_reading)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT pg_advisory_xact_lock (%" G_GINT64_FORMAT ")", self->lock);

      is_sent = rounds_postgresql_pipeline_send (self, sql, ROUNDS_POSTGRESQL_PASSED_OVER, error);
    }

  return is_sent;
}

static void
end_reading (RoundsPostgresqlDatabase *self)
{
  if (!self->begin_is_due && rounds_postgresql_pipeline_open (self, NULL) &&
      rounds_postgresql_pipeline_send (self, "ROLLBACK", ROUNDS_POSTGRESQL_ENDED, NULL))
    rounds_postgresql_pipeline_flush (self, NULL);

  self->begin_is_due = self->is_transaction_open = FALSE;
}

/*
 * Ends what is still open in the server. Nothing is on its way.
 */
void
rounds_postgresql_end_now (RoundsPostgresqlDatabase *self)
{
  /* Who breaks off a statement may hit this one too. */
  for (guint i = 0; i < 3; i++)
    {
      const PGTransactionStatusType status = PQtransactionStatus (self->connection);

      if (status != PQTRANS_INTRANS && status != PQTRANS_INERROR)
        return;
      PQclear (PQexec (self->connection, "ROLLBACK"));
    }
}

void
rounds_postgresql_rollback (RoundsDatabase *database)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);

  if (self->is_reading)
    {
      end_reading (self);
      return;
    }

  self->begin_is_due = self->is_transaction_open = FALSE;
  rounds_postgresql_make_way (self, NULL);
}

static gboolean
send_commit (RoundsPostgresqlDatabase  *self,
             gboolean                   announce,
             GError                   **error)
{
  g_autofree char *notify = g_strdup_printf ("NOTIFY rounds_%" G_GINT64_FORMAT, self->lock);

  return rounds_postgresql_pipeline_open (self, error) &&
         rounds_postgresql_pipeline_send (self, "SAVEPOINT rounds_commit", ROUNDS_POSTGRESQL_PASSED_OVER, error) &&
         rounds_postgresql_pipeline_send (self, "SET CONSTRAINTS ALL IMMEDIATE", ROUNDS_POSTGRESQL_PASSED_OVER, error) &&
         (!announce || rounds_postgresql_pipeline_send (self, notify, ROUNDS_POSTGRESQL_PASSED_OVER, error)) &&
         rounds_postgresql_pipeline_send (self, "COMMIT", ROUNDS_POSTGRESQL_COMMITTED, error);
}

/*
 * References are looked at before the end, behind a savepoint: when one is wrong, what was written can still be read, and
 * so the fields be named.
 */
gboolean
rounds_postgresql_commit (RoundsDatabase  *database,
                          gboolean         announce,
                          GError         **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);
  gboolean went_well;

  /* Nothing was written: how it ends is all one. */
  if (self->is_reading || self->begin_is_due)
    {
      rounds_postgresql_rollback (database);
      return TRUE;
    }

  /* Who has forgotten to say that all is written must not take the indexes along. */
  if (self->load != NULL && !rounds_postgresql_end_load (database, error))
    return FALSE;

  /* A connection that has not answered once may be one that was lost: nobody is left in doubt for that. And a row that was not there
   * takes all of it back. */
  if ((!self->is_begun || self->n_rows_wanted > 0) && !rounds_postgresql_make_way (self, error))
    return FALSE;

  self->is_committed = FALSE;
  went_well = send_commit (self, announce, error) && rounds_postgresql_make_way (self, error);
  if (self->is_committed)
    {
      self->is_transaction_open = FALSE;
      return TRUE;
    }

  /* A transaction in which a statement has failed ends without an error, and without anything written. */
  if (went_well)
    rounds_postgresql_set_nothing_kept (self, error);
  rounds_postgresql_make_way (self, NULL);
  if (PQtransactionStatus (self->connection) == PQTRANS_INERROR)
    rounds_postgresql_run (self, "ROLLBACK TO SAVEPOINT rounds_commit", NULL);
  return FALSE;
}

/*
 * A savepoint is made, released or gone back to. In a transaction that several share, nobody waits until one is made; and what is wrong
 * with what was done since shows when it is released.
 */
gboolean
rounds_postgresql_run_savepoint (RoundsDatabase  *database,
                                 const char      *sql,
                                 GError         **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);

  if (!rounds_postgresql_pipeline_is_worthwhile (self) || g_str_has_prefix (sql, "ROLLBACK"))
    return rounds_postgresql_run (self, sql, error);

  return rounds_postgresql_pipeline_open (self, error) &&
         rounds_postgresql_pipeline_send (self, sql, ROUNDS_POSTGRESQL_PASSED_OVER, error) &&
         (!g_str_has_prefix (sql, "RELEASE") || rounds_postgresql_make_way (self, error));
}
