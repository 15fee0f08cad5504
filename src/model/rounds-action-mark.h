/* rounds-action-mark.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_ACTION_MARK (rounds_action_mark_get_type ())
ROUNDS_DECLARE_RECORD (RoundsActionMark, rounds_action_mark, ROUNDS, ACTION_MARK)

G_END_DECLS
