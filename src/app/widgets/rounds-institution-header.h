/* rounds-institution-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionHeader:
 *
 * Which institution a page is about: its name, what kind it is, where it is, how the team stands with it, who looks after it and what
 * should be done next. Property `compact`: for narrow windows.
 */
#define ROUNDS_TYPE_INSTITUTION_HEADER (rounds_institution_header_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionHeader, rounds_institution_header, ROUNDS, INSTITUTION_HEADER, AdwBin)

void rounds_institution_header_show (RoundsInstitutionHeader *self,
                                     RoundsWorkspace         *workspace,
                                     RoundsEntity            *institution);

G_END_DECLS
