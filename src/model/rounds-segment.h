/* rounds-segment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_SEGMENT (rounds_segment_get_type ())
ROUNDS_DECLARE_RECORD (RoundsSegment, rounds_segment, ROUNDS, SEGMENT)

G_END_DECLS
