/* rounds-content-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-content-list.h"

#include "store/rounds-migrations.h"

/**
 * rounds_content_list_wanted:
 * @since: an instant; %G_MAXINT64 leaves out what belongs to deleted documents only
 *
 * Returns: (transfer full) (nullable): a set of the hashes that documents have, those too that were deleted since then
 */
GHashTable *
rounds_content_list_wanted (RoundsDatabase  *database,
                            gint64           since,
                            GError         **error)
{
  gint64 version = rounds_migrations_get_version (database, error);
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  /* The first version had no documents. */
  if (version < 2)
    return version < 0 ? NULL : g_steal_pointer (&wanted);

  statement = rounds_database_prepare (database, "SELECT DISTINCT content_hash FROM attachments WHERE deleted_at IS NULL OR deleted_at >= $1",
                                       error);
  if (statement == NULL)
    return NULL;

  rounds_statement_bind_integer (statement, 1, since);
  while (rounds_statement_step (statement, &row, error) && row)
    g_hash_table_add (wanted, g_strdup (rounds_statement_get_text (statement, 0)));

  return row ? NULL : g_steal_pointer (&wanted);
}
