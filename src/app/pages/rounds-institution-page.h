/* rounds-institution-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-record-page.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionPage:
 *
 * All there is about one institution.
 */
#define ROUNDS_TYPE_INSTITUTION_PAGE (rounds_institution_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionPage, rounds_institution_page, ROUNDS, INSTITUTION_PAGE, RoundsRecordPage)

GtkWidget *rounds_institution_page_new (RoundsWorkspace *workspace,
                                        const char      *id);

G_END_DECLS
