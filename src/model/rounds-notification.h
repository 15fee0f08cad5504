/* rounds-notification.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_NOTIFICATION (rounds_notification_get_type ())
ROUNDS_DECLARE_RECORD (RoundsNotification, rounds_notification, ROUNDS, NOTIFICATION)

G_END_DECLS
