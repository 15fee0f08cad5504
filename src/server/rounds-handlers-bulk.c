/* rounds-handlers-bulk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include "server/rounds-policy.h"

/* Changes of many records. The body is the operation's arguments, the path says of which kind or whose. */

/* `POST /<collection>/bulk {ids | filter, values | addTags, removeTags | delete}` */
gboolean
rounds_handle_record_bulk (RoundsCall  *call,
                           GError     **error)
{
  g_autoptr(JsonObject) arguments = rounds_call_copy_body (call);

  json_object_set_string_member (arguments, "kind", call->route->info->kind);
  return rounds_call_run_operation (call, "record.bulk-update", arguments, NULL, error);
}

/* `POST /users/:id/hand-over {toUserId, kinds?, includeClosed?}` */
gboolean
rounds_handle_user_hand_over (RoundsCall  *call,
                              GError     **error)
{
  g_autoptr(RoundsEntity) user = rounds_policy_find (call->database, call->actor, call->route->info, call->id, FALSE, error);
  g_autoptr(JsonObject) arguments = NULL;

  if (user == NULL)
    return FALSE;

  arguments = rounds_call_copy_body (call);
  json_object_set_string_member (arguments, "fromUserId", call->id);
  return rounds_call_run_operation (call, "portfolio.hand-over", arguments, NULL, error);
}
