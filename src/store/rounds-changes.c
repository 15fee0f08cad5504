/* rounds-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-changes.h"

struct _RoundsChanges
{
  GHashTable *by_kind; /* RoundsEntityInfo -> set of ids */
};

RoundsChanges *
rounds_changes_new (void)
{
  RoundsChanges *self = g_atomic_rc_box_new0 (RoundsChanges);

  self->by_kind = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);

  return self;
}

RoundsChanges *
rounds_changes_ref (RoundsChanges *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
rounds_changes_clear (gpointer data)
{
  RoundsChanges *self = data;

  g_hash_table_unref (self->by_kind);
}

void
rounds_changes_unref (RoundsChanges *self)
{
  g_atomic_rc_box_release_full (self, rounds_changes_clear);
}

/**
 * rounds_changes_add:
 * @id: a row that was written; noted once
 */
void
rounds_changes_add (RoundsChanges          *self,
                    const RoundsEntityInfo *info,
                    const char             *id)
{
  GHashTable *ids = g_hash_table_lookup (self->by_kind, info);

  if (ids == NULL)
    {
      ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->by_kind, (gpointer) info, ids);
    }

  if (!g_hash_table_contains (ids, id))
    g_hash_table_add (ids, g_strdup (id));
}

/**
 * rounds_changes_merge:
 * @other: what is added to @self
 */
void
rounds_changes_merge (RoundsChanges *self,
                      RoundsChanges *other)
{
  GHashTableIter kinds;
  gpointer info;
  gpointer ids;

  g_hash_table_iter_init (&kinds, other->by_kind);
  while (g_hash_table_iter_next (&kinds, &info, &ids))
    {
      GHashTableIter rows;
      gpointer id;

      g_hash_table_iter_init (&rows, ids);
      while (g_hash_table_iter_next (&rows, &id, NULL))
        rounds_changes_add (self, info, id);
    }
}

gboolean
rounds_changes_is_empty (RoundsChanges *self)
{
  return g_hash_table_size (self->by_kind) == 0;
}

/**
 * rounds_changes_get_ids:
 *
 * Returns: (transfer none) (nullable) (element-type utf8 utf8): the set of the ids of the rows of a kind; %NULL when there
 *   are none
 */
GHashTable *
rounds_changes_get_ids (RoundsChanges          *self,
                        const RoundsEntityInfo *info)
{
  return g_hash_table_lookup (self->by_kind, info);
}
