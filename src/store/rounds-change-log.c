/* rounds-change-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-repository.h"

#include "model/rounds-registry.h"

/* A row that has changed. */
typedef struct
{
  gint64 revision;
  const RoundsEntityInfo *info;
  char *id;
  RoundsEntity *entity;
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_free (change->id);
  g_clear_object (&change->entity);
}

static int
compare_changes (gconstpointer a,
                 gconstpointer b)
{
  const Change *first = a;
  const Change *second = b;

  return (first->revision > second->revision) - (first->revision < second->revision);
}

/**
 * rounds_change_log_get_head:
 * @database: a server's
 *
 * Returns: the revision of the last change, or one after it; -1 with @error set
 */
gint64
rounds_change_log_get_head (RoundsDatabase  *database,
                            GError         **error)
{
  gint64 head;

  if (!rounds_database_query_integer (database, &head, error, "SELECT value FROM revision_counter WHERE id = 1", NULL))
    return -1;

  return head;
}

/*
 * The ids of a kind's rows that have changed: the first @limit of them.
 */
static gboolean
find_changes (RoundsDatabase          *database,
              const RoundsEntityInfo  *info,
              gint64                   since,
              guint                    limit,
              RoundsFilter            *filter,
              GArray                  *changes,
              GError                 **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  g_string_printf (sql, "SELECT t.revision, t.id FROM %s t WHERE t.revision > $%u", info->table,
                   rounds_parameters_add_integer (parameters, since));
  if (filter != NULL)
    {
      g_string_append (sql, " AND ");
      rounds_filter_to_sql (filter, "t", sql, parameters);
    }
  g_string_append_printf (sql, " ORDER BY t.revision LIMIT $%u", rounds_parameters_add_integer (parameters, limit));

  statement = rounds_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_all (statement, parameters);

  for (;;)
    {
      Change change = { 0, info, NULL, NULL };

      if (!rounds_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      change.revision = rounds_statement_get_integer (statement, 0);
      change.id = g_strdup (rounds_statement_get_text (statement, 1));
      g_array_append_val (changes, change);
    }
}

/*
 * Reads the records of one kind among @changes.
 */
static gboolean
load_kind (RoundsDatabase          *database,
           const RoundsEntityInfo  *info,
           GArray                  *changes,
           GError                 **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GPtrArray) records = NULL;
  guint next = 0;

  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, Change, i).info == info)
      g_ptr_array_add (ids, g_array_index (changes, Change, i).id);
  if (ids->len == 0)
    return TRUE;

  records = rounds_repository_get_many (database, info, (const char * const *) ids->pdata, ids->len, error);
  if (records == NULL)
    return FALSE;

  /* They come in the order of the ids. */
  for (guint i = 0; i < changes->len && next < records->len; i++)
    {
      Change *change = &g_array_index (changes, Change, i);

      if (change->info == info && g_str_equal (change->id, rounds_entity_get_id (g_ptr_array_index (records, next))))
        change->entity = g_object_ref (g_ptr_array_index (records, next++));
    }

  return TRUE;
}

/**
 * rounds_change_log_read:
 * @database: a server's, in a transaction, so that all is of one moment
 * @since: the revision of the last row the asker has
 * @limit: how many rows at most
 * @scope: (nullable) (scope call): gives the filter of what the asker may see of a kind (transfer full), %NULL for nothing of it
 *
 * Every row has a revision of its own, so the revision of the last row of a page is where the next page starts.
 *
 * Returns: (transfer full) (nullable) (element-type RoundsEntity): the rows that have changed since, tombstones too, by
 *   revision; the records that belong to others are rows of their own
 */
GPtrArray *
rounds_change_log_read (RoundsDatabase  *database,
                        gint64           since,
                        guint            limit,
                        RoundsFilter    *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                        gpointer         user_data,
                        GError         **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_array_set_clear_func (changes, change_clear);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsFilter) filter = scope != NULL ? scope (kinds[i], user_data) : NULL;

      if ((scope != NULL && filter == NULL) || (kinds[i]->flags & ROUNDS_ENTITY_SERVER_ONLY))
        continue;
      if (!find_changes (database, kinds[i], since, limit, filter, changes, error))
        return NULL;
    }

  g_array_sort (changes, compare_changes);
  if (changes->len > limit)
    g_array_set_size (changes, limit);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (!load_kind (database, kinds[i], changes, error))
      return NULL;

  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, Change, i).entity != NULL)
      g_ptr_array_add (records, g_object_ref (g_array_index (changes, Change, i).entity));

  return g_steal_pointer (&records);
}
