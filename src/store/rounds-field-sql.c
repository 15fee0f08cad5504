/* rounds-field-sql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-field-sql.h"

#include "model/rounds-custom-value.h"
#include "store/rounds-derived-fields.h"

static char *
write_custom (const RoundsField *field,
              const char        *alias)
{
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

/* The number of the parameter that @p names, which is added the first time; @p is left after the name. */
static guint
find_parameter (const char   **p,
                RoundsMoment  *moment,
                GHashTable    *numbers,
                GPtrArray     *parameters)
{
  const char *start = *p;
  g_autofree char *name = NULL;
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  guint number;

  while (g_ascii_islower (**p) || **p == '_')
    (*p)++;
  name = g_strndup (start, (gsize) (*p - start));

  number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, name));
  if (number > 0)
    return number;

  if (!rounds_moment_get_value (moment, name, &value))
    g_error ("A derived field asks for “%s”", name);
  number = rounds_parameters_add_value (parameters, &value);
  g_hash_table_insert (numbers, g_steal_pointer (&name), GUINT_TO_POINTER (number));

  return number;
}

static char *
write_derived (const RoundsField *field,
               RoundsMoment      *moment,
               const char        *alias,
               GPtrArray         *parameters)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *sql = g_string_new (NULL);

  for (const char *p = rounds_derived_field_get (field)->sql; *p != '\0';)
    {
      if (*p == '@')
        g_string_append (sql, alias);
      else if (*p == '$')
        {
          p++;
          g_string_append_printf (sql, "$%u", find_parameter (&p, moment, numbers, parameters));
          continue;
        }
      else
        g_string_append_c (sql, *p);
      p++;
    }

  return g_string_free_and_steal (sql);
}

/**
 * rounds_field_to_sql:
 * @field: a field with a column, a custom one or a derived one
 * @moment: (nullable): of a derived field, when it is asked
 * @alias: what the table of the records is called in the statement
 * @parameters: (element-type RoundsValue): where what a derived field needs is added
 *
 * Returns: (transfer full): the expression of what a row holds in the field: texts and lists as TEXT, numbers as BIGINT
 */
char *
rounds_field_to_sql (const RoundsField *field,
                     RoundsMoment      *moment,
                     const char        *alias,
                     GPtrArray         *parameters)
{
  if (field->flags & ROUNDS_FIELD_CUSTOM)
    return write_custom (field, alias);
  if (field->flags & ROUNDS_FIELD_DERIVED)
    {
      g_return_val_if_fail (moment != NULL, g_strdup ("NULL"));
      return write_derived (field, moment, alias, parameters);
    }

  return g_strdup_printf ("%s.%s", alias, field->column);
}
