/* rounds-demo.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

gboolean rounds_demo_generate (RoundsOperationContext  *context,
                               guint                    scale,
                               GError                 **error);

G_END_DECLS
