/* rounds-institution-contacts-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionContactsView:
 *
 * The people of an institution.
 */
#define ROUNDS_TYPE_INSTITUTION_CONTACTS_VIEW (rounds_institution_contacts_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionContactsView, rounds_institution_contacts_view, ROUNDS, INSTITUTION_CONTACTS_VIEW, RoundsRecordView)

G_END_DECLS
