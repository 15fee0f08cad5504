/* rounds-field-sql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-field-sql.h"

#include "model/rounds-custom-value.h"

/**
 * rounds_field_to_sql:
 * @field: a field with a column, or a custom one
 * @alias: what the table of the records is called in the statement
 *
 * Returns: (transfer full): the expression of what a row holds in the field: texts and lists as TEXT, numbers as BIGINT
 */
char *
rounds_field_to_sql (const RoundsField *field,
                     const char        *alias)
{
  if (!(field->flags & ROUNDS_FIELD_CUSTOM))
    return g_strdup_printf ("%s.%s", alias, field->column);

  /* Letters, digits and `_` stand in a statement as they are. */
  g_assert (rounds_custom_key_is_valid (field->json_key));

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
    case ROUNDS_FIELD_BOOLEAN:
      return g_strdup_printf ("rounds_json_number (%s." ROUNDS_CUSTOM_FIELD_NAME ", '%s', %u)", alias, field->json_key,
                              rounds_field_get_scale (field));
    default:
      return g_strdup_printf ("rounds_json_text (%s." ROUNDS_CUSTOM_FIELD_NAME ", '%s')", alias, field->json_key);
    }
}
