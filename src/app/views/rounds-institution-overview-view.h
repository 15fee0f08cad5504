/* rounds-institution-overview-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionOverviewView:
 *
 * What an institution is: its identity and address, and what the team wrote down about it.
 */
#define ROUNDS_TYPE_INSTITUTION_OVERVIEW_VIEW (rounds_institution_overview_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionOverviewView, rounds_institution_overview_view, ROUNDS, INSTITUTION_OVERVIEW_VIEW, RoundsRecordView)

G_END_DECLS
