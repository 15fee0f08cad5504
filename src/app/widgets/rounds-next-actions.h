/* rounds-next-actions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsNextActions:
 *
 * What should be done next with an institution, the most urgent first and the others in a list. It has its place before the answer is
 * there, and keeps it when nothing is to be done. Property `compact`: for narrow windows, where all but the first button stands in the
 * list.
 */
#define ROUNDS_TYPE_NEXT_ACTIONS (rounds_next_actions_get_type ())
G_DECLARE_FINAL_TYPE (RoundsNextActions, rounds_next_actions, ROUNDS, NEXT_ACTIONS, AdwBin)

void rounds_next_actions_show (RoundsNextActions *self,
                               RoundsWorkspace   *workspace,
                               const char        *institution_id,
                               GPtrArray         *actions);

G_END_DECLS
