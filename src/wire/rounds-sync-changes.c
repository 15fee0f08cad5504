/* rounds-sync-changes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-sync-changes.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

static gboolean
refuse (GError **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "BAD_ANSWER", _("The server’s list of changes cannot be read"));

  return FALSE;
}

static void
gone_free (gpointer data)
{
  RoundsSyncGone *gone = data;

  g_free (gone->id);
  g_free (gone);
}

static gboolean
read_gone (RoundsSyncChanges  *self,
           JsonNode           *node,
           GError            **error)
{
  JsonObject *gone = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *kind = rounds_json_get_text (gone, "kind");
  const char *id = rounds_json_get_text (gone, "id");

  if (kind == NULL || !rounds_id_is_valid (id))
    return refuse (error);

  if (rounds_registry_find (kind) != NULL)
    rounds_sync_changes_add_gone (self, rounds_registry_find (kind), id);
  return TRUE;
}

static gboolean
read_change (RoundsSyncChanges  *self,
             JsonNode           *node,
             GError            **error)
{
  JsonObject *change = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *record = change != NULL ? json_object_get_member (change, "record") : NULL;
  const char *kind = rounds_json_get_text (change, "kind");
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsEntity) entity = NULL;

  if (kind == NULL || record == NULL || !JSON_NODE_HOLDS_OBJECT (record))
    return refuse (error);

  /* A newer server may know more kinds than we do. */
  if (info == NULL)
    return TRUE;

  entity = rounds_entity_new (info);
  if (!rounds_json_apply (entity, json_node_get_object (record), ROUNDS_JSON_TRUSTED, error))
    return FALSE;
  if (rounds_entity_get_id (entity) == NULL)
    return refuse (error);

  g_ptr_array_add (self->records, g_steal_pointer (&entity));
  return TRUE;
}

/**
 * rounds_sync_changes_new:
 *
 * Returns: (transfer full): nothing has changed
 */
RoundsSyncChanges *
rounds_sync_changes_new (void)
{
  RoundsSyncChanges *self = g_new0 (RoundsSyncChanges, 1);

  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->gone = g_ptr_array_new_with_free_func (gone_free);

  return self;
}

void
rounds_sync_changes_add_gone (RoundsSyncChanges      *self,
                              const RoundsEntityInfo *info,
                              const char             *id)
{
  RoundsSyncGone *gone = g_new0 (RoundsSyncGone, 1);

  gone->info = info;
  gone->id = g_strdup (id);
  g_ptr_array_add (self->gone, gone);
}

void
rounds_sync_changes_free (RoundsSyncChanges *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->gone, g_ptr_array_unref);
  g_free (self);
}

/**
 * rounds_sync_changes_write:
 * @writer: where it goes, as one value
 */
void
rounds_sync_changes_write (RoundsSyncChanges *self,
                           RoundsJsonWriter  *writer)
{
  rounds_json_writer_begin_object (writer);

  rounds_json_writer_key (writer, "changes");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < self->records->len; i++)
    {
      RoundsEntity *entity = g_ptr_array_index (self->records, i);

      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "kind");
      rounds_json_writer_text (writer, rounds_entity_get_kind (entity));
      rounds_json_writer_key (writer, "record");
      rounds_json_write_entity (writer, entity);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "gone");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < self->gone->len; i++)
    {
      const RoundsSyncGone *gone = g_ptr_array_index (self->gone, i);

      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "kind");
      rounds_json_writer_text (writer, gone->info->kind);
      rounds_json_writer_key (writer, "id");
      rounds_json_writer_text (writer, gone->id);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "next");
  rounds_json_writer_integer (writer, self->next);
  rounds_json_writer_key (writer, "more");
  rounds_json_writer_boolean (writer, self->more);
  rounds_json_writer_key (writer, "head");
  rounds_json_writer_integer (writer, self->head);
  rounds_json_writer_key (writer, "total");
  rounds_json_writer_integer (writer, self->total);

  rounds_json_writer_end_object (writer);
}

/**
 * rounds_sync_changes_from_json:
 * @data: the data of an answer
 * @error: `BAD_ANSWER`, or a field problem of a record that cannot be read
 *
 * Kinds that this client does not know are passed over.
 *
 * Returns: (transfer full) (nullable): what has changed
 */
RoundsSyncChanges *
rounds_sync_changes_from_json (JsonNode  *data,
                               GError   **error)
{
  g_autoptr(RoundsSyncChanges) self = rounds_sync_changes_new ();
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (data) ? json_node_get_object (data) : NULL;
  JsonNode *changes = object != NULL ? json_object_get_member (object, "changes") : NULL;
  JsonNode *gone = object != NULL ? json_object_get_member (object, "gone") : NULL;
  JsonArray *array;

  if (changes == NULL || !JSON_NODE_HOLDS_ARRAY (changes) ||
      !rounds_json_get_integer (object, "next", &self->next))
    {
      refuse (error);
      return NULL;
    }

  array = json_node_get_array (changes);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_change (self, json_array_get_element (array, i), error))
      return NULL;

  array = gone != NULL && JSON_NODE_HOLDS_ARRAY (gone) ? json_node_get_array (gone) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!read_gone (self, json_array_get_element (array, i), error))
      return NULL;

  self->head = self->next;
  self->total = self->records->len;
  self->more = json_object_get_boolean_member_with_default (object, "more", FALSE);
  rounds_json_get_integer (object, "head", &self->head);
  rounds_json_get_integer (object, "total", &self->total);

  return g_steal_pointer (&self);
}
