/* rounds-sync-state.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-sync-state.h"

/**
 * rounds_sync_state_get:
 * @text: (out) (transfer full) (nullable): what is remembered; %NULL when nothing is
 */
gboolean
rounds_sync_state_get (RoundsDatabase  *database,
                       const char      *name,
                       char           **text,
                       GError         **error)
{
  return rounds_database_query_text (database, text, error, "SELECT value FROM sync_state WHERE key = $1", "s", name);
}

/**
 * rounds_sync_state_set:
 * @text: (nullable): what to remember; %NULL forgets
 */
gboolean
rounds_sync_state_set (RoundsDatabase  *database,
                       const char      *name,
                       const char      *text,
                       GError         **error)
{
  if (text == NULL)
    return rounds_database_execute (database, error, "DELETE FROM sync_state WHERE key = $1", "s", name);

  return rounds_database_execute (database, error,
                                  "INSERT INTO sync_state (key, value) VALUES ($1, $2) "
                                  "ON CONFLICT (key) DO UPDATE SET value = excluded.value", "ss", name, text);
}

gboolean
rounds_sync_state_get_integer (RoundsDatabase  *database,
                               const char      *name,
                               gint64          *integer,
                               GError         **error)
{
  g_autofree char *text = NULL;

  if (!rounds_sync_state_get (database, name, &text, error))
    return FALSE;

  *integer = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  return TRUE;
}

gboolean
rounds_sync_state_set_integer (RoundsDatabase  *database,
                               const char      *name,
                               gint64           integer,
                               GError         **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, integer);

  return rounds_sync_state_set (database, name, text, error);
}
