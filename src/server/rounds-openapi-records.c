/* rounds-openapi-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi-private.h"

#include <string.h>

#include "model/rounds-registry.h"
#include "operations/rounds-record-json.h"

/* Every kind of record as a schema, from its table of fields: `Institution`, `NewInstitution` and `InstitutionChanges`. */

#define PHONE_PATTERN "^[0-9+ ./()x-]*$"
#define FINESS_PATTERN "^[0-9][0-9AB][0-9]{7}$"
#define SIRET_PATTERN "^[0-9]{14}$"

/* What every answered record has, although its table does not say that it is required. */
static const char * const always[] = { "id", "revision", "created-at", "updated-at", NULL };

static gboolean
is_shown (const RoundsEntityInfo *info,
          const RoundsField      *field,
          RoundsOpenapiMode       mode)
{
  if (mode == ROUNDS_OPENAPI_READ)
    return !(field->flags & ROUNDS_FIELD_SECRET);

  /* One can choose the id of a new record, and of one that is part of another. */
  if (g_str_equal (field->name, "id"))
    return mode == ROUNDS_OPENAPI_NEW;
  /* The one that was seen, see If-Match. */
  if (g_str_equal (field->name, "revision"))
    return mode == ROUNDS_OPENAPI_CHANGES;
  if (field->flags & ROUNDS_FIELD_SYSTEM || g_strcmp0 (field->name, info->parent_field) == 0)
    return FALSE;

  return mode == ROUNDS_OPENAPI_NEW || !(field->flags & ROUNDS_FIELD_FIXED);
}

static gboolean
is_required (const RoundsField *field,
             RoundsOpenapiMode  mode)
{
  switch (mode)
    {
    case ROUNDS_OPENAPI_READ:
      return rounds_field_has_column (field) && !g_str_equal (field->name, "deleted-at");
    case ROUNDS_OPENAPI_NEW:
      return ((field->flags & ROUNDS_FIELD_REQUIRED) && field->initial == NULL && rounds_field_has_column (field)) ||
             (field->flags & ROUNDS_FIELD_SECRET) != 0;
    case ROUNDS_OPENAPI_CHANGES:
    default:
      return FALSE;
    }
}

static gboolean
is_nullable (const RoundsField *field,
             RoundsOpenapiMode  mode)
{
  /* An object without keys is answered as that. */
  if (field->type == ROUNDS_FIELD_OBJECT && mode == ROUNDS_OPENAPI_READ)
    return FALSE;
  return !(field->flags & ROUNDS_FIELD_REQUIRED) && !g_strv_contains (always, field->name) && rounds_field_has_column (field);
}

static void
write_type (RoundsJsonWriter  *writer,
            const RoundsField *field,
            RoundsOpenapiMode  mode,
            const char        *type)
{
  gboolean nullable = is_nullable (field, mode);
  /* An exact decimal may be sent as text, for clients whose numbers are not. */
  gboolean as_text = g_str_equal (type, "number") && mode != ROUNDS_OPENAPI_READ;

  rounds_json_writer_key (writer, "type");
  if (!nullable && !as_text)
    {
      rounds_json_writer_text (writer, type);
      return;
    }

  rounds_json_writer_begin_array (writer);
  rounds_json_writer_text (writer, type);
  if (as_text)
    rounds_json_writer_text (writer, "string");
  if (nullable)
    rounds_json_writer_text (writer, "null");
  rounds_json_writer_end_array (writer);
}

static void
write_choices (RoundsJsonWriter  *writer,
               const RoundsField *field,
               RoundsOpenapiMode  mode)
{
  rounds_json_writer_key (writer, "enum");
  rounds_json_writer_begin_array (writer);
  for (const RoundsChoice *choice = field->choices; choice->value != NULL; choice++)
    rounds_json_writer_text (writer, choice->value);
  if (is_nullable (field, mode))
    rounds_json_writer_null (writer);
  rounds_json_writer_end_array (writer);

  rounds_json_writer_key (writer, "x-labels");
  rounds_json_writer_begin_object (writer);
  for (const RoundsChoice *choice = field->choices; choice->value != NULL; choice++)
    rounds_openapi_write_text (writer, choice->value, choice->label);
  rounds_json_writer_end_object (writer);
}

static void
write_length (RoundsJsonWriter  *writer,
              const RoundsField *field)
{
  /* Ids are texts whose form says it all. */
  if (g_str_equal (field->name, "id"))
    return;

  if (field->minimum > 0 || field->flags & ROUNDS_FIELD_REQUIRED)
    {
      rounds_json_writer_key (writer, "minLength");
      rounds_json_writer_integer (writer, MAX (field->minimum, 1));
    }
  rounds_json_writer_key (writer, "maxLength");
  rounds_json_writer_integer (writer, rounds_field_get_length_maximum (field));
}

static void
write_form (RoundsJsonWriter  *writer,
            const RoundsField *field)
{
  if (g_str_equal (field->name, "id"))
    rounds_openapi_write_text (writer, "format", "uuid");
  else if (field->flags & ROUNDS_FIELD_EMAIL)
    rounds_openapi_write_text (writer, "format", "email");
  else if (field->flags & ROUNDS_FIELD_URL)
    rounds_openapi_write_text (writer, "format", "uri");
  else if (field->flags & ROUNDS_FIELD_FINESS)
    rounds_openapi_write_text (writer, "pattern", FINESS_PATTERN);
  else if (field->flags & ROUNDS_FIELD_SIRET)
    rounds_openapi_write_text (writer, "pattern", SIRET_PATTERN);
  else if (field->flags & ROUNDS_FIELD_PHONE)
    rounds_openapi_write_text (writer, "pattern", PHONE_PATTERN);
}

static void
write_limits (RoundsJsonWriter  *writer,
              const RoundsField *field)
{
  guint scale = rounds_field_get_scale (field);

  if (field->minimum == 0 && field->maximum == 0)
    return;

  rounds_json_writer_key (writer, "minimum");
  rounds_json_writer_decimal (writer, field->minimum, scale);
  rounds_json_writer_key (writer, "maximum");
  rounds_json_writer_decimal (writer, field->maximum, scale);
}

static void
write_items (RoundsJsonWriter  *writer,
             const RoundsField *field,
             RoundsOpenapiMode  mode)
{
  rounds_json_writer_key (writer, "items");
  if (field->type == ROUNDS_FIELD_TEXT_LIST)
    {
      rounds_openapi_write_type (writer, "text", NULL);
    }
  else
    {
      g_autofree char *name = g_strconcat (mode == ROUNDS_OPENAPI_READ ? "" : "New", rounds_openapi_get_name (field->reference), NULL);
      rounds_openapi_write_type (writer, name, NULL);
    }
}

static void
write_value (RoundsJsonWriter  *writer,
             const RoundsField *field,
             RoundsOpenapiMode  mode)
{
  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
      write_type (writer, field, mode, "integer");
      write_limits (writer, field);
      break;
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      write_type (writer, field, mode, "number");
      rounds_json_writer_key (writer, "x-decimals");
      rounds_json_writer_integer (writer, rounds_field_get_scale (field));
      write_limits (writer, field);
      break;
    case ROUNDS_FIELD_BOOLEAN:
      write_type (writer, field, mode, "boolean");
      break;
    case ROUNDS_FIELD_DATE:
      write_type (writer, field, mode, "string");
      rounds_openapi_write_text (writer, "format", "date");
      break;
    case ROUNDS_FIELD_INSTANT:
      write_type (writer, field, mode, "string");
      rounds_openapi_write_text (writer, "format", "date-time");
      break;
    case ROUNDS_FIELD_CHOICE:
      write_type (writer, field, mode, "string");
      write_choices (writer, field, mode);
      break;
    case ROUNDS_FIELD_REFERENCE:
      write_type (writer, field, mode, "string");
      rounds_openapi_write_text (writer, "format", "uuid");
      rounds_openapi_write_text (writer, "x-reference", field->reference);
      break;
    case ROUNDS_FIELD_TEXT_LIST:
    case ROUNDS_FIELD_RECORDS:
      write_type (writer, field, mode, "array");
      write_items (writer, field, mode);
      break;
    case ROUNDS_FIELD_OBJECT:
      /* Which keys there are is for those who have signed in: GET /api/custom-fields. */
      write_type (writer, field, mode, "object");
      rounds_json_writer_key (writer, "additionalProperties");
      rounds_json_writer_boolean (writer, TRUE);
      break;
    case ROUNDS_FIELD_JSON:
      write_type (writer, field, mode, "object");
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    default:
      write_type (writer, field, mode, "string");
      write_length (writer, field);
      write_form (writer, field);
    }
}

static void
write_default (RoundsJsonWriter  *writer,
               const RoundsField *field)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  if (field->initial == NULL || !rounds_field_parse_text (field, field->initial, &value, NULL))
    return;

  rounds_json_writer_key (writer, "default");
  rounds_json_write_value (writer, field, &value);
}

static void
write_flag (RoundsJsonWriter *writer,
            const char       *key,
            gboolean          is_set)
{
  if (!is_set)
    return;

  rounds_json_writer_key (writer, key);
  rounds_json_writer_boolean (writer, TRUE);
}

static gboolean
has_group (const RoundsEntityInfo *info,
           guint                   before,
           const char             *group,
           RoundsOpenapiMode       mode)
{
  for (guint i = 0; i < before; i++)
    if (g_strcmp0 (info->fields[i].group, group) == 0 && is_shown (info, &info->fields[i], mode))
      return TRUE;

  return FALSE;
}

static gboolean
group_is_required (const RoundsEntityInfo *info,
                   const char             *group,
                   RoundsOpenapiMode       mode)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (info->fields[i].group, group) == 0 && is_shown (info, &info->fields[i], mode) &&
        is_required (&info->fields[i], mode))
      return TRUE;

  return FALSE;
}

static void
write_required (RoundsJsonWriter       *writer,
                const RoundsEntityInfo *info,
                const char             *group,
                RoundsOpenapiMode       mode)
{
  rounds_json_writer_key (writer, "required");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (!is_shown (info, field, mode))
        continue;
      if (g_strcmp0 (field->group, group) == 0 && is_required (field, mode))
        rounds_json_writer_text (writer, field->json_key);
      else if (group == NULL && field->group != NULL && !has_group (info, i, field->group, mode) &&
               group_is_required (info, field->group, mode))
        rounds_json_writer_text (writer, field->group);
    }
  rounds_json_writer_end_array (writer);
}

/* Of @group, or with %NULL those that stand in none and the groups themselves. */
static void
write_properties (RoundsJsonWriter       *writer,
                  const RoundsEntityInfo *info,
                  const char             *group,
                  RoundsOpenapiMode       mode)
{
  rounds_json_writer_key (writer, "properties");
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];

      if (!is_shown (info, field, mode))
        continue;
      if (g_strcmp0 (field->group, group) == 0)
        {
          rounds_json_writer_key (writer, field->json_key);
          rounds_openapi_write_field (writer, field, mode);
        }
      else if (group == NULL && field->group != NULL && !has_group (info, i, field->group, mode))
        {
          rounds_json_writer_key (writer, field->group);
          rounds_json_writer_begin_object (writer);
          rounds_openapi_write_text (writer, "type", "object");
          write_required (writer, info, field->group, mode);
          write_properties (writer, info, field->group, mode);
          rounds_json_writer_end_object (writer);
        }
    }
  if (group == NULL && mode == ROUNDS_OPENAPI_READ && rounds_record_json_has_tax_table (info))
    {
      rounds_json_writer_key (writer, ROUNDS_RECORD_JSON_TAX_TABLE);
      rounds_openapi_write_type (writer, "[TaxLine]", "The VAT by rate, highest first");
    }
  rounds_json_writer_end_object (writer);

  /* What is not known is refused. A record that is changed may be sent back whole, with what only Rounds sets as it was. */
  if (mode == ROUNDS_OPENAPI_NEW && info->parent_field == NULL)
    {
      rounds_json_writer_key (writer, "additionalProperties");
      rounds_json_writer_boolean (writer, FALSE);
    }
}

static void
write_record (RoundsJsonWriter       *writer,
              const RoundsEntityInfo *info,
              RoundsOpenapiMode       mode,
              const char             *prefix,
              const char             *suffix)
{
  g_autofree char *name = g_strconcat (prefix, rounds_openapi_get_name (info->kind), suffix, NULL);

  rounds_json_writer_key (writer, name);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_text (writer, "title", info->label);
  rounds_openapi_write_text (writer, "type", "object");
  write_required (writer, info, NULL, mode);
  write_properties (writer, info, NULL, mode);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_openapi_get_name:
 * @dashed: such as `stage-change` or `opportunity.undo-move`
 *
 * Returns: (transfer none): the schema's name, `StageChange` or `OpportunityUndoMove`
 */
const char *
rounds_openapi_get_name (const char *dashed)
{
  g_autoptr(GString) name = g_string_new (NULL);
  gboolean is_first = TRUE;

  for (const char *p = dashed; *p != '\0'; p++)
    {
      if (*p == '-' || *p == '.')
        {
          is_first = TRUE;
          continue;
        }
      g_string_append_c (name, is_first ? g_ascii_toupper (*p) : *p);
      is_first = FALSE;
    }

  return g_intern_string (name->str);
}

/**
 * rounds_openapi_write_field:
 *
 * Writes the schema of one field, as one value.
 */
void
rounds_openapi_write_field (RoundsJsonWriter  *writer,
                            const RoundsField *field,
                            RoundsOpenapiMode  mode)
{
  rounds_json_writer_begin_object (writer);
  write_value (writer, field, mode);

  if (field->unit != NULL)
    {
      g_autofree char *description = g_strdup_printf ("%s (%s)", field->label, field->unit);
      rounds_openapi_write_text (writer, "description", description);
      rounds_openapi_write_text (writer, "x-unit", field->unit);
    }
  else
    {
      rounds_openapi_write_text (writer, "description", field->label);
    }

  write_flag (writer, "readOnly", mode == ROUNDS_OPENAPI_READ && (field->flags & ROUNDS_FIELD_SYSTEM) != 0);
  write_flag (writer, "writeOnly", (field->flags & ROUNDS_FIELD_SECRET) != 0);
  write_flag (writer, "x-fixed", (field->flags & ROUNDS_FIELD_FIXED) != 0);
  write_flag (writer, "x-unique", (field->flags & ROUNDS_FIELD_UNIQUE) != 0);
  write_flag (writer, "x-searchable", (field->flags & ROUNDS_FIELD_SEARCHABLE) != 0);
  if (mode == ROUNDS_OPENAPI_NEW)
    write_default (writer, field);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_openapi_write_records:
 *
 * Writes the schemas of every kind as members of the object that is open.
 */
void
rounds_openapi_write_records (RoundsJsonWriter *writer)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      write_record (writer, kinds[i], ROUNDS_OPENAPI_READ, "", "");
      if (kinds[i]->parent_field != NULL || rounds_openapi_find_route ("record.create", kinds[i]) != NULL)
        write_record (writer, kinds[i], ROUNDS_OPENAPI_NEW, "New", "");
      if (rounds_openapi_find_route ("record.update", kinds[i]) != NULL)
        write_record (writer, kinds[i], ROUNDS_OPENAPI_CHANGES, "", "Changes");
    }
}
