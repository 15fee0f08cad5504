/* rounds-sync-gone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-sync-gone.h"

#include "model/rounds-id.h"
#include "model/rounds-registry.h"
#include "server/rounds-policy.h"
#include "store/rounds-repository.h"
#include "store/rounds-scope-log.h"

/*
 * Which rows a client must forget. The change log says what a reader sees; what he does not see any more it cannot say. So the records
 * that have come before other eyes since are looked up, and those he may not see are named to him, whether he had them or not: an id
 * says nothing.
 */

/* Ids that one statement names at most. */
#define CHUNK 500

/* Puts the ids among @ids that the reader sees into @seen. */
static gboolean
find_seen (RoundsDatabase          *database,
           RoundsActor             *actor,
           const RoundsEntityInfo  *info,
           const char * const      *ids,
           GHashTable              *seen,
           GError                 **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) named = rounds_filter_new_in (rounds_entity_info_find (info, "id"), ids);
  g_autoptr(RoundsFilter) scope = rounds_policy_get_scope (info, actor);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_and (named, scope);
  g_autoptr(GByteArray) found = NULL;

  rounds_query_set_filter (query, filter);
  rounds_query_set_include_deleted (query, TRUE);
  found = rounds_repository_list_ids (database, query, error);
  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < found->len; i += ROUNDS_ID_BYTES)
    {
      char id[ROUNDS_ID_LENGTH + 1];

      rounds_id_from_bytes (found->data + i, id);
      g_hash_table_add (seen, g_strdup (id));
    }

  return TRUE;
}

static gboolean
find_gone (RoundsDatabase          *database,
           RoundsActor             *actor,
           const RoundsEntityInfo  *info,
           GPtrArray               *ids,
           RoundsSyncChanges       *changes,
           GError                 **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i += CHUNK)
    {
      const guint n = MIN (CHUNK, ids->len - i);
      g_autofree const char **chunk = g_new0 (const char *, n + 1);

      for (guint j = 0; j < n; j++)
        chunk[j] = g_ptr_array_index (ids, i + j);
      if (!find_seen (database, actor, info, chunk, seen, error))
        return FALSE;
    }

  for (guint i = 0; i < ids->len; i++)
    if (!g_hash_table_contains (seen, g_ptr_array_index (ids, i)))
      rounds_sync_changes_add_gone (changes, info, g_ptr_array_index (ids, i));

  return TRUE;
}

/* A page ends where it has enough of the one or of the other. */
static void
end_page (RoundsSyncChanges *changes,
          GArray            *moves,
          guint              limit)
{
  if (moves->len <= limit)
    return;

  changes->next = g_array_index (moves, RoundsScopeChange, limit - 1).revision;
  changes->more = TRUE;
  g_array_set_size (moves, limit);
  while (changes->records->len > 0 &&
         rounds_entity_get_revision (g_ptr_array_index (changes->records, changes->records->len - 1)) > changes->next)
    g_ptr_array_set_size (changes->records, (int) changes->records->len - 1);
}

/**
 * rounds_sync_gone_find:
 * @actor: who asks
 * @since: the revision that he has
 * @limit: rows on a page
 * @changes: the page, up to its `next`, which may come to be shorter
 *
 * Adds to a page what its reader may not see any more.
 */
gboolean
rounds_sync_gone_find (RoundsDatabase     *database,
                       RoundsActor        *actor,
                       gint64              since,
                       guint               limit,
                       RoundsSyncChanges  *changes,
                       GError            **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autoptr(GArray) moves = NULL;

  /* Who has nothing has nothing to forget. */
  if (since == 0)
    return TRUE;

  moves = rounds_scope_log_read (database, since, changes->next, limit + 1, error);
  if (moves == NULL)
    return FALSE;
  end_page (changes, moves, limit);

  for (guint i = 0; moves->len > 0 && kinds[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) ids = g_ptr_array_new ();

      for (guint j = 0; j < moves->len; j++)
        if (g_array_index (moves, RoundsScopeChange, j).info == kinds[i])
          g_ptr_array_add (ids, g_array_index (moves, RoundsScopeChange, j).id);
      if (ids->len > 0 && !find_gone (database, actor, kinds[i], ids, changes, error))
        return FALSE;
    }

  return TRUE;
}
