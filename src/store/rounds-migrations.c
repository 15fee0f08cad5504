/* rounds-migrations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-migrations.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-database-private.h"
#include "store/rounds-migrations-private.h"
#include "store/rounds-record-sql.h"

/**
 * RoundsMigration:
 * @records: (nullable): for both schemas
 * @server: (nullable): for a server's
 * @cache: (nullable): for a cache
 *
 * One step forward; there is no way back. The first is version 1.
 */
typedef struct
{
  const char *records;
  const char *server;
  const char *cache;
} RoundsMigration;

static const RoundsMigration migrations[] = {
  { rounds_migration_0001_records, rounds_migration_0001_server, rounds_migration_0001_cache },
  { rounds_migration_0002_records, rounds_migration_0002_server, rounds_migration_0002_cache },
};

gint64
rounds_migrations_get_latest (RoundsSchema schema)
{
  return G_N_ELEMENTS (migrations);
}

/*
 * Where the versions are noted. Two processes may start at once.
 */
static gboolean
make_version_table (RoundsDatabase  *database,
                    GError         **error)
{
  gboolean has;

  if (!rounds_database_has_table (database, "schema_version", &has, error))
    return FALSE;
  if (has)
    return TRUE;

  if (!rounds_database_begin (database, error))
    return FALSE;
  if (!rounds_database_run_script (database,
                                   "CREATE TABLE IF NOT EXISTS schema_version "
                                   "(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)",
                                   error))
    {
      rounds_database_rollback (database);
      return FALSE;
    }
  return rounds_database_commit (database, error);
}

static gboolean
read_version (RoundsDatabase  *database,
              gint64          *version,
              char           **schema,
              GError         **error)
{
  return rounds_database_query_integer (database, version, error, "SELECT max(version) FROM schema_version", NULL) &&
         rounds_database_query_text (database, schema, error, "SELECT max(name) FROM schema_version", NULL);
}

/**
 * rounds_migrations_get_version:
 *
 * Returns: the version of a database that rounds_migrations_run() has seen, 0 of a new one; -1 with @error set
 */
gint64
rounds_migrations_get_version (RoundsDatabase  *database,
                               GError         **error)
{
  g_autofree char *schema = NULL;
  gint64 version;

  return read_version (database, &version, &schema, error) ? version : -1;
}

/* An index for the words of every kind that has its table. */
static gboolean
prepare_searches (RoundsDatabase  *database,
                  GError         **error)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      gboolean has = FALSE;

      if (!rounds_record_sql_is_searchable (kinds[i]))
        continue;
      if (!rounds_database_has_table (database, kinds[i]->table, &has, error) ||
          (has && !rounds_database_prepare_search (database, kinds[i]->table, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_one (RoundsDatabase  *database,
         gint64           number,
         gboolean         is_last,
         RoundsSchema     schema,
         gint64           now,
         GError         **error)
{
  const RoundsMigration *migration = &migrations[number - 1];
  const char *own = schema == ROUNDS_SCHEMA_SERVER ? migration->server : migration->cache;

  if (migration->records != NULL && !rounds_database_run_script (database, migration->records, error))
    return FALSE;
  if (own != NULL && !rounds_database_run_script (database, own, error))
    return FALSE;

  if (is_last && !prepare_searches (database, error))
    return FALSE;

  return rounds_database_execute (database, error,
                                  "INSERT INTO schema_version (version, name, applied_at) VALUES ($1, $2, $3)", "isi",
                                  number, schema == ROUNDS_SCHEMA_SERVER ? "server" : "cache", now);
}

static gboolean
check_version (RoundsDatabase  *database,
               RoundsSchema     schema,
               gint64          *version,
               GError         **error)
{
  const char *wanted = schema == ROUNDS_SCHEMA_SERVER ? "server" : "cache";
  g_autofree char *found = NULL;

  if (!read_version (database, version, &found, error))
    return FALSE;

  if (*version > rounds_migrations_get_latest (schema))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_NEWER",
                          _("The database “%s” was made by a newer version of Rounds: update this one"),
                          rounds_database_get_name (database));
      return FALSE;
    }

  if (found != NULL && !g_str_equal (found, wanted))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_NOT_OURS",
                          schema == ROUNDS_SCHEMA_SERVER
                          ? _("The database “%s” is an app's cache and not a server's: choose another file")
                          : _("The database “%s” is a server's and not an app's cache: choose another file"),
                          rounds_database_get_name (database));
      return FALSE;
    }

  return TRUE;
}

/**
 * rounds_migrations_run_to:
 * @latest: the version to stop at
 *
 * As rounds_migrations_run(), for tests: what an older Rounds has left.
 */
gboolean
rounds_migrations_run_to (RoundsDatabase  *database,
                          RoundsSchema     schema,
                          gint64           latest,
                          GError         **error)
{
  gint64 version;

  if (!make_version_table (database, error) ||
      !check_version (database, schema, &version, error))
    return FALSE;

  while (version < latest)
    {
      if (!rounds_database_begin (database, error))
        return FALSE;

      /* Another process may have been here meanwhile. */
      if (!check_version (database, schema, &version, error) ||
          (version < latest && !run_one (database, version + 1, version + 1 == latest, schema, g_get_real_time (), error)))
        {
          rounds_database_rollback (database);
          return FALSE;
        }

      if (!rounds_database_commit (database, error))
        return FALSE;
      if (version < latest)
        version++;
    }

  return TRUE;
}

/**
 * rounds_migrations_run:
 * @database: a connection that writes
 * @schema: whose tables
 * @error: DATABASE_NEWER, DATABASE_NOT_OURS, or what the database says
 *
 * Brings the tables to the latest version, each step as a whole or not at all.
 */
gboolean
rounds_migrations_run (RoundsDatabase  *database,
                       RoundsSchema     schema,
                       GError         **error)
{
  return rounds_migrations_run_to (database, schema, rounds_migrations_get_latest (schema), error);
}
