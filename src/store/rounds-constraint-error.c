/* rounds-constraint-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-constraint-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-record-sql.h"

/*
 * @place: a column as `institutions.finess`, or an index of ours as `users_email_unique`
 *
 * Returns: (nullable): the field it is about
 */
const RoundsField *
rounds_constraint_find_field (const char *place)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      const RoundsEntityInfo *info = kinds[i];
      const gsize length = strlen (info->table);

      if (strncmp (place, info->table, length) != 0 || (place[length] != '.' && place[length] != '_'))
        continue;

      for (guint j = 0; j < info->n_fields; j++)
        {
          const char *column = place + length + 1;
          const char *end = g_str_has_prefix (column, info->fields[j].column)
                            ? column + strlen (info->fields[j].column)
                            : NULL;

          if (end != NULL && (*end == '\0' || *end == ',' || g_str_has_prefix (end, "_unique")))
            return &info->fields[j];
        }
    }

  return NULL;
}

/*
 * Says in words of ours what is wrong with a row.
 *
 * @field: (nullable): the field, when it is known
 * @message: what the database says
 */
void
rounds_set_constraint_error (RoundsConstraint    constraint,
                             const RoundsField  *field,
                             const char         *message,
                             GError            **error)
{
  GError *local = NULL;

  switch (constraint)
    {
    case ROUNDS_CONSTRAINT_UNIQUE:
      rounds_set_already_exists (field, &local);
      break;

    case ROUNDS_CONSTRAINT_REFERENCE:
      rounds_problem_set (&local, ROUNDS_PROBLEM_INVALID, "UNKNOWN_REFERENCE",
                          _("A record that is referred to does not exist, or is still referred to by others"));
      break;

    case ROUNDS_CONSTRAINT_NOT_NULL:
      if (field != NULL)
        rounds_problem_add_field (&local, field->json_path, "REQUIRED", _("%s is needed"), rounds_field_get_label (field));
      else
        rounds_problem_set (&local, ROUNDS_PROBLEM_INVALID, "REQUIRED", _("A value that is needed is missing"));
      break;

    case ROUNDS_CONSTRAINT_OTHER:
    default:
      rounds_problem_set (&local, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED", _("The database refuses: %s"), message);
    }

  g_propagate_error (error, local);
}
