/* rounds-migrations-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-migrations.h"

gboolean rounds_migrations_run_to (RoundsDatabase  *database,
                                   RoundsSchema     schema,
                                   gint64           latest,
                                   GError         **error);

/* SQL scripts; one that has been released is never changed again, the next change is another number. */
extern const char rounds_migration_0001_records[];
extern const char rounds_migration_0001_server[];
extern const char rounds_migration_0001_cache[];
extern const char rounds_migration_0002_records[];
extern const char rounds_migration_0002_server[];
extern const char rounds_migration_0002_cache[];
