/* rounds-segment-hooks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-record-hooks.h"

G_BEGIN_DECLS

gboolean rounds_segment_prepare    (RoundsRecordChange  *change,
                                    GError             **error);
gboolean rounds_saved_view_prepare (RoundsRecordChange  *change,
                                    GError             **error);

G_END_DECLS
