/* rounds-sync-result.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "wire/rounds-sync-operation.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "wire/rounds-problem-json.h"

/* What the server answers to each operation of a batch. */

static const char * const statuses[] = {
  [ROUNDS_SYNC_APPLIED] = "applied",
  [ROUNDS_SYNC_REJECTED] = "rejected",
  [ROUNDS_SYNC_DUPLICATE] = "duplicate",
};

static gboolean
parse_status (const char       *text,
              RoundsSyncStatus *status)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (text, statuses[i]))
      {
        *status = i;
        return TRUE;
      }

  return FALSE;
}

static RoundsSyncResult *
read_result (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = rounds_json_get_text (object, "id");
  RoundsSyncStatus status;
  RoundsSyncResult *self;
  JsonNode *member;

  if (id == NULL || !parse_status (rounds_json_get_text (object, "status"), &status))
    return NULL;

  self = rounds_sync_result_new (id, status);
  member = json_object_get_member (object, "result");
  if (member != NULL && !JSON_NODE_HOLDS_NULL (member))
    self->result = json_node_ref (member);

  member = json_object_get_member (object, "problem");
  if (member != NULL && JSON_NODE_HOLDS_OBJECT (member))
    self->problem = rounds_problem_json_to_error (json_node_get_object (member), 0);
  else if (status == ROUNDS_SYNC_REJECTED)
    self->problem = rounds_problem_json_to_error (NULL, 0);

  return self;
}

/**
 * rounds_sync_result_new:
 *
 * Returns: (transfer full): a result; set the rest by hand
 */
RoundsSyncResult *
rounds_sync_result_new (const char       *id,
                        RoundsSyncStatus  status)
{
  RoundsSyncResult *self = g_new0 (RoundsSyncResult, 1);

  self->id = g_strdup (id);
  self->status = status;

  return self;
}

void
rounds_sync_result_free (RoundsSyncResult *self)
{
  g_free (self->id);
  g_clear_pointer (&self->result, json_node_unref);
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * rounds_sync_results_write:
 * @results: (element-type RoundsSyncResult): in the order of the operations
 * @writer: where they go, as one value
 */
void
rounds_sync_results_write (GPtrArray        *results,
                           RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "results");
  rounds_json_writer_begin_array (writer);

  for (guint i = 0; i < results->len; i++)
    {
      RoundsSyncResult *result = g_ptr_array_index (results, i);

      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "id");
      rounds_json_writer_text (writer, result->id);
      rounds_json_writer_key (writer, "status");
      rounds_json_writer_text (writer, statuses[result->status]);
      if (result->result != NULL)
        {
          rounds_json_writer_key (writer, "result");
          rounds_json_writer_node (writer, result->result);
        }
      if (result->problem != NULL)
        {
          rounds_json_writer_key (writer, "problem");
          rounds_problem_json_write (writer, result->problem, NULL);
        }
      rounds_json_writer_end_object (writer);
    }

  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_sync_results_from_json:
 * @data: the data of an answer
 * @error: `BAD_ANSWER`
 *
 * Returns: (transfer full) (element-type RoundsSyncResult) (nullable): the results, in the order of the operations sent
 */
GPtrArray *
rounds_sync_results_from_json (JsonNode  *data,
                               GError   **error)
{
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_sync_result_free);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (data) ? json_node_get_object (data) : NULL;
  JsonNode *node = object != NULL ? json_object_get_member (object, "results") : NULL;
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean is_good = array != NULL;

  for (guint i = 0; is_good && i < json_array_get_length (array); i++)
    {
      RoundsSyncResult *result = read_result (json_array_get_element (array, i));

      if (result != NULL)
        g_ptr_array_add (results, result);
      is_good = result != NULL;
    }

  if (!is_good)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "BAD_ANSWER", _("The server’s answer to the changes sent cannot be read"));
      return NULL;
    }

  return g_steal_pointer (&results);
}
