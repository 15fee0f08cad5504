/* rounds-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

extern const RoundsChoice rounds_call_type_choices[];

#define ROUNDS_TYPE_CALL (rounds_call_get_type ())
ROUNDS_DECLARE_RECORD (RoundsCall, rounds_call, ROUNDS, CALL)

G_END_DECLS
