/* rounds-store-watcher.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsStoreWatcher:
 *
 * A thread that tells a store when another process has written to its database.
 */
typedef struct _RoundsStoreWatcher RoundsStoreWatcher;

RoundsStoreWatcher *rounds_store_watcher_new  (RoundsStore         *store,
                                               const char          *uri);
void                rounds_store_watcher_free (RoundsStoreWatcher  *self);

void                rounds_store_announce_head (RoundsStore        *store,
                                                gint64              head);

G_END_DECLS
