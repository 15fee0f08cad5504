/* rounds-institution-revenue-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-institution-view.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionRevenueView:
 *
 * What an institution has brought in and owes.
 */
#define ROUNDS_TYPE_INSTITUTION_REVENUE_VIEW (rounds_institution_revenue_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionRevenueView, rounds_institution_revenue_view, ROUNDS, INSTITUTION_REVENUE_VIEW, RoundsInstitutionView)

G_END_DECLS
