/* rounds-scope-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-scope-log.h"

#include "model/rounds-registry.h"
#include "store/rounds-database-private.h"

/*
 * Which records have come before other eyes, each once, with the revision it has since. A client that has a row whose reader may not
 * see it any more learns so from here: the change log, which tells a reader only what he sees, says nothing of it. And rows that
 * a reader comes to see have a new revision, so that the change log tells him of them.
 */

static void
scope_change_clear (gpointer data)
{
  g_free (((RoundsScopeChange *) data)->id);
}

/**
 * rounds_scope_log_add:
 * @revision: of the row, in this transaction
 *
 * Needs a transaction.
 */
gboolean
rounds_scope_log_add (RoundsDatabase          *database,
                      const RoundsEntityInfo  *info,
                      const char              *id,
                      gint64                   revision,
                      GError                 **error)
{
  return rounds_database_execute (database, error,
                                  "INSERT INTO scope_changes (kind, record_id, revision) VALUES ($1, $2, $3) "
                                  "ON CONFLICT (kind, record_id) DO UPDATE SET revision = excluded.revision",
                                  "ssi", info->kind, id, revision);
}

static void
append_condition (GString      *sql,
                  RoundsFilter *filter,
                  GPtrArray    *parameters)
{
  g_string_append (sql, " WHERE t.deleted_at IS NULL AND ");
  rounds_filter_to_sql (filter, "t", sql, parameters);
}

static gboolean
run (RoundsDatabase  *database,
     const char      *sql,
     GPtrArray       *parameters,
     GError         **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_all (statement, parameters);

  return rounds_statement_run (statement, error);
}

static GPtrArray *
list_ids (RoundsDatabase          *database,
          const RoundsEntityInfo  *info,
          RoundsFilter            *filter,
          GError                 **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  g_string_printf (sql, "SELECT t.id FROM %s t", info->table);
  append_condition (sql, filter, parameters);
  statement = rounds_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return NULL;

  rounds_statement_bind_all (statement, parameters);
  while (rounds_statement_step (statement, &row, error) && row)
    g_ptr_array_add (ids, g_strdup (rounds_statement_get_text (statement, 0)));

  return row ? NULL : g_steal_pointer (&ids);
}

static gboolean
give_revisions (RoundsDatabase          *database,
                const RoundsEntityInfo  *info,
                RoundsFilter            *filter,
                gint64                   before_first,
                GError                 **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);

  g_string_printf (sql,
                   "UPDATE %s SET revision = numbered.number + $%u FROM "
                   "(SELECT t.id, row_number () OVER (ORDER BY t.id) AS number FROM %s t",
                   info->table, rounds_parameters_add_integer (parameters, before_first), info->table);
  append_condition (sql, filter, parameters);
  g_string_append_printf (sql, ") AS numbered WHERE numbered.id = %s.id", info->table);

  return run (database, sql->str, parameters, error);
}

static gboolean
log_rows (RoundsDatabase          *database,
          const RoundsEntityInfo  *info,
          RoundsFilter            *filter,
          GError                 **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO scope_changes (kind, record_id, revision) SELECT CAST ($%u AS TEXT), t.id, t.revision FROM %s t",
                   rounds_parameters_add_text (parameters, info->kind), info->table);
  append_condition (sql, filter, parameters);
  g_string_append (sql, " ON CONFLICT (kind, record_id) DO UPDATE SET revision = excluded.revision");

  return run (database, sql->str, parameters, error);
}

/**
 * rounds_scope_log_touch:
 * @info: a kind
 * @filter: which of its records
 *
 * Gives living records new revisions, although nothing in them has changed, and notes that others see them now. Three statements, however
 * many they are. Needs a transaction.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): their ids
 */
GPtrArray *
rounds_scope_log_touch (RoundsDatabase          *database,
                        const RoundsEntityInfo  *info,
                        RoundsFilter            *filter,
                        GError                 **error)
{
  g_autoptr(GPtrArray) ids = list_ids (database, info, filter, error);
  gint64 before_first;

  if (ids == NULL)
    return NULL;
  if (ids->len > 0 &&
      (!rounds_database_reserve_revisions (database, ids->len, &before_first, error) ||
       !give_revisions (database, info, filter, before_first, error) ||
       !log_rows (database, info, filter, error)))
    return NULL;

  return g_steal_pointer (&ids);
}

/**
 * rounds_scope_log_read:
 * @since: the revision from which
 * @until: the revision up to which, itself included
 * @limit: how many at most
 *
 * Returns: (transfer full) (nullable) (element-type RoundsScopeChange): the records that others may see than before, by revision
 */
GArray *
rounds_scope_log_read (RoundsDatabase  *database,
                       gint64           since,
                       gint64           until,
                       guint            limit,
                       GError         **error)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (RoundsScopeChange));
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = TRUE;

  g_array_set_clear_func (changes, scope_change_clear);
  statement = rounds_database_prepare (database,
                                       "SELECT kind, record_id, revision FROM scope_changes WHERE revision > $1 AND revision <= $2 "
                                       "ORDER BY revision LIMIT $3", error);
  if (statement == NULL)
    return NULL;

  rounds_statement_bind_integer (statement, 1, since);
  rounds_statement_bind_integer (statement, 2, until);
  rounds_statement_bind_integer (statement, 3, limit);
  while (rounds_statement_step (statement, &row, error) && row)
    {
      RoundsScopeChange change = { rounds_registry_find (rounds_statement_get_text (statement, 0)), NULL, 0 };

      if (change.info == NULL)
        continue;
      change.id = g_strdup (rounds_statement_get_text (statement, 1));
      change.revision = rounds_statement_get_integer (statement, 2);
      g_array_append_val (changes, change);
    }

  return row ? NULL : g_steal_pointer (&changes);
}
