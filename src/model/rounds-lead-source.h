/* rounds-lead-source.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_LEAD_SOURCE (rounds_lead_source_get_type ())
ROUNDS_DECLARE_RECORD (RoundsLeadSource, rounds_lead_source, ROUNDS, LEAD_SOURCE)

G_END_DECLS
