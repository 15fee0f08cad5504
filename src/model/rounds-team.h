/* rounds-team.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_TEAM (rounds_team_get_type ())
ROUNDS_DECLARE_RECORD (RoundsTeam, rounds_team, ROUNDS, TEAM)

G_END_DECLS
