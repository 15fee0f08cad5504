/* rounds-webhook-delivery.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_WEBHOOK_DELIVERY (rounds_webhook_delivery_get_type ())
ROUNDS_DECLARE_RECORD (RoundsWebhookDelivery, rounds_webhook_delivery, ROUNDS, WEBHOOK_DELIVERY)

G_END_DECLS
