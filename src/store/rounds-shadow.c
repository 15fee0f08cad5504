/* rounds-shadow.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-shadow.h"

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository-private.h"

/*
 * Keeps what a row is now, if that is what the server said: at its first change here. A row that is not there is kept as
 * a null.
 */
gboolean
rounds_shadow_save (RoundsDatabase          *database,
                    const RoundsEntityInfo  *info,
                    const char              *id,
                    GError                 **error)
{
  g_autoptr(RoundsEntity) entity = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *record = NULL;
  gint64 kept;

  if (!rounds_database_query_integer (database, &kept, error, "SELECT count(*) FROM shadow WHERE kind = $1 AND id = $2",
                                      "ss", info->kind, id))
    return FALSE;
  if (kept > 0)
    return TRUE;

  entity = rounds_repository_get (database, info, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (entity != NULL)
    record = rounds_json_from_entity (entity);
  return rounds_database_execute (database, error, "INSERT INTO shadow (kind, id, record) VALUES ($1, $2, $3)", "sss",
                                  info->kind, id, record);
}

static gboolean
restore (RoundsDatabase          *database,
         const RoundsEntityInfo  *info,
         const char              *id,
         const char              *record,
         RoundsChanges           *changes,
         GError                 **error)
{
  g_autoptr(RoundsEntity) entity = NULL;
  g_autoptr(JsonObject) object = NULL;

  if (record == NULL)
    return rounds_repository_erase (database, info, id, changes, error);

  object = rounds_json_parse_object (record, -1, error);
  if (object == NULL)
    return FALSE;

  entity = rounds_entity_new (info);
  return rounds_json_apply (entity, object, ROUNDS_JSON_TRUSTED, error) &&
         rounds_repository_apply (database, entity, changes, error);
}

/**
 * rounds_shadow_restore_all:
 * @database: a cache, in a transaction
 * @changes: (nullable): where the rows that come back are noted
 *
 * Puts every row that was changed here back to what the server said last, and forgets the shadows.
 */
gboolean
rounds_shadow_restore_all (RoundsDatabase  *database,
                           RoundsChanges   *changes,
                           GError         **error)
{
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  statement = rounds_database_prepare (database, "SELECT kind, id, record FROM shadow ORDER BY kind, id", error);
  if (statement == NULL)
    return FALSE;

  for (;;)
    {
      const RoundsEntityInfo *info;

      if (!rounds_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;

      /* A kind of an older version of Rounds is no loss. */
      info = rounds_registry_find (rounds_statement_get_text (statement, 0));
      if (info != NULL && !restore (database, info, rounds_statement_get_text (statement, 1),
                                    rounds_statement_get_text (statement, 2), changes, error))
        return FALSE;
    }

  return rounds_database_execute (database, error, "DELETE FROM shadow", NULL);
}
