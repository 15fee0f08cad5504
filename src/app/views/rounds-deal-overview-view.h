/* rounds-deal-overview-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsDealOverviewView:
 *
 * Where a deal stands: what comes next, its chances, what is open, its facts.
 */
#define ROUNDS_TYPE_DEAL_OVERVIEW_VIEW (rounds_deal_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealOverviewView, rounds_deal_overview_view, ROUNDS, DEAL_OVERVIEW_VIEW, RoundsRecordView)

G_END_DECLS
