/* rounds-unified-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-unified-search.h"

#include "insight/rounds-insight-private.h"
#include "model/rounds-registry.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* What people look for, in the order in which it is shown; setups and logs are looked for in their own lists. */
static const char * const kinds[] = {
  "institution", "contact", "opportunity", "quote", "invoice", "task", "meeting", "call", "note", "reminder", "email-message",
  "attachment", "product",
};

static void
group_free (RoundsSearchGroup *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_wanted (const RoundsSearchRequest *request,
           const RoundsEntityInfo    *info)
{
  /* What belongs to one institution is no institution. */
  if (request->institution_id != NULL && rounds_entity_info_find (info, "institution-id") == NULL)
    return FALSE;

  return request->kinds == NULL || request->kinds[0] == NULL || g_strv_contains (request->kinds, info->collection);
}

static RoundsFilter *
create_filter (const RoundsSearchRequest *request,
               const RoundsEntityInfo    *info)
{
  g_autoptr(GPtrArray) conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);
  RoundsFilter *owner = request->owner != NULL ? request->owner (info, request->data) : NULL;

  if (request->scope != NULL)
    g_ptr_array_add (conditions, request->scope (info, request->data));
  if (owner != NULL)
    g_ptr_array_add (conditions, owner);
  if (request->institution_id != NULL)
    g_ptr_array_add (conditions, rounds_filter_new_text (rounds_entity_info_find (info, "institution-id"), ROUNDS_FILTER_EQUAL,
                                                         request->institution_id));

  return rounds_filter_new_group (ROUNDS_FILTER_AND, conditions);
}

static gboolean
search_kind (RoundsUnifiedSearch        *self,
             RoundsDatabase             *database,
             const RoundsSearchRequest  *request,
             const RoundsEntityInfo     *info,
             GError                    **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = create_filter (request, info);
  g_autoptr(GPtrArray) records = NULL;
  RoundsSearchGroup *group;

  rounds_query_set_search (query, request->words);
  rounds_query_set_filter (query, filter);
  rounds_query_set_range (query, request->offset, request->limit + 1);
  records = rounds_repository_list (database, query, error);
  if (records == NULL)
    return FALSE;
  if (records->len == 0)
    return TRUE;

  group = g_new0 (RoundsSearchGroup, 1);
  group->info = info;
  group->has_more = records->len > request->limit;
  g_ptr_array_set_size (records, (int) MIN (records->len, request->limit));
  group->records = g_steal_pointer (&records);
  g_ptr_array_add (self->groups, group);

  return TRUE;
}

static const char *
get_institution_id (RoundsEntity *record)
{
  if (rounds_entity_info_find (rounds_entity_get_info (record), "institution-id") == NULL)
    return NULL;

  return rounds_entity_get_text (record, "institution-id");
}

/* The institutions that the records belong to, in one statement. */
static gboolean
load_institutions (RoundsUnifiedSearch  *self,
                   RoundsDatabase       *database,
                   GError              **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **list = NULL;
  g_autoptr(GPtrArray) records = NULL;
  guint n_ids;

  for (guint i = 0; i < self->groups->len; i++)
    {
      RoundsSearchGroup *group = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < group->records->len; j++)
        {
          const char *id = get_institution_id (g_ptr_array_index (group->records, j));

          if (id != NULL)
            g_hash_table_add (ids, (gpointer) id);
        }
    }
  if (g_hash_table_size (ids) == 0)
    return TRUE;

  list = (const char **) g_hash_table_get_keys_as_array (ids, &n_ids);
  records = rounds_repository_get_many (database, rounds_registry_find ("institution"), list, n_ids, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      RoundsEntity *institution = g_ptr_array_index (records, i);

      if (institution != NULL)
        g_hash_table_insert (self->institutions, g_strdup (rounds_entity_get_id (institution)), g_object_ref (institution));
    }

  return records != NULL;
}

/**
 * rounds_unified_search_is_kind:
 *
 * Returns: whether records of @info are looked for
 */
gboolean
rounds_unified_search_is_kind (const RoundsEntityInfo *info)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], info->kind))
      return TRUE;

  return FALSE;
}

/**
 * rounds_unified_search_compute:
 * @error: what the database said
 *
 * One statement for each kind and one for the institutions, whatever is found.
 *
 * Returns: (transfer full): what was found; %NULL with @error set
 */
RoundsUnifiedSearch *
rounds_unified_search_compute (RoundsDatabase             *database,
                               const RoundsSearchRequest  *request,
                               GError                    **error)
{
  g_autoptr(RoundsUnifiedSearch) self = g_new0 (RoundsUnifiedSearch, 1);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  self->institutions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const RoundsEntityInfo *info = rounds_registry_find (kinds[i]);

      if (is_wanted (request, info) && !search_kind (self, database, request, info, error))
        return NULL;
    }

  return load_institutions (self, database, error) ? g_steal_pointer (&self) : NULL;
}

static void
write_result (RoundsUnifiedSearch *self,
              RoundsEntity        *record,
              RoundsJsonWriter    *writer)
{
  const char *institution_id = get_institution_id (record);
  RoundsEntity *institution = institution_id != NULL ? g_hash_table_lookup (self->institutions, institution_id) : NULL;
  g_autofree char *title = rounds_entity_dup_title (record);
  const char *subtitle = NULL;

  if (institution != NULL)
    subtitle = rounds_entity_get_text (institution, "name");
  else if (g_str_equal (rounds_entity_get_kind (record), "institution"))
    subtitle = rounds_entity_get_text (record, "city");

  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "type", rounds_entity_get_kind (record));
  rounds_insight_write_text (writer, "id", rounds_entity_get_id (record));
  rounds_insight_write_text (writer, "title", title);
  rounds_insight_write_text (writer, "subtitle", subtitle);
  rounds_insight_write_text (writer, "institutionId", institution_id);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_unified_search_write:
 * @words: what was looked for
 *
 * Writes `{query,results:[{type,id,title,subtitle,institutionId}],more:[type]}`.
 */
void
rounds_unified_search_write (RoundsUnifiedSearch *self,
                             const char          *words,
                             RoundsJsonWriter    *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "query", words);
  rounds_json_writer_key (writer, "results");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < self->groups->len; i++)
    {
      RoundsSearchGroup *group = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < group->records->len; j++)
        write_result (self, g_ptr_array_index (group->records, j), writer);
    }
  rounds_json_writer_end_array (writer);
  rounds_json_writer_key (writer, "more");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < self->groups->len; i++)
    {
      RoundsSearchGroup *group = g_ptr_array_index (self->groups, i);

      if (group->has_more)
        rounds_json_writer_text (writer, group->info->kind);
    }
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}

void
rounds_unified_search_free (RoundsUnifiedSearch *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->institutions, g_hash_table_unref);
  g_free (self);
}
