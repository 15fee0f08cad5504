/* rounds-record-checks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

gboolean rounds_record_check_references (RoundsOperationContext  *context,
                                         RoundsEntity            *before,
                                         RoundsEntity            *after,
                                         GError                 **error);
gboolean rounds_record_check_unique     (RoundsOperationContext  *context,
                                         RoundsEntity            *before,
                                         RoundsEntity            *after,
                                         GError                 **error);

G_END_DECLS
