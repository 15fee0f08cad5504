/* rounds-lost-reason.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_LOST_REASON (rounds_lost_reason_get_type ())
ROUNDS_DECLARE_RECORD (RoundsLostReason, rounds_lost_reason, ROUNDS, LOST_REASON)

G_END_DECLS
