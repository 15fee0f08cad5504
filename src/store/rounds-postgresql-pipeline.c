/* rounds-postgresql-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-postgresql-private.h"

/*
 * A transaction is a pipeline: who sends a statement need not wait for the answers to those before it. What is run for what it does, in a
 * long write or in one whose errors may come late, is answered together with the next question; so a beginning, some writes and a
 * question cost one wait. Outside of transactions there is one statement at a time.
 *
 * Marks divide the pipeline. The server answers up to a mark at once, and after an error passes over everything up to the next one; from
 * there on a failed transaction refuses all by itself. So the first error is the one that counts.
 */

/* Statements between two marks, and how many marks may be on their way. */
#define MARK_STATEMENTS 256
#define MAX_MARKS 3

#define CHUNK_ROWS 256

/* What a failed transaction says of every further statement. */
#define IN_FAILED_TRANSACTION "25P02"

static gboolean
is_statement (gpointer entry)
{
  return GPOINTER_TO_SIZE (entry) >= ROUNDS_POSTGRESQL_N_ANSWERS;
}

static gboolean
is_open (RoundsPostgresqlDatabase *self)
{
  return PQpipelineStatus (self->connection) != PQ_PIPELINE_OFF;
}

static gboolean
report (RoundsPostgresqlDatabase  *self,
        GError                   **error)
{
  if (self->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->failure));
  return FALSE;
}

static gboolean
mark (RoundsPostgresqlDatabase  *self,
      GError                   **error)
{
  if (!PQpipelineSync (self->connection))
    {
      rounds_postgresql_set_error (self, NULL, error);
      return FALSE;
    }

  g_queue_push_tail (&self->sent, GSIZE_TO_POINTER (ROUNDS_POSTGRESQL_MARK));
  self->n_unmarked = 0;
  self->n_marks++;
  return TRUE;
}

/*
 * The connection has gone, and no answer comes any more.
 */
static void
lose (RoundsPostgresqlDatabase *self)
{
  gpointer entry;

  while ((entry = g_queue_pop_head (&self->sent)) != NULL)
    if (is_statement (entry))
      rounds_postgresql_statement_end (entry, TRUE);
  if (self->failure == NULL)
    rounds_postgresql_set_error (self, NULL, &self->failure);
  self->n_unmarked = self->n_marks = self->n_rows_wanted = 0;
  self->is_coming = FALSE;
}

static void
end_answer (RoundsPostgresqlDatabase *self)
{
  gpointer entry = g_queue_pop_head (&self->sent);

  self->is_coming = FALSE;
  if (is_statement (entry))
    rounds_postgresql_statement_end (entry, FALSE);
  else if (GPOINTER_TO_SIZE (entry) == ROUNDS_POSTGRESQL_MARK)
    self->n_marks--;
  else if (GPOINTER_TO_SIZE (entry) == ROUNDS_POSTGRESQL_ROW_WANTED)
    self->n_rows_wanted--;
  else if (GPOINTER_TO_SIZE (entry) == ROUNDS_POSTGRESQL_ENDED)
    g_clear_error (&self->failure);
}

static void
take_success (RoundsPostgresqlDatabase *self,
              RoundsPostgresqlAnswer    answer,
              PGresult                 *result)
{
  if (answer == ROUNDS_POSTGRESQL_BEGUN)
    self->is_begun = TRUE;
  else if (answer == ROUNDS_POSTGRESQL_COMMITTED)
    self->is_committed = g_strcmp0 (PQcmdStatus (result), "COMMIT") == 0;
  else if (answer == ROUNDS_POSTGRESQL_ROW_WANTED && self->failure == NULL && g_str_equal (PQcmdTuples (result), "0"))
    rounds_statement_set_missing (&self->failure);
}

static void
take_result (RoundsPostgresqlDatabase *self,
             RoundsPostgresqlAnswer    answer,
             PGresult                 *result)
{
  switch (PQresultStatus (result))
    {
    case PGRES_COMMAND_OK:
      take_success (self, answer, result);
      break;

    case PGRES_PIPELINE_SYNC:
    case PGRES_TUPLES_OK:
#ifdef LIBPQ_HAS_CHUNK_MODE
    case PGRES_TUPLES_CHUNK:
#endif
    case PGRES_SINGLE_TUPLE:
    case PGRES_EMPTY_QUERY:
    case PGRES_PIPELINE_ABORTED:
      break;

    default:
      if (self->failure == NULL && g_strcmp0 (PQresultErrorField (result, PG_DIAG_SQLSTATE), IN_FAILED_TRANSACTION) != 0)
        rounds_postgresql_set_error (self, result, &self->failure);
    }
}

/*
 * Waits for the next part of what is on its way, and gives it to whom it is for. @sent must not be empty.
 *
 * Returns: whether anything more can come
 */
static gboolean
take (RoundsPostgresqlDatabase *self)
{
  gpointer entry = g_queue_peek_head (&self->sent);
  PGresult *result;

  if (!self->is_coming && is_statement (entry))
    {
#ifdef LIBPQ_HAS_CHUNK_MODE
      PQsetChunkedRowsMode (self->connection, CHUNK_ROWS);
#else
      PQsetSingleRowMode (self->connection);
#endif
    }

  result = PQgetResult (self->connection);
  if (result == NULL)
    {
      if (PQstatus (self->connection) == CONNECTION_BAD)
        {
          lose (self);
          return FALSE;
        }
      if (self->is_coming)
        end_answer (self);
      return TRUE;
    }

  self->is_coming = TRUE;
  if (is_statement (entry))
    {
      rounds_postgresql_statement_take (entry, result);
      return TRUE;
    }

  take_result (self, GPOINTER_TO_SIZE (entry), result);
  /* Of a mark there is no more. */
  if (PQresultStatus (result) == PGRES_PIPELINE_SYNC)
    end_answer (self);
  PQclear (result);
  return TRUE;
}

/*
 * Whether a statement of now needs no answer: only a transaction can fail as a whole.
 */
gboolean
rounds_postgresql_pipeline_is_worthwhile (RoundsPostgresqlDatabase *self)
{
  RoundsDatabase *database = ROUNDS_DATABASE (self);

  return rounds_database_is_writing (database) &&
         (rounds_database_is_shared (database) || (rounds_database_get_flags (database) & ROUNDS_DATABASE_BULK));
}

/*
 * Makes ready for a statement to be sent, with the beginning of its transaction, where that is due.
 */
gboolean
rounds_postgresql_pipeline_open (RoundsPostgresqlDatabase  *self,
                                 GError                   **error)
{
  /* An answer of which a part has come is taken to its end: libpq could not tell it from the next one. */
  while (self->is_coming && take (self))
    ;

  if (!rounds_postgresql_is_in_transaction (self))
    return rounds_postgresql_make_way (self, error);

  if (!is_open (self) && (!rounds_postgresql_make_way (self, error) || !PQenterPipelineMode (self->connection)))
    {
      if (error != NULL && *error == NULL)
        rounds_postgresql_set_error (self, NULL, error);
      return FALSE;
    }

  return rounds_postgresql_begin_now (self, error);
}

/*
 * Notes that a statement was sent.
 *
 * @entry: the statement that takes the answer, or a #RoundsPostgresqlAnswer
 */
gboolean
rounds_postgresql_pipeline_sent (RoundsPostgresqlDatabase  *self,
                                 gpointer                   entry,
                                 GError                   **error)
{
  g_queue_push_tail (&self->sent, entry);
  if (GPOINTER_TO_SIZE (entry) == ROUNDS_POSTGRESQL_ROW_WANTED)
    self->n_rows_wanted++;
  if (!is_open (self) || ++self->n_unmarked < MARK_STATEMENTS)
    return TRUE;

  if (!mark (self, error))
    return FALSE;
  while (self->n_marks >= MAX_MARKS && take (self))
    ;
  return report (self, error);
}

/*
 * Sends a statement without parameters. The pipeline is open.
 */
gboolean
rounds_postgresql_pipeline_send (RoundsPostgresqlDatabase  *self,
                                 const char                *sql,
                                 RoundsPostgresqlAnswer     answer,
                                 GError                   **error)
{
  if (PQsendQueryParams (self->connection, sql, 0, NULL, NULL, NULL, NULL, 0))
    return rounds_postgresql_pipeline_sent (self, GSIZE_TO_POINTER (answer), error);

  rounds_postgresql_set_error (self, NULL, error);
  return FALSE;
}

/*
 * Has the server answer all that was sent, without waiting for it.
 */
gboolean
rounds_postgresql_pipeline_flush (RoundsPostgresqlDatabase  *self,
                                  GError                   **error)
{
  return !is_open (self) || self->n_unmarked == 0 || mark (self, error);
}

/*
 * Waits for the next part of what is on its way.
 *
 * @error: of what nobody has waited for, too
 */
gboolean
rounds_postgresql_pipeline_await (RoundsPostgresqlDatabase  *self,
                                  GError                   **error)
{
  return rounds_postgresql_pipeline_flush (self, error) && (take (self) || report (self, error));
}

/*
 * Says that @statement does not want its answer any more.
 */
void
rounds_postgresql_pipeline_forget (RoundsPostgresqlDatabase  *self,
                                   RoundsPostgresqlStatement *statement)
{
  GList *link = g_queue_find (&self->sent, statement);

  if (link != NULL)
    link->data = GSIZE_TO_POINTER (ROUNDS_POSTGRESQL_PASSED_OVER);

  /* What is done outside of a transaction is done when it is answered. */
  if (!rounds_postgresql_is_in_transaction (self))
    rounds_postgresql_make_way (self, NULL);
}

/*
 * Takes in all that is on its way, so that the connection can be used for something else.
 *
 * @error: the first one that nobody was told
 */
gboolean
rounds_postgresql_make_way (RoundsPostgresqlDatabase  *self,
                            GError                   **error)
{
  while (!g_queue_is_empty (&self->sent))
    if (!rounds_postgresql_pipeline_flush (self, NULL) || !take (self))
      break;
  if (!g_queue_is_empty (&self->sent))
    lose (self);
  if (is_open (self))
    PQexitPipelineMode (self->connection);

  /* Who breaks off a statement may have hit an end that nobody has waited for. */
  if (!self->is_transaction_open)
    rounds_postgresql_end_now (self);

  return report (self, error);
}

/*
 * Forgets what is on its way: the connection is gone.
 */
void
rounds_postgresql_pipeline_clear (RoundsPostgresqlDatabase *self)
{
  lose (self);
  g_clear_error (&self->failure);
}
