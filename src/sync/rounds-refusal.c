/* rounds-refusal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-refusal.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "operations/rounds-operation.h"
#include "wire/rounds-problem-json.h"

RoundsRefusal *
rounds_refusal_new (const char   *id,
                    const char   *name,
                    gint64        at,
                    const GError *problem)
{
  RoundsRefusal *self = g_new0 (RoundsRefusal, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->at = at;
  self->problem = g_error_copy (problem);

  return self;
}

RoundsRefusal *
rounds_refusal_copy (const RoundsRefusal *self)
{
  return rounds_refusal_new (self->id, self->name, self->at, self->problem);
}

void
rounds_refusal_free (RoundsRefusal *self)
{
  g_free (self->id);
  g_free (self->name);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * rounds_refusal_get_label:
 *
 * Returns: what a person calls the operation
 */
const char *
rounds_refusal_get_label (const RoundsRefusal *self)
{
  const RoundsOperation *operation = rounds_operation_find (self->name);

  return operation != NULL ? _(operation->label) : self->name;
}

/**
 * rounds_refusals_to_text:
 * @refusals: (element-type RoundsRefusal): some
 *
 * Returns: (transfer full): JSON to keep
 */
char *
rounds_refusals_to_text (GPtrArray *refusals)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < refusals->len; i++)
    {
      RoundsRefusal *refusal = g_ptr_array_index (refusals, i);

      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "id");
      rounds_json_writer_text (writer, refusal->id);
      rounds_json_writer_key (writer, "name");
      rounds_json_writer_text (writer, refusal->name);
      rounds_json_writer_key (writer, "at");
      rounds_json_writer_integer (writer, refusal->at);
      rounds_json_writer_key (writer, "problem");
      rounds_problem_json_write (writer, refusal->problem, NULL);
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);

  return rounds_json_writer_end (writer, NULL);
}

/**
 * rounds_refusals_from_text:
 * @text: (nullable): from rounds_refusals_to_text()
 *
 * Returns: (transfer full) (element-type RoundsRefusal): what can be read of it
 */
GPtrArray *
rounds_refusals_from_text (const char *text)
{
  GPtrArray *refusals = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_refusal_free);
  g_autoptr(JsonNode) node = text != NULL ? rounds_json_parse (text, -1, NULL) : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      JsonNode *problem = object != NULL ? json_object_get_member (object, "problem") : NULL;
      g_autoptr(GError) error = NULL;
      gint64 at = 0;

      if (rounds_json_get_text (object, "id") == NULL || rounds_json_get_text (object, "name") == NULL ||
          problem == NULL || !JSON_NODE_HOLDS_OBJECT (problem))
        continue;

      rounds_json_get_integer (object, "at", &at);
      error = rounds_problem_json_to_error (json_node_get_object (problem), 0);
      g_ptr_array_add (refusals, rounds_refusal_new (rounds_json_get_text (object, "id"),
                                                     rounds_json_get_text (object, "name"), at, error));
    }

  return refusals;
}
