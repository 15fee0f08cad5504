/* rounds-institution-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionHeader:
 *
 * Which institution a page is about: its name, what kind it is, where it stands and who looks after it. Property `compact`: for narrow
 * windows.
 */
#define ROUNDS_TYPE_INSTITUTION_HEADER (rounds_institution_header_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionHeader, rounds_institution_header, ROUNDS, INSTITUTION_HEADER, AdwBin)

void rounds_institution_header_show (RoundsInstitutionHeader *self,
                                     RoundsStore             *store,
                                     RoundsEntity            *institution);

G_END_DECLS
