/* rounds-sqlite-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "store/rounds-record-sql.h"
#include "store/rounds-sqlite-private.h"

/*
 * What SQLite says of a constraint: `UNIQUE constraint failed: institutions.finess`, or, of an index of ours on an expression,
 * `UNIQUE constraint failed: index 'users_email_unique'`.
 */
static const RoundsField *
find_field (const char *message)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  const char *place = strstr (message, "failed: ");

  if (place == NULL)
    return NULL;
  place += strlen ("failed: ");
  if (g_str_has_prefix (place, "index '"))
    place += strlen ("index '");

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      const RoundsEntityInfo *info = kinds[i];
      const gsize length = strlen (info->table);

      if (strncmp (place, info->table, length) != 0 || (place[length] != '.' && place[length] != '_'))
        continue;

      for (guint j = 0; j < info->n_fields; j++)
        {
          const char *column = place + length + 1;
          const char *end = g_str_has_prefix (column, info->fields[j].column)
                            ? column + strlen (info->fields[j].column)
                            : NULL;

          if (end != NULL && (*end == '\0' || *end == ',' || g_str_has_prefix (end, "_unique")))
            return &info->fields[j];
        }
    }

  return NULL;
}

static void
set_constraint_error (RoundsSqliteDatabase  *self,
                      int                    code,
                      GError               **error)
{
  const char *message = sqlite3_errmsg (self->connection);
  const RoundsField *field = find_field (message);
  GError *local = NULL;

  switch (code)
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      rounds_set_already_exists (field, &local);
      break;

    case SQLITE_CONSTRAINT_FOREIGNKEY:
      rounds_problem_set (&local, ROUNDS_PROBLEM_INVALID, "UNKNOWN_REFERENCE",
                          _("A record that is referred to does not exist, or is still referred to by others"));
      break;

    case SQLITE_CONSTRAINT_NOTNULL:
      if (field != NULL)
        rounds_problem_add_field (&local, field->json_path, "REQUIRED", _("%s is needed"), rounds_field_get_label (field));
      else
        rounds_problem_set (&local, ROUNDS_PROBLEM_INVALID, "REQUIRED", _("A value that is needed is missing"));
      break;

    default:
      rounds_problem_set (&local, ROUNDS_PROBLEM_FAILED, "DATABASE_FAILED", _("The database refuses: %s"), message);
    }

  g_propagate_error (error, local);
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
