/* rounds-meeting-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-meeting.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "store/rounds-repository.h"

/*
 * `meeting.import {meetings: [{id, sequence, values, isCancelled?, isUndo?}...]}`: what came in a calendar file. A meeting that is not there
 * is created; one that is there is brought up to date unless it is newer by its sequence (RFC 5546, section 2.1.5), and cancelled where the
 * file says so. One change, which is one to undo.
 */

#define MEETINGS_MAXIMUM 2000

typedef struct
{
  const char *id;
  gint64 sequence;
  JsonObject *values; /* nullable */
  gboolean is_cancelled;
  gboolean is_undo;
} Item;

typedef struct
{
  RoundsOperationContext *context;
  const RoundsEntityInfo *info;
  GPtrArray *inverses;
  guint n_created;
  guint n_updated;
  guint n_skipped;
} Import;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->inverses, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
read_item (JsonNode  *node,
           Item      *item,
           GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "WRONG_TYPE", _("A meeting must be an object"));
      return FALSE;
    }

  return rounds_arguments_check (object, "id sequence values isCancelled isUndo", error) &&
         rounds_arguments_complete_id (object, "id", &item->id, error) &&
         rounds_arguments_get_integer (object, "sequence", 0, &item->sequence, error) &&
         rounds_arguments_get_object (object, "values", &item->values, error) &&
         rounds_arguments_get_boolean (object, "isCancelled", FALSE, &item->is_cancelled, error) &&
         rounds_arguments_get_boolean (object, "isUndo", FALSE, &item->is_undo, error);
}

static void
take_inverse (Import *self)
{
  if (self->context->inverse != NULL)
    g_ptr_array_add (self->inverses, g_steal_pointer (&self->context->inverse));
}

static gboolean
run (Import      *self,
     const char  *operation,
     const Item  *item,
     JsonObject  *values,
     GError     **error)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autoptr(JsonNode) answer = NULL;

  json_object_set_string_member (arguments, "kind", self->info->kind);
  json_object_set_string_member (arguments, "id", item->id);
  if (values != NULL)
    json_object_set_object_member (arguments, "values", json_object_ref (values));
  answer = rounds_operation_run (self->context, operation, arguments, error);

  return answer != NULL;
}

/* The file counts the versions, not the changes that were made to follow it. */
static gboolean
set_sequence (Import      *self,
              const Item  *item,
              GError     **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load_alive (self->context, self->info, item->id, error);
  g_autoptr(RoundsEntity) after = NULL;

  if (before == NULL)
    return FALSE;
  if (rounds_entity_get_integer (before, "sequence") == item->sequence)
    return TRUE;

  after = rounds_entity_copy (before);
  rounds_entity_set_integer (after, "sequence", item->sequence);
  return rounds_operation_update_by_rule (self->context, before, after, error);
}

/* Editing it back would count as a newer version, which the same file could not follow any more. */
static void
take_update_inverse (Import *self,
                     gint64  sequence)
{
  g_autoptr(JsonObject) inverse = g_steal_pointer (&self->context->inverse);
  JsonObject *update = inverse != NULL ? json_object_get_object_member (inverse, "arguments") : NULL;
  JsonObject *arguments, *item;
  JsonArray *meetings;

  if (update == NULL || !json_object_has_member (update, "values"))
    return;

  item = json_object_new ();
  json_object_set_member (item, "id", json_object_dup_member (update, "id"));
  json_object_set_int_member (item, "sequence", sequence);
  json_object_set_member (item, "values", json_object_dup_member (update, "values"));
  json_object_set_boolean_member (item, "isUndo", TRUE);
  meetings = json_array_new ();
  json_array_add_object_element (meetings, item);
  arguments = json_object_new ();
  json_object_set_array_member (arguments, "meetings", meetings);
  rounds_operation_add_inverse (self->context, "meeting.import", arguments);
  take_inverse (self);
}

static gboolean
create (Import      *self,
        const Item  *item,
        GError     **error)
{
  if (!run (self, "record.create", item, item->values, error))
    return FALSE;
  take_inverse (self);
  self->n_created++;

  return set_sequence (self, item, error);
}

static gboolean
update (Import       *self,
        const Item   *item,
        RoundsEntity *before,
        GError      **error)
{
  g_autoptr(JsonObject) cancelling = NULL;
  JsonObject *values = item->values;

  if (item->is_cancelled)
    {
      cancelling = json_object_new ();
      json_object_set_string_member (cancelling, "status", "cancelled");
      values = cancelling;
    }
  if (values == NULL || !run (self, "record.update", item, values, error))
    return values == NULL;
  take_update_inverse (self, rounds_entity_get_integer (before, "sequence"));
  self->n_updated++;

  return set_sequence (self, item, error);
}

/* What was held cannot be called off any more. */
static gboolean
is_of_use (const Item   *item,
           RoundsEntity *before)
{
  const char *status = rounds_entity_get_text (before, "status");

  if (item->is_undo)
    return TRUE;
  if (item->is_cancelled && g_strcmp0 (status, "scheduled") != 0 && g_strcmp0 (status, "in_progress") != 0)
    return FALSE;

  return item->sequence >= rounds_entity_get_integer (before, "sequence");
}

static gboolean
import_item (Import      *self,
             const Item  *item,
             GError     **error)
{
  g_autoptr(RoundsEntity) before = rounds_repository_get (self->context->database, self->info, item->id, NULL);
  gboolean is_gone = before == NULL || rounds_entity_is_deleted (before);

  if (is_gone ? item->is_cancelled || item->is_undo : !is_of_use (item, before))
    {
      self->n_skipped++;
      return TRUE;
    }
  if (before == NULL)
    return create (self, item, error);

  if (is_gone)
    {
      if (!run (self, "record.restore", item, NULL, error))
        return FALSE;
      take_inverse (self);
    }
  return update (self, item, before, error);
}

/* Answers how many were created, updated and skipped. */
JsonNode *
rounds_run_meeting_import (RoundsOperationContext  *context,
                           JsonObject              *arguments,
                           GError                 **error)
{
  g_auto(Import) self = { .context = context };
  JsonArray *meetings;
  JsonObject *answer;
  JsonNode *node;

  if (!rounds_arguments_get_array (arguments, "meetings", &meetings, error))
    return NULL;
  if (meetings == NULL || json_array_get_length (meetings) > MEETINGS_MAXIMUM)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "WRONG_TYPE", _("“meetings” must be a list of at most %d meetings"),
                          MEETINGS_MAXIMUM);
      return NULL;
    }

  self.info = rounds_registry_get (ROUNDS_TYPE_MEETING);
  self.inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  for (guint i = 0; i < json_array_get_length (meetings); i++)
    {
      Item item;

      if (!rounds_operation_tell_progress (context, i, json_array_get_length (meetings), _("Importing meetings"), error) ||
          !read_item (json_array_get_element (meetings, i), &item, error) || !import_item (&self, &item, error))
        return NULL;
    }
  rounds_operation_set_inverses (context, self.inverses);

  answer = json_object_new ();
  json_object_set_int_member (answer, "created", self.n_created);
  json_object_set_int_member (answer, "updated", self.n_updated);
  json_object_set_int_member (answer, "skipped", self.n_skipped);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, answer);
  return node;
}
