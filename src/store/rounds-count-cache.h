/* rounds-count-cache.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"
#include "store/rounds-query.h"

G_BEGIN_DECLS

typedef struct _RoundsCountCache RoundsCountCache;

RoundsCountCache *rounds_count_cache_new   (void);
void              rounds_count_cache_free  (RoundsCountCache  *self);
gint64            rounds_count_cache_count (RoundsCountCache  *self,
                                            RoundsDatabase    *database,
                                            RoundsQuery       *query,
                                            GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCountCache, rounds_count_cache_free)

G_END_DECLS
