/* rounds-number-series.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

char *rounds_number_series_take (RoundsOperationContext  *context,
                                 const char              *series,
                                 const char              *pattern,
                                 const char              *date,
                                 GError                 **error);

G_END_DECLS
