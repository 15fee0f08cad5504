/* rounds-postgresql-load.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-postgresql-private.h"

/*
 * A table that is filled from nothing is filled sooner without its indexes, and they are made sooner from the whole than row by
 * row; references are looked at all together then, too. What is taken away is put back in the same transaction, as it was: nobody
 * else ever sees the tables without.
 */

/* Of tables that nothing was ever written to. What must be unique stays so all the time. */
#define EMPTY_TABLES                                                                                                                  \
  "pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = current_schema () AND t.relkind = 'r' AND "               \
  "pg_relation_size (t.oid) = 0"

static const char collect[] =
  "SELECT format ('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, k.conname), "
  "format ('ALTER TABLE %I ADD CONSTRAINT %I %s', t.relname, k.conname, pg_get_constraintdef (k.oid)), 1, t.relname, k.conname "
  "FROM pg_constraint k JOIN " EMPTY_TABLES " ON t.oid = k.conrelid WHERE k.contype = 'f' "
  "UNION ALL SELECT format ('DROP INDEX %I', c.relname), pg_get_indexdef (c.oid), 0, t.relname, c.relname "
  "FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN " EMPTY_TABLES " ON t.oid = i.indrelid "
  "WHERE NOT i.indisunique AND i.indisvalid ORDER BY 3, 4, 5";

static const char collect_tables[] =
  "SELECT format ('ANALYZE %I', t.relname), '' FROM " EMPTY_TABLES;

/* One column of the rows, as a script. */
static char *
write_script (PGresult *rows,
              int       column)
{
  GString *script = g_string_new (NULL);

  for (int i = 0; i < PQntuples (rows); i++)
    g_string_append_printf (script, "%s;", PQgetvalue (rows, i, column));

  return g_string_free_and_steal (script);
}

gboolean
rounds_postgresql_begin_load (RoundsDatabase  *database,
                              GError         **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);
  g_autoptr(PGresult) parts = rounds_postgresql_query (self, collect, error);
  g_autoptr(PGresult) tables = parts != NULL ? rounds_postgresql_query (self, collect_tables, error) : NULL;
  g_autofree char *take = NULL;
  g_autofree char *put = NULL;
  g_autofree char *analyze = NULL;

  if (tables == NULL)
    return FALSE;

  take = write_script (parts, 0);
  put = write_script (parts, 1);
  analyze = write_script (tables, 0);
  g_free (self->load);
  self->load = g_strconcat ("SET LOCAL maintenance_work_mem = '128MB';", put, analyze, NULL);

  /* A table with a reference that is yet to be looked at cannot be altered. */
  return rounds_postgresql_run (self, "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED", error) &&
         rounds_postgresql_run (self, take, error);
}

gboolean
rounds_postgresql_end_load (RoundsDatabase  *database,
                            GError         **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);
  g_autofree char *script = g_steal_pointer (&self->load);

  return script == NULL || rounds_postgresql_run (self, script, error);
}
