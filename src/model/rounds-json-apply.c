/* rounds-json-apply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json-private.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

/* JSON to records: all of an object is read and checked first, then all of it is set, or none. */

/* What a client sends back when it puts a whole record: the server's business, passed over. */
static const char * const passed_over[] = { "id", "revision", "created-at", "updated-at", "created-by", NULL };

#define refuse(error, field, code, ...) \
  rounds_problem_add_field ((error), (field)->json_path, (code), __VA_ARGS__)

typedef struct
{
  const RoundsField *field;
  RoundsValue value;
  GPtrArray *records;
} Change;

typedef struct
{
  RoundsEntity *entity;
  const RoundsEntityInfo *info;
  RoundsJsonFlags flags;
  gboolean is_child;
  GArray *changes;
  GError *problems;
} Reader;

static gboolean apply (RoundsEntity     *entity,
                       JsonObject       *object,
                       RoundsJsonFlags   flags,
                       gboolean          is_child,
                       GError          **error);

static void
change_clear (Change *change)
{
  rounds_value_clear (&change->value);
  g_clear_pointer (&change->records, g_ptr_array_unref);
}

/* Adds the problems of @local to those of @reader. */
static void
collect (Reader     *reader,
         GError     *local,
         const char *prefix)
{
  GPtrArray *fields = rounds_problem_get_fields (local);

  rounds_problem_add_prefix (local, prefix);
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (fields, i);
      rounds_problem_add_field (&reader->problems, problem->field, problem->code, "%s", problem->detail);
    }
}

static RoundsEntity *
find_record (GPtrArray  *records,
             const char *id)
{
  for (guint i = 0; records != NULL && id != NULL && i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);

      if (g_strcmp0 (rounds_entity_get_id (record), id) == 0)
        return record;
    }

  return NULL;
}

/* One object of an array: the record of that id with what is given changed, or a new one. */
static RoundsEntity *
read_record (Reader                 *reader,
             const RoundsField      *field,
             const RoundsEntityInfo *info,
             GPtrArray              *read,
             JsonObject             *object)
{
  const char *id = rounds_json_get_text (object, "id");
  RoundsEntity *known = find_record (rounds_entity_get_records (reader->entity, field->name), id);
  g_autoptr(RoundsEntity) record = known != NULL ? rounds_entity_copy (known) : rounds_entity_new (info);
  RoundsJsonFlags flags = reader->flags & ROUNDS_JSON_TRUSTED;
  g_autoptr(GError) local = NULL;

  if (known == NULL)
    flags |= ROUNDS_JSON_NEW;

  if (!apply (record, object, flags, TRUE, &local))
    {
      g_autofree char *prefix = g_strdup_printf ("%s[%u].", field->json_path, read->len);
      collect (reader, local, prefix);
    }
  else if (find_record (read, id) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u].id", field->json_path, read->len);
      rounds_problem_add_field (&reader->problems, path, "DUPLICATE_ID", _("This id is given twice"));
    }

  return g_steal_pointer (&record);
}

static GPtrArray *
read_records (Reader            *reader,
              const RoundsField *field,
              JsonNode          *node)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  const RoundsEntityInfo *info = rounds_registry_find (field->reference);
  JsonArray *array;

  g_return_val_if_fail (info != NULL, NULL);

  if (JSON_NODE_HOLDS_NULL (node))
    return g_steal_pointer (&records);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      rounds_json_refuse_type (field, &reader->problems);
      return NULL;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        {
          rounds_json_refuse_type (field, &reader->problems);
          return NULL;
        }
      g_ptr_array_add (records, read_record (reader, field, info, records, json_node_get_object (element)));
    }

  return g_steal_pointer (&records);
}

/* Whether @node says what the record holds already: a client that puts back a whole record changes nothing there. */
static gboolean
is_unchanged (Reader            *reader,
              const RoundsField *field,
              JsonNode          *node)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(GError) ignored = NULL;

  if (field->type == ROUNDS_FIELD_RECORDS)
    {
      GPtrArray *records = rounds_entity_get_records (reader->entity, field->name);
      g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
      g_autofree char *text = NULL;
      g_autoptr(JsonNode) held = NULL;

      if (records == NULL)
        return JSON_NODE_HOLDS_NULL (node);
      rounds_json_writer_begin_array (writer);
      for (guint i = 0; i < records->len; i++)
        rounds_json_write_entity (writer, g_ptr_array_index (records, i));
      rounds_json_writer_end_array (writer);
      text = rounds_json_writer_end (writer, NULL);
      held = rounds_json_parse (text, -1, NULL);
      return held != NULL && json_node_equal (held, node);
    }

  return rounds_json_read_value_from (field, node, ROUNDS_JSON_TRUSTED, &value, &ignored) &&
         rounds_value_equal (&value, rounds_entity_get_value (reader->entity, field));
}

/* Whether a hand may set the field; FALSE also when it is passed over in silence. */
static gboolean
may_set (Reader            *reader,
         const RoundsField *field,
         JsonNode          *node)
{
  gboolean is_new = (reader->flags & ROUNDS_JSON_NEW) != 0;

  if (reader->flags & ROUNDS_JSON_TRUSTED)
    return TRUE;

  if (is_new && g_str_equal (field->name, "id"))
    return TRUE;
  if (g_strv_contains (passed_over, field->name))
    return FALSE;
  /* What a record is part of follows from where it stands. */
  if (reader->is_child && g_strcmp0 (field->name, reader->info->parent_field) == 0)
    return FALSE;

  if (field->flags & ROUNDS_FIELD_SYSTEM)
    {
      if (!is_unchanged (reader, field, node))
        refuse (&reader->problems, field, "READ_ONLY", _("%s is set by Rounds and cannot be given"),
                rounds_field_get_label (field));
      return FALSE;
    }

  if ((field->flags & ROUNDS_FIELD_FIXED) && !is_new)
    {
      if (!is_unchanged (reader, field, node))
        refuse (&reader->problems, field, "FIXED_FIELD", _("%s is given when the record is created and cannot be changed"),
                rounds_field_get_label (field));
      return FALSE;
    }

  return TRUE;
}

static void
read_field (Reader            *reader,
            const RoundsField *field,
            JsonNode          *node)
{
  gboolean trusted = (reader->flags & ROUNDS_JSON_TRUSTED) != 0;
  Change change = { .field = field };

  if (!may_set (reader, field, node))
    return;

  /* What is given for an object of values changes those and leaves the others. */
  if (field->type == ROUNDS_FIELD_OBJECT && !trusted)
    {
      const char *held = rounds_entity_get_value (reader->entity, field)->text;

      if (rounds_json_read_object (field, held, node, &change.value, &reader->problems))
        g_array_append_val (reader->changes, change);
      return;
    }

  if (field->type == ROUNDS_FIELD_RECORDS)
    {
      change.records = read_records (reader, field, node);
      if (change.records != NULL)
        g_array_append_val (reader->changes, change);
      return;
    }

  if (!rounds_json_read_value_from (field, node, reader->flags, &change.value, &reader->problems) ||
      rounds_value_equal (&change.value, rounds_entity_get_value (reader->entity, field)) ||
      (!trusted && !rounds_field_validate (field, &change.value, &reader->problems)))
    {
      rounds_value_clear (&change.value);
      return;
    }

  if (!trusted && g_str_equal (field->name, "id") && change.value.text != NULL && !rounds_id_is_valid (change.value.text))
    {
      refuse (&reader->problems, field, "BAD_ID", _("The id must be a UUID in lower case"));
      rounds_value_clear (&change.value);
      return;
    }

  g_array_append_val (reader->changes, change);
}

static gboolean
is_group (const RoundsEntityInfo *info,
          const char             *key)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (info->fields[i].group, key) == 0)
      return TRUE;

  return FALSE;
}

static void
refuse_unknown (Reader     *reader,
                const char *path)
{
  if (!(reader->flags & ROUNDS_JSON_TRUSTED))
    rounds_problem_add_field (&reader->problems, path, "UNKNOWN_FIELD", _("There is no field “%s”"), path);
}

static void
read_group (Reader     *reader,
            const char *group,
            JsonNode   *node)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *member;

  if (JSON_NODE_HOLDS_NULL (node))
    {
      for (guint i = 0; i < reader->info->n_fields; i++)
        if (g_strcmp0 (reader->info->fields[i].group, group) == 0)
          read_field (reader, &reader->info->fields[i], node);
      return;
    }

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      rounds_problem_add_field (&reader->problems, group, "WRONG_TYPE", _("“%s” must be an object"), group);
      return;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &key, &member))
    {
      g_autofree char *path = g_strconcat (group, ".", key, NULL);
      const RoundsField *field = g_hash_table_lookup (reader->info->by_json, path);

      if (field != NULL)
        read_field (reader, field, member);
      else
        refuse_unknown (reader, path);
    }
}

static void
read_object (Reader     *reader,
             JsonObject *object)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      const RoundsField *field = g_hash_table_lookup (reader->info->by_json, key);

      if (field != NULL && field->group == NULL)
        read_field (reader, field, node);
      else if (is_group (reader->info, key))
        read_group (reader, key, node);
      else
        refuse_unknown (reader, key);
    }
}

static gboolean
apply (RoundsEntity     *entity,
       JsonObject       *object,
       RoundsJsonFlags   flags,
       gboolean          is_child,
       GError          **error)
{
  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  Reader reader = { entity, rounds_entity_get_info (entity), flags, is_child, changes, NULL };

  g_array_set_clear_func (changes, (GDestroyNotify) change_clear);
  read_object (&reader, object);

  if (reader.problems != NULL)
    {
      g_propagate_error (error, reader.problems);
      return FALSE;
    }

  g_object_freeze_notify (G_OBJECT (entity));
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = &g_array_index (changes, Change, i);

      if (change->records != NULL)
        rounds_entity_set_records (entity, change->field->name, change->records);
      else
        rounds_entity_take_value (entity, change->field, &change->value);
    }
  g_object_thaw_notify (G_OBJECT (entity));

  return TRUE;
}

/**
 * rounds_json_apply:
 * @entity: the record to change
 * @object: what is given; a field that is not there stays as it is
 * @flags: where @object comes from
 * @error: field problems of %ROUNDS_PROBLEM_INVALID, all of them at once
 *
 * Sets fields from JSON: the fields of a group stand in an object of the group's name, null clears a field or a whole
 * group. An array of records takes the place of the one before; an element with the id of a record that is loaded changes
 * that record, another is a new one.
 *
 * Unless %ROUNDS_JSON_TRUSTED is given, each new value is checked with rounds_field_validate() too, and what a person may not
 * set is refused: `UNKNOWN_FIELD`, `READ_ONLY` (system fields), `FIXED_FIELD`. Sending back what the record holds is no
 * change and no error, and id, revision and the rest of what every record has is passed over.
 *
 * Returns: whether @object was applied; when not, @entity is as before
 */
gboolean
rounds_json_apply (RoundsEntity     *entity,
                   JsonObject       *object,
                   RoundsJsonFlags   flags,
                   GError          **error)
{
  g_return_val_if_fail (ROUNDS_IS_ENTITY (entity), FALSE);
  g_return_val_if_fail (object != NULL, FALSE);

  return apply (entity, object, flags, FALSE, error);
}
