/* rounds-record-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-record-values.h"

#include "model/rounds-json.h"

/* Whether a hand may give the field when the record is there already, and what it held before can be given back. */
static gboolean
is_editable (const RoundsField *field)
{
  return !(field->flags & (ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_FIXED | ROUNDS_FIELD_SECRET));
}

static void
write_children (RoundsJsonWriter *writer,
                GPtrArray        *children)
{
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      RoundsEntity *child = g_ptr_array_index (children, i);
      const RoundsEntityInfo *info = rounds_entity_get_info (child);

      rounds_json_writer_begin_object (writer);
      rounds_json_writer_key (writer, "id");
      rounds_json_writer_text (writer, rounds_entity_get_id (child));
      for (guint j = 0; j < info->n_fields; j++)
        {
          const RoundsField *field = &info->fields[j];

          if (!is_editable (field) || !rounds_field_has_column (field))
            continue;
          rounds_json_writer_key (writer, field->json_key);
          rounds_json_write_value (writer, field, rounds_entity_get_value (child, field));
        }
      rounds_json_writer_end_object (writer);
    }
  rounds_json_writer_end_array (writer);
}

static char *
field_to_text (RoundsEntity      *entity,
               const RoundsField *field)
{
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  if (field->type == ROUNDS_FIELD_RECORDS)
    write_children (writer, rounds_entity_get_records (entity, field->name));
  else
    rounds_json_write_value (writer, field, rounds_entity_get_value (entity, field));

  return rounds_json_writer_end (writer, NULL);
}

/**
 * rounds_record_values_diff:
 * @before: a record
 * @after: a record of the same kind
 *
 * As rounds_json_diff(), but only what a hand may give: `record.update` with the result makes of @before what a person would
 * call @after.
 *
 * Returns: (transfer full): the editable members of @after that differ from @before
 */
JsonObject *
rounds_record_values_diff (RoundsEntity *before,
                           RoundsEntity *after)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      JsonObject *target = object;
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;

      if (!is_editable (field))
        continue;
      if (field->type != ROUNDS_FIELD_RECORDS &&
          rounds_value_equal (rounds_entity_get_value (before, field), rounds_entity_get_value (after, field)))
        continue;

      old = field_to_text (before, field);
      new = field_to_text (after, field);
      if (g_str_equal (old, new))
        continue;

      if (field->group != NULL)
        {
          if (!json_object_has_member (object, field->group))
            json_object_set_object_member (object, field->group, json_object_new ());
          target = json_object_get_object_member (object, field->group);
        }
      if (field->type == ROUNDS_FIELD_OBJECT)
        json_object_set_member (target, field->json_key, rounds_json_object_diff (old, new));
      else
        json_object_set_member (target, field->json_key, rounds_json_parse (new, -1, NULL));
    }

  return object;
}
