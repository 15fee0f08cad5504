/* rounds-record-place.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-registry.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-record-hooks-private.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* A place that one record at most can have: a primary contact, a default pipeline. */

static GPtrArray *
list_holders (RoundsRecordChange  *change,
              const char          *flag,
              const char          *within,
              GError             **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (change->after);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_integer (rounds_entity_info_find (info, flag), ROUNDS_FILTER_EQUAL, 1);

  if (within != NULL)
    {
      g_autoptr(RoundsFilter) here = rounds_filter_new_text (rounds_entity_info_find (info, within), ROUNDS_FILTER_EQUAL,
                                                             rounds_entity_get_text (change->after, within));
      g_autoptr(RoundsFilter) both = rounds_filter_new_and (here, filter);

      rounds_query_set_filter (query, both);
    }
  else
    rounds_query_set_filter (query, filter);

  return rounds_repository_list (change->context->database, query, error);
}

static gboolean
take_from (RoundsOperationContext  *context,
           RoundsEntity            *holder,
           const char              *flag,
           GError                 **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (holder);
  g_autoptr(RoundsEntity) after = rounds_entity_copy (holder);
  JsonObject *inverse;
  JsonObject *values;

  rounds_entity_set_boolean (after, flag, FALSE);
  if (!rounds_operation_update_by_rule (context, holder, after, error))
    return FALSE;

  values = json_object_new ();
  json_object_set_boolean_member (values, rounds_entity_info_find (info, flag)->json_key, TRUE);
  inverse = json_object_new ();
  json_object_set_string_member (inverse, "kind", info->kind);
  json_object_set_string_member (inverse, "id", rounds_entity_get_id (holder));
  json_object_set_object_member (inverse, "values", values);
  rounds_operation_add_inverse (context, "record.update", inverse);
  return TRUE;
}

/**
 * rounds_record_change_take_place:
 * @flag: a boolean field that says who has the place
 * @within: (nullable): a field: there is one place for each of its values; %NULL for one in all
 *
 * Whoever had the place before the changed record loses it; undoing gives it back.
 */
gboolean
rounds_record_change_take_place (RoundsRecordChange  *change,
                                 const char          *flag,
                                 const char          *within,
                                 GError             **error)
{
  g_autoptr(GPtrArray) holders = NULL;

  if (!rounds_entity_get_boolean (change->after, flag))
    return TRUE;

  holders = list_holders (change, flag, within, error);
  for (guint i = 0; holders != NULL && i < holders->len; i++)
    {
      RoundsEntity *holder = g_ptr_array_index (holders, i);

      if (g_strcmp0 (rounds_entity_get_id (holder), rounds_entity_get_id (change->after)) != 0 &&
          !take_from (change->context, holder, flag, error))
        return FALSE;
    }

  return holders != NULL;
}

/**
 * rounds_record_change_give_way:
 * @flag: as for rounds_record_change_take_place()
 * @within: (nullable): the same
 *
 * What comes back does not push aside who has taken the place meanwhile.
 */
gboolean
rounds_record_change_give_way (RoundsRecordChange  *change,
                               const char          *flag,
                               const char          *within,
                               GError             **error)
{
  g_autoptr(GPtrArray) holders = NULL;

  if (!rounds_entity_get_boolean (change->after, flag))
    return TRUE;

  holders = list_holders (change, flag, within, error);
  if (holders != NULL && holders->len > 0)
    rounds_entity_set_boolean (change->after, flag, FALSE);

  return holders != NULL;
}
