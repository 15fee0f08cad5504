/* rounds-comparison.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-comparison.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"

#define EMPTY \
  { "empty", N_("is empty"), N_("%s is empty"), "isEmpty", ROUNDS_TAKES_NOTHING }, \
  { "filled", N_("is not empty"), N_("%s is not empty"), "isNotEmpty", ROUNDS_TAKES_NOTHING }

#define ONE_OF \
  { "in", N_("is"), N_("%s is %s"), "in", ROUNDS_TAKES_SEVERAL }, \
  { "not-in", N_("is not"), N_("%s is not %s"), "notIn", ROUNDS_TAKES_SEVERAL }

#define PART_OF_TEXT \
  { "contains", N_("contains"), N_("%s contains “%s”"), "contains", ROUNDS_TAKES_ONE }, \
  { "starts", N_("starts with"), N_("%s starts with “%s”"), "startsWith", ROUNDS_TAKES_ONE }

static const RoundsComparison of_texts[] = { ONE_OF, PART_OF_TEXT, EMPTY };
static const RoundsComparison of_long_texts[] = { PART_OF_TEXT, EMPTY };
static const RoundsComparison of_choices[] = { ONE_OF, EMPTY };

static const RoundsComparison of_numbers[] = {
  { "more", N_("is more than"), N_("%s: more than %s"), "gt", ROUNDS_TAKES_ONE },
  { "least", N_("is at least"), N_("%s: at least %s"), "gte", ROUNDS_TAKES_ONE },
  { "less", N_("is less than"), N_("%s: less than %s"), "lt", ROUNDS_TAKES_ONE },
  { "most", N_("is at most"), N_("%s: at most %s"), "lte", ROUNDS_TAKES_ONE },
  { "between", N_("is between"), N_("%s: %s to %s"), "between", ROUNDS_TAKES_TWO },
  { "equal", N_("is exactly"), N_("%s: exactly %s"), "eq", ROUNDS_TAKES_ONE },
  { "different", N_("is other than"), N_("%s: other than %s"), "ne", ROUNDS_TAKES_ONE },
  EMPTY,
};

static const RoundsComparison of_days[] = {
  { "last-days", N_("is in the last"), NULL, "between", ROUNDS_TAKES_DAYS },
  { "next-days", N_("is in the next"), NULL, "between", ROUNDS_TAKES_DAYS },
  { "older", N_("is longer ago than"), NULL, "lt", ROUNDS_TAKES_DAYS },
  { "this", N_("is this"), NULL, "between", ROUNDS_TAKES_SPAN },
  { "last", N_("is last"), NULL, "between", ROUNDS_TAKES_SPAN },
  { "next", N_("is next"), NULL, "between", ROUNDS_TAKES_SPAN },
  { "past", N_("is before today"), N_("%s is before today"), "lt", ROUNDS_TAKES_NOTHING },
  { "coming", N_("is today or later"), N_("%s is today or later"), "gte", ROUNDS_TAKES_NOTHING },
  { "on", N_("is on"), N_("%s is on %s"), "eq", ROUNDS_TAKES_ONE },
  { "before", N_("is before"), N_("%s is before %s"), "lt", ROUNDS_TAKES_ONE },
  { "after", N_("is after"), N_("%s is after %s"), "gt", ROUNDS_TAKES_ONE },
  { "since", N_("is on or after"), N_("%s is on or after %s"), "gte", ROUNDS_TAKES_ONE },
  { "until", N_("is on or before"), N_("%s is on or before %s"), "lte", ROUNDS_TAKES_ONE },
  { "between", N_("is between"), N_("%s is between %s and %s"), "between", ROUNDS_TAKES_TWO },
  EMPTY,
};

static const RoundsComparison of_lists[] = {
  { "any", N_("has one of"), N_("%s: %s"), "hasAny", ROUNDS_TAKES_SEVERAL },
  { "all", N_("has all of"), N_("%s: %s"), "hasAll", ROUNDS_TAKES_SEVERAL },
  { "none", N_("has none of"), N_("%s: not %s"), "hasNone", ROUNDS_TAKES_SEVERAL },
  EMPTY,
};

static const RoundsComparison of_flags[] = {
  { "yes", N_("is yes"), N_("%s: yes"), "eq", ROUNDS_TAKES_NOTHING },
  { "no", N_("is no"), N_("%s: no"), "eq", ROUNDS_TAKES_NOTHING },
};

/* How far "last" and "next" are from today. */
static const struct
{
  const char *unit;
  const char *ago;
  const char *ahead;
  int amount;
} spans[] = {
  { "week", "daysAgo", "daysAhead", 7 },
  { "month", "monthsAgo", "monthsAhead", 1 },
  { "quarter", "monthsAgo", "monthsAhead", 3 },
  { "year", "monthsAgo", "monthsAhead", 12 },
};

static const RoundsComparison *
get_table (const RoundsField *field,
           guint             *n_entries)
{
  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      *n_entries = G_N_ELEMENTS (of_numbers);
      return of_numbers;
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_INSTANT:
      *n_entries = G_N_ELEMENTS (of_days);
      return of_days;
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
      *n_entries = G_N_ELEMENTS (of_choices);
      return of_choices;
    case ROUNDS_FIELD_TEXT_LIST:
      *n_entries = G_N_ELEMENTS (of_lists);
      return of_lists;
    case ROUNDS_FIELD_BOOLEAN:
      *n_entries = G_N_ELEMENTS (of_flags);
      return of_flags;
    case ROUNDS_FIELD_LONG_TEXT:
      *n_entries = G_N_ELEMENTS (of_long_texts);
      return of_long_texts;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_RECORDS:
    case ROUNDS_FIELD_JSON:
    case ROUNDS_FIELD_OBJECT:
    default:
      *n_entries = G_N_ELEMENTS (of_texts);
      return of_texts;
    }
}

/**
 * rounds_comparisons_get:
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): what can be asked of @field, one after the other; %NULL after the last
 */
const RoundsComparison *
rounds_comparisons_get (const RoundsField *field,
                        guint              index)
{
  guint n_entries;
  const RoundsComparison *table = get_table (field, &n_entries);

  return index < n_entries ? &table[index] : NULL;
}

/**
 * rounds_comparisons_find:
 * @name: of the comparison
 *
 * Returns: (transfer none) (nullable): the comparison, when it can be asked of @field
 */
const RoundsComparison *
rounds_comparisons_find (const RoundsField *field,
                         const char        *name)
{
  const RoundsComparison *comparison;

  for (guint i = 0; (comparison = rounds_comparisons_get (field, i)) != NULL; i++)
    if (g_str_equal (comparison->name, name))
      return comparison;

  return NULL;
}

static JsonNode *
write_moving (const char *edge,
              const char *unit,
              const char *shift,
              gint64      amount)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  if (edge != NULL)
    json_object_set_string_member (object, edge, unit);
  if (shift != NULL)
    json_object_set_int_member (object, shift, amount);
  json_node_take_object (node, object);

  return node;
}

/* (transfer full) both */
static JsonNode *
write_pair (JsonNode *from,
            JsonNode *to)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_array_add_element (array, from);
  json_array_add_element (array, to);
  json_node_take_array (node, array);

  return node;
}

static JsonNode *
write_span (const RoundsComparison *self,
            const char             *unit)
{
  const gboolean is_this = g_str_equal (self->name, "this");
  guint i = 0;
  const char *shift;

  while (i + 1 < G_N_ELEMENTS (spans) && !g_str_equal (spans[i].unit, unit))
    i++;
  shift = is_this ? NULL : g_str_equal (self->name, "last") ? spans[i].ago : spans[i].ahead;

  return write_pair (write_moving ("startOf", spans[i].unit, shift, spans[i].amount),
                     write_moving ("endOf", spans[i].unit, shift, spans[i].amount));
}

static JsonNode *
write_days (const RoundsComparison *self,
            gint64                  days)
{
  if (g_str_equal (self->name, "last-days"))
    return write_pair (write_moving (NULL, NULL, "daysAgo", days), write_moving (NULL, NULL, "daysAgo", 0));
  if (g_str_equal (self->name, "next-days"))
    return write_pair (write_moving (NULL, NULL, "daysAgo", 0), write_moving (NULL, NULL, "daysAhead", days));

  return write_moving (NULL, NULL, "daysAgo", days);
}

static JsonNode *
write_nothing (const RoundsComparison *self)
{
  if (g_str_equal (self->name, "past") || g_str_equal (self->name, "coming"))
    return write_moving (NULL, NULL, "daysAgo", 0);
  if (g_str_equal (self->op, "eq"))
    return json_node_init_boolean (json_node_alloc (), g_str_equal (self->name, "yes"));

  return NULL;
}

/**
 * rounds_comparison_write:
 * @parts: (element-type JsonNode): what is compared with: as many as it takes; a number of days; a name of a span
 *
 * Returns: (transfer full) (nullable): the `value` of a filter's condition, whose `op` is that of the comparison; %NULL for none
 */
JsonNode *
rounds_comparison_write (const RoundsComparison *self,
                         GPtrArray              *parts)
{
  JsonNode *node;
  JsonArray *array;

  switch (self->takes)
    {
    case ROUNDS_TAKES_NOTHING:
      return write_nothing (self);
    case ROUNDS_TAKES_ONE:
      return json_node_copy (g_ptr_array_index (parts, 0));
    case ROUNDS_TAKES_DAYS:
      return write_days (self, json_node_get_int (g_ptr_array_index (parts, 0)));
    case ROUNDS_TAKES_SPAN:
      return write_span (self, json_node_get_string (g_ptr_array_index (parts, 0)));
    case ROUNDS_TAKES_TWO:
    case ROUNDS_TAKES_SEVERAL:
    default:
      node = json_node_new (JSON_NODE_ARRAY);
      array = json_array_new ();
      for (guint i = 0; i < parts->len; i++)
        json_array_add_element (array, json_node_copy (g_ptr_array_index (parts, i)));
      json_node_take_array (node, array);
      return node;
    }
}

static gboolean
is_days (JsonNode   *node,
         const char *shift,
         gint64     *days)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL && json_object_get_size (object) == 1 && rounds_json_get_integer (object, shift, days);
}

static JsonNode *
get_element (JsonNode *value,
             guint     index)
{
  JsonArray *array = value != NULL && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;

  return array != NULL && index < json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
}

static gboolean
read_days (const RoundsComparison *self,
           JsonNode               *value,
           GPtrArray              *parts)
{
  gint64 days, zero;

  if (g_str_equal (self->name, "older"))
    {
      if (!is_days (value, "daysAgo", &days) || days == 0)
        return FALSE;
    }
  else if (g_str_equal (self->name, "last-days"))
    {
      if (!is_days (get_element (value, 0), "daysAgo", &days) || !is_days (get_element (value, 1), "daysAgo", &zero) || zero != 0)
        return FALSE;
    }
  else if (!is_days (get_element (value, 0), "daysAgo", &zero) || zero != 0 || !is_days (get_element (value, 1), "daysAhead", &days))
    return FALSE;

  g_ptr_array_add (parts, json_node_init_int (json_node_alloc (), days));
  return TRUE;
}

static gboolean
read_span (const RoundsComparison *self,
           JsonNode               *value,
           GPtrArray              *parts)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr(JsonNode) span = write_span (self, spans[i].unit);

      if (!json_node_equal (span, value))
        continue;
      g_ptr_array_add (parts, json_node_init_string (json_node_alloc (), spans[i].unit));
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_value (JsonNode *node)
{
  JsonObject *object;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  if (JSON_NODE_HOLDS_VALUE (node))
    return TRUE;

  object = json_node_get_object (node);
  return json_object_get_size (object) == 1 && json_object_has_member (object, "me");
}

static gboolean
read_values (JsonNode  *value,
             guint      minimum,
             guint      maximum,
             GPtrArray *parts)
{
  JsonArray *array;

  if (value == NULL || !JSON_NODE_HOLDS_ARRAY (value))
    return FALSE;

  array = json_node_get_array (value);
  if (json_array_get_length (array) < minimum || json_array_get_length (array) > maximum)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!is_value (json_array_get_element (array, i)))
        return FALSE;
      g_ptr_array_add (parts, json_node_copy (json_array_get_element (array, i)));
    }

  return TRUE;
}

static gboolean
read_parts (const RoundsComparison *self,
            JsonNode               *value,
            GPtrArray              *parts)
{
  g_autoptr(JsonNode) nothing = NULL;

  switch (self->takes)
    {
    case ROUNDS_TAKES_NOTHING:
      nothing = write_nothing (self);
      return nothing != NULL ? value != NULL && json_node_equal (nothing, value) : value == NULL || JSON_NODE_HOLDS_NULL (value);
    case ROUNDS_TAKES_DAYS:
      return read_days (self, value, parts);
    case ROUNDS_TAKES_SPAN:
      return read_span (self, value, parts);
    case ROUNDS_TAKES_TWO:
      return read_values (value, 2, 2, parts);
    case ROUNDS_TAKES_SEVERAL:
      return read_values (value, 1, G_MAXUINT, parts);
    case ROUNDS_TAKES_ONE:
    default:
      if (!is_value (value))
        return FALSE;
      g_ptr_array_add (parts, json_node_copy (value));
      return TRUE;
    }
}

static const RoundsComparison *
find_reading (const RoundsField  *field,
              const char         *op,
              JsonNode           *value,
              GPtrArray         **parts)
{
  const RoundsComparison *comparison;

  for (guint i = 0; (comparison = rounds_comparisons_get (field, i)) != NULL; i++)
    {
      g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

      if (g_strcmp0 (comparison->op, op) != 0 || !read_parts (comparison, value, found))
        continue;
      *parts = g_steal_pointer (&found);
      return comparison;
    }

  return NULL;
}

/**
 * rounds_comparison_read:
 * @op: (nullable): of a filter's condition
 * @value: (nullable): its value
 * @parts: (out) (transfer full) (element-type JsonNode): what is compared with
 *
 * Returns: (transfer none) (nullable): the comparison that says the same; %NULL when there is none
 */
const RoundsComparison *
rounds_comparison_read (const RoundsField  *field,
                        const char         *op,
                        JsonNode           *value,
                        GPtrArray         **parts)
{
  const RoundsComparison *comparison = find_reading (field, op, value, parts);
  const gboolean is_one = g_strcmp0 (op, "eq") == 0 || g_strcmp0 (op, "ne") == 0;

  if (comparison != NULL)
    return comparison;

  if (is_one && is_value (value))
    {
      g_autoptr(JsonNode) several = json_node_new (JSON_NODE_ARRAY);
      JsonArray *array = json_array_new ();

      json_array_add_element (array, json_node_copy (value));
      json_node_take_array (several, array);
      return find_reading (field, g_str_equal (op, "eq") ? "in" : "notIn", several, parts);
    }
  if (g_strcmp0 (op, "contains") == 0 && field->type == ROUNDS_FIELD_TEXT_LIST && is_value (value))
    {
      *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
      g_ptr_array_add (*parts, json_node_copy (value));
      return rounds_comparisons_find (field, "any");
    }
  if (g_strcmp0 (op, "empty") == 0)
    {
      const gboolean empty = value == NULL || !JSON_NODE_HOLDS_VALUE (value) || json_node_get_boolean (value);

      return find_reading (field, empty ? "isEmpty" : "isNotEmpty", NULL, parts);
    }

  return NULL;
}
