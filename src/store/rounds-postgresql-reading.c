/* rounds-postgresql-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-postgresql-private.h"

/*
 * A transaction that only reads costs no wait of its own: it begins on the way of its first statement, and nobody waits for its end.
 * Most questions are one or two statements, so this halves the times that the server is waited for.
 */

#define BEGIN_READING "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

/*
 * Begins when there is something to ask.
 */
void
rounds_postgresql_begin_later (RoundsPostgresqlDatabase *self)
{
  rounds_postgresql_end_now (self);
  self->begin_is_due = TRUE;
}

/*
 * Begins, where that is due. Nothing has been done yet: a connection that was lost since the last time is simply made anew.
 */
gboolean
rounds_postgresql_begin_now (RoundsPostgresqlDatabase  *self,
                             GError                   **error)
{
  if (!self->begin_is_due)
    return TRUE;

  self->begin_is_due = FALSE;
  return rounds_postgresql_begin (self, BEGIN_READING, error);
}

/*
 * Ends without waiting for it.
 */
void
rounds_postgresql_end_later (RoundsPostgresqlDatabase *self)
{
  if (self->begin_is_due)
    self->begin_is_due = FALSE;
  else if (rounds_postgresql_is_in_transaction (self))
    self->is_ending = PQsendQuery (self->connection, "ROLLBACK");
}

/*
 * Waits for an end that is on its way. Who breaks off a statement may have hit it: then it is told again.
 */
void
rounds_postgresql_end_now (RoundsPostgresqlDatabase *self)
{
  PGresult *result;

  if (!self->is_ending)
    return;

  self->is_ending = FALSE;
  while ((result = PQgetResult (self->connection)) != NULL)
    PQclear (result);
  for (guint i = 0; i < 3 && rounds_postgresql_is_in_transaction (self); i++)
    PQclear (PQexec (self->connection, "ROLLBACK"));
}

#ifdef LIBPQ_HAS_PIPELINING

/*
 * Reads what is left of a pipeline up to its one mark, and closes it.
 */
static void
close_pipeline (RoundsPostgresqlDatabase *self)
{
  gboolean is_at_mark = FALSE;

  while (!is_at_mark && PQstatus (self->connection) != CONNECTION_BAD)
    {
      g_autoptr(PGresult) result = PQgetResult (self->connection);

      is_at_mark = PQresultStatus (result) == PGRES_PIPELINE_SYNC;
    }

  PQexitPipelineMode (self->connection);
}

/*
 * Sends the beginning that is due, and with it the statement that @send sends: its rows are on their way then, and
 * rounds_postgresql_reading_done() is to be called after the last.
 */
gboolean
rounds_postgresql_begin_with (RoundsPostgresqlDatabase      *self,
                              RoundsPostgresqlStatement     *statement,
                              RoundsPostgresqlSendFunc       send,
                              GError                       **error)
{
  g_autoptr(PGresult) result = NULL;

  rounds_postgresql_end_now (self);
  if (!PQenterPipelineMode (self->connection) ||
      !PQsendQueryParams (self->connection, BEGIN_READING, 0, NULL, NULL, NULL, NULL, 0))
    {
      rounds_postgresql_set_error (self, NULL, error);
      return FALSE;
    }
  if (!send (statement, error))
    return FALSE;
  if (!PQpipelineSync (self->connection))
    {
      rounds_postgresql_set_error (self, NULL, error);
      return FALSE;
    }

  result = PQgetResult (self->connection);
  if (PQresultStatus (result) != PGRES_COMMAND_OK)
    {
      rounds_postgresql_set_error (self, result, error);
      close_pipeline (self);
      return FALSE;
    }

  /* Between two answers there is nothing, once. */
  PQclear (PQgetResult (self->connection));
  self->begin_is_due = FALSE;
  self->is_opening = TRUE;
  return TRUE;
}

void
rounds_postgresql_reading_done (RoundsPostgresqlDatabase *self)
{
  self->reading = NULL;
  if (self->is_opening)
    close_pipeline (self);
  self->is_opening = FALSE;
}

#else

gboolean
rounds_postgresql_begin_with (RoundsPostgresqlDatabase      *self,
                              RoundsPostgresqlStatement     *statement,
                              RoundsPostgresqlSendFunc       send,
                              GError                       **error)
{
  return rounds_postgresql_begin_now (self, error) && send (statement, error);
}

void
rounds_postgresql_reading_done (RoundsPostgresqlDatabase *self)
{
  self->reading = NULL;
}

#endif
