/* rounds-postgresql-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-postgresql-private.h"

/*
 * In a long write, and in one that several share, most statements are run for what they do: their answers are read later, while the next are on their way.
 * Marks divide the pipeline. The server answers up to a mark at once, and after an error passes over everything up to the
 * next one; from there on a failed transaction refuses all by itself. So the first error is the one that counts.
 */

/* Statements between two marks, and how many marks may be on their way. */
#define MARK_STATEMENTS 256
#define MAX_MARKS 3

/*
 * Whether a statement of now needs no answer: only a transaction can fail as a whole.
 */
gboolean
rounds_postgresql_pipeline_is_worthwhile (RoundsPostgresqlDatabase *self)
{
#ifdef LIBPQ_HAS_PIPELINING
  RoundsDatabase *database = ROUNDS_DATABASE (self);

  return rounds_database_is_writing (database) &&
         (rounds_database_is_shared (database) || (rounds_database_get_flags (database) & ROUNDS_DATABASE_BULK));
#else
  return FALSE;
#endif
}

#ifdef LIBPQ_HAS_PIPELINING

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

  self->n_sent = 0;
  self->n_marks++;
  return TRUE;
}

/*
 * Reads the answers up to the next mark.
 */
static gboolean
read_to_mark (RoundsPostgresqlDatabase  *self,
              GError                   **error)
{
  for (;;)
    {
      g_autoptr(PGresult) result = PQgetResult (self->connection);

      /* Between two answers there is nothing, once. */
      if (result == NULL)
        {
          if (PQstatus (self->connection) != CONNECTION_BAD)
            continue;
          rounds_postgresql_set_error (self, NULL, error);
          return FALSE;
        }

      switch (PQresultStatus (result))
        {
        case PGRES_PIPELINE_SYNC:
          self->n_marks--;
          return TRUE;

        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_EMPTY_QUERY:
        case PGRES_PIPELINE_ABORTED:
          break;

        default:
          /* After the first, a failed transaction says of each only that it has failed. */
          if (!self->is_failing)
            rounds_postgresql_set_error (self, result, &self->failure);
          self->is_failing = TRUE;
        }
    }
}

/*
 * Opens the pipeline, unless it is open.
 */
gboolean
rounds_postgresql_pipeline_begin (RoundsPostgresqlDatabase  *self,
                                  GError                   **error)
{
  if (PQpipelineStatus (self->connection) != PQ_PIPELINE_OFF)
    return TRUE;

  self->is_failing = FALSE;
  if (PQenterPipelineMode (self->connection))
    return TRUE;

  rounds_postgresql_set_error (self, NULL, error);
  return FALSE;
}

/*
 * Notes that a statement was sent, and reads what answers there should be of those before.
 */
gboolean
rounds_postgresql_pipeline_sent (RoundsPostgresqlDatabase  *self,
                                 GError                   **error)
{
  if (++self->n_sent < MARK_STATEMENTS)
    return TRUE;

  return mark (self, error) && (self->n_marks < MAX_MARKS || read_to_mark (self, error)) && report (self, error);
}

/*
 * Reads all answers and closes the pipeline, if it is open.
 *
 * @error: the first one in the pipeline that nobody was told
 */
gboolean
rounds_postgresql_pipeline_end (RoundsPostgresqlDatabase  *self,
                                GError                   **error)
{
  if (PQpipelineStatus (self->connection) != PQ_PIPELINE_OFF)
    {
      if (self->n_sent > 0 && !mark (self, error))
        return FALSE;
      while (self->n_marks > 0)
        if (!read_to_mark (self, error))
          return FALSE;
      PQexitPipelineMode (self->connection);
    }

  return report (self, error);
}

#else

gboolean
rounds_postgresql_pipeline_begin (RoundsPostgresqlDatabase  *self,
                                  GError                   **error)
{
  return TRUE;
}

gboolean
rounds_postgresql_pipeline_sent (RoundsPostgresqlDatabase  *self,
                                 GError                   **error)
{
  return TRUE;
}

gboolean
rounds_postgresql_pipeline_end (RoundsPostgresqlDatabase  *self,
                                GError                   **error)
{
  return TRUE;
}

#endif
