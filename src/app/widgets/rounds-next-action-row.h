/* rounds-next-action-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "insight/rounds-institution-actions.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsNextActionRow:
 *
 * What should be done next with an institution: why, a button that opens what it takes, and buttons to put it off or dismiss it.
 * Properties: `stacked`: the buttons stand under the text; `compact`: only the first button is there, the rest is for where there is
 * room.
 */
#define ROUNDS_TYPE_NEXT_ACTION_ROW (rounds_next_action_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsNextActionRow, rounds_next_action_row, ROUNDS, NEXT_ACTION_ROW, AdwBin)

void rounds_next_action_row_show (RoundsNextActionRow           *self,
                                  RoundsWorkspace               *workspace,
                                  const char                    *institution_id,
                                  const RoundsInstitutionAction *action);

G_END_DECLS
