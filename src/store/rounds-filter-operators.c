/* rounds-filter-operators.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/rounds-database.h"
#include "store/rounds-filter-private.h"

/* What a condition can ask of a field: the operators of a filter, and those that are written with others. */

#define MAX_VALUES 500

static const struct
{
  const char *name;
  RoundsFilterOperator op;
} operators[] = {
  { "eq", ROUNDS_FILTER_EQUAL },
  { "ne", ROUNDS_FILTER_DIFFERENT },
  { "lt", ROUNDS_FILTER_LESS },
  { "lte", ROUNDS_FILTER_LESS_OR_EQUAL },
  { "gt", ROUNDS_FILTER_GREATER },
  { "gte", ROUNDS_FILTER_GREATER_OR_EQUAL },
  { "contains", ROUNDS_FILTER_CONTAINS },
  { "startsWith", ROUNDS_FILTER_STARTS_WITH },
  { "team", ROUNDS_FILTER_TEAM },
};

/* An operator that is written with others. */
typedef RoundsFilter *(*ReadFunc) (RoundsFilterReader *reader, const RoundsFilterSubject *subject, JsonNode *node, GError **error);

/*
 * Whether the question makes sense for what the field holds.
 */
static gboolean
suits (const RoundsField    *field,
       RoundsFilterOperator  op)
{
  switch (op)
    {
    case ROUNDS_FILTER_EQUAL:
    case ROUNDS_FILTER_DIFFERENT:
      return field->type != ROUNDS_FIELD_TEXT_LIST;
    case ROUNDS_FILTER_LESS:
    case ROUNDS_FILTER_LESS_OR_EQUAL:
    case ROUNDS_FILTER_GREATER:
    case ROUNDS_FILTER_GREATER_OR_EQUAL:
      return field->type != ROUNDS_FIELD_TEXT_LIST && field->type != ROUNDS_FIELD_BOOLEAN &&
             field->type != ROUNDS_FIELD_REFERENCE;
    case ROUNDS_FILTER_CONTAINS:
      return field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT ||
             field->type == ROUNDS_FIELD_TEXT_LIST;
    case ROUNDS_FILTER_STARTS_WITH:
      return field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT ||
             field->type == ROUNDS_FIELD_DATE;
    case ROUNDS_FILTER_TEAM:
      return field->type == ROUNDS_FIELD_REFERENCE && g_strcmp0 (field->reference, "user") == 0;
    default:
      return TRUE;
    }
}

static void
refuse_operator (RoundsFilterReader  *reader,
                 const RoundsFilterSubject *subject,
                 const char          *name,
                 GError             **error)
{
  rounds_filter_reader_refuse (reader, "op", error, _("The field “%s” cannot be filtered with “%s”"), subject->path, name);
}

static gboolean
check_array (RoundsFilterReader  *reader,
             const RoundsFilterSubject *subject,
             JsonNode            *node,
             GError             **error)
{
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      rounds_filter_reader_refuse (reader, "value", error, _("The filter on “%s” needs an array of values"), subject->path);
      return FALSE;
    }
  if (json_array_get_length (json_node_get_array (node)) > MAX_VALUES)
    {
      rounds_filter_reader_refuse (reader, "value", error, _("The filter on “%s” has more than %d values"), subject->path,
                                   MAX_VALUES);
      return FALSE;
    }

  return TRUE;
}

static RoundsFilter *
read_in (RoundsFilterReader  *reader,
         const RoundsFilterSubject *subject,
         JsonNode            *node,
         GError             **error)
{
  g_autoptr(GPtrArray) values = rounds_parameters_new ();

  if (!check_array (reader, subject, node, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    if (!rounds_filter_read_value (reader, subject->field, ROUNDS_FILTER_IN,
                                   json_array_get_element (json_node_get_array (node), i), values, error))
      return NULL;

  return rounds_filter_new_values (subject->field, ROUNDS_FILTER_IN, values);
}

static RoundsFilter *
read_not_in (RoundsFilterReader  *reader,
             const RoundsFilterSubject *subject,
             JsonNode            *node,
             GError             **error)
{
  g_autoptr(RoundsFilter) in = read_in (reader, subject, node, error);

  return in != NULL ? rounds_filter_new_not (in) : NULL;
}

static gboolean
check_list (RoundsFilterReader  *reader,
            const RoundsFilterSubject *subject,
            const char          *name,
            GError             **error)
{
  if (subject->field->type == ROUNDS_FIELD_TEXT_LIST)
    return TRUE;

  refuse_operator (reader, subject, name, error);
  return FALSE;
}

static RoundsFilter *
read_has_any (RoundsFilterReader  *reader,
              const RoundsFilterSubject *subject,
              JsonNode            *node,
              GError             **error)
{
  return check_list (reader, subject, "hasAny", error) ? read_in (reader, subject, node, error) : NULL;
}

static RoundsFilter *
read_has_none (RoundsFilterReader  *reader,
               const RoundsFilterSubject *subject,
               JsonNode            *node,
               GError             **error)
{
  return check_list (reader, subject, "hasNone", error) ? read_not_in (reader, subject, node, error) : NULL;
}

static RoundsFilter *
read_has_all (RoundsFilterReader  *reader,
              const RoundsFilterSubject *subject,
              JsonNode            *node,
              GError             **error)
{
  g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);

  if (!check_list (reader, subject, "hasAll", error) || !check_array (reader, subject, node, error))
    return NULL;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      RoundsFilter *child = rounds_filter_read_comparison (reader, subject->field, ROUNDS_FILTER_CONTAINS,
                                                           json_array_get_element (json_node_get_array (node), i), error);

      if (child == NULL)
        return NULL;
      g_ptr_array_add (children, child);
    }

  return rounds_filter_new_group (ROUNDS_FILTER_AND, children);
}

static RoundsFilter *
read_between (RoundsFilterReader  *reader,
              const RoundsFilterSubject *subject,
              JsonNode            *node,
              GError             **error)
{
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr(RoundsFilter) from = NULL;
  g_autoptr(RoundsFilter) to = NULL;

  if (!suits (subject->field, ROUNDS_FILTER_LESS))
    {
      refuse_operator (reader, subject, "between", error);
      return NULL;
    }
  if (array == NULL || json_array_get_length (array) != 2)
    {
      rounds_filter_reader_refuse (reader, "value", error, _("“between” needs an array of two values"));
      return NULL;
    }

  from = rounds_filter_read_comparison (reader, subject->field, ROUNDS_FILTER_GREATER_OR_EQUAL,
                                        json_array_get_element (array, 0), error);
  if (from != NULL)
    to = rounds_filter_read_comparison (reader, subject->field, ROUNDS_FILTER_LESS_OR_EQUAL,
                                        json_array_get_element (array, 1), error);
  return to != NULL ? rounds_filter_new_and (from, to) : NULL;
}

static gboolean
read_flag (RoundsFilterReader  *reader,
           const RoundsFilterSubject *subject,
           JsonNode            *node,
           gboolean            *flag,
           GError             **error)
{
  *flag = TRUE;
  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      rounds_filter_reader_refuse (reader, "value", error, _("The filter on “%s” takes true or false"), subject->path);
      return FALSE;
    }

  *flag = json_node_get_boolean (node);
  return TRUE;
}

static RoundsFilter *
read_emptiness (RoundsFilterReader  *reader,
                const RoundsFilterSubject *subject,
                JsonNode            *node,
                gboolean             wanted,
                GError             **error)
{
  g_autoptr(RoundsFilter) empty = rounds_filter_new_empty (subject->field);
  gboolean flag;

  if (!read_flag (reader, subject, node, &flag, error))
    return NULL;

  return flag == wanted ? g_steal_pointer (&empty) : rounds_filter_new_not (empty);
}

static RoundsFilter *
read_is_empty (RoundsFilterReader  *reader,
               const RoundsFilterSubject *subject,
               JsonNode            *node,
               GError             **error)
{
  return read_emptiness (reader, subject, node, TRUE, error);
}

static RoundsFilter *
read_is_not_empty (RoundsFilterReader  *reader,
                   const RoundsFilterSubject *subject,
                   JsonNode            *node,
                   GError             **error)
{
  return read_emptiness (reader, subject, node, FALSE, error);
}

static const struct
{
  const char *name;
  ReadFunc read;
} composites[] = {
  { "in", read_in },
  { "notIn", read_not_in },
  { "hasAny", read_has_any },
  { "hasAll", read_has_all },
  { "hasNone", read_has_none },
  { "between", read_between },
  { "empty", read_is_empty },
  { "isEmpty", read_is_empty },
  { "isNotEmpty", read_is_not_empty },
};

/*
 * @name: (nullable): of the operator
 * @node: (nullable): the value given
 *
 * Returns: (transfer full) (nullable): the condition on the subject's field
 */
RoundsFilter *
rounds_filter_read_operator (RoundsFilterReader         *reader,
                             const RoundsFilterSubject  *subject,
                             const char                 *name,
                             JsonNode                   *node,
                             GError                    **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (composites); i++)
    if (g_strcmp0 (composites[i].name, name) == 0)
      return composites[i].read (reader, subject, node, error);

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_strcmp0 (operators[i].name, name) == 0 && suits (subject->field, operators[i].op))
      return rounds_filter_read_comparison (reader, subject->field, operators[i].op, node, error);

  refuse_operator (reader, subject, name != NULL ? name : "", error);
  return NULL;
}

/*
 * Returns: (transfer none): how the operator is written; `related` for the one that is ours alone
 */
const char *
rounds_filter_operator_to_text (RoundsFilterOperator op)
{
  if (op == ROUNDS_FILTER_IN)
    return "in";
  if (op == ROUNDS_FILTER_EMPTY)
    return "empty";

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].op == op)
      return operators[i].name;

  return "related";
}

/**
 * rounds_filter_get_operator_names:
 *
 * Thread-safe.
 *
 * Returns: (transfer none) (array zero-terminated=1): the operators that a condition can have in JSON
 */
const char * const *
rounds_filter_get_operator_names (void)
{
  static const char *names[G_N_ELEMENTS (operators) + G_N_ELEMENTS (composites) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
        names[i] = operators[i].name;
      for (guint i = 0; i < G_N_ELEMENTS (composites); i++)
        names[G_N_ELEMENTS (operators) + i] = composites[i].name;
      g_once_init_leave (&ready, 1);
    }

  return names;
}
