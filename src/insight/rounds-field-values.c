/* rounds-field-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-field-values.h"

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

/**
 * rounds_field_values_compute:
 * @database: a connection
 * @info: a kind of record
 * @field: a field of @info that holds texts in a column
 * @error: what the database said
 *
 * Which values a field has among the records there are: what a list can be narrowed to.
 *
 * Returns: (transfer full) (nullable): the values, each once, in the order of the person's language
 */
GStrv
rounds_field_values_compute (RoundsDatabase          *database,
                             const RoundsEntityInfo  *info,
                             const RoundsField       *field,
                             GError                 **error)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(RoundsStatement) statement = NULL;
  g_autofree char *sql = NULL;
  gboolean row;

  g_return_val_if_fail (rounds_field_has_column (field), NULL);

  /* Names come from the table of fields, never from a person. */
  sql = g_strdup_printf ("SELECT DISTINCT %s FROM %s WHERE deleted_at IS NULL AND %s IS NOT NULL",
                         field->column, info->table, field->column);
  statement = rounds_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      if (!rounds_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        break;
      g_ptr_array_add (values, g_strdup (rounds_statement_get_text (statement, 0)));
    }

  g_ptr_array_sort (values, compare_texts);
  g_ptr_array_add (values, NULL);
  g_ptr_array_set_free_func (values, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}
