/* rounds-email-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-email-message.h"
#include "operations/rounds-operation-private.h"
#include "operations/rounds-recurring.h"

/* `email-message.mark-opened {id, openedAt?}`: the server's, when who it was written to has opened it; the first time counts. */
JsonNode *
rounds_run_email_message_mark_opened (RoundsOperationContext  *context,
                                      JsonObject              *arguments,
                                      GError                 **error)
{
  g_autoptr(RoundsEntity) before = rounds_operation_load (context, "email-message", arguments, "id", error);
  g_autoptr(RoundsEntity) after = NULL;
  gint64 when;

  if (before == NULL || !rounds_recurring_read_time (context, arguments, "openedAt", &when, error))
    return NULL;

  after = rounds_entity_copy (before);
  if (rounds_entity_is_null (before, "opened-at") &&
      g_strcmp0 (rounds_entity_get_text (before, "direction"), "outgoing") == 0)
    rounds_entity_set_integer (after, "opened-at", when);

  return rounds_operation_update (context, before, after, error) ? rounds_operation_answer (context, after) : NULL;
}
