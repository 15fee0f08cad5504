/* rounds-opportunity.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_OPPORTUNITY (rounds_opportunity_get_type ())
ROUNDS_DECLARE_RECORD (RoundsOpportunity, rounds_opportunity, ROUNDS, OPPORTUNITY)

extern const RoundsChoice rounds_stage_choices[];

G_END_DECLS
