/* rounds-json-entity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json.h"

#include "model/rounds-money.h"

/* Records to JSON. rounds-json-apply.c is the other direction. */

/* The greatest decimal, in its least unit, whose digits every double holds. */
#define EXACT_MAXIMUM G_GINT64_CONSTANT (999999999999999)

static gboolean
is_written (RoundsEntity      *entity,
            const RoundsField *field)
{
  if (field->flags & ROUNDS_FIELD_SECRET)
    return FALSE;
  if (field->type == ROUNDS_FIELD_RECORDS)
    return rounds_entity_get_records (entity, field->name) != NULL;

  /* A tombstone says so; a living record does not say that it lives. */
  return !g_str_equal (field->name, "deleted-at") ||
         rounds_entity_get_value (entity, field)->type != ROUNDS_VALUE_NULL;
}

static void
write_records (RoundsJsonWriter *writer,
               GPtrArray        *records)
{
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < records->len; i++)
    rounds_json_write_entity (writer, g_ptr_array_index (records, i));
  rounds_json_writer_end_array (writer);
}

static void
write_field (RoundsJsonWriter  *writer,
             RoundsEntity      *entity,
             const RoundsField *field)
{
  if (!is_written (entity, field))
    return;

  rounds_json_writer_key (writer, field->json_key);
  if (field->type == ROUNDS_FIELD_RECORDS)
    write_records (writer, rounds_entity_get_records (entity, field->name));
  else
    rounds_json_write_value (writer, field, rounds_entity_get_value (entity, field));
}

static gboolean
group_was_written (const RoundsEntityInfo *info,
                   guint                   index)
{
  for (guint i = 0; i < index; i++)
    if (info->fields[i].group != NULL && g_str_equal (info->fields[i].group, info->fields[index].group))
      return TRUE;

  return FALSE;
}

static void
write_group (RoundsJsonWriter *writer,
             RoundsEntity     *entity,
             guint             first)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  const char *group = info->fields[first].group;

  rounds_json_writer_key (writer, group);
  rounds_json_writer_begin_object (writer);
  for (guint i = first; i < info->n_fields; i++)
    if (info->fields[i].group != NULL && g_str_equal (info->fields[i].group, group))
      write_field (writer, entity, &info->fields[i]);
  rounds_json_writer_end_object (writer);
}

static JsonNode *
decimal_to_node (gint64 value,
                 guint  scale)
{
  g_autofree char *text = rounds_decimal_to_text (value, scale);

  if (value % rounds_decimal_power (scale) == 0)
    return json_node_init_int (json_node_alloc (), value / rounds_decimal_power (scale));
  if (value >= -EXACT_MAXIMUM && value <= EXACT_MAXIMUM)
    return json_node_init_double (json_node_alloc (), g_ascii_strtod (text, NULL));

  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
value_to_node (const RoundsField *field,
               const RoundsValue *value)
{
  g_autoptr(RoundsJsonWriter) writer = NULL;
  g_autofree char *text = NULL;
  JsonNode *node;

  if (value->type == ROUNDS_VALUE_INTEGER &&
      (field->type == ROUNDS_FIELD_DECIMAL || field->type == ROUNDS_FIELD_MONEY))
    return decimal_to_node (value->integer, rounds_field_get_scale (field));

  writer = rounds_json_writer_new ();
  rounds_json_write_value (writer, field, value);
  text = rounds_json_writer_end (writer, NULL);
  node = rounds_json_parse (text, -1, NULL);

  return node != NULL ? node : json_node_new (JSON_NODE_NULL);
}

static char *
records_to_text (GPtrArray *records)
{
  g_autoptr(RoundsJsonWriter) writer = NULL;

  if (records == NULL)
    return NULL;

  writer = rounds_json_writer_new ();
  write_records (writer, records);

  return rounds_json_writer_end (writer, NULL);
}

/* What to put where @after differs from @before; NULL where it does not. */
static JsonNode *
diff_field (RoundsEntity      *before,
            RoundsEntity      *after,
            const RoundsField *field)
{
  const RoundsValue *value;

  if (field->flags & ROUNDS_FIELD_SECRET)
    return NULL;
  if (field->type == ROUNDS_FIELD_RECORDS)
    {
      g_autofree char *old = NULL;
      g_autofree char *new = records_to_text (rounds_entity_get_records (after, field->name));

      if (before != NULL)
        old = records_to_text (rounds_entity_get_records (before, field->name));
      return new == NULL || g_strcmp0 (old, new) == 0 ? NULL : rounds_json_parse (new, -1, NULL);
    }

  value = rounds_entity_get_value (after, field);
  if (before != NULL ? rounds_value_equal (rounds_entity_get_value (before, field), value)
                     : value->type == ROUNDS_VALUE_NULL)
    return NULL;

  return value_to_node (field, value);
}

/**
 * rounds_json_write_value:
 * @field: a field, not of type %ROUNDS_FIELD_RECORDS
 * @value: what it holds
 *
 * Writes one value: decimals and money as exact numbers in whole units, instants as RFC 3339 text in UTC, lists as arrays, JSON
 * as what it is.
 */
void
rounds_json_write_value (RoundsJsonWriter  *writer,
                         const RoundsField *field,
                         const RoundsValue *value)
{
  if (value->type == ROUNDS_VALUE_NULL && field->type != ROUNDS_FIELD_OBJECT)
    {
      rounds_json_writer_null (writer);
      return;
    }

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
      rounds_json_writer_integer (writer, value->integer);
      break;
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      rounds_json_writer_decimal (writer, value->integer, rounds_field_get_scale (field));
      break;
    case ROUNDS_FIELD_BOOLEAN:
      rounds_json_writer_boolean (writer, value->integer != 0);
      break;
    case ROUNDS_FIELD_INSTANT:
      rounds_json_writer_instant (writer, value->integer);
      break;
    case ROUNDS_FIELD_TEXT_LIST:
      {
        /* What is stored is a JSON array, but only what is parsed is known to be one. */
        g_auto(GStrv) list = rounds_json_parse_list (value->text);
        rounds_json_writer_begin_array (writer);
        for (guint i = 0; list[i] != NULL; i++)
          rounds_json_writer_text (writer, list[i]);
        rounds_json_writer_end_array (writer);
      }
      break;
    case ROUNDS_FIELD_OBJECT:
    case ROUNDS_FIELD_JSON:
      {
        g_autoptr(JsonNode) node = rounds_json_parse (value->text != NULL ? value->text : "{}", -1, NULL);
        rounds_json_writer_node (writer, node);
      }
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
    case ROUNDS_FIELD_RECORDS:
    default:
      rounds_json_writer_text (writer, value->text);
    }
}

/**
 * rounds_json_write_fields:
 * @entity: a record
 *
 * Writes the members of a record into the object that is open, so that others can be added: every field in the order of
 * its table, nulls too, the fields of a group as an object; records that belong to it only when they are loaded,
 * `deletedAt` only in a tombstone.
 */
void
rounds_json_write_fields (RoundsJsonWriter *writer,
                          RoundsEntity     *entity)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);

  for (guint i = 0; i < info->n_fields; i++)
    {
      if (info->fields[i].group == NULL)
        write_field (writer, entity, &info->fields[i]);
      else if (!group_was_written (info, i))
        write_group (writer, entity, i);
    }
}

/**
 * rounds_json_write_entity:
 * @entity: a record
 *
 * Writes a record as one object, see rounds_json_write_fields().
 */
void
rounds_json_write_entity (RoundsJsonWriter *writer,
                          RoundsEntity     *entity)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_write_fields (writer, entity);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_json_from_entity:
 * @entity: a record
 *
 * Returns: (transfer full): the record as JSON text
 */
char *
rounds_json_from_entity (RoundsEntity *entity)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  rounds_json_write_entity (writer, entity);

  return rounds_json_writer_end (writer, NULL);
}

/**
 * rounds_json_diff:
 * @before: (nullable): a record; %NULL is one of which nothing is known
 * @after: a record of the same kind
 *
 * Applying the result to @before with %ROUNDS_JSON_TRUSTED makes it equal to @after. Records that belong to it are given
 * whole when one of them differs, and left out when @after has not loaded them.
 *
 * Returns: (transfer full): the members of @after that differ from @before, empty when none does
 */
JsonObject *
rounds_json_diff (RoundsEntity *before,
                  RoundsEntity *after)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  JsonObject *object = json_object_new ();

  g_return_val_if_fail (before == NULL || rounds_entity_get_info (before) == info, object);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      JsonNode *node = diff_field (before, after, field);
      JsonObject *target = object;

      if (node == NULL)
        continue;

      if (field->group != NULL)
        {
          if (!json_object_has_member (object, field->group))
            json_object_set_object_member (object, field->group, json_object_new ());
          target = json_object_get_object_member (object, field->group);
        }
      json_object_set_member (target, field->json_key, node);
    }

  return object;
}
