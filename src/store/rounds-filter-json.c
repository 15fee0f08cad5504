/* rounds-filter-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-filter.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-database.h"
#include "store/rounds-filter-private.h"

/* More than a person puts together; less than what would keep a server busy. */
#define MAX_DEPTH 16
#define MAX_NODES 200
#define MAX_VALUES 500

#define refuse(error, ...) rounds_problem_set ((error), ROUNDS_PROBLEM_INVALID, "BAD_FILTER", __VA_ARGS__)

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
  { "in", ROUNDS_FILTER_IN },
  { "empty", ROUNDS_FILTER_EMPTY },
  { "team", ROUNDS_FILTER_TEAM },
};

typedef struct
{
  const RoundsFilterContext *context;
  guint n_nodes;
} Reader;

static RoundsFilter *read_node (Reader                  *reader,
                                const RoundsEntityInfo  *info,
                                JsonNode                *node,
                                guint                    depth,
                                GError                 **error);

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

static gboolean
refuse_nothing (const RoundsField  *field,
                GError            **error)
{
  refuse (error, _("The filter on “%s” needs a value; use \"empty\" to find records without one"), field->json_path);
  return FALSE;
}

static gboolean
read_value (const RoundsField     *field,
            RoundsFilterOperator   op,
            JsonNode              *node,
            GPtrArray             *values,
            GError               **error)
{
  const gboolean is_text = op == ROUNDS_FILTER_CONTAINS || op == ROUNDS_FILTER_STARTS_WITH || op == ROUNDS_FILTER_TEAM ||
                           field->type == ROUNDS_FIELD_TEXT_LIST;
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return refuse_nothing (field, error);

  if (is_text)
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          refuse (error, _("The filter on “%s” needs a text"), field->json_path);
          return FALSE;
        }
      rounds_parameters_add_text (values, json_node_get_string (node));
      return TRUE;
    }

  if (!rounds_json_read_value (field, node, &value, error))
    return FALSE;
  /* An empty text is none. */
  if (value.type == ROUNDS_VALUE_NULL)
    return refuse_nothing (field, error);
  rounds_parameters_add_value (values, &value);
  return TRUE;
}

static RoundsFilter *
read_in (const RoundsField  *field,
         JsonNode           *node,
         GError            **error)
{
  g_autoptr(GPtrArray) values = rounds_parameters_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      refuse (error, _("The filter on “%s” needs an array of values"), field->json_path);
      return NULL;
    }

  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_VALUES)
    {
      refuse (error, _("The filter on “%s” has more than %d values"), field->json_path, MAX_VALUES);
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_value (field, ROUNDS_FILTER_IN, json_array_get_element (array, i), values, error))
      return NULL;

  return rounds_filter_new_values (field, ROUNDS_FILTER_IN, values);
}

static RoundsFilter *
read_empty (const RoundsField  *field,
            JsonNode           *node,
            GError            **error)
{
  g_autoptr(RoundsFilter) empty = rounds_filter_new_empty (field);

  if (node == NULL)
    return g_steal_pointer (&empty);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      refuse (error, _("The filter on “%s” takes true or false"), field->json_path);
      return NULL;
    }

  return json_node_get_boolean (node) ? g_steal_pointer (&empty) : rounds_filter_new_not (empty);
}

static gboolean
check_members (JsonObject  *object,
               GError     **error)
{
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *link = members; link != NULL; link = link->next)
    if (!g_str_equal (link->data, "field") && !g_str_equal (link->data, "op") && !g_str_equal (link->data, "value"))
      {
        refuse (error, _("A filter has “field”, “op” and “value”, or “and”, “or”, “not”; not “%s”"),
                (const char *) link->data);
        return FALSE;
      }

  return TRUE;
}

static RoundsFilter *
read_condition (Reader                  *reader,
                const RoundsEntityInfo  *info,
                JsonObject              *object,
                GError                 **error)
{
  const char *path = rounds_json_get_text (object, "field");
  const char *name = rounds_json_get_text (object, "op");
  JsonNode *node = json_object_get_member (object, "value");
  const RoundsField *field;
  g_autoptr(GError) local = NULL;
  g_autoptr(GPtrArray) values = NULL;
  guint i = 0;

  if (!check_members (object, error))
    return NULL;

  field = path != NULL ? rounds_custom_fields_resolve (reader->context->database, info, path, &local) : NULL;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (field == NULL)
    {
      refuse (error, _("There is no field “%s” to filter by"), path != NULL ? path : "");
      return NULL;
    }

  while (i < G_N_ELEMENTS (operators) && g_strcmp0 (operators[i].name, name) != 0)
    i++;
  if (i == G_N_ELEMENTS (operators) || !suits (field, operators[i].op))
    {
      refuse (error, _("The field “%s” cannot be filtered with “%s”"), path, name != NULL ? name : "");
      return NULL;
    }

  if (operators[i].op == ROUNDS_FILTER_IN)
    return read_in (field, node, error);
  if (operators[i].op == ROUNDS_FILTER_EMPTY)
    return read_empty (field, node, error);

  values = rounds_parameters_new ();
  if (!read_value (field, operators[i].op, node, values, error))
    return NULL;
  return rounds_filter_new_values (field, operators[i].op, values);
}

static RoundsFilter *
read_group (Reader                  *reader,
            const RoundsEntityInfo  *info,
            RoundsFilterOperator     op,
            JsonNode                *node,
            guint                    depth,
            GError                 **error)
{
  g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      refuse (error, _("“and” and “or” need an array of filters"));
      return NULL;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      RoundsFilter *child = read_node (reader, info, json_array_get_element (array, i), depth + 1, error);

      if (child == NULL)
        return NULL;
      g_ptr_array_add (children, child);
    }

  return rounds_filter_new_group (op, children);
}

static RoundsFilter *
read_node (Reader                  *reader,
           const RoundsEntityInfo  *info,
           JsonNode                *node,
           guint                    depth,
           GError                 **error)
{
  g_autoptr(RoundsFilter) child = NULL;
  JsonObject *object;

  if (depth > MAX_DEPTH || ++reader->n_nodes > MAX_NODES)
    {
      refuse (error, _("The filter is too large: at most %d conditions, %d deep"), MAX_NODES, MAX_DEPTH);
      return NULL;
    }

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, _("A filter is an object"));
      return NULL;
    }

  object = json_node_get_object (node);
  if (json_object_get_size (object) != 1)
    return read_condition (reader, info, object, error);

  if (json_object_has_member (object, "and"))
    return read_group (reader, info, ROUNDS_FILTER_AND, json_object_get_member (object, "and"), depth, error);
  if (json_object_has_member (object, "or"))
    return read_group (reader, info, ROUNDS_FILTER_OR, json_object_get_member (object, "or"), depth, error);
  if (!json_object_has_member (object, "not"))
    return read_condition (reader, info, object, error);

  child = read_node (reader, info, json_object_get_member (object, "not"), depth + 1, error);
  return child != NULL ? rounds_filter_new_not (child) : NULL;
}

/**
 * rounds_filter_from_json:
 * @info: the kind to filter
 * @node: see #RoundsFilter
 * @error: %ROUNDS_PROBLEM_INVALID: BAD_FILTER, or a problem with the field whose value cannot be read
 *
 * Reads a filter that somebody has sent: fields must exist, operators suit them and values be of their type.
 *
 * Returns: (transfer full) (nullable): the filter
 */
RoundsFilter *
rounds_filter_from_json (const RoundsEntityInfo  *info,
                         JsonNode                *node,
                         GError                 **error)
{
  const RoundsFilterContext context = { 0 };

  return rounds_filter_read (info, node, &context, error);
}

/**
 * rounds_filter_read:
 * @info: the kind to filter
 * @node: see #RoundsFilter
 * @context: what the filter is read against
 * @error: as of rounds_filter_from_json()
 *
 * As rounds_filter_from_json(), with the fields that the workspace has defined.
 *
 * Returns: (transfer full) (nullable): the filter
 */
RoundsFilter *
rounds_filter_read (const RoundsEntityInfo     *info,
                    JsonNode                   *node,
                    const RoundsFilterContext  *context,
                    GError                    **error)
{
  Reader reader = { context, 0 };

  return read_node (&reader, info, node, 1, error);
}

static JsonNode *
write_value (const RoundsField *field,
             const RoundsValue *value)
{
  g_autoptr(RoundsJsonWriter) writer = NULL;
  g_autofree char *text = NULL;
  JsonNode *node;

  if (field->type == ROUNDS_FIELD_TEXT_LIST)
    return json_node_init_string (json_node_alloc (), value->text);

  writer = rounds_json_writer_new ();
  rounds_json_write_value (writer, field, value);
  text = rounds_json_writer_end (writer, NULL);
  node = rounds_json_parse (text, -1, NULL);
  return node != NULL ? node : json_node_init_null (json_node_alloc ());
}

static JsonNode *
write_condition (RoundsFilter *self)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  const char *name = "related";

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].op == self->op)
      name = operators[i].name;

  json_object_set_string_member (object, "field", self->field->json_path);
  json_object_set_string_member (object, "op", name);

  if (self->op == ROUNDS_FILTER_RELATED)
    json_object_set_member (object, "value", rounds_filter_to_json (g_ptr_array_index (self->children, 0)));
  else if (self->op == ROUNDS_FILTER_IN)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < self->values->len; i++)
        json_array_add_element (array, write_value (self->field, g_ptr_array_index (self->values, i)));
      json_object_set_array_member (object, "value", array);
    }
  else if (self->op != ROUNDS_FILTER_EMPTY)
    json_object_set_member (object, "value", write_value (self->field, g_ptr_array_index (self->values, 0)));

  json_node_take_object (node, object);
  return node;
}

/**
 * rounds_filter_to_json:
 *
 * Returns: (transfer full): what rounds_filter_from_json() reads; but for RELATED, which is ours to ask only
 */
JsonNode *
rounds_filter_to_json (RoundsFilter *self)
{
  JsonNode *node;
  JsonObject *object;

  if (self->op > ROUNDS_FILTER_NOT)
    return write_condition (self);

  node = json_node_new (JSON_NODE_OBJECT);
  object = json_object_new ();

  if (self->op == ROUNDS_FILTER_NOT)
    json_object_set_member (object, "not", rounds_filter_to_json (g_ptr_array_index (self->children, 0)));
  else
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; self->children != NULL && i < self->children->len; i++)
        json_array_add_element (array, rounds_filter_to_json (g_ptr_array_index (self->children, i)));
      json_object_set_array_member (object, self->op == ROUNDS_FILTER_AND ? "and" : "or", array);
    }

  json_node_take_object (node, object);
  return node;
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
  static const char *names[G_N_ELEMENTS (operators) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
        names[i] = operators[i].name;
      g_once_init_leave (&ready, 1);
    }

  return names;
}
