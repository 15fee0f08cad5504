/* rounds-batch-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"

/* As many as what undoes a change of many records has. */
#define BATCH_MAXIMUM 40000

static JsonArray *
get_steps (JsonObject  *arguments,
           GError     **error)
{
  JsonNode *node = json_object_get_member (arguments, "operations");

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) <= BATCH_MAXIMUM)
    return json_node_get_array (node);

  rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "WRONG_TYPE", _("“operations” must be a list of at most %d operations"),
                      BATCH_MAXIMUM);
  return NULL;
}

static JsonNode *
run_step (RoundsOperationContext  *context,
          JsonNode                *node,
          GError                 **error)
{
  JsonObject *step = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const RoundsOperation *operation;
  JsonObject *arguments;
  const char *name;

  if (step == NULL)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "WRONG_TYPE", _("An operation must be an object"));
      return NULL;
    }
  if (!rounds_arguments_check (step, "name arguments", error) ||
      !rounds_arguments_need_text (step, "name", &name, error) ||
      !rounds_arguments_get_object (step, "arguments", &arguments, error))
    return NULL;

  operation = rounds_operation_find (name);
  if (operation != NULL && ((operation->flags & ROUNDS_OPERATION_SERVER_ONLY) || operation->run == rounds_run_batch))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_INVALID, "NOT_IN_BATCH", _("%s cannot be one of several changes"),
                          _(operation->label));
      return NULL;
    }

  return rounds_operation_run (context, name, arguments, error);
}

/* `batch.run {operations: [{name, arguments}...]}`: all of them, in order, or none. Answers a list of their answers. */
JsonNode *
rounds_run_batch (RoundsOperationContext  *context,
                  JsonObject              *arguments,
                  GError                 **error)
{
  JsonArray *steps = get_steps (arguments, error);
  g_autoptr(GPtrArray) inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  g_autoptr(JsonArray) answers = json_array_new ();
  JsonNode *answer;

  if (steps == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      answer = run_step (context, json_array_get_element (steps, i), error);
      if (answer == NULL)
        return NULL;
      json_array_add_element (answers, answer);
      if (context->inverse != NULL)
        g_ptr_array_add (inverses, g_steal_pointer (&context->inverse));
    }

  rounds_operation_set_inverses (context, inverses);

  answer = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (answer, g_steal_pointer (&answers));
  return answer;
}
