/* rounds-institution-activity-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionActivityView:
 *
 * What is open and what was done with an institution.
 */
#define ROUNDS_TYPE_INSTITUTION_ACTIVITY_VIEW (rounds_institution_activity_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionActivityView, rounds_institution_activity_view, ROUNDS, INSTITUTION_ACTIVITY_VIEW, RoundsRecordView)

G_END_DECLS
