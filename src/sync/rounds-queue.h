/* rounds-queue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"
#include "wire/rounds-sync-operation.h"

G_BEGIN_DECLS

/*
 * The operations of this computer that the server may not have yet, in the order in which they were done. An operation joins the
 * queue in the transaction that writes what it did, and leaves it in the one that writes what the server made of it.
 */

gboolean   rounds_queue_append         (RoundsDatabase       *database,
                                        RoundsSyncOperation  *operation,
                                        GError              **error);
GPtrArray *rounds_queue_load           (RoundsDatabase       *database,
                                        GError              **error);
gint64     rounds_queue_count          (RoundsDatabase       *database,
                                        GError              **error);
gboolean   rounds_queue_remove         (RoundsDatabase       *database,
                                        const char           *id,
                                        GError              **error);

G_END_DECLS
