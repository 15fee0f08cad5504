/* rounds-tag-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-tag.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-hooks-private.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* Tags are held by their names: who renames or deletes one changes the records that have it, in the same transaction. */

/* How many records are in memory at once. */
#define PAGE 500

/* How many the undo of a deletion remembers. */
#define REMEMBERED_MAXIMUM 10000

/* What becomes of the list: @name goes, @new_name, if any, takes its place unless it is there already. */
static GStrv
replace_entry (const char * const *list,
               const char         *name,
               const char         *new_name)
{
  g_autoptr(GStrvBuilder) entries = g_strv_builder_new ();
  gboolean has_new = new_name != NULL && list != NULL && g_strv_contains (list, new_name);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      if (!g_str_equal (list[i], name))
        g_strv_builder_add (entries, list[i]);
      else if (new_name != NULL && !has_new)
        g_strv_builder_add (entries, new_name);
    }

  return g_strv_builder_end (entries);
}

static gboolean
write_tags (RoundsOperationContext  *context,
            RoundsEntity            *before,
            const char * const      *tags,
            GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

  rounds_entity_set_list (after, "tags", tags);
  return rounds_operation_update_by_rule (context, before, after, error);
}

/* The next records that have the tag; those that were changed have it no more. */
static GPtrArray *
list_holders (RoundsOperationContext  *context,
              const RoundsEntityInfo  *info,
              const char              *name,
              GError                 **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "tags"), ROUNDS_FILTER_CONTAINS, name);

  rounds_query_set_filter (query, filter);
  rounds_query_set_range (query, 0, PAGE);
  return rounds_repository_list (context->database, query, error);
}

/* Records of one kind; @ids collects which, up to a number. */
static gboolean
replace_in_kind (RoundsOperationContext  *context,
                 const RoundsEntityInfo  *info,
                 const char              *name,
                 const char              *new_name,
                 JsonArray               *ids,
                 GError                 **error)
{
  while (TRUE)
    {
      g_autoptr(GPtrArray) holders = list_holders (context, info, name, error);

      if (holders == NULL || holders->len == 0)
        return holders != NULL;

      for (guint i = 0; i < holders->len; i++)
        {
          RoundsEntity *holder = g_ptr_array_index (holders, i);
          g_auto(GStrv) list = rounds_entity_dup_list (holder, "tags");
          g_auto(GStrv) entries = replace_entry ((const char * const *) list, name, new_name);

          if (!write_tags (context, holder, (const char * const *) entries, error))
            return FALSE;
          if (ids != NULL && json_array_get_length (ids) < REMEMBERED_MAXIMUM)
            json_array_add_string_element (ids, rounds_entity_get_id (holder));
        }
    }
}

static gboolean
has_tags (const RoundsEntityInfo *info)
{
  const RoundsField *field = rounds_entity_info_find (info, "tags");

  return field != NULL && field->type == ROUNDS_FIELD_TEXT_LIST;
}

static JsonObject *
give_arguments (RoundsEntity           *tag,
                const RoundsEntityInfo *info,
                JsonArray              *ids)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", rounds_entity_get_id (tag));
  json_object_set_string_member (arguments, "kind", info->kind);
  json_object_set_array_member (arguments, "ids", json_array_ref (ids));

  return arguments;
}

/* A #RoundsRecordHook: a renamed tag is renamed everywhere. */
gboolean
rounds_tag_finish (RoundsRecordChange  *change,
                   GError             **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  if (change->before == NULL || !rounds_record_change_differs (change, "name"))
    return TRUE;

  for (guint i = 0; kinds[i] != NULL; i++)
    if (has_tags (kinds[i]) &&
        !replace_in_kind (change->context, kinds[i], rounds_entity_get_text (change->before, "name"),
                          rounds_entity_get_text (change->after, "name"), NULL, error))
      return FALSE;

  return TRUE;
}

/* A #RoundsRecordHook: a deleted tag is taken from everything, and the undo gives it back. */
gboolean
rounds_tag_prepare_deletion (RoundsRecordChange  *change,
                             GError             **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  /* The tag itself is asked about after this. */
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(JsonArray) ids = NULL;

      if (!has_tags (kinds[i]))
        continue;

      ids = json_array_new ();
      if (!replace_in_kind (change->context, kinds[i], rounds_entity_get_text (change->before, "name"), NULL, ids, error))
        return FALSE;
      if (json_array_get_length (ids) > 0)
        rounds_operation_add_inverse (change->context, "tag.give", give_arguments (change->before, kinds[i], ids));
    }

  return TRUE;
}

static const RoundsEntityInfo *
read_kind (JsonObject  *arguments,
           JsonArray  **ids,
           GError     **error)
{
  JsonNode *node = json_object_get_member (arguments, "ids");
  const RoundsEntityInfo *info;
  const char *kind;

  if (!rounds_arguments_need_text (arguments, "kind", &kind, error))
    return NULL;

  info = rounds_registry_find (kind);
  if (info == NULL || !has_tags (info))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "UNKNOWN_KIND", _("There are no tags on records of the kind “%s”"), kind);
      return NULL;
    }
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) > REMEMBERED_MAXIMUM)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "WRONG_TYPE", _("“ids” must be a list of at most %d ids"),
                          REMEMBERED_MAXIMUM);
      return NULL;
    }

  *ids = json_node_get_array (node);
  return info;
}

static gboolean
give (RoundsOperationContext  *context,
      const RoundsEntityInfo  *info,
      JsonNode                *node,
      const char              *name,
      GError                 **error)
{
  const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) record = id != NULL ? rounds_repository_get (context->database, info, id, &local) : NULL;
  g_auto(GStrv) list = record != NULL ? rounds_entity_dup_list (record, "tags") : NULL;
  g_autoptr(GStrvBuilder) entries = g_strv_builder_new ();
  g_auto(GStrv) tags = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* What has gone meanwhile gets nothing back. */
  if (record == NULL || rounds_entity_is_deleted (record) || (list != NULL && g_strv_contains ((const char * const *) list, name)))
    return TRUE;

  if (list != NULL)
    g_strv_builder_addv (entries, (const char **) list);
  g_strv_builder_add (entries, name);
  tags = g_strv_builder_end (entries);
  return write_tags (context, record, (const char * const *) tags, error);
}

/* `tag.give {id, kind, ids}`: gives records a tag back; who may do that may delete the tag. It is undone with the deletion. */
JsonNode *
rounds_run_tag_give (RoundsOperationContext  *context,
                     JsonObject              *arguments,
                     GError                 **error)
{
  g_autoptr(RoundsEntity) tag = rounds_operation_load (context, "tag", arguments, "id", error);
  const RoundsEntityInfo *info;
  JsonArray *ids;

  if (tag == NULL || !rounds_operation_update (context, tag, tag, error))
    return NULL;
  info = read_kind (arguments, &ids, error);
  if (info == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (ids); i++)
    if (!give (context, info, json_array_get_element (ids, i), rounds_entity_get_text (tag, "name"), error))
      return NULL;

  return rounds_operation_answer (context, tag);
}
