/* rounds-institution-deals-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionDealsView:
 *
 * The deals of an institution.
 */
#define ROUNDS_TYPE_INSTITUTION_DEALS_VIEW (rounds_institution_deals_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionDealsView, rounds_institution_deals_view, ROUNDS, INSTITUTION_DEALS_VIEW, RoundsRecordView)

G_END_DECLS
