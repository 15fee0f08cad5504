/* rounds-filter-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-database.h"
#include "store/rounds-derived-fields.h"
#include "store/rounds-filter-private.h"
#include "store/rounds-filter-value.h"

/*
 * The tree and its conditions. What can be asked is rounds-filter-operators.c, what is compared with rounds-filter-values.c.
 */

/* More than a person puts together; less than what would keep a server busy. */
#define MAX_DEPTH 16
#define MAX_NODES 200

/* Conditions that look at other records. */
#define MAX_HEAVY 40

static RoundsFilter *read_node (RoundsFilterReader      *reader,
                                const RoundsEntityInfo  *info,
                                JsonNode                *node,
                                guint                    depth,
                                GError                 **error);

/* The leaf that a derived field's condition is knows when it is asked. */
static void
set_moment (RoundsFilter *filter,
            RoundsMoment *moment)
{
  if (filter->field != NULL && (filter->field->flags & ROUNDS_FIELD_DERIVED) && filter->moment == NULL)
    filter->moment = rounds_moment_ref (moment);
  for (guint i = 0; filter->children != NULL && i < filter->children->len; i++)
    set_moment (g_ptr_array_index (filter->children, i), moment);
}

static gboolean
check_members (RoundsFilterReader  *reader,
               JsonObject          *object,
               const char * const  *allowed,
               GError             **error)
{
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *link = members; link != NULL; link = link->next)
    if (!g_strv_contains (allowed, link->data))
      {
        rounds_filter_reader_refuse (reader, NULL, error,
                                     _("A filter has “field”, “op” and “value”, or “and”, “or”, “not”; not “%s”"),
                                     (const char *) link->data);
        return FALSE;
      }

  return TRUE;
}

/* `institution` for the field `institutionId`. */
static const RoundsField *
find_reference (const RoundsEntityInfo *info,
                const char             *name,
                gsize                   length)
{
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (field->type == ROUNDS_FIELD_REFERENCE && strlen (field->json_path) == length + 2 &&
          strncmp (field->json_path, name, length) == 0 && g_str_has_suffix (field->json_path, "Id"))
        return field;
    }

  return NULL;
}

static gboolean
count_heavy (RoundsFilterReader  *reader,
             GError             **error)
{
  if (++reader->n_heavy <= MAX_HEAVY)
    return TRUE;

  rounds_filter_reader_refuse (reader, NULL, error, _("The filter has more than %d conditions on other records"), MAX_HEAVY);
  return FALSE;
}

/* The field of @path, over references to other records where it leads there. */
static gboolean
find_subject (RoundsFilterReader      *reader,
              const RoundsEntityInfo  *info,
              RoundsFilterSubject     *subject,
              GError                 **error)
{
  const char *path = subject->path;

  for (;;)
    {
      g_autoptr(GError) local = NULL;
      const char *dot = strchr (path, '.');
      const RoundsField *reference;

      subject->field = rounds_custom_fields_resolve (reader->context->database, info, path, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (subject->field == NULL && reader->context->zone != NULL)
        subject->field = rounds_derived_fields_find (info, path);
      if (subject->field != NULL)
        return TRUE;

      reference = dot != NULL ? find_reference (info, path, (gsize) (dot - path)) : NULL;
      if (reference == NULL || subject->n_hops == ROUNDS_FILTER_HOPS)
        {
          rounds_filter_reader_refuse (reader, "field", error, _("There is no field “%s” to filter by"), subject->path);
          return FALSE;
        }

      subject->hops[subject->n_hops++] = reference;
      info = rounds_registry_find (reference->reference);
      path = dot + 1;
    }
}

/* @condition, but only of records that the person may know of. */
static RoundsFilter *
add_scope (RoundsFilterReader     *reader,
           const RoundsEntityInfo *info,
           RoundsFilter           *condition)
{
  g_autoptr(RoundsFilter) scope = NULL;

  if (reader->context->scope == NULL)
    return rounds_filter_ref (condition);

  scope = reader->context->scope (info, reader->context->scope_data);
  return rounds_filter_new_and (scope, condition);
}

static gboolean
find_moment (RoundsFilterReader  *reader,
             RoundsFilterSubject *subject,
             JsonNode            *period,
             GError             **error)
{
  const gboolean is_derived = (subject->field->flags & ROUNDS_FIELD_DERIVED) != 0;

  if (period != NULL && !(is_derived && rounds_derived_field_get (subject->field)->has_period))
    {
      rounds_filter_reader_refuse (reader, "period", error, _("The field “%s” is not asked over a period"), subject->path);
      return FALSE;
    }
  if (!is_derived)
    return TRUE;
  if (!count_heavy (reader, error))
    return FALSE;

  if (period != NULL)
    subject->moment = rounds_filter_read_period (reader, period, error);
  else
    {
      RoundsMoment *moment = rounds_filter_reader_get_moment (reader, error);

      subject->moment = moment != NULL ? rounds_moment_ref (moment) : NULL;
    }
  return subject->moment != NULL;
}

static RoundsFilter *
read_condition (RoundsFilterReader      *reader,
                const RoundsEntityInfo  *info,
                JsonObject              *object,
                GError                 **error)
{
  static const char * const members[] = { "field", "op", "value", "period", NULL };
  RoundsFilterSubject subject = { .path = rounds_json_get_text (object, "field") };
  g_autoptr(RoundsFilter) filter = NULL;

  if (!check_members (reader, object, members, error))
    return NULL;
  if (subject.path == NULL)
    {
      rounds_filter_reader_refuse (reader, "field", error, _("There is no field “%s” to filter by"), "");
      return NULL;
    }
  if (!find_subject (reader, info, &subject, error) ||
      !find_moment (reader, &subject, json_object_get_member (object, "period"), error))
    return NULL;

  filter = rounds_filter_read_operator (reader, &subject, rounds_json_get_text (object, "op"), json_object_get_member (object, "value"), error);
  if (filter != NULL && subject.moment != NULL)
    set_moment (filter, subject.moment);
  g_clear_pointer (&subject.moment, rounds_moment_unref);

  for (guint i = subject.n_hops; filter != NULL && i > 0; i--)
    {
      const RoundsField *reference = subject.hops[i - 1];
      g_autoptr(RoundsFilter) inner = g_steal_pointer (&filter);
      g_autoptr(RoundsFilter) scoped = add_scope (reader, rounds_registry_find (reference->reference), inner);

      if (count_heavy (reader, error))
        filter = rounds_filter_new_related (reference, scoped);
    }

  return g_steal_pointer (&filter);
}

/* The reference with which records of @other refer to those of @info: the one that is named, or the first. */
static const RoundsField *
find_back_reference (const RoundsEntityInfo *info,
                     const RoundsEntityInfo *other,
                     const char             *name)
{
  for (guint i = 0; i < other->n_own_fields; i++)
    {
      const RoundsField *field = rounds_entity_info_find (other, other->own_fields[i].name);

      if (field->type == ROUNDS_FIELD_REFERENCE && g_str_equal (field->reference, info->kind) &&
          (name == NULL || g_str_equal (field->json_path, name)))
        return field;
    }

  return NULL;
}

static RoundsFilter *
read_related (RoundsFilterReader      *reader,
              const RoundsEntityInfo  *info,
              JsonObject              *object,
              guint                    depth,
              GError                 **error)
{
  static const char * const members[] = { "related", "by", "where", NULL };
  const char *collection = rounds_json_get_text (object, "related");
  const RoundsEntityInfo *other = rounds_registry_find_collection (collection);
  JsonNode *where = json_object_get_member (object, "where");
  const RoundsField *reference;
  g_autoptr(RoundsFilter) condition = NULL;
  g_autoptr(RoundsFilter) alive = NULL;
  g_autoptr(RoundsFilter) both = NULL;
  g_autoptr(RoundsFilter) scoped = NULL;

  if (!check_members (reader, object, members, error) || !count_heavy (reader, error))
    return NULL;

  if (other == NULL || (other->flags & ROUNDS_ENTITY_SERVER_ONLY))
    {
      rounds_filter_reader_refuse (reader, "related", error, _("There are no records called “%s”"), collection != NULL ? collection : "");
      return NULL;
    }
  reference = find_back_reference (info, other, rounds_json_get_text (object, "by"));
  if (reference == NULL)
    {
      rounds_filter_reader_refuse (reader, "by", error, _("“%s” do not refer to such records in that way"), collection);
      return NULL;
    }

  if (where == NULL)
    condition = rounds_filter_new_all ();
  else
    {
      const gsize length = reader->path->len;

      g_string_append (reader->path, ".where");
      condition = read_node (reader, other, where, depth + 1, error);
      g_string_truncate (reader->path, length);
    }
  if (condition == NULL)
    return NULL;

  alive = rounds_filter_new_empty (rounds_entity_info_find (other, "deleted-at"));
  both = rounds_filter_new_and (alive, condition);
  scoped = add_scope (reader, other, both);
  return rounds_filter_new_linked (rounds_entity_info_find (info, "id"), other, reference, scoped);
}

static RoundsFilter *
read_group (RoundsFilterReader      *reader,
            const RoundsEntityInfo  *info,
            const char              *member,
            JsonNode                *node,
            guint                    depth,
            GError                 **error)
{
  g_autoptr(GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);
  const gsize length = reader->path->len;
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      rounds_filter_reader_refuse (reader, member, error, _("“and” and “or” need an array of filters"));
      return NULL;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      RoundsFilter *child;

      g_string_append_printf (reader->path, ".%s[%u]", member, i);
      child = read_node (reader, info, json_array_get_element (array, i), depth + 1, error);
      g_string_truncate (reader->path, length);
      if (child == NULL)
        return NULL;
      g_ptr_array_add (children, child);
    }

  return rounds_filter_new_group (g_str_equal (member, "and") ? ROUNDS_FILTER_AND : ROUNDS_FILTER_OR, children);
}

static RoundsFilter *
read_not (RoundsFilterReader      *reader,
          const RoundsEntityInfo  *info,
          JsonNode                *node,
          guint                    depth,
          GError                 **error)
{
  const gsize length = reader->path->len;
  g_autoptr(RoundsFilter) child = NULL;

  g_string_append (reader->path, ".not");
  child = read_node (reader, info, node, depth + 1, error);
  g_string_truncate (reader->path, length);

  return child != NULL ? rounds_filter_new_not (child) : NULL;
}

/* A condition remembers how it was written: a day that moves is one when it is read again. */
static RoundsFilter *
keep_source (RoundsFilter *filter,
             JsonNode     *node)
{
  if (filter != NULL)
    filter->source = json_node_copy (node);

  return filter;
}

static RoundsFilter *
read_node (RoundsFilterReader      *reader,
           const RoundsEntityInfo  *info,
           JsonNode                *node,
           guint                    depth,
           GError                 **error)
{
  JsonObject *object;

  if (depth > MAX_DEPTH || ++reader->n_nodes > MAX_NODES)
    {
      rounds_filter_reader_refuse (reader, NULL, error, _("The filter is too large: at most %d conditions, %d deep"), MAX_NODES,
                                   MAX_DEPTH);
      return NULL;
    }

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      rounds_filter_reader_refuse (reader, NULL, error, _("A filter is an object"));
      return NULL;
    }

  object = json_node_get_object (node);
  if (json_object_has_member (object, "related"))
    return keep_source (read_related (reader, info, object, depth, error), node);
  if (json_object_get_size (object) == 1)
    {
      if (json_object_has_member (object, "and"))
        return read_group (reader, info, "and", json_object_get_member (object, "and"), depth, error);
      if (json_object_has_member (object, "or"))
        return read_group (reader, info, "or", json_object_get_member (object, "or"), depth, error);
      if (json_object_has_member (object, "not"))
        return read_not (reader, info, json_object_get_member (object, "not"), depth, error);
    }

  return keep_source (read_condition (reader, info, object, error), node);
}

/**
 * rounds_filter_from_json:
 * @info: the kind to filter
 * @node: see #RoundsFilter
 * @error: as of rounds_filter_read()
 *
 * As rounds_filter_read() with nothing to read against: the kind's own fields, and days that stand still.
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
 * @error: %ROUNDS_PROBLEM_INVALID: BAD_FILTER, whose field is the place in the tree, such as `filter.and[1].not.value`
 *
 * Reads a filter that somebody has sent: fields must exist, operators suit them and values be of their type.
 *
 * Returns: (transfer full) (nullable): the filter
 */
RoundsFilter *
rounds_filter_read (const RoundsEntityInfo     *info,
                    JsonNode                   *node,
                    const RoundsFilterContext  *context,
                    GError                    **error)
{
  g_autoptr(GString) path = g_string_new (context->name != NULL ? context->name : "filter");
  RoundsFilterReader reader = { .context = context, .path = path };
  RoundsFilter *filter = read_node (&reader, info, node, 1, error);

  g_clear_pointer (&reader.moment, rounds_moment_unref);
  return filter;
}

/**
 * rounds_filter_value_to_json:
 * @field: what @value is of
 * @value: a value; of a list, one entry
 *
 * Returns: (transfer full): how a condition writes it
 */
JsonNode *
rounds_filter_value_to_json (const RoundsField *field,
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

  json_object_set_string_member (object, "field", self->field->json_path);
  json_object_set_string_member (object, "op", rounds_filter_operator_to_text (self->op));

  if (self->op == ROUNDS_FILTER_RELATED)
    json_object_set_member (object, "value", rounds_filter_to_json (g_ptr_array_index (self->children, 0)));
  else if (self->op == ROUNDS_FILTER_IN)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < self->values->len; i++)
        json_array_add_element (array, rounds_filter_value_to_json (self->field, g_ptr_array_index (self->values, i)));
      json_object_set_array_member (object, "value", array);
    }
  else if (self->op != ROUNDS_FILTER_EMPTY)
    json_object_set_member (object, "value", rounds_filter_value_to_json (self->field, g_ptr_array_index (self->values, 0)));

  json_node_take_object (node, object);
  return node;
}

/**
 * rounds_filter_to_json:
 *
 * Returns: (transfer full): what rounds_filter_read() reads; but for RELATED that was made here
 */
JsonNode *
rounds_filter_to_json (RoundsFilter *self)
{
  JsonNode *node;
  JsonObject *object;

  if (self->source != NULL)
    return json_node_copy (self->source);
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
