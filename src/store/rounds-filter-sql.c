/* rounds-filter-sql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-filter.h"

#include "model/rounds-fold.h"
#include "model/rounds-registry.h"
#include "store/rounds-database.h"
#include "store/rounds-field-sql.h"
#include "store/rounds-filter-private.h"

static void append (RoundsFilter *self,
                    const char   *alias,
                    guint         depth,
                    GString      *sql,
                    GPtrArray    *parameters);

/*
 * A pattern for LIKE that stands for @text itself, folded.
 */
static char *
write_pattern (const char *text,
               gboolean    anywhere)
{
  g_autofree char *folded = rounds_fold (text);
  GString *pattern = g_string_new (anywhere ? "%" : NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (*p == '%' || *p == '_' || *p == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');

  return g_string_free_and_steal (pattern);
}

static void
append_group (RoundsFilter *self,
              const char   *alias,
              guint         depth,
              GString      *sql,
              GPtrArray    *parameters)
{
  if (self->children == NULL || self->children->len == 0)
    {
      g_string_append (sql, self->op == ROUNDS_FILTER_AND ? "1 = 1" : "1 = 0");
      return;
    }

  for (guint i = 0; i < self->children->len; i++)
    {
      if (i > 0)
        g_string_append (sql, self->op == ROUNDS_FILTER_AND ? " AND " : " OR ");
      append (g_ptr_array_index (self->children, i), alias, depth, sql, parameters);
    }
}

static void
append_comparison (RoundsFilter *self,
                   const char   *expression,
                   const char   *comparison,
                   GString      *sql,
                   GPtrArray    *parameters)
{
  const RoundsValue *value = g_ptr_array_index (self->values, 0);

  if (rounds_field_is_folded (self->field) && value->type == ROUNDS_VALUE_TEXT)
    {
      g_autofree char *folded = rounds_fold (value->text);

      g_string_append_printf (sql, "rounds_fold (%s) %s $%u", expression, comparison,
                              rounds_parameters_add_text (parameters, folded));
      return;
    }

  g_string_append_printf (sql, "%s %s $%u", expression, comparison,
                          rounds_parameters_add_value (parameters, value));
}

static void
append_in (RoundsFilter *self,
           const char   *expression,
           GString      *sql,
           GPtrArray    *parameters)
{
  const gboolean is_list = self->field->type == ROUNDS_FIELD_TEXT_LIST;

  if (self->values->len == 0)
    {
      g_string_append (sql, "1 = 0");
      return;
    }

  if (!is_list)
    g_string_append_printf (sql, "%s IN (", expression);

  for (guint i = 0; i < self->values->len; i++)
    {
      const guint number = rounds_parameters_add_value (parameters, g_ptr_array_index (self->values, i));

      if (is_list)
        g_string_append_printf (sql, "%srounds_list_has (%s, $%u) = 1", i > 0 ? " OR " : "", expression, number);
      else
        g_string_append_printf (sql, "%s$%u", i > 0 ? ", " : "", number);
    }

  if (!is_list)
    g_string_append_c (sql, ')');
}

static void
append_text (RoundsFilter *self,
             const char   *expression,
             GString      *sql,
             GPtrArray    *parameters)
{
  const RoundsValue *value = g_ptr_array_index (self->values, 0);
  const char *text = value->text != NULL ? value->text : "";
  g_autofree char *pattern = NULL;

  if (self->field->type == ROUNDS_FIELD_TEXT_LIST)
    {
      g_string_append_printf (sql, "rounds_list_has (%s, $%u) = 1", expression,
                              rounds_parameters_add_text (parameters, text));
      return;
    }

  pattern = write_pattern (text, self->op == ROUNDS_FILTER_CONTAINS);
  g_string_append_printf (sql, "rounds_fold (%s) LIKE $%u ESCAPE '\\'", expression,
                          rounds_parameters_add_text (parameters, pattern));
}

static void
append_related (RoundsFilter *self,
                const char   *alias,
                guint         depth,
                GString      *sql,
                GPtrArray    *parameters)
{
  const RoundsEntityInfo *related = self->related != NULL ? self->related : rounds_registry_find (self->field->reference);
  const char *link = self->link != NULL ? self->link->column : "id";
  g_autofree char *inner = g_strdup_printf ("%s_%u", alias, depth + 1);

  g_return_if_fail (related != NULL);

  g_string_append_printf (sql, "EXISTS (SELECT 1 FROM %s %s WHERE %s.%s = %s.%s AND ", related->table, inner, inner, link,
                          alias, self->field->column);
  append (g_ptr_array_index (self->children, 0), inner, depth + 1, sql, parameters);
  g_string_append_c (sql, ')');
}

static void
append (RoundsFilter *self,
        const char   *alias,
        guint         depth,
        GString      *sql,
        GPtrArray    *parameters)
{
  g_autofree char *expression = NULL;

  if (self->field != NULL && self->op != ROUNDS_FILTER_RELATED)
    expression = rounds_field_to_sql (self->field, self->moment, alias, parameters);

  g_string_append_c (sql, '(');

  switch (self->op)
    {
    case ROUNDS_FILTER_NOT:
      append (g_ptr_array_index (self->children, 0), alias, depth, sql, parameters);
      g_string_append (sql, " IS NOT TRUE");
      break;
    case ROUNDS_FILTER_EQUAL:
      g_string_append_printf (sql, "%s = $%u", expression,
                              rounds_parameters_add_value (parameters, g_ptr_array_index (self->values, 0)));
      break;
    case ROUNDS_FILTER_DIFFERENT:
      g_string_append_printf (sql, "%s IS DISTINCT FROM $%u", expression,
                              rounds_parameters_add_value (parameters, g_ptr_array_index (self->values, 0)));
      break;
    case ROUNDS_FILTER_LESS:
      append_comparison (self, expression, "<", sql, parameters);
      break;
    case ROUNDS_FILTER_LESS_OR_EQUAL:
      append_comparison (self, expression, "<=", sql, parameters);
      break;
    case ROUNDS_FILTER_GREATER:
      append_comparison (self, expression, ">", sql, parameters);
      break;
    case ROUNDS_FILTER_GREATER_OR_EQUAL:
      append_comparison (self, expression, ">=", sql, parameters);
      break;
    case ROUNDS_FILTER_CONTAINS:
    case ROUNDS_FILTER_STARTS_WITH:
      append_text (self, expression, sql, parameters);
      break;
    case ROUNDS_FILTER_IN:
      append_in (self, expression, sql, parameters);
      break;
    case ROUNDS_FILTER_EMPTY:
      g_string_append_printf (sql, "%s IS NULL", expression);
      break;
    case ROUNDS_FILTER_TEAM:
      g_string_append_printf (sql, "%s IN (SELECT id FROM users WHERE team_id = $%u)", expression,
                              rounds_parameters_add_value (parameters, g_ptr_array_index (self->values, 0)));
      break;
    case ROUNDS_FILTER_RELATED:
      append_related (self, alias, depth, sql, parameters);
      break;
    case ROUNDS_FILTER_AND:
    case ROUNDS_FILTER_OR:
    default:
      append_group (self, alias, depth, sql, parameters);
    }

  g_string_append_c (sql, ')');
}

/**
 * rounds_filter_to_sql:
 * @alias: what the table of the records is called in the statement
 * @sql: where a condition in parentheses is appended
 * @parameters: (element-type RoundsValue): from rounds_parameters_new(); what is compared with goes here and never into @sql
 */
void
rounds_filter_to_sql (RoundsFilter *self,
                      const char   *alias,
                      GString      *sql,
                      GPtrArray    *parameters)
{
  append (self, alias, 0, sql, parameters);
}
