/* rounds-deal-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsDealView:
 *
 * One deal with all that belongs to it, in the panel beside the board.
 */
#define ROUNDS_TYPE_DEAL_VIEW (rounds_deal_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealView, rounds_deal_view, ROUNDS, DEAL_VIEW, AdwBin)

void rounds_deal_view_set_deal (RoundsDealView  *self,
                                RoundsWorkspace *workspace,
                                const char      *id);

G_END_DECLS
