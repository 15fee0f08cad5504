/* rounds-revenue-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "insight/rounds-institution-revenue.h"

G_BEGIN_DECLS

/**
 * RoundsRevenueView:
 *
 * What an institution has brought in: four figures and the last twelve months as bars. Property `compact`: two figures a line.
 */
#define ROUNDS_TYPE_REVENUE_VIEW (rounds_revenue_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRevenueView, rounds_revenue_view, ROUNDS, REVENUE_VIEW, AdwPreferencesGroup)

void rounds_revenue_view_show (RoundsRevenueView              *self,
                               const RoundsInstitutionRevenue *revenue);

G_END_DECLS
