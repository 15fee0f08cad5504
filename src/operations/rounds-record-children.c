/* rounds-record-children.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-record-children.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "operations/rounds-operation-private.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* How rows are written: the policy is asked, or what is written follows from what it has allowed. */
typedef struct
{
  gboolean (*insert) (RoundsOperationContext  *context,
                      RoundsEntity            *entity,
                      GError                 **error);
  gboolean (*update) (RoundsOperationContext  *context,
                      RoundsEntity            *before,
                      RoundsEntity            *after,
                      GError                 **error);
} Writer;

static const Writer asking = { rounds_operation_insert, rounds_operation_update };
static const Writer by_rule = { rounds_operation_insert_by_rule, rounds_operation_update_by_rule };

static RoundsEntity *
find_child (GPtrArray  *children,
            const char *id)
{
  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      RoundsEntity *child = g_ptr_array_index (children, i);

      if (g_strcmp0 (rounds_entity_get_id (child), id) == 0)
        return child;
    }

  return NULL;
}

/* Puts the ids of new children where they were given, so that the same arguments make the same rows elsewhere. */
static void
complete_values (JsonObject        *values,
                 const RoundsField *field,
                 GPtrArray         *children)
{
  JsonNode *node = json_object_get_member (values, field->json_key);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return;

  array = json_node_get_array (node);
  for (guint i = 0; i < children->len && i < json_array_get_length (array); i++)
    json_object_set_string_member (json_array_get_object_element (array, i), "id",
                                   rounds_entity_get_id (g_ptr_array_index (children, i)));
}

/**
 * rounds_record_children_complete:
 * @parent: a record with its id
 * @values: (inout) (nullable): what was given for it
 *
 * Gives new children their ids, in @values too, and tells all of them whose they are.
 */
void
rounds_record_children_complete (RoundsEntity *parent,
                                 JsonObject   *values)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (parent);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      GPtrArray *children;

      if (field->type != ROUNDS_FIELD_RECORDS)
        continue;

      children = rounds_entity_get_records (parent, field->name);
      for (guint j = 0; children != NULL && j < children->len; j++)
        {
          RoundsEntity *child = g_ptr_array_index (children, j);

          if (rounds_entity_get_id (child) == NULL)
            {
              g_autofree char *id = rounds_id_new ();
              rounds_entity_set_text (child, "id", id);
            }
          rounds_entity_set_text (child, rounds_entity_get_info (child)->parent_field, rounds_entity_get_id (parent));
        }

      if (children != NULL && values != NULL)
        complete_values (values, field, children);
    }
}

static gboolean
child_differs (RoundsEntity *before,
               RoundsEntity *after)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_fields; i++)
    if (!rounds_value_equal (rounds_entity_get_value (before, &info->fields[i]),
                             rounds_entity_get_value (after, &info->fields[i])))
      return TRUE;

  return FALSE;
}

/**
 * rounds_record_children_differ:
 *
 * Returns: whether the records that belong to @after are others than those of @before
 */
gboolean
rounds_record_children_differ (RoundsEntity *before,
                               RoundsEntity *after)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_fields; i++)
    {
      GPtrArray *old = NULL;
      GPtrArray *new = NULL;

      if (info->fields[i].type != ROUNDS_FIELD_RECORDS)
        continue;

      old = rounds_entity_get_records (before, info->fields[i].name);
      new = rounds_entity_get_records (after, info->fields[i].name);
      if (new == NULL)
        continue;
      if ((old != NULL ? old->len : 0) != new->len)
        return TRUE;
      for (guint j = 0; j < new->len; j++)
        {
          RoundsEntity *child = g_ptr_array_index (new, j);
          RoundsEntity *known = find_child (old, rounds_entity_get_id (child));

          if (known == NULL || child_differs (known, child))
            return TRUE;
        }
    }

  return FALSE;
}

/* What a line came from is not given by hand, and a line that comes back has not forgotten it. */
static void
restore_references (RoundsEntity *tombstone,
                    RoundsEntity *child)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (child);

  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const RoundsField *field = &info->own_fields[i];

      if (field->type == ROUNDS_FIELD_REFERENCE && (field->flags & ROUNDS_FIELD_SYSTEM) && rounds_entity_is_null (child, field->name))
        rounds_entity_set_text (child, field->name, rounds_entity_get_text (tombstone, field->name));
    }
}

/* A child that was removed and comes back, as when an edit is undone: its row is there as a tombstone. */
static gboolean
insert_or_revive (RoundsOperationContext  *context,
                  const Writer            *writer,
                  RoundsEntity            *child,
                  GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (child);
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) tombstone = rounds_repository_get (context->database, info, rounds_entity_get_id (child), &local);

  if (tombstone == NULL || !rounds_entity_is_deleted (tombstone) ||
      g_strcmp0 (rounds_entity_get_text (tombstone, info->parent_field),
                 rounds_entity_get_text (child, info->parent_field)) != 0)
    return writer->insert (context, child, error);

  restore_references (tombstone, child);
  rounds_entity_set_integer (child, "revision", rounds_entity_get_revision (tombstone));
  rounds_entity_set_integer (child, "created-at", rounds_entity_get_integer (tombstone, "created-at"));
  rounds_entity_set_text (child, "created-by", rounds_entity_get_text (tombstone, "created-by"));
  return writer->update (context, tombstone, child, error);
}

static gboolean
tombstone_child (RoundsOperationContext  *context,
                 const Writer            *writer,
                 RoundsEntity            *child,
                 GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (child);

  rounds_entity_set_integer (after, "deleted-at", context->now);
  return writer->update (context, child, after, error);
}

static gboolean
write_list (RoundsOperationContext  *context,
            const Writer            *writer,
            GPtrArray               *before,
            GPtrArray               *after,
            GError                 **error)
{
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      RoundsEntity *child = g_ptr_array_index (before, i);

      if (find_child (after, rounds_entity_get_id (child)) == NULL && !tombstone_child (context, writer, child, error))
        return FALSE;
    }

  for (guint i = 0; i < after->len; i++)
    {
      RoundsEntity *child = g_ptr_array_index (after, i);
      RoundsEntity *known = find_child (before, rounds_entity_get_id (child));

      if (known == NULL ? !insert_or_revive (context, writer, child, error)
                        : child_differs (known, child) && !writer->update (context, known, child, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_children (RoundsOperationContext  *context,
                const Writer            *writer,
                RoundsEntity            *before,
                RoundsEntity            *after,
                GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      GPtrArray *new;

      if (field->type != ROUNDS_FIELD_RECORDS)
        continue;

      new = rounds_entity_get_records (after, field->name);
      if (new != NULL &&
          !write_list (context, writer, before != NULL ? rounds_entity_get_records (before, field->name) : NULL, new, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * rounds_record_children_write:
 * @before: (nullable): the parent as it was, %NULL when it is new
 * @after: the parent as it is now
 *
 * Writes the records that belong to @after, found again by their ids: new ones are inserted, known ones updated, missing
 * ones become tombstones. A list that @after has not loaded stays as it is.
 */
gboolean
rounds_record_children_write (RoundsOperationContext  *context,
                              RoundsEntity            *before,
                              RoundsEntity            *after,
                              GError                 **error)
{
  return write_children (context, &asking, before, after, error);
}

/**
 * rounds_record_children_write_by_rule:
 *
 * As rounds_record_children_write(), without asking the policy: for what follows from a write it has allowed.
 */
gboolean
rounds_record_children_write_by_rule (RoundsOperationContext  *context,
                                      RoundsEntity            *before,
                                      RoundsEntity            *after,
                                      GError                 **error)
{
  return write_children (context, &by_rule, before, after, error);
}

/**
 * rounds_record_children_delete:
 *
 * Makes tombstones of the records that belong to @parent, which has them loaded.
 */
gboolean
rounds_record_children_delete (RoundsOperationContext  *context,
                               RoundsEntity            *parent,
                               GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (parent);

  for (guint i = 0; i < info->n_fields; i++)
    {
      GPtrArray *children = NULL;

      if (info->fields[i].type == ROUNDS_FIELD_RECORDS)
        children = rounds_entity_get_records (parent, info->fields[i].name);
      for (guint j = 0; children != NULL && j < children->len; j++)
        if (!tombstone_child (context, &asking, g_ptr_array_index (children, j), error))
          return FALSE;
    }

  return TRUE;
}

static GPtrArray *
list_followers (RoundsOperationContext  *context,
                const RoundsEntityInfo  *info,
                const char              *field,
                const char              *id,
                GError                 **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, field), ROUNDS_FILTER_EQUAL, id);

  rounds_query_set_filter (query, filter);
  rounds_query_set_include_deleted (query, TRUE);

  return rounds_repository_list (context->database, query, error);
}

/**
 * rounds_record_followers_delete:
 * @info: a kind of record
 * @field: its reference to the one that is deleted
 * @id: the one that is deleted
 *
 * Makes tombstones of the records that have no meaning without another, such as the history of a deal.
 */
gboolean
rounds_record_followers_delete (RoundsOperationContext  *context,
                                const RoundsEntityInfo  *info,
                                const char              *field,
                                const char              *id,
                                GError                 **error)
{
  g_autoptr(GPtrArray) followers = list_followers (context, info, field, id, error);

  for (guint i = 0; followers != NULL && i < followers->len; i++)
    {
      RoundsEntity *follower = g_ptr_array_index (followers, i);
      g_autoptr(RoundsEntity) after = NULL;

      if (rounds_entity_is_deleted (follower))
        continue;
      after = rounds_entity_copy (follower);
      rounds_entity_set_integer (after, "deleted-at", context->now);
      if (!rounds_operation_update_by_rule (context, follower, after, error))
        return FALSE;
    }

  return followers != NULL;
}

/**
 * rounds_record_followers_restore:
 * @deleted_at: when the one they follow was deleted
 *
 * Those that went with it come back with it; those that had been removed before do not.
 */
gboolean
rounds_record_followers_restore (RoundsOperationContext  *context,
                                 const RoundsEntityInfo  *info,
                                 const char              *field,
                                 const char              *id,
                                 gint64                   deleted_at,
                                 GError                 **error)
{
  g_autoptr(GPtrArray) followers = list_followers (context, info, field, id, error);

  for (guint i = 0; followers != NULL && i < followers->len; i++)
    {
      RoundsEntity *follower = g_ptr_array_index (followers, i);
      g_autoptr(RoundsEntity) after = NULL;

      if (!rounds_entity_is_deleted (follower) || rounds_entity_get_integer (follower, "deleted-at") != deleted_at)
        continue;
      after = rounds_entity_copy (follower);
      rounds_entity_clear (after, "deleted-at");
      if (!rounds_operation_update_by_rule (context, follower, after, error))
        return FALSE;
    }

  return followers != NULL;
}

/**
 * rounds_record_children_restore:
 * @deleted_at: when @parent was deleted
 *
 * Restores the records that were deleted with @parent.
 */
gboolean
rounds_record_children_restore (RoundsOperationContext  *context,
                                RoundsEntity            *parent,
                                gint64                   deleted_at,
                                GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (parent);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsEntityInfo *child;

      if (info->fields[i].type != ROUNDS_FIELD_RECORDS)
        continue;
      child = rounds_registry_find (info->fields[i].reference);
      if (!rounds_record_followers_restore (context, child, child->parent_field, rounds_entity_get_id (parent), deleted_at,
                                            error))
        return FALSE;
    }

  return TRUE;
}
