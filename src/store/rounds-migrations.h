/* rounds-migrations.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsSchema:
 * @ROUNDS_SCHEMA_SERVER: the records, accounts, sessions and the log of operations
 * @ROUNDS_SCHEMA_CACHE: the records, the queue of operations, the shadows, the sync state and the undo log
 */
typedef enum
{
  ROUNDS_SCHEMA_SERVER,
  ROUNDS_SCHEMA_CACHE,
} RoundsSchema;

gboolean rounds_migrations_run         (RoundsDatabase  *database,
                                        RoundsSchema     schema,
                                        GError         **error);
gint64   rounds_migrations_get_latest  (RoundsSchema     schema);
gint64   rounds_migrations_get_version (RoundsDatabase  *database,
                                        GError         **error);

G_END_DECLS
