/* rounds-record-custom.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-record-custom.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-custom-field.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-problem.h"
#include "store/rounds-custom-fields.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* The workspace's own fields: what defines one, and what a record may hold in it. */

#define MAX_CHOICES 200
#define MAX_CHOICE_LENGTH 100

/**
 * rounds_record_check_custom:
 * @before: (nullable): the record as it was
 * @after: the record as it shall be
 * @error: %ROUNDS_PROBLEM_INVALID with fields, see rounds_custom_values_check()
 *
 * Returns: whether the custom values that are new are what their definitions say
 */
gboolean
rounds_record_check_custom (RoundsOperationContext  *context,
                            RoundsEntity            *before,
                            RoundsEntity            *after,
                            GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (after);
  const RoundsField *field = rounds_entity_info_find (info, ROUNDS_CUSTOM_FIELD_NAME);
  g_autoptr(GPtrArray) fields = NULL;

  if (field == NULL || (before != NULL && rounds_value_equal (rounds_entity_get_value (before, field),
                                                              rounds_entity_get_value (after, field))))
    return TRUE;

  fields = rounds_custom_fields_load (context->database, info, error);
  if (fields == NULL)
    return FALSE;

  /* A definition that has not come to a client yet the server has. */
  return rounds_custom_values_check (fields, before, after, context->is_server, error);
}

static gboolean
check_choices (RoundsEntity  *definition,
               GError       **error)
{
  const char *type = rounds_entity_get_text (definition, "type");
  const gboolean is_choice = g_strcmp0 (type, "choice") == 0 || g_strcmp0 (type, "choices") == 0;
  g_auto(GStrv) choices = rounds_entity_dup_list (definition, "choices");

  if (!is_choice)
    return choices[0] == NULL || rounds_problem_refuse (error, "choices", "NOT_A_CHOICE", _("Only a field of a list has choices"));
  if (choices[0] == NULL)
    return rounds_problem_refuse (error, "choices", "REQUIRED", _("Give the choices of the list"));
  if (g_strv_length (choices) > MAX_CHOICES)
    return rounds_problem_refuse (error, "choices", "TOO_LONG", _("The list has too many choices"));

  for (guint i = 0; choices[i] != NULL; i++)
    {
      if (choices[i][0] == '\0' || g_utf8_strlen (choices[i], -1) > MAX_CHOICE_LENGTH)
        return rounds_problem_refuse (error, "choices", "BAD_CHOICE", _("A choice has 1 to 100 characters"));
      for (guint j = 0; j < i; j++)
        if (g_str_equal (choices[j], choices[i]))
          return rounds_problem_refuse (error, "choices", "DUPLICATE_CHOICE", _("A choice stands in the list twice"));
    }

  return TRUE;
}

/* A kind has one field of a key, and not more fields than a person can oversee. */
static gboolean
check_place (RoundsRecordChange  *change,
             GError             **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (change->after);
  const char *key = rounds_entity_get_text (change->after, "key");
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_text (rounds_entity_info_find (info, "kind"), ROUNDS_FILTER_EQUAL,
                                                           rounds_entity_get_text (change->after, "kind"));
  g_autoptr(GPtrArray) others = NULL;

  rounds_query_set_filter (query, filter);
  others = rounds_repository_list (change->context->database, query, error);
  if (others == NULL)
    return FALSE;

  if (change->before == NULL && others->len >= ROUNDS_CUSTOM_FIELDS_MAXIMUM)
    return rounds_problem_refuse (error, "kind", "TOO_MANY_FIELDS", _("Such records have as many fields of their own as they can have"));

  for (guint i = 0; i < others->len; i++)
    {
      RoundsEntity *other = g_ptr_array_index (others, i);

      if (g_strcmp0 (rounds_entity_get_text (other, "key"), key) == 0 &&
          g_strcmp0 (rounds_entity_get_id (other), rounds_entity_get_id (change->after)) != 0)
        return rounds_problem_refuse (error, "key", "ALREADY_EXISTS", _("Such records have a field of this key already"));
    }

  return TRUE;
}

/**
 * rounds_custom_field_prepare:
 * @change: of a record of kind `custom-field`, created, edited or restored
 * @error: field problems `BAD_KEY`, `ALREADY_EXISTS`, `TOO_MANY_FIELDS`, and of the choices
 */
gboolean
rounds_custom_field_prepare (RoundsRecordChange  *change,
                             GError             **error)
{
  const char *key = rounds_entity_get_text (change->after, "key");

  /* What is missing the table refuses. */
  if (key == NULL || rounds_entity_is_null (change->after, "kind") || rounds_entity_is_null (change->after, "type"))
    return TRUE;

  if (!rounds_custom_key_is_valid (key))
    return rounds_problem_refuse (error, "key", "BAD_KEY", _("A key is a small letter, then letters, digits and “_”, such as “budgetCode”"));

  return check_choices (change->after, error) && check_place (change, error);
}
