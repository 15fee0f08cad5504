/* rounds-tag-counts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-tag-counts.h"

#include <string.h>

#include "insight/rounds-insight-private.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"

enum
{
  COLUMN_KIND,  /* empty of a tag itself */
  COLUMN_ID,
  COLUMN_TEXT,  /* the name of a tag, else a list of tags that records have */
  COLUMN_COLOR,
  COLUMN_COUNT,
};

static void
tag_count_free (RoundsTagCount *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->color);
  g_hash_table_unref (self->counts);
  g_free (self);
}

static RoundsTagCount *
find_or_add (GPtrArray  *counts,
             GHashTable *by_name,
             const char *name)
{
  RoundsTagCount *self = g_hash_table_lookup (by_name, name);

  if (self != NULL)
    return self;

  self = g_new0 (RoundsTagCount, 1);
  self->name = g_strdup (name);
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (counts, self);
  g_hash_table_insert (by_name, self->name, self);

  return self;
}

/* Records that have the same tags are one row: there are few such lists, however many records. */
static void
add_kind (GString                *sql,
          const RoundsEntityInfo *info,
          RoundsFilter           *scope,
          GPtrArray              *parameters)
{
  g_string_append_printf (sql, " UNION ALL SELECT '%s', NULL, t.tags, NULL, COUNT(*) FROM %s t WHERE t.deleted_at IS NULL"
                          " AND t.tags IS NOT NULL", info->kind, info->table);
  rounds_insight_add_filter (sql, scope, "t", parameters);
  g_string_append (sql, " GROUP BY t.tags");
}

static void
add_row (RoundsStatement *statement,
         GPtrArray       *counts,
         GHashTable      *by_name)
{
  const char *kind = rounds_statement_get_text (statement, COLUMN_KIND);
  const char *text = rounds_statement_get_text (statement, COLUMN_TEXT);
  guint count = (guint) rounds_statement_get_integer (statement, COLUMN_COUNT);
  g_auto(GStrv) names = *kind != '\0' ? rounds_json_parse_list (text) : NULL;

  if (names == NULL)
    {
      RoundsTagCount *self = find_or_add (counts, by_name, text);

      g_set_str (&self->id, rounds_statement_get_text (statement, COLUMN_ID));
      g_set_str (&self->color, rounds_statement_get_text (statement, COLUMN_COLOR));
      return;
    }

  kind = rounds_registry_find (kind)->kind;
  for (guint i = 0; names[i] != NULL; i++)
    {
      RoundsTagCount *self = find_or_add (counts, by_name, names[i]);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, kind));

      self->count += count;
      g_hash_table_insert (self->counts, (gpointer) kind, GUINT_TO_POINTER (before + count));
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const RoundsTagCount *first = *(RoundsTagCount * const *) a;
  const RoundsTagCount *second = *(RoundsTagCount * const *) b;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : strcmp (first->name, second->name);
}

/**
 * rounds_tag_counts_compute:
 * @scope: (nullable): gives the condition on what the asker may see of a kind (transfer full); %NULL for everything
 * @error: what the database said
 *
 * How many records have each tag, in one statement, whatever there is. Tags that nothing has count 0; words that records have without
 * a tag of the name count too.
 *
 * Returns: (transfer full) (element-type RoundsTagCount): the tags by their names; %NULL with @error set
 */
GPtrArray *
rounds_tag_counts_compute (RoundsDatabase  *database,
                           RoundsFilter    *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                           gpointer         scope_data,
                           GError         **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) tag_count_free);
  g_autoptr(GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GString) sql = g_string_new ("SELECT '' AS kind, g.id, g.name, g.color, 0 AS n FROM tags g WHERE g.deleted_at IS NULL");
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row = FALSE;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      const RoundsField *field = rounds_entity_info_find (kinds[i], "tags");
      g_autoptr(RoundsFilter) filter = NULL;

      if (field == NULL || field->type != ROUNDS_FIELD_TEXT_LIST)
        continue;
      filter = scope != NULL ? scope (kinds[i], scope_data) : NULL;
      add_kind (sql, kinds[i], filter, parameters);
    }

  statement = rounds_insight_prepare (database, sql, parameters, error);
  if (statement == NULL)
    return NULL;
  while (rounds_statement_step (statement, &row, error) && row)
    add_row (statement, counts, by_name);
  if (row)
    return NULL;

  g_ptr_array_sort (counts, compare_names);
  return g_steal_pointer (&counts);
}

/**
 * rounds_tag_counts_write:
 * @counts: (element-type RoundsTagCount): of rounds_tag_counts_compute()
 *
 * Writes them as a list.
 */
void
rounds_tag_counts_write (GPtrArray        *counts,
                         RoundsJsonWriter *writer)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < counts->len; i++)
    {
      RoundsTagCount *self = g_ptr_array_index (counts, i);

      rounds_json_writer_begin_object (writer);
      rounds_insight_write_text (writer, "id", self->id);
      rounds_insight_write_text (writer, "name", self->name);
      rounds_insight_write_text (writer, "color", self->color);
      rounds_insight_write_count (writer, "count", self->count);
      rounds_json_writer_key (writer, "counts");
      rounds_json_writer_begin_object (writer);
      for (guint j = 0; kinds[j] != NULL; j++)
        if (g_hash_table_contains (self->counts, kinds[j]->kind))
          rounds_insight_write_count (writer, kinds[j]->kind,
                                      GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, kinds[j]->kind)));
      rounds_json_writer_end_object (writer);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}
