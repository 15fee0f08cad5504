/* rounds-field-values.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

GStrv rounds_field_values_compute (RoundsDatabase          *database,
                                   const RoundsEntityInfo  *info,
                                   const RoundsField       *field,
                                   GError                 **error);

G_END_DECLS
