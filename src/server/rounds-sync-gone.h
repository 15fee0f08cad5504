/* rounds-sync-gone.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "wire/rounds-sync-changes.h"

G_BEGIN_DECLS

gboolean rounds_sync_gone_find (RoundsDatabase     *database,
                                RoundsActor        *actor,
                                gint64              since,
                                guint               limit,
                                RoundsSyncChanges  *changes,
                                GError            **error);

G_END_DECLS
