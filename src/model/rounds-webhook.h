/* rounds-webhook.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_WEBHOOK (rounds_webhook_get_type ())
ROUNDS_DECLARE_RECORD (RoundsWebhook, rounds_webhook, ROUNDS, WEBHOOK)

G_END_DECLS
