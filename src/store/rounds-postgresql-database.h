/* rounds-postgresql-database.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsPostgresqlDatabase:
 *
 * The PostgreSQL driver. A workspace is a schema: the first one of the connection's `search_path` that exists, `public` as a rule.
 */
#define ROUNDS_TYPE_POSTGRESQL_DATABASE (rounds_postgresql_database_get_type ())
G_DECLARE_FINAL_TYPE (RoundsPostgresqlDatabase, rounds_postgresql_database, ROUNDS, POSTGRESQL_DATABASE, RoundsDatabase)

void rounds_postgresql_add_driver (void);

G_END_DECLS
