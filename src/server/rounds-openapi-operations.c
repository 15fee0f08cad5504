/* rounds-openapi-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi-private.h"

#include <string.h>

#include "model/rounds-registry.h"
#include "wire/rounds-sync-operation.h"

/* Every operation as a schema of its own, `OpportunityMoveOperation`, and `SyncOperation`, which is one of them by `name`. */

/* Arguments whose name says it in every operation. */
static const struct
{
  const char *name;
  const char *type;
  const char *description;
} arguments[] = {
  { "id", "uuid", "The record; of a new one the id that it gets, which is made up when it is missing" },
  { "values", "object|null", "Fields of the record by their names" },
  { "revision", "0..|null", "The revision that was seen; when the record has another the change is refused" },
  { "position", "0..|null", "The place, from 0" },
  { "operations", "[BatchStep]", "What is made together" },
  { "ids", "[uuid]", "The records" },
  { "minutes", "1..10080|null", "How long it is put off" },
  { "reason", "text|null", "Why, as the customer reads it" },
  { "issue", "boolean|null", "Whether it is issued at once" },
  { "lines", "[DocumentPart]", "What is taken; all that is left when it is missing" },
  { "from", "instant|null", "When it was asked, now when it is missing" },
  { "rank", "text|null", "The place in its column" },
};

static const RoundsField *
find_field_in (const RoundsEntityInfo *info,
               const char             *name)
{
  const RoundsField *field = info != NULL ? rounds_entity_info_find_json (info, name) : NULL;

  return field != NULL && rounds_field_has_column (field) && field->group == NULL ? field : NULL;
}

/* The field that an argument is named after: of the operation's own kind, else of the kind that makes clear what is meant. */
static const RoundsField *
find_field (const RoundsOperation *operation,
            const char            *name)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_auto(GStrv) parts = g_strsplit (operation->name, ".", 2);
  const RoundsField *found = find_field_in (rounds_registry_find (parts[0]), name);

  for (guint i = 0; found == NULL && kinds[i] != NULL; i++)
    if (strstr (operation->name, kinds[i]->kind) != NULL)
      found = find_field_in (kinds[i], name);

  for (guint i = 0; found == NULL && kinds[i] != NULL; i++)
    found = find_field_in (kinds[i], name);

  return found;
}

static void
write_kinds (RoundsJsonWriter *writer)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "string");
  rounds_openapi_write_text (writer, "description", "The kind of record");
  rounds_json_writer_key (writer, "enum");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; kinds[i] != NULL; i++)
    if (kinds[i]->parent_field == NULL)
      rounds_json_writer_text (writer, kinds[i]->kind);
  rounds_json_writer_end_array (writer);
  rounds_json_writer_end_object (writer);
}

static void
write_argument (RoundsJsonWriter      *writer,
                const RoundsOperation *operation,
                const char            *name)
{
  const RoundsField *field = find_field (operation, name);

  rounds_json_writer_key (writer, name);
  if (g_str_equal (name, "kind"))
    {
      write_kinds (writer);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    if (g_str_equal (arguments[i].name, name))
      {
        rounds_openapi_write_type (writer, arguments[i].type, arguments[i].description);
        return;
      }

  /* An argument can be left out or null, whatever the field says. */
  if (field != NULL)
    {
      RoundsField loose = *field;

      loose.flags &= ~(RoundsFieldFlags) ROUNDS_FIELD_REQUIRED;
      loose.minimum = field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT ? 0 : field->minimum;
      rounds_openapi_write_field (writer, &loose, ROUNDS_OPENAPI_CHANGES);
    }
  else if (g_str_has_suffix (name, "Id"))
    {
      rounds_openapi_write_type (writer, "uuid|null", NULL);
    }
  else
    {
      rounds_openapi_write_type (writer, "any", NULL);
    }
}

static void
write_name (RoundsJsonWriter      *writer,
            const RoundsOperation *operation)
{
  rounds_json_writer_key (writer, "name");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "string");
  rounds_openapi_write_text (writer, "const", operation->name);
  rounds_json_writer_end_object (writer);
}

static void
write_member (RoundsJsonWriter *writer,
              const char       *key,
              const char       *type,
              const char       *description)
{
  rounds_json_writer_key (writer, key);
  rounds_openapi_write_type (writer, type, description);
}

static void
write_operation (RoundsJsonWriter      *writer,
                 const RoundsOperation *operation)
{
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "title", operation->label);
  rounds_openapi_write_text (writer, "type", "object");
  rounds_openapi_write_names (writer, "required", "id name arguments");

  rounds_json_writer_key (writer, "properties");
  rounds_json_writer_begin_object (writer);
  write_member (writer, "id", "uuid", "Of the change itself: sent twice, it is made once");
  write_name (writer, operation);
  rounds_json_writer_key (writer, "arguments");
  rounds_openapi_write_arguments (writer, operation, TRUE);
  write_member (writer, "createdAt", "instant", "When it was made, maybe without a network");
  rounds_json_writer_end_object (writer);

  rounds_json_writer_key (writer, "additionalProperties");
  rounds_json_writer_boolean (writer, FALSE);
  rounds_json_writer_end_object (writer);
}

static char *
dup_schema_name (const RoundsOperation *operation)
{
  return g_strconcat (rounds_openapi_get_name (operation->name), "Operation", NULL);
}

static void
write_union (RoundsJsonWriter *writer)
{
  const RoundsOperation * const *operations = rounds_operation_get_all (NULL);

  rounds_json_writer_key (writer, "SyncOperation");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "description", "One change; its name says which, and so what its arguments are");
  rounds_json_writer_key (writer, "oneOf");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; operations[i] != NULL; i++)
    {
      g_autofree char *name = dup_schema_name (operations[i]);
      rounds_openapi_write_type (writer, name, NULL);
    }
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "discriminator");
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "propertyName", "name");
  rounds_json_writer_key (writer, "mapping");
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; operations[i] != NULL; i++)
    {
      g_autofree char *name = dup_schema_name (operations[i]);
      g_autofree char *place = g_strconcat ("#/components/schemas/", name, NULL);
      rounds_openapi_write_text (writer, operations[i]->name, place);
    }
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_openapi_write_arguments:
 * @has_id: whether the id is among them; with an address of its own it stands there
 *
 * Writes the schema of what an operation takes, as one value.
 */
void
rounds_openapi_write_arguments (RoundsJsonWriter      *writer,
                                const RoundsOperation *operation,
                                gboolean               has_id)
{
  g_auto(GStrv) names = g_strsplit (operation->arguments, " ", -1);

  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "type", "object");
  rounds_json_writer_key (writer, "properties");
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0' && (has_id || !g_str_equal (names[i], "id")))
      write_argument (writer, operation, names[i]);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_key (writer, "additionalProperties");
  rounds_json_writer_boolean (writer, FALSE);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_openapi_write_operations:
 *
 * Writes the schemas of every operation as members of the object that is open.
 */
void
rounds_openapi_write_operations (RoundsJsonWriter *writer)
{
  const RoundsOperation * const *operations = rounds_operation_get_all (NULL);

  write_union (writer);
  for (guint i = 0; operations[i] != NULL; i++)
    {
      g_autofree char *name = dup_schema_name (operations[i]);
      rounds_json_writer_key (writer, name);
      write_operation (writer, operations[i]);
    }
}
