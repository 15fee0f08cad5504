/* rounds-security-event.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_SECURITY_EVENT (rounds_security_event_get_type ())
ROUNDS_DECLARE_RECORD (RoundsSecurityEvent, rounds_security_event, ROUNDS, SECURITY_EVENT)

G_END_DECLS
