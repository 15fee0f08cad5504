/* rounds-operation-inverse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-operation-private.h"

#include "model/rounds-json.h"

/* The operation that undoes one, put together as it runs: one step, or a batch of them, the last change first. */

static JsonObject *
inverse_new (const char *name,
             JsonObject *arguments)
{
  JsonObject *inverse = json_object_new ();

  json_object_set_string_member (inverse, "name", name);
  json_object_set_object_member (inverse, "arguments", arguments);

  return inverse;
}

static void
add_steps (JsonArray  *steps,
           JsonObject *inverse)
{
  JsonArray *others;

  if (g_strcmp0 (rounds_json_get_text (inverse, "name"), ROUNDS_OPERATION_BATCH) != 0)
    {
      json_array_add_object_element (steps, json_object_ref (inverse));
      return;
    }

  others = json_object_get_array_member (json_object_get_object_member (inverse, "arguments"), "operations");
  for (guint i = 0; i < json_array_get_length (others); i++)
    json_array_add_element (steps, json_array_dup_element (others, i));
}

/**
 * rounds_operation_add_inverse_steps:
 * @inverse: an operation with its arguments
 *
 * As rounds_operation_add_inverse(), with the steps of @inverse when it is a batch.
 */
void
rounds_operation_add_inverse_steps (RoundsOperationContext *context,
                                    JsonObject             *inverse)
{
  g_autoptr(JsonObject) former = g_steal_pointer (&context->inverse);
  JsonObject *batch;
  JsonArray *steps;

  if (former == NULL)
    {
      context->inverse = json_object_ref (inverse);
      return;
    }

  steps = json_array_new ();
  add_steps (steps, inverse);
  add_steps (steps, former);
  batch = json_object_new ();
  json_object_set_array_member (batch, "operations", steps);
  context->inverse = inverse_new (ROUNDS_OPERATION_BATCH, batch);
}

/**
 * rounds_operation_set_inverses:
 * @inverses: (transfer none) (element-type JsonObject): what undoes each of several changes, in the order in which they were made
 *
 * Puts together, in one go, what undoes all of them: the last one first.
 */
void
rounds_operation_set_inverses (RoundsOperationContext *context,
                               GPtrArray              *inverses)
{
  JsonArray *steps;
  JsonObject *batch;

  g_clear_pointer (&context->inverse, json_object_unref);
  if (inverses->len == 0)
    return;
  if (inverses->len == 1)
    {
      context->inverse = json_object_ref (g_ptr_array_index (inverses, 0));
      return;
    }

  steps = json_array_new ();
  for (guint i = inverses->len; i > 0; i--)
    add_steps (steps, g_ptr_array_index (inverses, i - 1));
  batch = json_object_new ();
  json_object_set_array_member (batch, "operations", steps);
  context->inverse = inverse_new (ROUNDS_OPERATION_BATCH, batch);
}

/**
 * rounds_operation_add_inverse:
 * @name: an operation
 * @arguments: (transfer full): its arguments
 *
 * Adds a step to the operation that undoes this one. What was done last is undone first.
 */
void
rounds_operation_add_inverse (RoundsOperationContext *context,
                              const char             *name,
                              JsonObject             *arguments)
{
  g_autoptr(JsonObject) inverse = inverse_new (name, arguments);

  if (!context->forgets_inverse)
    rounds_operation_add_inverse_steps (context, inverse);
}
