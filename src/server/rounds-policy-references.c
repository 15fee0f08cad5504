/* rounds-policy-references.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-policy-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

/* A record that is pointed at anew must be one that the person sees. To who does not see it, it is not there. */

static gboolean
check_target (RoundsOperationContext  *context,
              const RoundsEntityInfo  *target,
              const RoundsField       *field,
              const char              *id,
              GError                 **error)
{
  g_autoptr(RoundsEntity) found = NULL;
  g_autoptr(GError) local = NULL;
  GError *problem = NULL;

  if (rounds_policy_is_directory (target))
    return TRUE;

  found = rounds_policy_find (context->database, context->actor, target, id, TRUE, &local);
  if (found != NULL)
    return TRUE;

  if (!g_error_matches (local, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  problem = rounds_problem_new (ROUNDS_PROBLEM_INVALID, "VALIDATION_ERROR", _("%s: there is no such record"),
                                rounds_field_get_label (field));
  rounds_problem_add_field (&problem, field->json_path, "NO_SUCH_RECORD", "%s", problem->message);
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
is_changed (RoundsEntity      *before,
            RoundsEntity      *after,
            const RoundsField *field)
{
  return before == NULL || !rounds_value_equal (rounds_entity_get_value (before, field), rounds_entity_get_value (after, field));
}

/* Of a comment or a document: the record that it says it hangs on. */
static gboolean
check_attachment (RoundsOperationContext  *context,
                  RoundsEntity            *before,
                  RoundsEntity            *after,
                  GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  const RoundsField *kind = rounds_entity_info_find (info, "record-kind");
  const RoundsField *id = rounds_entity_info_find (info, "record-id");
  const RoundsEntityInfo *target = rounds_registry_find (rounds_entity_get_text (after, kind->name));
  GError *problem = NULL;

  if (rounds_entity_is_null (after, id->name) || (!is_changed (before, after, kind) && !is_changed (before, after, id)))
    return TRUE;
  if (target != NULL && rounds_policy_can_be_attached (target))
    return check_target (context, target, id, rounds_entity_get_text (after, id->name), error);

  problem = rounds_problem_new (ROUNDS_PROBLEM_INVALID, "VALIDATION_ERROR", _("Nothing can be attached to records of this kind"));
  rounds_problem_add_field (&problem, kind->json_path, "UNKNOWN_KIND", "%s", problem->message);
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * rounds_policy_check_references:
 * @before: (nullable): the record as it is
 * @after: the record as it shall be
 * @error: %ROUNDS_PROBLEM_INVALID with the field `NO_SUCH_RECORD`
 *
 * Returns: whether every record that @after points at and @before did not is one that the person sees
 */
gboolean
rounds_policy_check_references (RoundsOperationContext  *context,
                                RoundsEntity            *before,
                                RoundsEntity            *after,
                                GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const RoundsField *field = rounds_entity_info_find (info, info->own_fields[i].name);
      const RoundsValue *value;

      if (field->type != ROUNDS_FIELD_REFERENCE || !is_changed (before, after, field))
        continue;
      value = rounds_entity_get_value (after, field);
      if (value->type == ROUNDS_VALUE_TEXT &&
          !check_target (context, rounds_registry_find (field->reference), field, value->text, error))
        return FALSE;
    }

  return rounds_policy_get_kind (info)->rule != ROUNDS_POLICY_ATTACHED || check_attachment (context, before, after, error);
}
