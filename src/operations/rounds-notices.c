/* rounds-notices.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-notices.h"

#include "model/rounds-id.h"
#include "model/rounds-notification.h"
#include "model/rounds-registry.h"
#include "operations/rounds-operation-private.h"
#include "store/rounds-repository.h"

/**
 * rounds_notice_send:
 *
 * On the server, from an operation. Tells somebody something, once.
 */
gboolean
rounds_notice_send (RoundsOperationContext  *context,
                    const RoundsNotice      *notice,
                    GError                 **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_NOTIFICATION);
  g_autofree char *name = g_strconcat ("notification:", notice->dedupe_key, NULL);
  g_autofree char *id = rounds_id_derive (name);
  g_autoptr(GError) local = NULL;
  g_autoptr(RoundsEntity) notification = rounds_repository_get (context->database, info, id, &local);

  g_return_val_if_fail (context->is_server, FALSE);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (notification != NULL)
    return TRUE;

  notification = rounds_entity_new (info);
  rounds_entity_set_text (notification, "id", id);
  rounds_entity_set_text (notification, "user-id", notice->user_id);
  rounds_entity_set_text (notification, "type", notice->type);
  rounds_entity_set_text (notification, "title", notice->title);
  rounds_entity_set_text (notification, "message", notice->message);
  if (notice->priority != NULL)
    rounds_entity_set_text (notification, "priority", notice->priority);
  rounds_entity_set_text (notification, "record-kind", notice->record_kind);
  rounds_entity_set_text (notification, "record-id", notice->record_id);
  rounds_entity_set_text (notification, "institution-id", notice->institution_id);
  rounds_entity_set_text (notification, "dedupe-key", notice->dedupe_key);

  return rounds_entity_validate (notification, error) && rounds_operation_insert_by_rule (context, notification, error);
}
