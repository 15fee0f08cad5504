/* rounds-sqlite-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "store/rounds-constraint-error.h"
#include "store/rounds-sqlite-private.h"

/*
 * What SQLite says of a constraint: `UNIQUE constraint failed: institutions.finess`, or, of an index of ours on an expression,
 * `UNIQUE constraint failed: index 'users_email_unique'`.
 */
static const RoundsField *
find_field (const char *message)
{
  const char *place = strstr (message, "failed: ");

  if (place == NULL)
    return NULL;
  place += strlen ("failed: ");
  if (g_str_has_prefix (place, "index '"))
    place += strlen ("index '");

  return rounds_constraint_find_field (place);
}

static void
set_constraint_error (RoundsSqliteDatabase  *self,
                      int                    code,
                      GError               **error)
{
  const char *message = sqlite3_errmsg (self->connection);
  RoundsConstraint constraint = ROUNDS_CONSTRAINT_OTHER;

  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
    constraint = ROUNDS_CONSTRAINT_UNIQUE;
  else if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
    constraint = ROUNDS_CONSTRAINT_REFERENCE;
  else if (code == SQLITE_CONSTRAINT_NOTNULL)
    constraint = ROUNDS_CONSTRAINT_NOT_NULL;

  rounds_set_constraint_error (constraint, find_field (message), message, error);
}

/*
 * Says in words of ours what went wrong, and what to do.
 */
void
rounds_sqlite_set_error (RoundsSqliteDatabase  *self,
                         int                    code,
                         GError               **error)
{
  const char *path = self->path;

  switch (code & 0xff)
    {
    case SQLITE_CONSTRAINT:
      set_constraint_error (self, code, error);
      break;

    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      break;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      rounds_problem_set (error, ROUNDS_PROBLEM_UNAVAILABLE, "DATABASE_BUSY",
                          _("Another program keeps the database “%s” busy: try again in a moment"), path);
      break;

    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_CORRUPT",
                          _("“%s” is damaged or no database at all: restore a copy of it"), path);
      break;

    case SQLITE_READONLY:
    case SQLITE_PERM:
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_READ_ONLY",
                          _("The database “%s” can only be read: allow writing to it and to its folder"), path);
      break;

    case SQLITE_CANTOPEN:
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_MISSING",
                          _("The database “%s” cannot be opened: check its name and that you may read it"), path);
      break;

    case SQLITE_FULL:
    case SQLITE_NOMEM:
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FULL",
                          _("There is no room for the database “%s”: free some space"), path);
      break;

    case SQLITE_IOERR:
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_DISK",
                          _("The disk of the database “%s” does not work as it should: %s"),
                          path, sqlite3_errstr (code));
      break;

    default:
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED", _("The database “%s” says: %s"),
                          path, self->connection != NULL ? sqlite3_errmsg (self->connection) : sqlite3_errstr (code));
    }
}
