/* rounds-list-conditions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/rounds-call.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/* What a list can be asked that is no field: `?overdue=true`. */

gboolean      rounds_list_conditions_has    (const RoundsEntityInfo  *info,
                                             const char              *name);
RoundsFilter *rounds_list_conditions_create (RoundsCall              *call,
                                             const char              *name,
                                             const char              *text,
                                             GError                 **error);

G_END_DECLS
