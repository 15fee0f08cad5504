/* rounds-filter-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-filter-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-registry.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-derived-fields.h"

static void
rounds_filter_field_free (RoundsFilterField *self)
{
  g_free (self->path);
  g_free (self->label);
  g_free (self);
}

static gboolean
can_be_asked (const RoundsField *field)
{
  return rounds_field_has_column (field) && (field->flags & (ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_SECRET)) == 0 &&
         field->type != ROUNDS_FIELD_JSON && field->type != ROUNDS_FIELD_OBJECT && field->type != ROUNDS_FIELD_RECORDS &&
         !g_str_equal (field->name, "id") && !g_str_equal (field->name, "revision") && !g_str_equal (field->name, "deleted-at");
}

/* @reference: (nullable): by which the record is referred to */
static void
add_field (GPtrArray              *fields,
           const RoundsEntityInfo *info,
           const RoundsField      *reference,
           const RoundsField      *field)
{
  RoundsFilterField *entry = g_new0 (RoundsFilterField, 1);
  const char *label = rounds_field_get_label (field);

  entry->info = info;
  entry->field = field;
  if (reference != NULL)
    {
      /* `institution` leads there, the field is `institutionId`. */
      entry->path = g_strdup_printf ("%.*s.%s", (int) strlen (reference->json_path) - 2, reference->json_path, field->json_path);
      /* Translators: a field of another record: the kind of record, then the field, such as "Institution: Town" */
      entry->label = g_strdup_printf (C_("field of another record", "%s: %s"), rounds_field_get_label (reference), label);
    }
  else
    {
      entry->path = g_strdup (field->json_path);
      entry->label = g_strdup (label);
    }

  g_ptr_array_add (fields, entry);
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  const RoundsFilterField *first = *(const RoundsFilterField *const *) a;
  const RoundsFilterField *second = *(const RoundsFilterField *const *) b;

  return g_utf8_collate (first->label, second->label);
}

static gboolean
add_fields (GPtrArray               *fields,
            RoundsDatabase          *database,
            const RoundsEntityInfo  *info,
            const RoundsField       *reference,
            GError                 **error)
{
  g_autoptr(GPtrArray) custom = rounds_custom_fields_load (database, info, error);
  const RoundsDerivedField *derived;
  guint n_derived;

  if (custom == NULL)
    return FALSE;

  for (guint i = 0; i < info->n_fields; i++)
    if (can_be_asked (&info->fields[i]))
      add_field (fields, info, reference, &info->fields[i]);
  for (guint i = 0; i < custom->len; i++)
    add_field (fields, info, reference, g_ptr_array_index (custom, i));

  derived = rounds_derived_fields_get (&n_derived);
  for (guint i = 0; i < n_derived; i++)
    if (g_str_equal (derived[i].kind, info->kind))
      add_field (fields, info, reference, &derived[i].field);

  return TRUE;
}

/**
 * rounds_filter_fields_compute:
 * @database: a connection, which knows the custom fields
 * @info: a kind of record
 * @error: what the database said
 *
 * Its own fields, custom ones and those that follow from other records, in the order of the person's language; then those of the
 * institution that it belongs to.
 *
 * Returns: (transfer full) (nullable) (element-type RoundsFilterField): all that records of the kind can be filtered by
 */
GPtrArray *
rounds_filter_fields_compute (RoundsDatabase          *database,
                              const RoundsEntityInfo  *info,
                              GError                 **error)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_field_free);
  const RoundsField *institution = rounds_entity_info_find (info, "institution-id");

  if (!add_fields (fields, database, info, NULL, error))
    return NULL;
  g_ptr_array_sort (fields, compare_labels);

  if (institution != NULL && institution->type == ROUNDS_FIELD_REFERENCE)
    {
      g_autoptr(GPtrArray) theirs = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_field_free);

      if (!add_fields (theirs, database, rounds_registry_find ("institution"), institution, error))
        return NULL;
      g_ptr_array_sort (theirs, compare_labels);
      g_ptr_array_extend_and_steal (fields, g_steal_pointer (&theirs));
    }

  return g_steal_pointer (&fields);
}

/**
 * rounds_filter_fields_find:
 * @fields: (element-type RoundsFilterField): of rounds_filter_fields_compute()
 * @path: (nullable): as a filter names the field
 *
 * Returns: (transfer none) (nullable): the field
 */
const RoundsFilterField *
rounds_filter_fields_find (GPtrArray  *fields,
                           const char *path)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsFilterField *entry = g_ptr_array_index (fields, i);

      if (g_strcmp0 (entry->path, path) == 0)
        return entry;
    }

  return NULL;
}
