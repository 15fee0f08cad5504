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
 * One deal with all that belongs to it, beside the board and on its own page: stage, next step, chances, contacts, tasks, quotes, facts
 * and moves. Property `can-open`: offers the deal's page.
 *
 * Signals: `titled (const char *title)`: what the deal is called now.
 */
#define ROUNDS_TYPE_DEAL_VIEW (rounds_deal_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealView, rounds_deal_view, ROUNDS, DEAL_VIEW, AdwBin)

void        rounds_deal_view_set_deal (RoundsDealView  *self,
                                       RoundsWorkspace *workspace,
                                       const char      *id);
const char *rounds_deal_view_get_deal (RoundsDealView  *self);

G_END_DECLS
