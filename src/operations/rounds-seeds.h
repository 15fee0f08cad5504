/* rounds-seeds.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

gboolean rounds_seeds_are_wanted (RoundsDatabase          *database,
                                  gboolean                *wanted,
                                  GError                 **error);
gboolean rounds_seeds_plant      (RoundsOperationContext  *context,
                                  GError                 **error);

G_END_DECLS
