/* rounds-record-custom.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-record-hooks.h"

G_BEGIN_DECLS

gboolean rounds_record_check_custom    (RoundsOperationContext  *context,
                                        RoundsEntity            *before,
                                        RoundsEntity            *after,
                                        GError                 **error);
gboolean rounds_custom_field_prepare   (RoundsRecordChange      *change,
                                        GError                 **error);

G_END_DECLS
