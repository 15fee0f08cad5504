/* rounds-custom-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-custom-fields.h"

#include <string.h>

#include "model/rounds-custom-field.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-registry.h"
#include "store/rounds-database-private.h"
#include "store/rounds-record-sql.h"

/*
 * The fields that the workspace defines, as this connection sees them. They are kept with the connection, and read again when a
 * definition has changed; whether one has, one small statement tells.
 */

/* Records whose words are written anew at a time. */
#define PAGE 500

typedef struct
{
  gint64 count;
  gint64 revision;
  gint64 updated_at;
} Stamp;

typedef struct
{
  Stamp stamp;
  GHashTable *by_kind; /* kind -> GPtrArray of RoundsField */
} Known;

static void
known_free (Known *known)
{
  g_hash_table_unref (known->by_kind);
  g_free (known);
}

static gboolean
has_custom_fields (const RoundsEntityInfo *info)
{
  return rounds_entity_info_find (info, ROUNDS_CUSTOM_FIELD_NAME) != NULL;
}

static gboolean
read_stamp (RoundsDatabase  *database,
            Stamp           *stamp,
            GError         **error)
{
  g_autoptr(RoundsStatement) statement =
    rounds_database_prepare (database,
                             "SELECT count(*), coalesce(max(revision), 0), coalesce(max(updated_at), 0) FROM custom_fields "
                             "WHERE deleted_at IS NULL", error);
  gboolean row;

  if (statement == NULL || !rounds_statement_step (statement, &row, error))
    return FALSE;

  stamp->count = rounds_statement_get_integer (statement, 0);
  stamp->revision = rounds_statement_get_integer (statement, 1);
  stamp->updated_at = rounds_statement_get_integer (statement, 2);
  return TRUE;
}

static gboolean
read_definitions (RoundsDatabase  *database,
                  GHashTable      *by_kind,
                  GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_CUSTOM_FIELD);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM custom_fields t WHERE t.deleted_at IS NULL AND t.is_active = 1 "
                                          "ORDER BY t.position, t.sort_key, t.id",
                                          rounds_record_sql_get (info)->columns);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;

  while (rounds_statement_step (statement, &row, error))
    {
      g_autoptr(RoundsEntity) definition = NULL;
      const char *kind;
      GPtrArray *fields;

      if (!row)
        return TRUE;

      definition = rounds_record_sql_read (statement, info);
      kind = rounds_entity_get_text (definition, "kind");
      if (!rounds_custom_key_is_valid (rounds_entity_get_text (definition, "key")))
        continue;

      fields = g_hash_table_lookup (by_kind, kind);
      if (fields == NULL)
        {
          fields = g_ptr_array_new ();
          g_hash_table_insert (by_kind, g_strdup (kind), fields);
        }
      g_ptr_array_add (fields, (gpointer) rounds_custom_field_get_field (definition));
    }

  return FALSE;
}

static Known *
get_known (RoundsDatabase  *database,
           GError         **error)
{
  static GQuark quark;
  Known *known;
  Stamp stamp = { 0 };

  if (quark == 0)
    quark = g_quark_from_static_string ("rounds-custom-fields");

  if (!read_stamp (database, &stamp, error))
    return NULL;

  known = g_object_get_qdata (G_OBJECT (database), quark);
  if (known != NULL && memcmp (&known->stamp, &stamp, sizeof stamp) == 0)
    return known;

  known = g_new0 (Known, 1);
  known->by_kind = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  known->stamp = stamp;
  if (stamp.count > 0 && !read_definitions (database, known->by_kind, error))
    {
      known_free (known);
      return NULL;
    }

  g_object_set_qdata_full (G_OBJECT (database), quark, known, (GDestroyNotify) known_free);
  return known;
}

/**
 * rounds_custom_fields_load:
 * @info: a kind
 *
 * Returns: (transfer full) (nullable) (element-type RoundsField): the active custom fields of the kind in the order they are shown,
 *   none of a kind that can have none; %NULL with @error set
 */
GPtrArray *
rounds_custom_fields_load (RoundsDatabase          *database,
                           const RoundsEntityInfo  *info,
                           GError                 **error)
{
  Known *known;
  GPtrArray *fields;

  if (!has_custom_fields (info))
    return g_ptr_array_new ();

  known = get_known (database, error);
  if (known == NULL)
    return NULL;

  fields = g_hash_table_lookup (known->by_kind, info->kind);
  return fields != NULL ? g_ptr_array_ref (fields) : g_ptr_array_new ();
}

/**
 * rounds_custom_fields_resolve:
 * @info: a kind
 * @path: a field's JSON path: one of the kind's own, or `custom.` and a key
 * @error: what the database says; not set when there is no such field
 *
 * Returns: (nullable) (transfer none): the field, with a column or custom
 */
const RoundsField *
rounds_custom_fields_resolve (RoundsDatabase          *database,
                              const RoundsEntityInfo  *info,
                              const char              *path,
                              GError                 **error)
{
  const RoundsField *field = rounds_entity_info_find_json (info, path);
  g_autoptr(GPtrArray) fields = NULL;

  if (field != NULL)
    return rounds_field_is_asked (field) ? field : NULL;
  if (database == NULL || !g_str_has_prefix (path, ROUNDS_CUSTOM_FIELD_NAME "."))
    return NULL;

  fields = rounds_custom_fields_load (database, info, error);
  return rounds_custom_fields_find (fields, path);
}

/*
 * Returns: (transfer full) (nullable): which custom fields are found by search, kind by kind; %NULL when @written is no
 *   kind whose writing changes that
 */
char *
rounds_custom_fields_note_words (RoundsDatabase         *database,
                                 const RoundsEntityInfo *written)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  GString *words;

  if (written->type != ROUNDS_TYPE_CUSTOM_FIELD)
    return NULL;

  words = g_string_new (NULL);
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(GPtrArray) fields = has_custom_fields (kinds[i]) ? rounds_custom_fields_load (database, kinds[i], NULL) : NULL;

      for (guint j = 0; fields != NULL && j < fields->len; j++)
        {
          const RoundsField *field = g_ptr_array_index (fields, j);

          if (field->flags & ROUNDS_FIELD_SEARCHABLE)
            g_string_append_printf (words, "%s.%s\n", kinds[i]->kind, field->json_key);
        }
    }

  return g_string_free_and_steal (words);
}

static gboolean
index_page (RoundsDatabase          *database,
            const RoundsEntityInfo  *info,
            char                   **last_id,
            guint                   *n_records,
            GError                 **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s t WHERE t.deleted_at IS NULL AND t." ROUNDS_CUSTOM_FIELD_NAME
                                          " IS NOT NULL AND t.id > $1 ORDER BY t.id LIMIT %d",
                                          rounds_record_sql_get (info)->columns, info->table, PAGE);
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;

  rounds_statement_bind_text (statement, 1, *last_id);
  while (row)
    {
      if (!rounds_statement_step (statement, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (records, rounds_record_sql_read (statement, info));
    }

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (records, i);
      g_autofree char *words = rounds_record_sql_write_words (database, entity);

      if (!rounds_database_index_text (database, info->table, rounds_entity_get_id (entity), words, error))
        return FALSE;
      g_set_str (last_id, rounds_entity_get_id (entity));
    }

  *n_records = records->len;
  return TRUE;
}

/*
 * Writes the words of records anew after a definition was written.
 *
 * @before: (nullable): what rounds_custom_fields_note_words() said before
 */
gboolean
rounds_custom_fields_follow (RoundsDatabase  *database,
                             const char      *before,
                             GError         **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autofree char *after = NULL;

  if (before == NULL)
    return TRUE;

  after = rounds_custom_fields_note_words (database, rounds_registry_get (ROUNDS_TYPE_CUSTOM_FIELD));
  if (g_str_equal (before, after))
    return TRUE;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autofree char *last_id = g_strdup ("");
      guint n_records = PAGE;

      while (has_custom_fields (kinds[i]) && n_records == PAGE)
        if (!index_page (database, kinds[i], &last_id, &n_records, error))
          return FALSE;
    }

  return TRUE;
}
