/* rounds-notification-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-json.h"
#include "model/rounds-notification.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-arguments.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-recurring.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* What a person has been told: read, or not read after all. */

/* Sets when it was read, 0 for not; a step of the inverse is left. */
static RoundsEntity *
set_read (RoundsOperationContext  *context,
          RoundsEntity            *before,
          gint64                   when,
          GError                 **error)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (before);
  gboolean was_read = !rounds_entity_is_null (before, "read-at");
  JsonObject *inverse;

  if (when != 0 && !was_read)
    rounds_entity_set_integer (after, "read-at", when);
  else if (when == 0)
    rounds_entity_clear (after, "read-at");
  if (!rounds_operation_update (context, before, after, error))
    return NULL;
  if (was_read == (when != 0))
    return g_steal_pointer (&after);

  inverse = json_object_new ();
  json_object_set_string_member (inverse, "id", rounds_entity_get_id (after));
  if (was_read)
    {
      g_autofree char *text = rounds_instant_to_text (rounds_entity_get_integer (before, "read-at"));
      json_object_set_string_member (inverse, "readAt", text);
    }
  rounds_operation_add_inverse (context, was_read ? "notification.read" : "notification.unread", inverse);

  return g_steal_pointer (&after);
}

static JsonNode *
change_one (RoundsOperationContext  *context,
            JsonObject              *arguments,
            gint64                   when,
            GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "notification", arguments, "id", error);
  g_autoptr(RoundsEntity) after = before != NULL ? set_read (context, before, when, error) : NULL;

  return after != NULL ? rounds_operation_answer (context, after) : NULL;
}

/* `notification.read {id, readAt?}`. */
JsonNode *
rounds_run_notification_read (RoundsOperationContext  *context,
                              JsonObject              *arguments,
                              GError                 **error)
{
  gint64 when;

  if (!rounds_recurring_read_time (context, arguments, "readAt", &when, error))
    return NULL;

  return change_one (context, arguments, when, error);
}

/* `notification.unread {id}`. */
JsonNode *
rounds_run_notification_unread (RoundsOperationContext  *context,
                                JsonObject              *arguments,
                                GError                 **error)
{
  return change_one (context, arguments, 0, error);
}

/* Those of the person, up to a moment: what comes after it has not been seen. */
static GPtrArray *
list_unread (RoundsOperationContext  *context,
             gint64                   when,
             GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_NOTIFICATION);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) mine = rounds_filter_new_text (rounds_entity_info_find (info, "user-id"), ROUNDS_FILTER_EQUAL,
                                                         context->actor->user_id);
  g_autoptr(RoundsFilter) unread = rounds_filter_new_empty (rounds_entity_info_find (info, "read-at"));
  g_autoptr(RoundsFilter) before = rounds_filter_new_integer (rounds_entity_info_find (info, "created-at"),
                                                              ROUNDS_FILTER_LESS_OR_EQUAL, when);
  g_autoptr(RoundsFilter) both = rounds_filter_new_and (mine, unread);
  g_autoptr(RoundsFilter) all = rounds_filter_new_and (both, before);

  rounds_query_set_filter (query, all);
  return rounds_repository_list (context->database, query, error);
}

/* `notification.read-all {readAt?}`: answers how many there were. */
JsonNode *
rounds_run_notification_read_all (RoundsOperationContext  *context,
                                  JsonObject              *arguments,
                                  GError                 **error)
{
  g_autoptr(GPtrArray) unread = NULL;
  JsonObject *answer;
  JsonNode *node;
  gint64 when;

  if (!rounds_recurring_read_time (context, arguments, "readAt", &when, error))
    return NULL;
  unread = list_unread (context, when, error);
  if (unread == NULL)
    return NULL;

  for (guint i = 0; i < unread->len; i++)
    {
      g_autoptr(RoundsEntity) after = set_read (context, g_ptr_array_index (unread, i), when, error);

      if (after == NULL)
        return NULL;
    }

  answer = json_object_new ();
  json_object_set_int_member (answer, "count", unread->len);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, answer);
  return node;
}
