/* rounds-entity-info.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-entity-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The table of a kind: what every record has, the names that follow from a field's, and finding one. */

/* What every record has. */
static const RoundsField base_fields[ROUNDS_ENTITY_N_BASE_FIELDS] = {
  [ROUNDS_ENTITY_ID] = { "id", ROUNDS_FIELD_TEXT, N_("Id"), ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_FIXED | ROUNDS_FIELD_HIDDEN },
  [ROUNDS_ENTITY_REVISION] = { "revision", ROUNDS_FIELD_INTEGER, N_("Revision"), ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN },
  [ROUNDS_ENTITY_CREATED_AT] = { "created-at", ROUNDS_FIELD_INSTANT, N_("Created"), ROUNDS_FIELD_SYSTEM },
  [ROUNDS_ENTITY_UPDATED_AT] = { "updated-at", ROUNDS_FIELD_INSTANT, N_("Changed"), ROUNDS_FIELD_SYSTEM },
  [ROUNDS_ENTITY_CREATED_BY] = { "created-by", ROUNDS_FIELD_REFERENCE, N_("Created by"), ROUNDS_FIELD_SYSTEM,
                         .reference = "user" },
  [ROUNDS_ENTITY_DELETED_AT] = { "deleted-at", ROUNDS_FIELD_INSTANT, N_("Deleted"), ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN },
};

static char *
camel_case (const char *name)
{
  GString *string = g_string_new (NULL);
  gboolean upper = FALSE;

  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == '-')
        {
          upper = TRUE;
          continue;
        }
      g_string_append_c (string, upper ? g_ascii_toupper (*p) : *p);
      upper = FALSE;
    }

  return g_string_free_and_steal (string);
}

static void
name_field (RoundsField *field)
{
  g_autofree char *column = g_strdelimit (g_strdup (field->name), "-", '_');
  g_autofree char *key = camel_case (field->name);
  g_autofree char *path = field->group != NULL ? g_strconcat (field->group, ".", key, NULL) : g_strdup (key);

  field->column = g_intern_string (column);
  field->json_key = g_intern_string (key);
  field->json_path = g_intern_string (path);
}

static GParamSpec *
create_pspec (const RoundsField *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
    case ROUNDS_FIELD_INSTANT:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case ROUNDS_FIELD_BOOLEAN:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case ROUNDS_FIELD_TEXT_LIST:
      return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, flags);
    case ROUNDS_FIELD_RECORDS:
      return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_PTR_ARRAY, flags);
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
    default:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    }
}

/*
 * Puts the base fields before the record's own, and gives each its index, its names for SQL and JSON, and its property.
 */
void
rounds_entity_info_complete (RoundsEntityInfo *info)
{
  info->n_fields = ROUNDS_ENTITY_N_BASE_FIELDS + info->n_own_fields;
  info->fields = g_new0 (RoundsField, info->n_fields);
  info->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  info->by_json = g_hash_table_new (g_str_hash, g_str_equal);
  memcpy (info->fields, base_fields, sizeof base_fields);
  memcpy (info->fields + ROUNDS_ENTITY_N_BASE_FIELDS, info->own_fields, info->n_own_fields * sizeof (RoundsField));

  for (guint i = 0; i < info->n_fields; i++)
    {
      RoundsField *field = &info->fields[i];

      field->index = i;
      name_field (field);
      field->pspec = create_pspec (field);
      g_hash_table_insert (info->by_name, (gpointer) field->name, field);
      g_hash_table_insert (info->by_json, (gpointer) field->json_path, field);
    }
}

/**
 * rounds_entity_info_find:
 * @name: the field's property name, such as `expected-close-date`
 *
 * Returns: (nullable): the field
 */
const RoundsField *
rounds_entity_info_find (const RoundsEntityInfo *info,
                         const char             *name)
{
  return g_hash_table_lookup (info->by_name, name);
}

/**
 * rounds_entity_info_find_json:
 * @path: the field's JSON path, such as `expectedCloseDate` or `address.city`; in a query `city` serves too
 *
 * Returns: (nullable): the field
 */
const RoundsField *
rounds_entity_info_find_json (const RoundsEntityInfo *info,
                              const char             *path)
{
  const RoundsField *field = g_hash_table_lookup (info->by_json, path);

  for (guint i = 0; field == NULL && i < info->n_fields; i++)
    if (info->fields[i].group != NULL && g_str_equal (info->fields[i].json_key, path))
      field = &info->fields[i];

  return field;
}
