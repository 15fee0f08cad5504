/* rounds-repository.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-repository.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-record-sql.h"
#include "store/rounds-repository-private.h"

/* Reading. rounds-repository-write.c is the other direction. */

/* How many ids a statement is asked for: few statements to prepare, each for many calls. */
static const guint chunk_sizes[] = { 256, 64, 16, 4, 1 };

static guint
get_chunk_size (guint n)
{
  guint size = chunk_sizes[0];

  for (guint i = 0; i < G_N_ELEMENTS (chunk_sizes) && chunk_sizes[i] >= n; i++)
    size = chunk_sizes[i];

  return size;
}

/* `$1, $2, ...` */
static char *
write_parameters (guint n)
{
  GString *list = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (list, "%s$%u", i > 1 ? ", " : "", i);

  return g_string_free_and_steal (list);
}

/*
 * Appends a record for each row that a statement gives.
 */
static gboolean
read_all (RoundsStatement         *statement,
          const RoundsEntityInfo  *info,
          GPtrArray               *records,
          GError                 **error)
{
  gboolean row;

  for (;;)
    {
      if (!rounds_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      g_ptr_array_add (records, rounds_record_sql_read (statement, info));
    }
}

/*
 * Returns: (transfer full): a statement that gives the records whose @column holds one of the first of @keys, of which there is one at
 *   least: as many as get_chunk_size() says
 */
static RoundsStatement *
prepare_where (RoundsDatabase          *database,
               const RoundsEntityInfo  *info,
               const char              *column,
               const char              *rest,
               const char * const      *keys,
               guint                    n_keys,
               GError                 **error)
{
  const guint size = get_chunk_size (n_keys);
  g_autofree char *list = write_parameters (size);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s t WHERE t.%s IN (%s)%s",
                                          rounds_record_sql_get (info)->columns, info->table, column, list, rest);
  RoundsStatement *statement = rounds_database_prepare (database, sql, error);

  for (guint i = 0; statement != NULL && i < MIN (size, n_keys); i++)
    rounds_statement_bind_text (statement, i + 1, keys[i]);

  return statement;
}

/*
 * Appends the records whose @column holds one of @keys, in no order but @order within a chunk.
 *
 * @first: (nullable) (transfer full): prepare_where() of the same
 */
static gboolean
read_where (RoundsDatabase          *database,
            const RoundsEntityInfo  *info,
            const char              *column,
            const char              *rest,
            const char * const      *keys,
            guint                    n_keys,
            RoundsStatement         *first,
            GPtrArray               *records,
            GError                 **error)
{
  for (guint done = 0; done < n_keys; done += get_chunk_size (n_keys - done))
    {
      g_autoptr(RoundsStatement) statement = g_steal_pointer (&first);

      if (statement == NULL)
        statement = prepare_where (database, info, column, rest, keys + done, n_keys - done, error);
      if (statement == NULL || !read_all (statement, info, records, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * rounds_repository_get:
 * @id: an id
 * @error: %ROUNDS_PROBLEM_NOT_FOUND is not set when there is no such record: %NULL without error
 *
 * Reads a record, a deleted one too. The records that belong to it are not loaded; see rounds_repository_load_records().
 *
 * Returns: (transfer full) (nullable): the record
 */
RoundsEntity *
rounds_repository_get (RoundsDatabase          *database,
                       const RoundsEntityInfo  *info,
                       const char              *id,
                       GError                 **error)
{
  g_autoptr(GPtrArray) records = rounds_repository_get_many (database, info, &id, 1, error);

  if (records == NULL || records->len == 0)
    return NULL;

  return g_object_ref (g_ptr_array_index (records, 0));
}

/**
 * rounds_repository_get_many:
 * @ids: (array length=n_ids): ids
 *
 * Returns: (transfer full) (nullable) (element-type RoundsEntity): the records in the order of @ids; those that are not
 *   there are left out
 */
GPtrArray *
rounds_repository_get_many (RoundsDatabase          *database,
                            const RoundsEntityInfo  *info,
                            const char * const      *ids,
                            guint                    n_ids,
                            GError                 **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) ordered = NULL;
  g_autoptr(GHashTable) by_id = NULL;

  if (!read_where (database, info, "id", "", ids, n_ids, NULL, found, error))
    return NULL;
  if (n_ids <= 1)
    return g_steal_pointer (&found);

  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < found->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (found, i);
      g_hash_table_insert (by_id, (gpointer) rounds_entity_get_id (entity), entity);
    }

  ordered = g_ptr_array_new_full (found->len, g_object_unref);
  for (guint i = 0; i < n_ids; i++)
    {
      RoundsEntity *entity = g_hash_table_lookup (by_id, ids[i]);
      if (entity != NULL)
        g_ptr_array_add (ordered, g_object_ref (entity));
    }

  return g_steal_pointer (&ordered);
}

/**
 * rounds_repository_find:
 * @field: a field of @info that holds text; e-mail addresses are found whatever their case
 * @text: its value
 *
 * Returns: (transfer full) (nullable): the record, not deleted, that has @text there: of several, the oldest; %NULL without
 *   error when there is none
 */
RoundsEntity *
rounds_repository_find (RoundsDatabase          *database,
                        const RoundsField       *field,
                        const RoundsEntityInfo  *info,
                        const char              *text,
                        GError                 **error)
{
  g_autoptr(RoundsStatement) statement = NULL;
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *sql = NULL;
  const gboolean is_email = (field->flags & ROUNDS_FIELD_EMAIL) != 0;

  sql = g_strdup_printf ("SELECT %s FROM %s t WHERE %st.%s%s = $1 AND t.deleted_at IS NULL AND t.%s IS NOT NULL "
                         "ORDER BY t.id LIMIT 1",
                         rounds_record_sql_get (info)->columns, info->table, is_email ? "lower(" : "", field->column,
                         is_email ? ")" : "", field->column);
  statement = rounds_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;

  if (is_email)
    {
      g_autofree char *lower = g_ascii_strdown (text, -1);
      rounds_statement_bind_text (statement, 1, lower);
    }
  else
    rounds_statement_bind_text (statement, 1, text);

  if (!read_all (statement, info, records, error) || records->len == 0)
    return NULL;
  return g_object_ref (g_ptr_array_index (records, 0));
}

static RoundsStatement *
prepare_query (RoundsDatabase      *database,
               RoundsQuery         *query,
               RoundsQueryColumns   columns,
               GError             **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autofree char *sql = rounds_query_to_sql (query, database, columns, parameters);
  RoundsStatement *statement = rounds_database_prepare (database, sql, error);

  if (statement != NULL)
    rounds_statement_bind_all (statement, parameters);
  return statement;
}

/**
 * rounds_repository_list:
 *
 * Returns: (transfer full) (nullable) (element-type RoundsEntity): the records, in order
 */
GPtrArray *
rounds_repository_list (RoundsDatabase  *database,
                        RoundsQuery     *query,
                        GError         **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(RoundsStatement) statement = prepare_query (database, query, ROUNDS_QUERY_RECORDS, error);

  if (statement == NULL || !read_all (statement, rounds_query_get_info (query), records, error))
    return NULL;

  return g_steal_pointer (&records);
}

/*
 * rounds_id_to_bytes() for what is stored, and so is known to be an id: a list has very many.
 */
static void
append_id (GByteArray *ids,
           const char *text)
{
  static const gint8 digits[256] = {
    ['1'] = 1, ['2'] = 2, ['3'] = 3, ['4'] = 4, ['5'] = 5, ['6'] = 6, ['7'] = 7, ['8'] = 8, ['9'] = 9,
    ['a'] = 10, ['b'] = 11, ['c'] = 12, ['d'] = 13, ['e'] = 14, ['f'] = 15,
  };
  guint8 bytes[ROUNDS_ID_BYTES];
  const guint8 *p = (const guint8 *) text;

  if (strlen (text) != ROUNDS_ID_LENGTH)
    return;

  for (guint i = 0; i < ROUNDS_ID_BYTES; i++, p += 2)
    {
      p += *p == '-';
      bytes[i] = (guint8) (digits[p[0]] << 4 | digits[p[1]]);
    }
  g_byte_array_append (ids, bytes, sizeof bytes);
}

/*
 * @n_first: how many rows the first ones are
 * @patience: microseconds before they are told of
 */
GByteArray *
rounds_repository_stream_ids (RoundsDatabase  *database,
                              RoundsQuery     *query,
                              guint            n_first,
                              gint64           patience,
                              RoundsFirstIds   first,
                              gpointer         user_data,
                              GError         **error)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr(GByteArray) ids = g_byte_array_new ();
  g_autoptr(RoundsStatement) statement = prepare_query (database, query, ROUNDS_QUERY_IDS, error);
  gboolean row;

  if (statement == NULL)
    return NULL;

  for (;;)
    {
      if (!rounds_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);

      append_id (ids, rounds_statement_get_text (statement, 0));
      if (first != NULL && ids->len % (n_first * ROUNDS_ID_BYTES) == 0 && g_get_monotonic_time () - start >= patience)
        {
          first (ids, user_data);
          first = NULL;
        }
    }
}

/**
 * rounds_repository_list_ids:
 *
 * Returns: (transfer full) (nullable): the ids in order, %ROUNDS_ID_BYTES each
 */
GByteArray *
rounds_repository_list_ids (RoundsDatabase  *database,
                            RoundsQuery     *query,
                            GError         **error)
{
  return rounds_repository_stream_ids (database, query, 1, 0, NULL, NULL, error);
}

/**
 * rounds_repository_count:
 *
 * Returns: how many records there are, whatever the range; -1 with @error set
 */
gint64
rounds_repository_count (RoundsDatabase  *database,
                         RoundsQuery     *query,
                         GError         **error)
{
  g_autoptr(RoundsStatement) statement = prepare_query (database, query, ROUNDS_QUERY_COUNT, error);
  gboolean row;

  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return -1;

  return row ? rounds_statement_get_integer (statement, 0) : 0;
}

/**
 * Children:
 * @field: of the records that they belong to
 * @column: their own, which says to which
 * @rest: of the statement that gives them
 * @first: (nullable): that statement, asked, until it is read
 */
typedef struct
{
  const RoundsField *field;
  const RoundsEntityInfo *info;
  const char *column;
  char *rest;
  RoundsStatement *first;
} Children;

static void
children_clear (gpointer data)
{
  Children *self = data;

  g_clear_pointer (&self->first, rounds_statement_release);
  g_free (self->rest);
}

/* The fields of the entities that hold records, each with its question on its way. */
static GArray *
ask_for_children (RoundsDatabase          *database,
                  const RoundsEntityInfo  *info,
                  GPtrArray               *ids,
                  GError                 **error)
{
  g_autoptr(GArray) fields = g_array_new (FALSE, FALSE, sizeof (Children));

  g_array_set_clear_func (fields, children_clear);
  for (guint i = 0; i < info->n_fields; i++)
    {
      Children children = { .field = &info->fields[i] };

      if (children.field->type != ROUNDS_FIELD_RECORDS)
        continue;

      children.info = rounds_registry_find (children.field->reference);
      children.column = rounds_entity_info_find (children.info, children.info->parent_field)->column;
      children.rest = g_strdup_printf (" AND t.deleted_at IS NULL ORDER BY t.%s, t.%s NULLS LAST, t.id", children.column,
                                       rounds_entity_info_find (children.info, "order-index") != NULL ? "order_index" : "created_at");
      children.first = prepare_where (database, children.info, children.column, children.rest, (const char * const *) ids->pdata, ids->len,
                                      error);
      g_array_append_val (fields, children);
      if (children.first == NULL)
        return NULL;
      rounds_statement_ask (children.first);
    }

  return g_steal_pointer (&fields);
}

static gboolean
load_children (RoundsDatabase  *database,
               Children        *children,
               GPtrArray       *entities,
               GPtrArray       *ids,
               GError         **error)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) by_parent = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  if (!read_where (database, children->info, children->column, children->rest, (const char * const *) ids->pdata, ids->len,
                   g_steal_pointer (&children->first), records, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_insert (by_parent, g_ptr_array_index (ids, i), g_ptr_array_new_with_free_func (g_object_unref));
  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);
      GPtrArray *own = g_hash_table_lookup (by_parent, rounds_entity_get_text (record, children->info->parent_field));

      if (own != NULL)
        g_ptr_array_add (own, g_object_ref (record));
    }

  for (guint i = 0; i < entities->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (entities, i);
      rounds_entity_set_records (entity, children->field->name, g_hash_table_lookup (by_parent, rounds_entity_get_id (entity)));
    }

  return TRUE;
}

/**
 * rounds_repository_load_records:
 * @entities: (element-type RoundsEntity): stored records of one kind
 *
 * Loads the records that belong to @entities, such as an invoice's lines: a statement for each field of such records (and
 * each 256 entities), in their own order, without deleted ones.
 */
gboolean
rounds_repository_load_records (RoundsDatabase  *database,
                                GPtrArray       *entities,
                                GError         **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) fields = NULL;

  if (entities->len == 0)
    return TRUE;

  for (guint i = 0; i < entities->len; i++)
    {
      const char *id = rounds_entity_get_id (g_ptr_array_index (entities, i));

      if (g_hash_table_add (known, (gpointer) id))
        g_ptr_array_add (ids, (gpointer) id);
    }

  fields = ask_for_children (database, rounds_entity_get_info (g_ptr_array_index (entities, 0)), ids, error);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (!load_children (database, &g_array_index (fields, Children, i), entities, ids, error))
      return FALSE;

  return fields != NULL;
}

/**
 * rounds_repository_get_whole:
 *
 * As rounds_repository_get(), with the records that belong to it.
 *
 * Returns: (transfer full) (nullable): the record; %NULL when there is none, or with @error set
 */
RoundsEntity *
rounds_repository_get_whole (RoundsDatabase          *database,
                             const RoundsEntityInfo  *info,
                             const char              *id,
                             GError                 **error)
{
  g_autoptr(RoundsEntity) entity = rounds_repository_get (database, info, id, error);
  g_autoptr(GPtrArray) one = g_ptr_array_new ();

  if (entity == NULL)
    return NULL;

  g_ptr_array_add (one, entity);
  return rounds_repository_load_records (database, one, error) ? g_steal_pointer (&entity) : NULL;
}
