/* rounds-filter-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-filter-draft.h"

#include "model/rounds-json.h"
#include "store/rounds-derived-fields.h"

static void
clear (gpointer data)
{
  RoundsFilterDraft *self = data;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->period, json_node_unref);
  g_clear_pointer (&self->source, json_node_unref);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->place, g_free);
}

/**
 * rounds_filter_draft_new:
 *
 * Returns: (transfer full): an empty group, or a condition that says nothing yet
 */
RoundsFilterDraft *
rounds_filter_draft_new (RoundsFilterDraftKind kind)
{
  RoundsFilterDraft *self = g_rc_box_new0 (RoundsFilterDraft);

  self->kind = kind;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_draft_unref);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  return self;
}

RoundsFilterDraft *
rounds_filter_draft_ref (RoundsFilterDraft *self)
{
  return g_rc_box_acquire (self);
}

void
rounds_filter_draft_unref (RoundsFilterDraft *self)
{
  g_rc_box_release_full (self, clear);
}

/**
 * rounds_filter_draft_new_condition:
 * @field: what it is about
 *
 * Returns: (transfer full): a condition with the first comparison of the field, and nothing to compare with
 */
RoundsFilterDraft *
rounds_filter_draft_new_condition (const RoundsFilterField *field)
{
  RoundsFilterDraft *self = rounds_filter_draft_new (ROUNDS_DRAFT_CONDITION);

  rounds_filter_draft_set_field (self, field);
  return self;
}

/**
 * rounds_filter_draft_set_field:
 *
 * The condition is about another field: it begins anew, with a comparison of the same name when there is one.
 */
void
rounds_filter_draft_set_field (RoundsFilterDraft       *self,
                               const RoundsFilterField *field)
{
  const RoundsComparison *comparison = NULL;

  g_return_if_fail (self->kind == ROUNDS_DRAFT_CONDITION);

  if (self->comparison != NULL)
    comparison = rounds_comparisons_find (field->field, self->comparison->name);
  self->field = field;
  self->comparison = comparison != NULL ? comparison : rounds_comparisons_get (field->field, 0);
  g_ptr_array_set_size (self->parts, 0);
  g_clear_pointer (&self->period, json_node_unref);
  g_clear_pointer (&self->problem, g_free);
  if ((field->field->flags & ROUNDS_FIELD_DERIVED) && rounds_derived_field_get (field->field)->has_period)
    self->period = rounds_json_parse ("{\"months\":12}", -1, NULL);
}

/**
 * rounds_filter_draft_set_comparison:
 * @comparison: one of the field's
 *
 * Values stay when the new one takes as many.
 */
void
rounds_filter_draft_set_comparison (RoundsFilterDraft      *self,
                                    const RoundsComparison *comparison)
{
  g_return_if_fail (self->kind == ROUNDS_DRAFT_CONDITION);

  if (self->comparison->takes != comparison->takes)
    {
      g_ptr_array_set_size (self->parts, 0);
      g_clear_pointer (&self->problem, g_free);
    }
  self->comparison = comparison;
}

gboolean
rounds_filter_draft_is_group (RoundsFilterDraft *self)
{
  return self->kind == ROUNDS_DRAFT_ALL || self->kind == ROUNDS_DRAFT_ANY || self->kind == ROUNDS_DRAFT_NONE;
}

/**
 * rounds_filter_draft_is_complete:
 *
 * Returns: whether it says something: a group does with one part that does, a condition when nothing is missing and all is understood
 */
gboolean
rounds_filter_draft_is_complete (RoundsFilterDraft *self)
{
  if (self->kind == ROUNDS_DRAFT_OTHER)
    return TRUE;

  if (rounds_filter_draft_is_group (self))
    {
      for (guint i = 0; i < self->children->len; i++)
        if (rounds_filter_draft_is_complete (g_ptr_array_index (self->children, i)))
          return TRUE;
      return FALSE;
    }

  if (self->field == NULL || self->problem != NULL)
    return FALSE;
  if (self->comparison->takes == ROUNDS_TAKES_NOTHING)
    return TRUE;
  return self->parts->len >= (self->comparison->takes == ROUNDS_TAKES_TWO ? 2u : 1u);
}

static RoundsFilterDraft *read_node (JsonNode  *node,
                                     GPtrArray *fields);

static void
read_children (RoundsFilterDraft *self,
               JsonArray         *array,
               GPtrArray         *fields)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (self->children, read_node (json_array_get_element (array, i), fields));
}

static RoundsFilterDraft *
read_group (JsonObject *object,
            GPtrArray  *fields)
{
  static const struct
  {
    const char *member;
    RoundsFilterDraftKind kind;
  } groups[] = { { "and", ROUNDS_DRAFT_ALL }, { "or", ROUNDS_DRAFT_ANY }, { "not", ROUNDS_DRAFT_NONE } };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      JsonNode *inner = json_object_get_member (object, groups[i].member);
      RoundsFilterDraft *self;

      if (inner == NULL || json_object_get_size (object) != 1)
        continue;

      self = rounds_filter_draft_new (groups[i].kind);
      if (self->kind == ROUNDS_DRAFT_NONE && JSON_NODE_HOLDS_OBJECT (inner) && json_object_get_size (json_node_get_object (inner)) == 1 &&
          json_object_has_member (json_node_get_object (inner), "or"))
        inner = json_object_get_member (json_node_get_object (inner), "or");

      if (JSON_NODE_HOLDS_ARRAY (inner))
        read_children (self, json_node_get_array (inner), fields);
      else
        g_ptr_array_add (self->children, read_node (inner, fields));
      return self;
    }

  return NULL;
}

static gboolean
is_condition (JsonObject *object)
{
  return json_object_has_member (object, "field") && !json_object_has_member (object, "related");
}

static RoundsFilterDraft *
read_condition (JsonObject *object,
                GPtrArray  *fields)
{
  const RoundsFilterField *field = rounds_filter_fields_find (fields, rounds_json_get_text (object, "field"));
  g_autoptr(GPtrArray) parts = NULL;
  const RoundsComparison *comparison;
  RoundsFilterDraft *self;

  comparison = field != NULL ? rounds_comparison_read (field->field, rounds_json_get_text (object, "op"),
                                                       json_object_get_member (object, "value"), &parts) : NULL;
  if (comparison == NULL)
    return NULL;

  self = rounds_filter_draft_new_condition (field);
  self->comparison = comparison;
  g_ptr_array_extend_and_steal (self->parts, g_steal_pointer (&parts));
  g_clear_pointer (&self->period, json_node_unref);
  if (json_object_has_member (object, "period"))
    self->period = json_node_copy (json_object_get_member (object, "period"));

  return self;
}

static RoundsFilterDraft *
read_node (JsonNode  *node,
           GPtrArray *fields)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  RoundsFilterDraft *self = NULL;

  if (object != NULL)
    self = is_condition (object) ? read_condition (object, fields) : read_group (object, fields);
  if (self != NULL)
    return self;

  self = rounds_filter_draft_new (ROUNDS_DRAFT_OTHER);
  self->source = json_node_copy (node);
  return self;
}

/**
 * rounds_filter_draft_from_json:
 * @node: (nullable): a filter; %NULL for one that every record meets
 * @fields: (element-type RoundsFilterField): what there is to filter by; outlives the draft
 *
 * Returns: (transfer full): a group
 */
RoundsFilterDraft *
rounds_filter_draft_from_json (JsonNode  *node,
                               GPtrArray *fields)
{
  g_autoptr(RoundsFilterDraft) read = NULL;
  RoundsFilterDraft *self;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return rounds_filter_draft_new (ROUNDS_DRAFT_ALL);

  read = read_node (node, fields);
  if (rounds_filter_draft_is_group (read))
    return g_steal_pointer (&read);

  self = rounds_filter_draft_new (ROUNDS_DRAFT_ALL);
  g_ptr_array_add (self->children, g_steal_pointer (&read));
  return self;
}

static JsonNode *
wrap (const char *member,
      JsonNode   *inner)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_member (object, member, inner);
  json_node_take_object (node, object);

  return node;
}

static JsonNode *
write_condition (RoundsFilterDraft *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonNode *value = rounds_comparison_write (self->comparison, self->parts);

  json_object_set_string_member (object, "field", self->field->path);
  json_object_set_string_member (object, "op", self->comparison->op);
  if (value != NULL)
    json_object_set_member (object, "value", value);
  if (self->period != NULL)
    json_object_set_member (object, "period", json_node_copy (self->period));
  json_node_take_object (node, object);

  return node;
}

static JsonNode *write_node (RoundsFilterDraft *self,
                             const char        *place);

static JsonNode *
write_group (RoundsFilterDraft *self,
             const char        *place)
{
  const char *member = self->kind == ROUNDS_DRAFT_ALL ? "and" : self->kind == ROUNDS_DRAFT_ANY ? "or" : "not.or";
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->children->len; i++)
    {
      RoundsFilterDraft *child = g_ptr_array_index (self->children, i);
      g_autofree char *inner = g_strdup_printf ("%s.%s[%u]", place, member, json_array_get_length (array));

      if (rounds_filter_draft_is_complete (child))
        json_array_add_element (array, write_node (child, inner));
      else
        g_clear_pointer (&child->place, g_free);
    }
  json_node_take_array (node, array);

  if (self->kind == ROUNDS_DRAFT_NONE)
    return wrap ("not", wrap ("or", node));
  return wrap (self->kind == ROUNDS_DRAFT_ALL ? "and" : "or", node);
}

static JsonNode *
write_node (RoundsFilterDraft *self,
            const char        *place)
{
  g_set_str (&self->place, place);

  if (self->kind == ROUNDS_DRAFT_OTHER)
    return json_node_copy (self->source);
  if (self->kind == ROUNDS_DRAFT_CONDITION)
    return write_condition (self);
  return write_group (self, place);
}

/**
 * rounds_filter_draft_to_json:
 *
 * What is incomplete is left out. Every part learns its place, so that a problem of rounds_filter_read() leads back to it.
 *
 * Returns: (transfer full) (nullable): the filter; %NULL when it says nothing
 */
JsonNode *
rounds_filter_draft_to_json (RoundsFilterDraft *self)
{
  return rounds_filter_draft_is_complete (self) ? write_node (self, "filter") : NULL;
}
