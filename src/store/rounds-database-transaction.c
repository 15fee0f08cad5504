/* rounds-database-transaction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-problem.h"
#include "store/rounds-database-private.h"
#include "store/rounds-transaction-memory.h"

/* Transactions of a connection, savepoints within them, and the revisions that they give. */

/* Revisions taken at once: few for a change by hand, many for an import. */
#define MAX_REVISION_BLOCK 1024

/* @format: what is done with the savepoint at that depth */
static gboolean
run_savepoint (RoundsDatabase  *self,
               const char      *format,
               guint            depth,
               GError         **error)
{
  g_autofree char *name = g_strdup_printf ("rounds_%u", depth);
  g_auto(GStrv) parts = g_strsplit (format, "%s", -1);
  g_autofree char *sql = g_strjoinv (name, parts);

  return rounds_database_run_savepoint (self, sql, error);
}

/* What was read at the beginning, or after what was taken back, may be something else. */
static void
forget (RoundsDatabase *self)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);

  rounds_transaction_forget (self, NULL);
  g_clear_pointer (&transaction->counter_question, rounds_statement_release);
  transaction->counter = 0;
  transaction->next_revision = transaction->last_revision = 0;
}

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
      forget (self);
    }
  else if (!run_savepoint (self, "SAVEPOINT %s", transaction->depth, error))
    {
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
      if (!run_savepoint (self, "RELEASE SAVEPOINT %s", transaction->depth - 1, error))
        return FALSE;
      transaction->depth--;
      return TRUE;
    }

  g_clear_pointer (&transaction->counter_question, rounds_statement_release);
  if (!ROUNDS_DATABASE_GET_CLASS (self)->commit (self, transaction->has_revisions, &local))
    {
      if (g_strcmp0 (rounds_problem_get_code (local), "UNKNOWN_REFERENCE") == 0)
        rounds_reference_log_explain (transaction->references, self, &local);
      rounds_database_rollback (self);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (transaction->has_revisions)
    transaction->head = MAX (transaction->head, transaction->counter);
  transaction->depth = 0;
  forget (self);
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
  forget (self);

  if (transaction->depth == 0)
    ROUNDS_DATABASE_GET_CLASS (self)->rollback (self);
  else
    transaction->is_broken |= !run_savepoint (self, "ROLLBACK TO SAVEPOINT %s; RELEASE SAVEPOINT %s", transaction->depth, NULL);
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
 * @is_shared: whether the transactions from now on may be those of several, and whoever runs one is answered after its end only. A driver may
 *   let answers come late then: what is wrong shows at the end of the savepoint that each is behind, or of the transaction.
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

static RoundsStatement *
prepare_counter (RoundsDatabase  *self,
                 GError         **error)
{
  return rounds_database_prepare (self, "SELECT value FROM revision_counter WHERE id = 1", error);
}

/**
 * rounds_database_expect_revisions:
 *
 * Says that the transaction, which writes to a server's database, will give revisions: what that needs is asked along with the next
 * question.
 */
void
rounds_database_expect_revisions (RoundsDatabase *self)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);

  g_return_if_fail (transaction->depth > 0);

  if (transaction->counter > 0 || transaction->counter_question != NULL)
    return;
  transaction->counter_question = prepare_counter (self, NULL);
  if (transaction->counter_question != NULL)
    rounds_statement_ask (transaction->counter_question);
}

/* Moves the counter, which nobody else does until the end: one writes at a time. (RETURNING makes SQLite set up a table.) */
static gboolean
move_counter (RoundsDatabase  *self,
              gint64           n_revisions,
              GError         **error)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);

  if (transaction->counter == 0)
    {
      g_autoptr(RoundsStatement) question = g_steal_pointer (&transaction->counter_question);
      gboolean row;

      if (question == NULL)
        question = prepare_counter (self, error);
      if (question == NULL || !rounds_statement_step (question, &row, error))
        return FALSE;
      transaction->counter = row ? rounds_statement_get_integer (question, 0) : 0;
    }

  if (!rounds_database_execute (self, error, "UPDATE revision_counter SET value = $1 WHERE id = 1", "i",
                                transaction->counter + n_revisions))
    return FALSE;

  transaction->counter += n_revisions;
  transaction->has_revisions = TRUE;
  return TRUE;
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
      if (!move_counter (self, transaction->revision_block, error))
        return FALSE;
      transaction->last_revision = transaction->counter;
      transaction->next_revision = transaction->counter - transaction->revision_block + 1;
      transaction->revision_block = MIN (transaction->revision_block * 2, MAX_REVISION_BLOCK);
    }

  *revision = transaction->next_revision++;
  return TRUE;
}

/*
 * Gives as many revisions in a row.
 *
 * @before_first: the one before the first of them
 */
gboolean
rounds_database_reserve_revisions (RoundsDatabase  *self,
                                   guint            n_revisions,
                                   gint64          *before_first,
                                   GError         **error)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (self);

  g_return_val_if_fail (transaction->depth > 0, FALSE);

  if (!move_counter (self, n_revisions, error))
    return FALSE;

  /* What is left of the block would be lower. */
  transaction->next_revision = transaction->last_revision = 0;
  *before_first = transaction->counter - n_revisions;
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
