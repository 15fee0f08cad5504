/* rounds-repository-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-repository.h"

G_BEGIN_DECLS

gboolean rounds_shadow_save (RoundsDatabase          *database,
                             const RoundsEntityInfo  *info,
                             const char              *id,
                             GError                 **error);

G_END_DECLS
