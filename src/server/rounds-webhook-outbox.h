/* rounds-webhook-outbox.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsWebhookOutbox:
 *
 * What other systems are to be told of one run: written as deliveries in the same transaction as what has happened, so that there is
 * either both or nothing. For one run at a time.
 */
typedef struct _RoundsWebhookOutbox RoundsWebhookOutbox;

RoundsWebhookOutbox *rounds_webhook_outbox_new   (void);
void                 rounds_webhook_outbox_free  (RoundsWebhookOutbox     *self);
gboolean             rounds_webhook_outbox_add   (RoundsWebhookOutbox     *self,
                                                  RoundsOperationContext  *context,
                                                  RoundsEntity            *before,
                                                  RoundsEntity            *after,
                                                  GError                 **error);
gboolean             rounds_webhook_outbox_flush (RoundsWebhookOutbox     *self,
                                                  RoundsOperationContext  *context,
                                                  GError                 **error);
void                 rounds_webhook_outbox_clear (RoundsWebhookOutbox     *self);
char                *rounds_webhook_outbox_write (RoundsDatabase          *database,
                                                  RoundsChanges           *changes,
                                                  RoundsEntity            *webhook,
                                                  const char              *event,
                                                  RoundsEntity            *record,
                                                  gint64                   now,
                                                  GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsWebhookOutbox, rounds_webhook_outbox_free)

G_END_DECLS
