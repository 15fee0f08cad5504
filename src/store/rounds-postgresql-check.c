/* rounds-postgresql-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-problem.h"
#include "store/rounds-postgresql-private.h"

/*
 * Indexes that were given up half made.
 */
static const char broken_indexes[] =
  "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
  "WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready) ORDER BY c.relname LIMIT 1";

/*
 * For each reference a statement that finds a row that refers to nothing. Reading all tables for it finds damaged pages too, where
 * the cluster has checksums.
 */
static const char references[] =
  "SELECT c.relname, format ('SELECT 1 FROM %I t LEFT JOIN %I r ON r.%I = t.%I WHERE t.%I IS NOT NULL AND r.%I IS NULL LIMIT 1', "
  "c.relname, r.relname, ra.attname, ca.attname, ca.attname, ra.attname) "
  "FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid "
  "JOIN pg_attribute ca ON ca.attrelid = c.oid AND ca.attnum = k.conkey[1] "
  "JOIN pg_attribute ra ON ra.attrelid = r.oid AND ra.attnum = k.confkey[1] "
  "JOIN pg_namespace n ON n.oid = c.relnamespace "
  "WHERE k.contype = 'f' AND n.nspname = current_schema() ORDER BY c.relname, k.conname";

/*
 * What a superuser's tools (amcheck, pg_checksums) find is theirs; this is what anyone who may read can say.
 */
gboolean
rounds_postgresql_check (RoundsDatabase  *database,
                         GError         **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);
  g_autoptr(PGresult) indexes = rounds_postgresql_query (self, broken_indexes, error);
  g_autoptr(PGresult) constraints = NULL;

  if (indexes == NULL)
    return FALSE;
  if (PQntuples (indexes) > 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT",
                          _("In the database “%s” the index “%s” is not whole: make it anew with REINDEX"), self->name,
                          PQgetvalue (indexes, 0, 0));
      return FALSE;
    }

  constraints = rounds_postgresql_query (self, references, error);
  for (int i = 0; constraints != NULL && i < PQntuples (constraints); i++)
    {
      g_autoptr(PGresult) lost = rounds_postgresql_query (self, PQgetvalue (constraints, i, 1), error);

      if (lost == NULL)
        return FALSE;
      if (PQntuples (lost) > 0)
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT",
                              _("In the database “%s” a row of “%s” refers to a record that is not there: restore a copy of it"),
                              self->name, PQgetvalue (constraints, i, 0));
          return FALSE;
        }
    }

  return constraints != NULL;
}
