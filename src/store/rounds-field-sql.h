/* rounds-field-sql.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"
#include "store/rounds-moment.h"

G_BEGIN_DECLS

char *rounds_field_to_sql (const RoundsField *field,
                           RoundsMoment      *moment,
                           const char        *alias,
                           GPtrArray         *parameters);

G_END_DECLS
