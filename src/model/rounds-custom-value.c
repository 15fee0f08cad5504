/* rounds-custom-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-custom-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"

#define PATH_PREFIX ROUNDS_CUSTOM_FIELD_NAME "."

#define DECIMAL_SCALE 4

/* Fifteen digits: what every number of JSON holds exactly. */
#define NUMBER_MAXIMUM G_GINT64_CONSTANT (999999999999999)

static const struct
{
  const char *name;
  RoundsFieldType type;
  RoundsFieldFlags flags;
} types[] = {
  { "text", ROUNDS_FIELD_TEXT, 0 },
  { "long_text", ROUNDS_FIELD_LONG_TEXT, 0 },
  { "integer", ROUNDS_FIELD_INTEGER, 0 },
  { "decimal", ROUNDS_FIELD_DECIMAL, 0 },
  { "money", ROUNDS_FIELD_MONEY, 0 },
  { "boolean", ROUNDS_FIELD_BOOLEAN, 0 },
  { "date", ROUNDS_FIELD_DATE, 0 },
  { "choice", ROUNDS_FIELD_CHOICE, 0 },
  { "choices", ROUNDS_FIELD_TEXT_LIST, 0 },
  { "email", ROUNDS_FIELD_TEXT, ROUNDS_FIELD_EMAIL },
  { "phone", ROUNDS_FIELD_TEXT, ROUNDS_FIELD_PHONE },
  { "url", ROUNDS_FIELD_TEXT, ROUNDS_FIELD_URL },
};

static gboolean
is_number (const RoundsField *field)
{
  return field->type == ROUNDS_FIELD_INTEGER || field->type == ROUNDS_FIELD_DECIMAL || field->type == ROUNDS_FIELD_MONEY;
}

static RoundsChoice *
create_choices (RoundsEntity *definition)
{
  g_auto(GStrv) list = rounds_entity_dup_list (definition, "choices");
  RoundsChoice *choices = g_new0 (RoundsChoice, g_strv_length (list) + 1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      choices[i].value = g_intern_string (list[i]);
      choices[i].label = choices[i].value;
    }

  return choices;
}

static RoundsField *
create_field (RoundsEntity *definition)
{
  const char *key = rounds_entity_get_text (definition, "key");
  const char *type = rounds_entity_get_text (definition, "type");
  g_autofree char *path = g_strconcat (PATH_PREFIX, key, NULL);
  RoundsField *field = g_new0 (RoundsField, 1);
  guint i = 0;

  while (i < G_N_ELEMENTS (types) - 1 && g_strcmp0 (types[i].name, type) != 0)
    i++;

  field->name = g_intern_string (path);
  field->json_path = field->name;
  field->json_key = g_intern_string (key);
  field->group = ROUNDS_CUSTOM_FIELD_NAME;
  field->label = g_intern_string (rounds_entity_get_text (definition, "label"));
  field->type = types[i].type;
  field->flags = types[i].flags | ROUNDS_FIELD_CUSTOM;
  if (rounds_entity_get_boolean (definition, "required"))
    field->flags |= ROUNDS_FIELD_REQUIRED;
  if (rounds_entity_get_boolean (definition, "searchable"))
    field->flags |= ROUNDS_FIELD_SEARCHABLE;
  if (field->type == ROUNDS_FIELD_DECIMAL)
    field->scale = DECIMAL_SCALE;
  if (is_number (field))
    {
      field->minimum = -NUMBER_MAXIMUM;
      field->maximum = NUMBER_MAXIMUM;
    }
  if (field->type == ROUNDS_FIELD_CHOICE || field->type == ROUNDS_FIELD_TEXT_LIST)
    field->choices = create_choices (definition);
  field->index = G_MAXUINT;

  return field;
}

/* What @field is made of. */
static char *
describe (RoundsEntity *definition)
{
  const char *choices = rounds_entity_get_text (definition, "choices");

  return g_strdup_printf ("%s\n%s\n%s\n%s\n%d%d", rounds_entity_get_text (definition, "key"),
                          rounds_entity_get_text (definition, "type"), rounds_entity_get_text (definition, "label"),
                          choices != NULL ? choices : "", rounds_entity_get_boolean (definition, "required"),
                          rounds_entity_get_boolean (definition, "searchable"));
}

/**
 * rounds_custom_field_get_field:
 * @definition: a record of kind `custom-field`, with its required fields
 *
 * Thread-safe. The same definition gives the same field.
 *
 * Returns: (transfer none): the field, which stays for good: filters and queries hold on to it, and there are few definitions
 */
const RoundsField *
rounds_custom_field_get_field (RoundsEntity *definition)
{
  static GMutex mutex;
  static GHashTable *known; /* description -> RoundsField, for good */
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree char *description = describe (definition);
  RoundsField *field;

  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);

  field = g_hash_table_lookup (known, description);
  if (field == NULL)
    {
      field = create_field (definition);
      g_hash_table_insert (known, g_steal_pointer (&description), field);
    }

  return field;
}

/**
 * rounds_custom_fields_find:
 * @fields: (nullable) (element-type RoundsField): those of a kind
 * @path: such as `custom.budgetCode`
 *
 * Returns: (nullable): the field
 */
const RoundsField *
rounds_custom_fields_find (GPtrArray  *fields,
                           const char *path)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->json_path, path))
        return field;
    }

  return NULL;
}

/**
 * rounds_custom_key_is_valid:
 *
 * Returns: whether @key is a letter in lower case and then letters, digits and `_`: it stands in paths and in SQL
 */
gboolean
rounds_custom_key_is_valid (const char *key)
{
  if (!g_ascii_islower (key[0]))
    return FALSE;

  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;

  return TRUE;
}

static void
read_node (const RoundsField *field,
           JsonNode          *node,
           RoundsValue       *value)
{
  /* A choice that is none any more is still what the record holds. */
  if (field->type == ROUNDS_FIELD_CHOICE && json_node_get_value_type (node) == G_TYPE_STRING)
    rounds_value_set_text (value, json_node_get_string (node));
  else if (!rounds_json_read_value (field, node, value, NULL))
    rounds_value_clear (value);
}

/**
 * rounds_custom_value_get:
 * @field: a custom field of the record's kind
 * @value: (inout): an initialised value; null when there is none, or one of a type that the field does not have
 */
void
rounds_custom_value_get (RoundsEntity      *entity,
                         const RoundsField *field,
                         RoundsValue       *value)
{
  g_autoptr(JsonNode) node = rounds_json_object_get (rounds_entity_get_text (entity, ROUNDS_CUSTOM_FIELD_NAME),
                                                     field->json_key);

  rounds_value_clear (value);
  if (node != NULL)
    read_node (field, node, value);
}

/**
 * rounds_custom_value_set:
 * @field: a custom field of the record's kind
 * @value: what it shall hold; the record's other custom values stay
 */
void
rounds_custom_value_set (RoundsEntity      *entity,
                         const RoundsField *field,
                         const RoundsValue *value)
{
  const RoundsField *object_field = rounds_entity_info_find (rounds_entity_get_info (entity), ROUNDS_CUSTOM_FIELD_NAME);
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  g_auto(RoundsValue) held = ROUNDS_VALUE_INIT;

  g_return_if_fail (object_field != NULL);

  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, field->json_key);
  rounds_json_write_value (writer, field, value);
  rounds_json_writer_end_object (writer);
  text = rounds_json_writer_end (writer, NULL);
  node = rounds_json_parse (text, -1, NULL);

  if (rounds_json_read_object (object_field, rounds_entity_get_value (entity, object_field)->text, node, &held, NULL))
    rounds_entity_take_value (entity, object_field, &held);
}

/**
 * rounds_field_read:
 * @field: a field with a column of the record's table, or a custom field of its kind
 * @entity: a record
 * @value: (inout): an initialised value; where a copy of what the record holds goes
 */
void
rounds_field_read (const RoundsField *field,
                   RoundsEntity      *entity,
                   RoundsValue       *value)
{
  if (field->flags & ROUNDS_FIELD_CUSTOM)
    rounds_custom_value_get (entity, field, value);
  else
    rounds_value_copy (rounds_entity_get_value (entity, field), value);
}

static const RoundsField *
find_by_key (GPtrArray  *fields,
             const char *key)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (fields, i);

      if (g_str_equal (field->json_key, key))
        return field;
    }

  return NULL;
}

/* Reads one value that is new, and puts it into @checked as it is written. */
static void
check_member (GPtrArray   *fields,
              const char  *key,
              JsonNode    *node,
              gboolean     all_known,
              JsonObject  *checked,
              GError     **error)
{
  const RoundsField *field = find_by_key (fields, key);
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(RoundsJsonWriter) writer = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *text = NULL;

  if (field == NULL)
    {
      g_autofree char *path = g_strconcat (PATH_PREFIX, key, NULL);

      if (all_known)
        rounds_problem_add_field (error, path, "UNKNOWN_FIELD", _("There is no field “%s”"), path);
      else
        json_object_set_member (checked, key, json_node_copy (node));
      return;
    }

  if (!rounds_json_read_value (field, node, &value, &local))
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (rounds_problem_get_fields (local), 0);

      rounds_problem_add_field (error, problem->field, problem->code, "%s", problem->detail);
      return;
    }
  if (!rounds_field_validate (field, &value, error) || value.type == ROUNDS_VALUE_NULL)
    return;

  writer = rounds_json_writer_new ();
  rounds_json_write_value (writer, field, &value);
  text = rounds_json_writer_end (writer, NULL);
  json_object_set_member (checked, key, rounds_json_parse (text, -1, NULL));
}

static void
check_required (GPtrArray   *fields,
                JsonObject  *before,
                JsonObject  *given,
                GError     **error)
{
  const RoundsValue nothing = ROUNDS_VALUE_INIT;

  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (fields, i);

      /* A record that was there before the field was needed is not held up for it; but what it has stays. */
      if ((field->flags & ROUNDS_FIELD_REQUIRED) && !json_object_has_member (given, field->json_key) &&
          (before == NULL || json_object_has_member (before, field->json_key)))
        rounds_field_validate (field, &nothing, error);
    }
}

/**
 * rounds_custom_values_check:
 * @fields: (element-type RoundsField): the custom fields of the record's kind
 * @before: (nullable): the record as it was; %NULL when it is created
 * @after: the record as it shall be; its custom values are written anew as their types are
 * @all_known: whether @fields are all there are; when not, a key that is not among them is let through
 * @error: field problems of %ROUNDS_PROBLEM_INVALID, all of them at once: `UNKNOWN_FIELD`, and what rounds_json_read_value() and
 *   rounds_field_validate() say
 *
 * Checks what differs. What a record holds under a key that is defined no more stays as it is.
 */
gboolean
rounds_custom_values_check (GPtrArray     *fields,
                            RoundsEntity  *before,
                            RoundsEntity  *after,
                            gboolean       all_known,
                            GError       **error)
{
  const char *old_text = before != NULL ? rounds_entity_get_text (before, ROUNDS_CUSTOM_FIELD_NAME) : NULL;
  const char *new_text = rounds_entity_get_text (after, ROUNDS_CUSTOM_FIELD_NAME);
  g_autoptr(JsonObject) old = rounds_json_parse_object (old_text != NULL ? old_text : "{}", -1, NULL);
  g_autoptr(JsonObject) new = rounds_json_parse_object (new_text != NULL ? new_text : "{}", -1, NULL);
  g_autoptr(JsonObject) checked = json_object_new ();
  g_autoptr(GError) problems = NULL;
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  g_return_val_if_fail (old != NULL && new != NULL, FALSE);

  json_object_iter_init_ordered (&iter, new);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      JsonNode *held = json_object_get_member (old, key);

      if (held != NULL && json_node_equal (held, node))
        json_object_set_member (checked, key, json_node_copy (node));
      else
        check_member (fields, key, node, all_known, checked, &problems);
    }
  check_required (fields, before != NULL ? old : NULL, new, &problems);

  if (problems != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problems));
      return FALSE;
    }

  text = rounds_json_object_sort (checked);
  rounds_entity_set_text (after, ROUNDS_CUSTOM_FIELD_NAME, text);
  return TRUE;
}
