/* rounds-opportunity-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_OPPORTUNITY_LINE (rounds_opportunity_line_get_type ())
ROUNDS_DECLARE_RECORD (RoundsOpportunityLine, rounds_opportunity_line, ROUNDS, OPPORTUNITY_LINE)

G_END_DECLS
