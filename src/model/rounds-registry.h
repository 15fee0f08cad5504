/* rounds-registry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

const RoundsEntityInfo * const *rounds_registry_get_kinds       (guint      *n_kinds);
const RoundsEntityInfo         *rounds_registry_find            (const char *kind);
const RoundsEntityInfo         *rounds_registry_find_collection (const char *collection);
const RoundsEntityInfo         *rounds_registry_get             (GType       type);

G_END_DECLS
