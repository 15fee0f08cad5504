/* rounds-record-checks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-record-checks.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* What a record's table says about other records: references lead somewhere, unique values are. */

static gboolean
is_changed (RoundsEntity      *before,
            RoundsEntity      *after,
            const RoundsField *field)
{
  return before == NULL || !rounds_value_equal (rounds_entity_get_value (before, field),
                                                rounds_entity_get_value (after, field));
}

/* A record that is restored must find what it cannot do without; the rest it may have lost. */
static gboolean
must_lead_somewhere (RoundsEntity      *before,
                     RoundsEntity      *after,
                     const RoundsField *field)
{
  if (before != NULL && rounds_entity_is_deleted (before))
    return (field->flags & ROUNDS_FIELD_REQUIRED) != 0;

  return is_changed (before, after, field);
}

/* A client does not see every record: what it does not know there, the server will check. */
static gboolean
check_reference (RoundsOperationContext *context,
                 const RoundsField      *field,
                 const char             *id,
                 const char             *prefix,
                 GError                **problems)
{
  const RoundsEntityInfo *info = rounds_registry_find (field->reference);
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) target = rounds_repository_get (context->database, info, id, &local);
  g_autofree char *path = g_strconcat (prefix, field->json_path, NULL);

  if (target != NULL ? !rounds_entity_is_deleted (target) : !context->is_server)
    return TRUE;

  rounds_problem_add_field (problems, path, "REFERENCE_NOT_FOUND", _("%s: there is no such record"),
                            rounds_field_get_label (field));
  return FALSE;
}

static void
check_references (RoundsOperationContext *context,
                  RoundsEntity           *before,
                  RoundsEntity           *after,
                  const char             *prefix,
                  GError                **problems)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      GPtrArray *children;

      if (field->type == ROUNDS_FIELD_RECORDS)
        {
          children = rounds_entity_get_records (after, field->name);
          for (guint j = 0; children != NULL && j < children->len; j++)
            {
              g_autofree char *path = g_strdup_printf ("%s%s[%u].", prefix, field->json_path, j);
              check_references (context, NULL, g_ptr_array_index (children, j), path, problems);
            }
          continue;
        }

      /* Who created it is not given by hand, and the parent is being written. */
      if (field->type != ROUNDS_FIELD_REFERENCE || g_str_equal (field->name, "created-by") ||
          g_strcmp0 (field->name, info->parent_field) == 0)
        continue;
      if (!rounds_entity_is_null (after, field->name) && must_lead_somewhere (before, after, field))
        check_reference (context, field, rounds_entity_get_text (after, field->name), prefix, problems);
    }
}

/**
 * rounds_record_check_references:
 * @before: (nullable): the record as it was
 * @after: the record as it shall be, with the records that belong to it
 * @error: %ROUNDS_PROBLEM_INVALID with fields `REFERENCE_NOT_FOUND`
 *
 * Returns: whether every reference that is new leads to a record that is there
 */
gboolean
rounds_record_check_references (RoundsOperationContext  *context,
                                RoundsEntity            *before,
                                RoundsEntity            *after,
                                GError                 **error)
{
  g_autoptr(GError) problems = NULL;

  check_references (context, before, after, "", &problems);
  if (problems == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problems));
  return FALSE;
}

static gboolean
is_taken (RoundsOperationContext *context,
          RoundsEntity           *entity,
          const RoundsField      *field,
          gboolean               *taken,
          GError                **error)
{
  const char *text = rounds_entity_get_text (entity, field->name);
  g_autoptr(RoundsQuery) query = rounds_query_new (rounds_entity_get_info (entity));
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, text);
  g_autoptr(GPtrArray) others = NULL;

  rounds_query_set_filter (query, filter);
  others = rounds_repository_list (context->database, query, error);
  if (others == NULL)
    return FALSE;

  *taken = FALSE;
  for (guint i = 0; i < others->len; i++)
    if (g_strcmp0 (rounds_entity_get_id (g_ptr_array_index (others, i)), rounds_entity_get_id (entity)) != 0)
      *taken = TRUE;
  return TRUE;
}

/**
 * rounds_record_check_unique:
 * @before: (nullable): the record as it was
 * @after: the record as it shall be
 * @error: %ROUNDS_PROBLEM_CONFLICT, code `ALREADY_EXISTS`, with the field
 *
 * Returns: whether no other record has the value of a unique field of @after that is new
 */
gboolean
rounds_record_check_unique (RoundsOperationContext  *context,
                            RoundsEntity            *before,
                            RoundsEntity            *after,
                            GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      gboolean taken;
      g_autoptr(GError) problem = NULL;

      if (!(field->flags & ROUNDS_FIELD_UNIQUE) || rounds_entity_is_null (after, field->name) ||
          !is_changed (before, after, field))
        continue;
      if (!is_taken (context, after, field, &taken, error))
        return FALSE;
      if (!taken)
        continue;

      problem = rounds_problem_new (ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS", _("%s “%s” is already there: open that one instead"),
                                    rounds_field_get_label (field), rounds_entity_get_text (after, field->name));
      rounds_problem_add_field (&problem, field->json_path, "ALREADY_EXISTS", "%s", problem->message);
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}
