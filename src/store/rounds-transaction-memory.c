/* rounds-transaction-memory.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-transaction-memory.h"

#include "store/rounds-database-private.h"

/*
 * What a transaction that writes has read and would read again many times: settings, the numbers of series. One writes at a time, so it
 * is as it was read until the transaction itself writes it, or goes back to where it was before.
 */

/**
 * rounds_transaction_recall:
 * @table: what it was read from
 * @key: what was asked
 * @value: (out) (transfer none) (nullable): the answer, which can be that there is none
 *
 * Returns: whether the transaction that is open knows
 */
gboolean
rounds_transaction_recall (RoundsDatabase  *database,
                           const char      *table,
                           const char      *key,
                           const char     **value)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (database);
  GHashTable *answers = transaction->memory != NULL ? g_hash_table_lookup (transaction->memory, table) : NULL;

  return answers != NULL && g_hash_table_lookup_extended (answers, key, NULL, (gpointer *) value);
}

/**
 * rounds_transaction_remember:
 * @table: (transfer none): what it was read from; static
 * @key: what was asked
 * @value: (nullable): the answer
 *
 * Outside of a transaction that writes nothing is remembered.
 */
void
rounds_transaction_remember (RoundsDatabase *database,
                             const char     *table,
                             const char     *key,
                             const char     *value)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (database);
  GHashTable *answers;

  if (!rounds_database_is_writing (database))
    return;

  if (transaction->memory == NULL)
    transaction->memory = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_hash_table_unref);
  answers = g_hash_table_lookup (transaction->memory, table);
  if (answers == NULL)
    {
      answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (transaction->memory, (gpointer) table, answers);
    }
  g_hash_table_replace (answers, g_strdup (key), g_strdup (value));
}

/**
 * rounds_transaction_forget:
 * @table: (nullable): what is written to; %NULL when all may be other than it was read
 */
void
rounds_transaction_forget (RoundsDatabase *database,
                           const char     *table)
{
  RoundsTransaction *transaction = rounds_database_get_transaction (database);

  if (transaction->memory == NULL)
    return;

  if (table == NULL)
    g_clear_pointer (&transaction->memory, g_hash_table_unref);
  else
    g_hash_table_remove (transaction->memory, table);
}
