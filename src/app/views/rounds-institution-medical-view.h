/* rounds-institution-medical-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionMedicalView:
 *
 * What an institution has: beds, operating rooms, specialties.
 */
#define ROUNDS_TYPE_INSTITUTION_MEDICAL_VIEW (rounds_institution_medical_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionMedicalView, rounds_institution_medical_view, ROUNDS, INSTITUTION_MEDICAL_VIEW, RoundsRecordView)

G_END_DECLS
