/* rounds-stage-change.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_STAGE_CHANGE (rounds_stage_change_get_type ())
ROUNDS_DECLARE_RECORD (RoundsStageChange, rounds_stage_change, ROUNDS, STAGE_CHANGE)

G_END_DECLS
