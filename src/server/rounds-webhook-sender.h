/* rounds-webhook-sender.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsWebhookSender:
 *
 * Sends what waits in the outbox, on a thread of its own: as soon as something is committed, and again when a try has failed. Several
 * processes on one database share the work.
 */
typedef struct _RoundsWebhookSender RoundsWebhookSender;

RoundsWebhookSender *rounds_webhook_sender_new  (RoundsStore         *store,
                                                 gboolean             allow_private);
void                 rounds_webhook_sender_free (RoundsWebhookSender *self);
char                *rounds_webhook_sign        (const char          *secret,
                                                 const char          *timestamp,
                                                 const char          *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsWebhookSender, rounds_webhook_sender_free)

G_END_DECLS
