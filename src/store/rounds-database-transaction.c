/* rounds-database-transaction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-problem.h"
#include "store/rounds-database-private.h"

/* Transactions of a connection, savepoints within them, and the revisions that they give. */

/* Revisions taken at once: few for a change by hand, many for an import. */
#define MAX_REVISION_BLOCK 1024

static gboolean
begin (RoundsDatabase  *self,
       gboolean         writing,
       GError         **error)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);

  if (transaction->depth == 0)
    {
      if (!ROUNDS_DATABASE_GET_CLASS (self)->begin (self, writing, error))
        return FALSE;
      rounds_reference_log_clear (transaction->references);
      transaction->is_writing = writing;
      transaction->is_broken = FALSE;
      transaction->has_revisions = FALSE;
      transaction->revision_block = 1;
      transaction->next_revision = transaction->last_revision = 0;
    }
  else
    {
      g_autofree char *sql = g_strdup_printf ("SAVEPOINT rounds_%u", transaction->depth);

      if (!rounds_database_run_script (self, sql, error))
        return FALSE;
    }

  transaction->depth++;
  return TRUE;
}

/**
 * rounds_database_begin:
 *
 * Opens a transaction that writes; inside a transaction, a savepoint. Each needs its rounds_database_commit() or
 * rounds_database_rollback().
 */
gboolean
rounds_database_begin (RoundsDatabase  *self,
                       GError         **error)
{
  return begin (self, TRUE, error);
}

/**
 * rounds_database_begin_reading:
 *
 * Opens a transaction in which every statement sees the same state of the database.
 */
gboolean
rounds_database_begin_reading (RoundsDatabase  *self,
                               GError         **error)
{
  return begin (self, FALSE, error);
}

/**
 * rounds_database_commit:
 * @error: a %ROUNDS_PROBLEM_INVALID with UNKNOWN_REFERENCE, and the fields, when a row refers to one that does not exist
 *
 * Keeps what was written since the matching begin. When that fails at the outermost level, all is rolled back already.
 */
gboolean
rounds_database_commit (RoundsDatabase  *self,
                        GError         **error)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (transaction->depth > 0, FALSE);

  if (transaction->depth > 1)
    {
      g_autofree char *sql = g_strdup_printf ("RELEASE SAVEPOINT rounds_%u", transaction->depth - 1);

      if (!rounds_database_run_script (self, sql, error))
        return FALSE;
      transaction->depth--;
      return TRUE;
    }

  if (!ROUNDS_DATABASE_GET_CLASS (self)->commit (self, transaction->has_revisions, &local))
    {
      if (g_strcmp0 (rounds_problem_get_code (local), "UNKNOWN_REFERENCE") == 0)
        rounds_reference_log_explain (transaction->references, self, &local);
      rounds_database_rollback (self);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (transaction->has_revisions)
    transaction->head = MAX (transaction->head, transaction->last_revision);
  transaction->depth = 0;
  transaction->next_revision = transaction->last_revision = 0;
  return TRUE;
}

/**
 * rounds_database_rollback:
 *
 * Takes back what was written since the matching begin. Does nothing outside of a transaction.
 */
void
rounds_database_rollback (RoundsDatabase *self)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);

  if (transaction->depth == 0)
    return;

  transaction->depth--;
  /* The counter goes back with the rows. */
  transaction->next_revision = transaction->last_revision = 0;

  if (transaction->depth == 0)
    ROUNDS_DATABASE_GET_CLASS (self)->rollback (self);
  else
    {
      g_autofree char *sql = g_strdup_printf ("ROLLBACK TO SAVEPOINT rounds_%u; RELEASE SAVEPOINT rounds_%u",
                                              transaction->depth, transaction->depth);

      transaction->is_broken |= !rounds_database_run_script (self, sql, NULL);
    }
}

/**
 * rounds_database_begin_load:
 *
 * Says that much will be written to tables that are empty now, in the transaction that is open. An engine may keep everybody else
 * from the database until its end, and looks at references no sooner than at rounds_database_end_load(). What is asked meanwhile
 * may take its time.
 */
gboolean
rounds_database_begin_load (RoundsDatabase  *self,
                            GError         **error)
{
  const RoundsDatabaseClass *klass = ROUNDS_DATABASE_GET_CLASS (self);

  g_return_val_if_fail (rounds_database_is_writing (self), FALSE);

  return klass->begin_load == NULL || klass->begin_load (self, error);
}

/**
 * rounds_database_end_load:
 * @error: %ROUNDS_PROBLEM_INVALID with UNKNOWN_REFERENCE when a row refers to one that does not exist
 *
 * Says that it is written, before the transaction is committed.
 */
gboolean
rounds_database_end_load (RoundsDatabase  *self,
                          GError         **error)
{
  const RoundsDatabaseClass *klass = ROUNDS_DATABASE_GET_CLASS (self);

  return klass->end_load == NULL || klass->end_load (self, error);
}

gboolean
rounds_database_is_in_transaction (RoundsDatabase *self)
{
  return rounds_database_get_transaction (self)->depth > 0;
}

/*
 * Whether the transaction that is open was opened for writing.
 */
gboolean
rounds_database_is_writing (RoundsDatabase *self)
{
  return rounds_database_get_transaction (self)->depth > 0 && rounds_database_get_transaction (self)->is_writing;
}

/*
 * Whether the transaction that is open, or was last, could not go back to a savepoint: some errors (disk full, a write that was broken
 * off) take all of it away. All that is left to do is rounds_database_rollback() at the outermost level.
 */
gboolean
rounds_database_is_broken (RoundsDatabase *self)
{
  return rounds_database_get_transaction (self)->is_broken;
}

/*
 * @is_shared: whether the transactions from now on are those of several, each behind a savepoint at whose end all that is wrong with it
 *   shows, and not before. A driver may let answers come late then.
 */
void
rounds_database_set_shared (RoundsDatabase *self,
                            gboolean        is_shared)
{
  rounds_database_get_transaction (self)->is_shared = is_shared;
}

gboolean
rounds_database_is_shared (RoundsDatabase *self)
{
  return rounds_database_get_transaction (self)->is_shared;
}

/*
 * Returns: the revision up to which this connection has committed; 0 when it has given none
 */
gint64
rounds_database_get_head (RoundsDatabase *self)
{
  return rounds_database_get_transaction (self)->head;
}

/*
 * Gives the next revision of the transaction. They are taken from the counter in blocks that grow, and what is left of a
 * block is lost at the end of the transaction: revisions have gaps, but never go back.
 */
gboolean
rounds_database_reserve_revision (RoundsDatabase  *self,
                                  gint64          *revision,
                                  GError         **error)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);

  g_return_val_if_fail (transaction->depth > 0, FALSE);

  if (transaction->next_revision == 0 || transaction->next_revision > transaction->last_revision)
    {
      gint64 last;

      /* One writes at a time, so nobody comes between the two; RETURNING makes SQLite set up a table. */
      if (!rounds_database_query_integer (self, &last, error, "SELECT value FROM revision_counter WHERE id = 1", NULL) ||
          !rounds_database_execute (self, error, "UPDATE revision_counter SET value = $1 WHERE id = 1", "i",
                                    last + transaction->revision_block))
        return FALSE;
      transaction->next_revision = last + 1;
      transaction->last_revision = last + transaction->revision_block;
      transaction->revision_block = MIN (transaction->revision_block * 2, MAX_REVISION_BLOCK);
    }

  transaction->has_revisions = TRUE;
  *revision = transaction->next_revision++;
  return TRUE;
}

/*
 * Remembers a reference that is being written, until the end of the transaction.
 */
void
rounds_database_note_reference (RoundsDatabase    *self,
                                const RoundsField *field,
                                const char        *id)
{
  rounds_reference_log_add (rounds_database_get_transaction (self)->references, field, id);
}
