/* rounds-institution.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_INSTITUTION (rounds_institution_get_type ())
ROUNDS_DECLARE_RECORD (RoundsInstitution, rounds_institution, ROUNDS, INSTITUTION)

extern const RoundsChoice rounds_institution_type_choices[];

G_END_DECLS
