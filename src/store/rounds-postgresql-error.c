/* rounds-postgresql-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "store/rounds-constraint-error.h"
#include "store/rounds-postgresql-private.h"

/* Whether @code is @state, or of the class @state when that has two letters; see "PostgreSQL Error Codes". */
static gboolean
is_state (const char *code,
          const char *state)
{
  return g_str_has_prefix (code, state);
}

static void
set_lost (RoundsPostgresqlDatabase  *self,
          GError                   **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_LOST",
                      _("The connection to the database “%s” was lost: try again in a moment"), self->name);
}

static void
set_constraint_error (PGresult    *result,
                      const char  *code,
                      const char  *message,
                      GError     **error)
{
  const char *table = PQresultErrorField (result, PG_DIAG_TABLE_NAME);
  const char *column = PQresultErrorField (result, PG_DIAG_COLUMN_NAME);
  const char *name = PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME);
  g_autofree char *place = NULL;
  RoundsConstraint constraint = ROUNDS_CONSTRAINT_OTHER;

  if (column != NULL && table != NULL)
    place = g_strconcat (table, ".", column, NULL);
  else
    place = g_strdup (name != NULL ? name : "");

  if (is_state (code, "23505"))
    constraint = ROUNDS_CONSTRAINT_UNIQUE;
  else if (is_state (code, "23503"))
    constraint = ROUNDS_CONSTRAINT_REFERENCE;
  else if (is_state (code, "23502"))
    constraint = ROUNDS_CONSTRAINT_NOT_NULL;

  rounds_set_constraint_error (constraint, rounds_constraint_find_field (place), message, error);
}

/*
 * Says that a transaction has failed before, and so leaves nothing.
 */
void
rounds_postgresql_set_nothing_kept (RoundsPostgresqlDatabase  *self,
                                    GError                   **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED", _("The database “%s” has kept nothing"), self->name);
}

/*
 * Says in words of ours what went wrong, and what to do.
 *
 * @result: (nullable): the answer; without one the connection knows
 */
void
rounds_postgresql_set_error (RoundsPostgresqlDatabase  *self,
                             PGresult                  *result,
                             GError                   **error)
{
  const char *code = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  const char *primary = result != NULL ? PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
  g_autofree char *message = g_strstrip (g_strdup (primary != NULL ? primary : PQerrorMessage (self->connection)));

  if (result != NULL && PQresultStatus (result) == PGRES_PIPELINE_ABORTED)
    rounds_postgresql_set_nothing_kept (self, error);
  else if (PQstatus (self->connection) == CONNECTION_BAD || code == NULL)
    set_lost (self, error);
  else if (is_state (code, "23"))
    set_constraint_error (result, code, message, error);
  else if (is_state (code, "57014"))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
  else if (is_state (code, "57P") || is_state (code, "08"))
    set_lost (self, error);
  else if (is_state (code, "40001") || is_state (code, "40P01"))
    rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_CONFLICT",
                        _("Another program changed the same in the database “%s”: try again"), self->name);
  else if (is_state (code, "55P03"))
    rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_BUSY",
                        _("Another program keeps the database “%s” busy: try again in a moment"), self->name);
  else if (is_state (code, "25006") || is_state (code, "42501"))
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_READ_ONLY",
                        _("In the database “%s” this person may not write (%s): allow it"), self->name, message);
  else if (is_state (code, "53100") || is_state (code, "53200"))
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FULL",
                        _("There is no room for the database “%s”: free some space"), self->name);
  else if (is_state (code, "58"))
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_DISK",
                        _("The disk of the database “%s” does not work as it should: %s"), self->name, message);
  else if (is_state (code, "XX001") || is_state (code, "XX002"))
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT",
                        _("The database “%s” is damaged (%s): restore a copy of it"), self->name, message);
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED", _("The database “%s” says: %s"), self->name, message);
}

/*
 * Takes `FATAL:  3D000: database "x" does not exist` apart, which is all that libpq has of a connection that did not come about.
 *
 * Returns: (transfer full): the sentence; @code is empty when the server was not heard
 */
static char *
read_connect_error (const char *text,
                    char        code[6])
{
  const char *severity = strstr (text, ":  ");
  const char *end;

  *code = '\0';
  if (severity != NULL && strlen (severity) > 10 && severity[8] == ':')
    {
      g_strlcpy (code, severity + 3, 6);
      text = severity + 10;
    }
  end = strchr (text, '\n');

  return g_strstrip (end != NULL ? g_strndup (text, end - text) : g_strdup (text));
}

/*
 * Says why there is no connection.
 */
void
rounds_postgresql_set_connect_error (RoundsPostgresqlDatabase  *self,
                                     GError                   **error)
{
  char code[6];
  g_autofree char *message = read_connect_error (PQerrorMessage (self->connection), code);

  if (is_state (code, "3D000"))
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING",
                        _("There is no database “%s”: check the name, or make one first with “createdb”"), self->name);
  else if (is_state (code, "28") || is_state (code, "42501"))
    rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_REFUSED",
                        _("The database “%s” lets nobody in by this name and password: %s"), self->name, message);
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_LOST",
                        _("The database “%s” cannot be reached: %s"), self->name,
                        *message != '\0' ? message : _("it does not answer"));
}
