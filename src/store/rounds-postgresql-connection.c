/* rounds-postgresql-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "store/rounds-postgresql-private.h"

#define CONNECT_MS 15000

/* The first with normalize (), and with a planner that knows what the statements here ask for. */
#define OLDEST_SERVER 140000

/*
 * Short statements are not worth compiling, nor starting processes for. No disk of today is slower at another place than at the
 * next one, and most of what is asked for is in memory. A writer waits as long for another one as it does with SQLite.
 */
static const char settings[] =
  "SET client_min_messages = warning;"
  "SET standard_conforming_strings = on;"
  "SET lock_timeout = '10s';"
  "SET jit = off;"
  "SET random_page_cost = 1.1;"
  "SET max_parallel_workers_per_gather = 0;"
  "SET timezone = 'UTC';";

/*
 * Which workspace this is, and whether one is there.
 */
static const char identity[] =
  "SELECT n.nspname, n.oid, "
  "(SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')), "
  "(SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'schema_version') "
  "FROM pg_namespace n WHERE n.nspname = current_schema()";

/*
 * PQconnectdb() would not say the SQLSTATE.
 */
static gboolean
wait_for_connection (PGconn *connection)
{
  const gint64 end = g_get_monotonic_time () + CONNECT_MS * G_TIME_SPAN_MILLISECOND;
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;

  while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING)
    {
      const gint64 left = (end - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND;
      GPollFD poll_fd = {
        .fd = PQsocket (connection),
        .events = status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT,
      };

      if (poll_fd.fd < 0 || left <= 0 || g_poll (&poll_fd, 1, (int) left) == 0)
        return FALSE;
      status = PQconnectPoll (connection);
    }

  return status == PGRES_POLLING_OK;
}

static gboolean
connect_anew (RoundsPostgresqlDatabase  *self,
              GError                   **error)
{
  /* What stands before the URI is what it can say otherwise. A server that is gone is noticed within two minutes. */
  const char *keywords[] = { "keepalives_idle", "keepalives_interval", "keepalives_count", "dbname", "client_encoding",
                             "fallback_application_name", NULL };
  const char *values[] = { "60", "15", "4", self->uri, "UTF8", "rounds-server", NULL };

  g_mutex_lock (&self->cancel_mutex);
  g_clear_pointer (&self->cancel, PQfreeCancel);
  g_mutex_unlock (&self->cancel_mutex);
  rounds_postgresql_pipeline_clear (self);
  g_clear_pointer (&self->connection, PQfinish);
  g_ptr_array_set_size (self->doomed, 0);
  self->begin_is_due = self->is_transaction_open = FALSE;
  self->is_listening = FALSE;
  self->epoch++;

  self->connection = PQconnectStartParams (keywords, values, 1);
  g_assert (self->connection != NULL);
  PQsetErrorVerbosity (self->connection, PQERRORS_VERBOSE);
  if (PQstatus (self->connection) == CONNECTION_BAD || !wait_for_connection (self->connection))
    {
      rounds_postgresql_set_connect_error (self, error);
      return FALSE;
    }
  PQsetErrorVerbosity (self->connection, PQERRORS_TERSE);

  g_mutex_lock (&self->cancel_mutex);
  self->cancel = PQgetCancel (self->connection);
  g_mutex_unlock (&self->cancel_mutex);

  if (!rounds_postgresql_run (self, settings, error))
    return FALSE;
  return !(rounds_database_get_flags (ROUNDS_DATABASE (self)) & ROUNDS_DATABASE_READ_ONLY) ||
         rounds_postgresql_run (self, "SET default_transaction_read_only = on", error);
}

/*
 * How the database is called in messages: a URI may hold a password.
 */
static void
take_name (RoundsPostgresqlDatabase *self)
{
  PQconninfoOption *options = PQconninfoParse (self->uri, NULL);
  const char *database = NULL;
  const char *host = NULL;

  for (PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    {
      if (g_str_equal (option->keyword, "dbname"))
        database = option->val;
      else if (g_str_equal (option->keyword, "host"))
        host = option->val;
    }

  self->name = host != NULL && *host != '\0' ? g_strdup_printf ("%s @ %s", database != NULL ? database : "", host)
                                             : g_strdup (database != NULL ? database : "postgresql");
  rounds_database_set_name (ROUNDS_DATABASE (self), self->name);
  PQconninfoFree (options);
}

static gboolean
check_server (RoundsPostgresqlDatabase  *self,
              GError                   **error)
{
  const char *encoding = PQparameterStatus (self->connection, "server_encoding");

  if (PQserverVersion (self->connection) < OLDEST_SERVER)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_TOO_OLD",
                          _("The database “%s” is of PostgreSQL %d: Rounds needs version 14 or newer"), self->name,
                          PQserverVersion (self->connection) / 10000);
      return FALSE;
    }

  if (g_strcmp0 (encoding, "UTF8") != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_ENCODING",
                          _("The database “%s” is made for the encoding %s: make one with “createdb --encoding UTF8”"),
                          self->name, encoding);
      return FALSE;
    }

  return TRUE;
}

/*
 * The schema that `search_path` names is not there: it is made when it is a plain name.
 */
static gboolean
make_schema (RoundsPostgresqlDatabase  *self,
             GError                   **error)
{
  g_autoptr(PGresult) path = rounds_postgresql_query (self, "SHOW search_path", error);
  g_autofree char *first = NULL;
  g_autofree char *sql = NULL;

  if (path == NULL)
    return FALSE;

  first = g_strdup (PQgetvalue (path, 0, 0));
  first[strcspn (first, ",")] = '\0';
  g_strstrip (first);
  if (*first == '\0' || strspn (first, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen (first))
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING",
                          _("In the database “%s” there is no schema for Rounds: make one, or set search_path"), self->name);
      return FALSE;
    }

  sql = g_strdup_printf ("CREATE SCHEMA IF NOT EXISTS \"%s\"", first);
  return rounds_postgresql_run (self, sql, error);
}

static gboolean
identify (RoundsPostgresqlDatabase  *self,
          GError                   **error)
{
  const gboolean is_maker = (rounds_database_get_flags (ROUNDS_DATABASE (self)) & ROUNDS_DATABASE_CREATE) != 0;
  g_autoptr(PGresult) result = rounds_postgresql_query (self, identity, error);
  gint64 n_tables;

  if (result != NULL && PQntuples (result) == 0 && is_maker)
    {
      g_clear_pointer (&result, PQclear);
      if (make_schema (self, error))
        result = rounds_postgresql_query (self, identity, error);
    }
  if (result == NULL)
    return FALSE;

  n_tables = PQntuples (result) > 0 ? g_ascii_strtoll (PQgetvalue (result, 0, 2), NULL, 10) : 0;
  if (PQntuples (result) > 0)
    self->lock = (gint64) ROUNDS_APPLICATION_ID << 32 | g_ascii_strtoll (PQgetvalue (result, 0, 1), NULL, 10);

  if (PQntuples (result) > 0 && g_str_equal (PQgetvalue (result, 0, 3), "1"))
    return TRUE;
  if (n_tables > 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_NOT_OURS",
                          _("“%s” is a database of another program: choose another one"), self->name);
      return FALSE;
    }
  if (!is_maker)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING",
                          _("The database “%s” is empty: make a workspace in it with “rounds-server init”"), self->name);
      return FALSE;
    }

  return TRUE;
}

/*
 * Connects for the first time.
 */
gboolean
rounds_postgresql_connect (RoundsPostgresqlDatabase  *self,
                           GError                   **error)
{
  take_name (self);

  return connect_anew (self, error) &&
         check_server (self, error) &&
         identify (self, error) &&
         (rounds_database_get_flags (ROUNDS_DATABASE (self)) & ROUNDS_DATABASE_READ_ONLY ||
          rounds_postgresql_make_functions (self, error));
}

/*
 * Connects again, after the connection was lost. Statements prepare themselves anew.
 */
gboolean
rounds_postgresql_reconnect (RoundsPostgresqlDatabase  *self,
                             GError                   **error)
{
  g_debug ("The connection to the database “%s” is made anew", self->name);

  return connect_anew (self, error);
}

/*
 * Runs statements without parameters. Returns: (transfer full) (nullable): the rows of the last one
 */
PGresult *
rounds_postgresql_query (RoundsPostgresqlDatabase  *self,
                         const char                *sql,
                         GError                   **error)
{
  g_autoptr(PGresult) result = NULL;
  g_autoptr(GError) failure = NULL;

  if (self->begin_is_due && !rounds_postgresql_pipeline_open (self, error))
    return NULL;
  /* Who takes back what was done does not ask whether it went well. */
  if (!rounds_postgresql_make_way (self, &failure) && !g_str_has_prefix (sql, "ROLLBACK"))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  result = PQexec (self->connection, sql);
  if (PQresultStatus (result) == PGRES_COMMAND_OK || PQresultStatus (result) == PGRES_TUPLES_OK ||
      PQresultStatus (result) == PGRES_EMPTY_QUERY)
    return g_steal_pointer (&result);

  rounds_postgresql_set_error (self, result, error);
  return NULL;
}

gboolean
rounds_postgresql_run (RoundsPostgresqlDatabase  *self,
                       const char                *sql,
                       GError                   **error)
{
  g_autoptr(PGresult) result = rounds_postgresql_query (self, sql, error);

  return result != NULL;
}
