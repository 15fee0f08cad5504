/* rounds-field-sql.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"

G_BEGIN_DECLS

char *rounds_field_to_sql (const RoundsField *field,
                           const char        *alias);

G_END_DECLS
