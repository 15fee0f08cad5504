/* rounds-repository-write.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-repository.h"

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-database-private.h"
#include "store/rounds-record-sql.h"
#include "store/rounds-repository-private.h"
#include "store/rounds-transaction-memory.h"

static gboolean
is_cache (RoundsDatabase *database)
{
  return (rounds_database_get_flags (database) & ROUNDS_DATABASE_CACHE) != 0;
}

static void
note (RoundsDatabase         *database,
      RoundsChanges          *changes,
      const RoundsEntityInfo *info,
      const char             *id)
{
  rounds_transaction_forget (database, info->table);
  if (changes != NULL)
    rounds_changes_add (changes, info, id);
}

static gboolean
give_revision (RoundsDatabase  *database,
               RoundsEntity    *entity,
               GError         **error)
{
  gint64 revision;

  if (is_cache (database))
    return TRUE;

  if (!rounds_database_reserve_revision (database, &revision, error))
    return FALSE;
  rounds_entity_set_integer (entity, "revision", revision);
  return TRUE;
}

/*
 * Puts a row's words into the index when they are others than @before.
 */
static gboolean
index_words (RoundsDatabase  *database,
             RoundsEntity    *entity,
             const char      *before,
             GError         **error)
{
  g_autofree char *words = rounds_record_sql_write_words (database, entity);

  if (g_strcmp0 (words, before) == 0)
    return TRUE;

  return rounds_database_index_text (database, rounds_entity_get_info (entity)->table, rounds_entity_get_id (entity), words,
                                     error);
}

/*
 * A server's database has unique indexes. A cache has none, because the server's rows come in an order of their own; so a
 * change made here is looked at before.
 */
static gboolean
check_unique (RoundsDatabase  *database,
              RoundsEntity    *before,
              RoundsEntity    *after,
              GError         **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  if (!is_cache (database) || rounds_entity_is_deleted (after))
    return TRUE;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      const RoundsValue *value = rounds_entity_get_value (after, field);
      g_autoptr(RoundsEntity) other = NULL;
      g_autoptr(GError) local = NULL;

      if (!(field->flags & ROUNDS_FIELD_UNIQUE) || value->type != ROUNDS_VALUE_TEXT ||
          (before != NULL && !rounds_entity_is_deleted (before) &&
           rounds_value_equal (rounds_entity_get_value (before, field), value)))
        continue;

      other = rounds_repository_find (database, field, info, value->text, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (other != NULL && g_strcmp0 (rounds_entity_get_id (other), rounds_entity_get_id (after)) != 0)
        {
          rounds_set_already_exists (field, error);
          return FALSE;
        }
    }

  return TRUE;
}

static void
note_reference (RoundsDatabase    *database,
                const RoundsField *field,
                const RoundsValue *value)
{
  if (field->type == ROUNDS_FIELD_REFERENCE && value->type == ROUNDS_VALUE_TEXT && !g_str_equal (field->name, "created-by") &&
      !is_cache (database))
    rounds_database_note_reference (database, field, value->text);
}

static gboolean
write_row (RoundsDatabase  *database,
           RoundsEntity    *entity,
           const char      *sql,
           GError         **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  guint parameter = 0;

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (!rounds_field_has_column (field))
        continue;
      rounds_statement_bind_value (statement, ++parameter, rounds_entity_get_value (entity, field));
      note_reference (database, field, rounds_entity_get_value (entity, field));
    }

  if (rounds_record_sql_has_sort_key (info))
    {
      g_autofree char *key = rounds_record_sql_write_key (entity);
      rounds_statement_bind_text (statement, ++parameter, key);
    }

  return rounds_statement_run (statement, error);
}

/**
 * rounds_repository_insert:
 * @entity: a new record; gets an id when it has none, and its revision. The records that belong to it are inserted on their own
 * @changes: (nullable): where the row is noted
 * @error: %ROUNDS_PROBLEM_CONFLICT with ALREADY_EXISTS
 */
gboolean
rounds_repository_insert (RoundsDatabase  *database,
                          RoundsEntity    *entity,
                          RoundsChanges   *changes,
                          GError         **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  g_autofree char *found_by = NULL;

  g_return_val_if_fail (rounds_database_is_in_transaction (database), FALSE);

  if (rounds_entity_get_id (entity) == NULL)
    {
      g_autofree char *id = rounds_id_new ();
      rounds_entity_set_text (entity, "id", id);
    }

  if (is_cache (database))
    {
      /* Not on the server yet. */
      if (rounds_entity_is_null (entity, "revision"))
        rounds_entity_set_integer (entity, "revision", 0);
      if (!rounds_shadow_save (database, info, rounds_entity_get_id (entity), error))
        return FALSE;
    }

  found_by = rounds_custom_fields_note_words (database, info);
  if (!check_unique (database, NULL, entity, error) ||
      !give_revision (database, entity, error) ||
      !write_row (database, entity, rounds_record_sql_get (info)->insert, error) ||
      !index_words (database, entity, NULL, error) ||
      !rounds_custom_fields_follow (database, found_by, error))
    return FALSE;

  note (database, changes, info, rounds_entity_get_id (entity));
  return TRUE;
}

/*
 * Writes `SET` for what differs, and the parameters. Returns how many fields differ, the revision not counted.
 */
static guint
write_differences (RoundsDatabase *database,
                   RoundsEntity   *before,
                   RoundsEntity   *after,
                   GString        *sql,
                   GPtrArray      *parameters)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  guint n_differences = 0;

  g_string_append_printf (sql, "revision = $%u", rounds_parameters_add_integer (parameters,
                                                                               rounds_entity_get_revision (after)));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      const RoundsValue *value = rounds_entity_get_value (after, field);

      if (!rounds_field_has_column (field) || g_str_equal (field->name, "id") || g_str_equal (field->name, "revision") ||
          rounds_value_equal (rounds_entity_get_value (before, field), value))
        continue;

      n_differences++;
      note_reference (database, field, value);
      g_string_append_printf (sql, ", %s = $%u", field->column, rounds_parameters_add_value (parameters, value));
    }

  if (rounds_record_sql_has_sort_key (info))
    {
      g_autofree char *old_key = rounds_record_sql_write_key (before);
      g_autofree char *new_key = rounds_record_sql_write_key (after);

      if (!g_str_equal (old_key, new_key))
        g_string_append_printf (sql, ", sort_key = $%u", rounds_parameters_add_text (parameters, new_key));
    }

  return n_differences;
}

/**
 * rounds_repository_update:
 * @before: the record as it is stored now
 * @after: the record as it shall be, with the same id; gets its revision
 * @changes: (nullable): where the row is noted
 * @error: %ROUNDS_PROBLEM_CONFLICT with ALREADY_EXISTS; %ROUNDS_PROBLEM_NOT_FOUND
 *
 * Writes what differs; where nothing does, the row keeps its revision and is not noted.
 */
gboolean
rounds_repository_update (RoundsDatabase  *database,
                          RoundsEntity    *before,
                          RoundsEntity    *after,
                          RoundsChanges   *changes,
                          GError         **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  const char *id = rounds_entity_get_id (after);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RoundsStatement) statement = NULL;
  g_autofree char *words = NULL;
  g_autofree char *found_by = NULL;

  g_return_val_if_fail (rounds_database_is_in_transaction (database), FALSE);
  g_return_val_if_fail (g_strcmp0 (rounds_entity_get_id (before), id) == 0, FALSE);

  if (write_differences (database, before, after, sql, parameters) == 0)
    {
      rounds_entity_set_integer (after, "revision", rounds_entity_get_revision (before));
      return TRUE;
    }

  if (is_cache (database) && !rounds_shadow_save (database, info, id, error))
    return FALSE;
  if (!check_unique (database, before, after, error) ||
      !give_revision (database, after, error))
    return FALSE;
  found_by = rounds_custom_fields_note_words (database, info);

  /* The revision is the first parameter. */
  rounds_value_set_integer (g_ptr_array_index (parameters, 0), rounds_entity_get_revision (after));
  g_string_prepend (sql, " SET ");
  g_string_prepend (sql, info->table);
  g_string_prepend (sql, "UPDATE ");
  g_string_append_printf (sql, " WHERE id = $%u", rounds_parameters_add_text (parameters, id));

  statement = rounds_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_all (statement, parameters);
  if (!rounds_statement_change_row (statement, error))
    return FALSE;

  words = rounds_record_sql_write_words (database, before);
  if (!index_words (database, after, words, error) || !rounds_custom_fields_follow (database, found_by, error))
    return FALSE;

  note (database, changes, info, id);
  return TRUE;
}

/**
 * rounds_repository_apply:
 * @entity: a record as the server sent it, its revision included; a tombstone too
 * @changes: (nullable): where the row is noted
 *
 * Writes a row into a cache as it is, whether it is there or not. No shadow is kept: this is what the server says.
 */
gboolean
rounds_repository_apply (RoundsDatabase  *database,
                         RoundsEntity    *entity,
                         RoundsChanges   *changes,
                         GError         **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  const char *id = rounds_entity_get_id (entity);
  g_autofree char *words = NULL;
  g_autofree char *found_by = NULL;

  g_return_val_if_fail (rounds_database_is_in_transaction (database), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  found_by = rounds_custom_fields_note_words (database, info);
  words = rounds_record_sql_write_words (database, entity);
  if (!write_row (database, entity, rounds_record_sql_get (info)->upsert, error))
    return FALSE;

  /* Of a kind that is looked for, the words of before go when there are none now. */
  if (rounds_record_sql_is_searchable (info) && !rounds_database_index_text (database, info->table, id, words, error))
    return FALSE;
  if (!rounds_custom_fields_follow (database, found_by, error))
    return FALSE;

  note (database, changes, info, id);
  return TRUE;
}

/**
 * rounds_repository_erase:
 * @changes: (nullable): where the row is noted
 *
 * Takes a row away without a tombstone: what a person deletes keeps one (`deleted-at`, an update). For a cache that may
 * not see a row any more. A row that is not there is no error.
 */
gboolean
rounds_repository_erase (RoundsDatabase          *database,
                         const RoundsEntityInfo  *info,
                         const char              *id,
                         RoundsChanges           *changes,
                         GError                 **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = $1", info->table);
  g_autofree char *found_by = NULL;

  g_return_val_if_fail (rounds_database_is_in_transaction (database), FALSE);

  if (rounds_record_sql_is_searchable (info) && !rounds_database_index_text (database, info->table, id, NULL, error))
    return FALSE;
  found_by = rounds_custom_fields_note_words (database, info);
  if (!rounds_database_execute (database, error, sql, "s", id) || !rounds_custom_fields_follow (database, found_by, error))
    return FALSE;

  note (database, changes, info, id);
  return TRUE;
}
