/* rounds-sqlite-database.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsSqliteDatabase:
 *
 * The SQLite driver.
 */
#define ROUNDS_TYPE_SQLITE_DATABASE (rounds_sqlite_database_get_type ())
G_DECLARE_FINAL_TYPE (RoundsSqliteDatabase, rounds_sqlite_database, ROUNDS, SQLITE_DATABASE, RoundsDatabase)

G_END_DECLS
