/* rounds-relations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-relations.h"

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "operations/rounds-operation-private.h"
#include "store/rounds-repository.h"

/*
 * Every record that refers to one is made to refer to another. Which kinds and fields there are is read from the tables: references to
 * the kind, and pairs of `record-kind` and `record-id`. A kind that comes later is moved too.
 */

/* Records that are read at once. */
#define CHUNK 500

/* One run of rounds_relations_move(). */
typedef struct
{
  RoundsRelations *self;
  RoundsOperationContext *context;
  const RoundsEntityInfo *target;
  const char *from_id;
  const char *id;
  gboolean has_primary;
} Move;

static RoundsFilter *
equals (const RoundsEntityInfo *info,
        const char             *field,
        const char             *text)
{
  return rounds_filter_new_text (rounds_entity_info_find (info, field), ROUNDS_FILTER_EQUAL, text);
}

static GPtrArray *
list (RoundsOperationContext  *context,
      const RoundsEntityInfo  *info,
      RoundsFilter            *filter,
      GError                 **error)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info);

  rounds_query_set_filter (query, filter);
  return rounds_repository_list (context->database, query, error);
}

static JsonArray *
begin_ids (JsonArray  *array,
           const char *kind,
           const char *field)
{
  JsonObject *object = json_object_new ();
  JsonArray *ids = json_array_new ();

  json_object_set_string_member (object, "kind", kind);
  if (field != NULL)
    json_object_set_string_member (object, "field", field);
  json_object_set_array_member (object, "ids", ids);
  json_array_add_object_element (array, object);

  return ids;
}

/* A part of a record (a participant, a contact's role in a deal) that says already what this one would say. */
static gboolean
has_twin (Move               *move,
          RoundsEntity       *entity,
          const RoundsField  *field,
          gboolean           *twin,
          GError            **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  g_autoptr(RoundsFilter) same_parent = NULL;
  g_autoptr(RoundsFilter) same_target = NULL;
  g_autoptr(RoundsFilter) both = NULL;
  g_autoptr(GPtrArray) found = NULL;

  *twin = FALSE;
  if (info->parent_field == NULL)
    return TRUE;

  same_parent = equals (info, info->parent_field, rounds_entity_get_text (entity, info->parent_field));
  same_target = equals (info, field->name, move->id);
  both = rounds_filter_new_and (same_parent, same_target);
  found = list (move->context, info, both, error);
  if (found == NULL)
    return FALSE;

  *twin = found->len > 0;
  return TRUE;
}

static void
note_once (JsonArray  **ids,
           JsonArray   *array,
           const char  *kind,
           const char  *field,
           const char  *id)
{
  if (*ids == NULL)
    *ids = begin_ids (array, kind, field);
  json_array_add_string_element (*ids, id);
}

/* An institution has one primary contact at most. */
static void
yield_primary (Move         *move,
               RoundsEntity *after)
{
  if (!move->has_primary || !g_str_equal (move->target->kind, "institution") ||
      !g_str_equal (rounds_entity_get_kind (after), "contact") || !rounds_entity_get_boolean (after, "is-primary"))
    return;

  rounds_entity_set_boolean (after, "is-primary", FALSE);
  json_array_add_string_element (move->self->primary, rounds_entity_get_id (after));
}

static gboolean
move_field (Move               *move,
            const RoundsField  *field,
            GPtrArray          *records,
            GError            **error)
{
  JsonArray *moved = NULL;
  JsonArray *removed = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *before = g_ptr_array_index (records, i);
      g_autoptr(RoundsEntity) after = rounds_entity_copy (before);
      const char *id = rounds_entity_get_id (before);
      gboolean twin;

      if (!has_twin (move, before, field, &twin, error))
        return FALSE;

      if (twin)
        rounds_entity_set_integer (after, "deleted-at", move->context->now);
      else if (g_strcmp0 (id, move->id) == 0)
        rounds_entity_clear (after, field->name); /* nobody reports to himself */
      else
        rounds_entity_set_text (after, field->name, move->id);

      yield_primary (move, after);
      if (!rounds_operation_update_by_rule (move->context, before, after, error))
        return FALSE;
      note_once (twin ? &removed : &moved, twin ? move->self->removed : move->self->moved, rounds_entity_get_kind (before),
                 twin ? NULL : field->name, id);
    }

  return TRUE;
}

static gboolean
move_kind (Move                    *move,
           const RoundsEntityInfo  *info,
           GError                 **error)
{
  const RoundsField *kind = rounds_entity_info_find (info, "record-kind");
  const RoundsField *record = rounds_entity_info_find (info, "record-id");

  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const RoundsField *field = rounds_entity_info_find (info, info->own_fields[i].name);
      g_autoptr(RoundsFilter) filter = NULL;
      g_autoptr(GPtrArray) records = NULL;

      if (field->type != ROUNDS_FIELD_REFERENCE || !g_str_equal (field->reference, move->target->kind))
        continue;
      filter = equals (info, field->name, move->from_id);
      records = list (move->context, info, filter, error);
      if (records == NULL || !move_field (move, field, records, error))
        return FALSE;
    }

  if (kind != NULL && record != NULL)
    {
      g_autoptr(RoundsFilter) is_kind = equals (info, kind->name, move->target->kind);
      g_autoptr(RoundsFilter) is_record = equals (info, record->name, move->from_id);
      g_autoptr(RoundsFilter) filter = rounds_filter_new_and (is_record, is_kind);
      g_autoptr(GPtrArray) records = list (move->context, info, filter, error);

      if (records == NULL || !move_field (move, record, records, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
find_primary (Move    *move,
              GError **error)
{
  const RoundsEntityInfo *info = rounds_registry_find ("contact");
  g_autoptr(RoundsFilter) here = NULL;
  g_autoptr(RoundsFilter) primary = NULL;
  g_autoptr(RoundsFilter) both = NULL;
  g_autoptr(GPtrArray) found = NULL;

  if (!g_str_equal (move->target->kind, "institution"))
    return TRUE;

  here = equals (info, "institution-id", move->id);
  primary = rounds_filter_new_integer (rounds_entity_info_find (info, "is-primary"), ROUNDS_FILTER_EQUAL, 1);
  both = rounds_filter_new_and (here, primary);
  found = list (move->context, info, both, error);
  if (found == NULL)
    return FALSE;

  move->has_primary = found->len > 0;
  return TRUE;
}

static JsonArray *
copy_member (JsonObject *object,
             const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_array_ref (json_node_get_array (node)) : json_array_new ();
}

RoundsRelations *
rounds_relations_new (void)
{
  RoundsRelations *self = g_new0 (RoundsRelations, 1);

  self->moved = json_array_new ();
  self->removed = json_array_new ();
  self->primary = json_array_new ();

  return self;
}

/**
 * rounds_relations_from_json:
 * @object: what rounds_relations_write() has written; what is not there is empty
 *
 * Returns: (transfer full): the same again
 */
RoundsRelations *
rounds_relations_from_json (JsonObject *object)
{
  RoundsRelations *self = g_new0 (RoundsRelations, 1);

  self->moved = copy_member (object, "moved");
  self->removed = copy_member (object, "removed");
  self->primary = copy_member (object, "primary");

  return self;
}

void
rounds_relations_free (RoundsRelations *self)
{
  json_array_unref (self->moved);
  json_array_unref (self->removed);
  json_array_unref (self->primary);
  g_free (self);
}

/**
 * rounds_relations_write:
 * @object: where `moved`, `removed` and `primary` are put
 */
void
rounds_relations_write (RoundsRelations *self,
                        JsonObject      *object)
{
  json_object_set_array_member (object, "moved", json_array_ref (self->moved));
  json_object_set_array_member (object, "removed", json_array_ref (self->removed));
  json_object_set_array_member (object, "primary", json_array_ref (self->primary));
}

/**
 * rounds_relations_move:
 * @info: a kind
 * @from_id: a record of it
 * @id: another record of it
 *
 * Makes everything that refers to @from_id refer to @id, and remembers it in @self. The policy is not asked: it follows from a
 * change of the two that has been allowed.
 */
gboolean
rounds_relations_move (RoundsRelations         *self,
                       RoundsOperationContext  *context,
                       const RoundsEntityInfo  *info,
                       const char              *from_id,
                       const char              *id,
                       GError                 **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  Move move = { self, context, info, from_id, id, FALSE };

  if (!find_primary (&move, error))
    return FALSE;

  for (guint i = 0; kinds[i] != NULL; i++)
    if (!(kinds[i]->flags & ROUNDS_ENTITY_SERVER_ONLY) && !move_kind (&move, kinds[i], error))
      return FALSE;

  return TRUE;
}

/* Runs @change on the records of an entry; those that are not there any more are passed over. */
static gboolean
for_each_record (RoundsOperationContext  *context,
                 const char              *kind,
                 JsonArray               *ids,
                 void                   (*change) (RoundsEntity *entity, gpointer user_data),
                 gpointer                 user_data,
                 GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  const guint n_ids = json_array_get_length (ids);

  for (guint i = 0; info != NULL && i < n_ids; i += CHUNK)
    {
      g_autoptr(GPtrArray) chunk = g_ptr_array_new ();
      g_autoptr(GPtrArray) records = NULL;

      for (guint j = i; j < MIN (n_ids, i + CHUNK); j++)
        if (JSON_NODE_HOLDS_VALUE (json_array_get_element (ids, j)))
          g_ptr_array_add (chunk, (gpointer) json_array_get_string_element (ids, j));
      records = rounds_repository_get_many (context->database, info, (const char * const *) chunk->pdata, chunk->len, error);
      if (records == NULL)
        return FALSE;

      for (guint j = 0; j < records->len; j++)
        {
          RoundsEntity *before = g_ptr_array_index (records, j);
          g_autoptr(RoundsEntity) after = rounds_entity_copy (before);

          change (after, user_data);
          if (!rounds_operation_update_by_rule (context, before, after, error))
            return FALSE;
        }
    }

  return TRUE;
}

typedef struct
{
  const char *field;
  const char *from_id;
  const char *id;
} Return;

/* What somebody has pointed elsewhere meanwhile stays there. */
static void
point_back (RoundsEntity *entity,
            gpointer      user_data)
{
  const Return *data = user_data;
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (entity), data->field);
  const char *now;

  if (field == NULL || field->type == ROUNDS_FIELD_RECORDS)
    return;

  now = rounds_entity_get_text (entity, field->name);
  if (g_strcmp0 (now, data->id) == 0 || (now == NULL && g_strcmp0 (rounds_entity_get_id (entity), data->id) == 0))
    rounds_entity_set_text (entity, field->name, data->from_id);
}

static void
revive (RoundsEntity *entity,
        gpointer      user_data)
{
  rounds_entity_clear (entity, "deleted-at");
}

static void
make_primary (RoundsEntity *entity,
              gpointer      user_data)
{
  rounds_entity_set_boolean (entity, "is-primary", TRUE);
}

static JsonArray *
get_entry (JsonArray   *array,
           guint        index,
           const char **kind,
           const char **field)
{
  JsonNode *node = json_array_get_element (array, index);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *ids = object != NULL ? json_object_get_member (object, "ids") : NULL;

  *kind = object != NULL ? rounds_json_get_text (object, "kind") : NULL;
  *field = object != NULL ? rounds_json_get_text (object, "field") : NULL;
  return *kind != NULL && ids != NULL && JSON_NODE_HOLDS_ARRAY (ids) ? json_node_get_array (ids) : NULL;
}

/**
 * rounds_relations_restore:
 * @from_id: the record that is to be referred to again
 * @id: the record that it had become
 *
 * Brings back what rounds_relations_move() has done.
 */
gboolean
rounds_relations_restore (RoundsRelations         *self,
                          RoundsOperationContext  *context,
                          const char              *from_id,
                          const char              *id,
                          GError                 **error)
{
  const char *kind;
  const char *field;

  for (guint i = 0; i < json_array_get_length (self->moved); i++)
    {
      JsonArray *ids = get_entry (self->moved, i, &kind, &field);
      Return data = { field, from_id, id };

      if (ids != NULL && field != NULL && !for_each_record (context, kind, ids, point_back, &data, error))
        return FALSE;
    }

  for (guint i = 0; i < json_array_get_length (self->removed); i++)
    {
      JsonArray *ids = get_entry (self->removed, i, &kind, &field);

      if (ids != NULL && !for_each_record (context, kind, ids, revive, NULL, error))
        return FALSE;
    }

  return for_each_record (context, "contact", self->primary, make_primary, NULL, error);
}
