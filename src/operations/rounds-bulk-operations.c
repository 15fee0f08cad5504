/* rounds-bulk-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "store/rounds-repository.h"

/*
 * `record.bulk-update {kind, ids | filter, values | addTags, removeTags | delete}`: one change of many records, which is one to undo. Each
 * goes the way of a single one, with its checks and the policy; when one is refused, all are.
 */

/* Records that are read at once, and how many one operation takes. */
#define CHUNK 200
#define BULK_MAXIMUM 20000

/**
 * Bulk:
 * @ids: of the records
 * @values: (nullable): what each gets
 * @add: (nullable): tags that each gets
 * @remove: (nullable): tags that none keeps
 * @is_deletion: whether all are deleted
 * @inverses: what undoes each, in order
 */
typedef struct
{
  RoundsOperationContext *context;
  const RoundsEntityInfo *info;
  GPtrArray *ids;
  JsonObject *values;
  GStrv add;
  GStrv remove;
  gboolean is_deletion;
  GPtrArray *inverses;
  guint count;
} Bulk;

static void
bulk_clear (Bulk *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->add, g_strfreev);
  g_clear_pointer (&self->remove, g_strfreev);
  g_clear_pointer (&self->inverses, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bulk, bulk_clear)

static gboolean
refuse (GError     **error,
        const char  *code,
        const char  *sentence)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, code, "%s", sentence);
  return FALSE;
}

static gboolean
read_tags (JsonObject  *arguments,
           const char  *member,
           GStrv       *tags,
           GError     **error)
{
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GStrvBuilder) builder = NULL;

  if (!rounds_arguments_has (arguments, member))
    return TRUE;
  texts = rounds_arguments_get_texts (arguments, member, 100, error);
  if (texts == NULL)
    return FALSE;

  builder = g_strv_builder_new ();
  for (guint i = 0; i < texts->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (texts, i));
  *tags = g_strv_builder_end (builder);
  return TRUE;
}

/* Parts have ids of their own, so they are not given to several records. */
static gboolean
has_parts (Bulk *self)
{
  for (guint i = 0; self->values != NULL && i < self->info->n_fields; i++)
    if (self->info->fields[i].type == ROUNDS_FIELD_RECORDS && json_object_has_member (self->values, self->info->fields[i].json_key))
      return TRUE;

  return FALSE;
}

static gboolean
read_change (Bulk        *self,
             JsonObject  *arguments,
             GError     **error)
{
  guint n_ways;

  if (!rounds_arguments_get_object (arguments, "values", &self->values, error) ||
      !rounds_arguments_get_boolean (arguments, "delete", FALSE, &self->is_deletion, error) ||
      !read_tags (arguments, "addTags", &self->add, error) ||
      !read_tags (arguments, "removeTags", &self->remove, error))
    return FALSE;

  n_ways = (self->values != NULL) + self->is_deletion + (self->add != NULL || self->remove != NULL);
  if (n_ways != 1)
    return refuse (error, "ONE_CHANGE", _("Say one of “values”, “addTags” with “removeTags”, or “delete”"));
  if (has_parts (self))
    return refuse (error, "NOT_IN_BULK", _("Lines and other parts are changed in one record at a time"));
  if ((self->add != NULL || self->remove != NULL) && rounds_entity_info_find (self->info, "tags") == NULL)
    return refuse (error, "NO_TAGS", _("Such records have no tags"));

  return TRUE;
}

/* The ids stand in the arguments from then on: the same records are changed wherever they are run. */
static gboolean
find_ids (Bulk        *self,
          JsonObject  *arguments,
          GError     **error)
{
  const RoundsFilterContext reading = { .database = self->context->database };
  g_autoptr(RoundsFilter) asked = rounds_filter_read (self->info, json_object_get_member (arguments, "filter"), &reading, error);
  g_autoptr(RoundsFilter) scope = NULL;
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsQuery) query = rounds_query_new (self->info);
  g_autoptr(GByteArray) found = NULL;
  JsonArray *ids;

  if (asked == NULL)
    return FALSE;
  if (self->context->scope != NULL)
    scope = self->context->scope (self->info, (gpointer) self->context->actor);
  filter = rounds_filter_new_and (asked, scope);
  rounds_query_set_filter (query, filter);
  rounds_query_set_range (query, 0, BULK_MAXIMUM + 1);
  found = rounds_repository_list_ids (self->context->database, query, error);
  if (found == NULL)
    return FALSE;

  ids = json_array_new ();
  for (guint i = 0; i < found->len; i += ROUNDS_ID_BYTES)
    {
      char id[ROUNDS_ID_LENGTH + 1];

      rounds_id_from_bytes (found->data + i, id);
      json_array_add_string_element (ids, id);
    }
  json_object_set_array_member (arguments, "ids", ids);
  json_object_remove_member (arguments, "filter");
  return TRUE;
}

static gboolean
read_records (Bulk        *self,
              JsonObject  *arguments,
              GError     **error)
{
  if (rounds_arguments_has (arguments, "filter") == rounds_arguments_has (arguments, "ids"))
    return refuse (error, "WHICH_RECORDS", _("Say which records: “ids” or “filter”"));
  if (rounds_arguments_has (arguments, "filter") && !find_ids (self, arguments, error))
    return FALSE;

  self->ids = rounds_arguments_get_ids (arguments, "ids", BULK_MAXIMUM, error);
  return self->ids != NULL;
}

static JsonObject *
record_arguments (Bulk       *self,
                  const char *id)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "kind", self->info->kind);
  json_object_set_string_member (arguments, "id", id);
  return arguments;
}

static gboolean
run_one (Bulk        *self,
         const char  *id,
         JsonObject  *values,
         GError     **error)
{
  g_autoptr(JsonObject) arguments = record_arguments (self, id);
  g_autoptr(JsonNode) answer = NULL;

  if (values != NULL)
    json_object_set_object_member (arguments, "values", json_object_ref (values));
  answer = rounds_operation_run (self->context, values != NULL ? "record.update" : "record.delete", arguments, error);
  if (answer == NULL)
    return FALSE;

  self->count++;
  if (self->context->inverse != NULL)
    g_ptr_array_add (self->inverses, g_steal_pointer (&self->context->inverse));
  return TRUE;
}

/* The tags of a record with those added and without those removed; %NULL: they are what they were. */
static JsonObject *
change_tags (Bulk         *self,
             RoundsEntity *entity)
{
  g_auto(GStrv) tags = rounds_entity_dup_list (entity, "tags");
  g_autoptr(JsonArray) changed = json_array_new ();
  JsonObject *values;
  gboolean differs = FALSE;

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      const gboolean goes = self->remove != NULL && g_strv_contains ((const char * const *) self->remove, tags[i]);

      differs |= goes;
      if (!goes)
        json_array_add_string_element (changed, tags[i]);
    }
  for (guint i = 0; self->add != NULL && self->add[i] != NULL; i++)
    if (tags == NULL || !g_strv_contains ((const char * const *) tags, self->add[i]))
      {
        json_array_add_string_element (changed, self->add[i]);
        differs = TRUE;
      }

  if (!differs)
    return NULL;
  values = json_object_new ();
  json_object_set_array_member (values, "tags", g_steal_pointer (&changed));
  return values;
}

static gboolean
tag_chunk (Bulk    *self,
           guint    first,
           guint    n,
           GError **error)
{
  g_autoptr(GPtrArray) records = rounds_repository_get_many (self->context->database, self->info,
                                                             (const char * const *) self->ids->pdata + first, n, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (records, i);
      g_autoptr(JsonObject) values = change_tags (self, entity);

      if (values != NULL && !run_one (self, rounds_entity_get_id (entity), values, error))
        return FALSE;
    }

  return records != NULL;
}

static gboolean
change_chunk (Bulk    *self,
              guint    first,
              guint    n,
              GError **error)
{
  if (self->add != NULL || self->remove != NULL)
    return tag_chunk (self, first, n, error);

  for (guint i = first; i < first + n; i++)
    if (!run_one (self, g_ptr_array_index (self->ids, i), self->values, error))
      return FALSE;

  return TRUE;
}

JsonNode *
rounds_run_record_bulk_update (RoundsOperationContext  *context,
                               JsonObject              *arguments,
                               GError                 **error)
{
  g_auto(Bulk) self = { .context = context };
  JsonObject *answer;
  JsonNode *node;
  const char *kind;

  if (!rounds_arguments_need_text (arguments, "kind", &kind, error))
    return NULL;
  self.info = rounds_registry_find (kind);
  if (self.info == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_KIND", _("There is no kind of record “%s”"), kind);
      return NULL;
    }
  if (!read_change (&self, arguments, error) || !read_records (&self, arguments, error))
    return NULL;

  self.inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < self.ids->len; i += CHUNK)
    if (!rounds_operation_tell_progress (context, i, self.ids->len, _("Changing records"), error) ||
        !change_chunk (&self, i, MIN (CHUNK, self.ids->len - i), error))
      return NULL;

  rounds_operation_set_inverses (context, self.inverses);
  answer = json_object_new ();
  json_object_set_int_member (answer, "count", self.count);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, answer);
  return node;
}
