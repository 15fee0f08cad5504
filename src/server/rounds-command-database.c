/* rounds-command-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-command.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "model/rounds-problem.h"
#include "operations/rounds-demo.h"
#include "server/rounds-accounts.h"
#include "server/rounds-content-store.h"
#include "store/rounds-migrations.h"

/* init, migrate, check, backup, demo: what is done to a database as a whole. */

static gboolean
need_database (const char *uri)
{
  if (uri == NULL)
    rounds_command_misused (_("Say which database: --database sqlite:PATH or postgresql://HOST/NAME"));

  return uri != NULL;
}

static gboolean
init (const char  *uri,
      const char  *email,
      const char  *name,
      const char  *team,
      const char  *password,
      GError     **error)
{
  g_auto(RoundsWorkbench) bench = { 0 };
  g_auto(GStrv) names = g_strsplit (name, " ", 2);
  g_autofree char *team_id = NULL;
  g_autofree char *user_id = NULL;
  gint64 n_users;

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_CREATE, error) || !rounds_workbench_begin (&bench, error) ||
      !rounds_database_query_integer (bench.database, &n_users, error, "SELECT count(*) FROM users", NULL))
    return FALSE;

  if (n_users > 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_CONFLICT, "ALREADY_EXISTS",
                          _("This workspace is there already. “rounds-server user add” adds people."));
      return FALSE;
    }

  team_id = rounds_accounts_ensure_team (&bench.context, team, error);
  if (team_id == NULL)
    return FALSE;
  user_id = rounds_accounts_create (&bench.context, email, names[0], names[1] != NULL ? names[1] : names[0], "super_admin", team_id,
                                    password, error);

  return user_id != NULL && rounds_workbench_commit (&bench, error);
}

RoundsExit
rounds_command_init (int    argc,
                     char **argv)
{
  g_autofree char *uri = NULL;
  g_autofree char *email = NULL;
  g_autofree char *password_file = NULL;
  g_autofree char *name = NULL;
  g_autofree char *team = NULL;
  g_autofree char *password = NULL;
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    { "admin-email", 0, 0, G_OPTION_ARG_STRING, &email, N_("E-mail of the first administrator"), "E-MAIL" },
    { "admin-password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file, N_("A file whose first line is the password; - asks standard input"), "FILE" },
    { "admin-name", 0, 0, G_OPTION_ARG_STRING, &name, N_("First and last name"), "NAME" },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("The first team"), "NAME" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("init", entries, &argc, &argv, 0) || !need_database (uri))
    return ROUNDS_EXIT_USAGE;
  if (email == NULL || password_file == NULL)
    return rounds_command_misused (_("Give --admin-email and --admin-password-file"));

  password = rounds_command_read_password (password_file, &error);
  if (password == NULL ||
      !init (uri, email, name != NULL ? name : _("Workspace Administrator"), team != NULL ? team : _("My team"), password, &error))
    return rounds_command_failed (error);

  return ROUNDS_EXIT_DONE;
}

RoundsExit
rounds_command_migrate (int    argc,
                        char **argv)
{
  g_autofree char *uri = NULL;
  g_auto(RoundsWorkbench) bench = { 0 };
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("migrate", entries, &argc, &argv, 0) || !need_database (uri))
    return ROUNDS_EXIT_USAGE;

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_DEFAULT, &error))
    return rounds_command_failed (error);

  g_print (_("The database is at version %" PRId64 "\n"), rounds_migrations_get_latest (ROUNDS_SCHEMA_SERVER));
  return ROUNDS_EXIT_DONE;
}

/* Every document's content is there, and is what it was. */
static gboolean
check_contents (RoundsDatabase  *database,
                const char      *files,
                GError         **error)
{
  gint64 version = rounds_migrations_get_version (database, error);
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  /* The first version had no documents. */
  if (version < 2)
    return version >= 0;

  statement = rounds_database_prepare (database, "SELECT DISTINCT content_hash FROM attachments WHERE deleted_at IS NULL", error);
  if (statement == NULL)
    return FALSE;

  while (TRUE)
    {
      if (!rounds_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (files == NULL)
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "NO_FILES_FOLDER", _("Say where the documents are: --files FOLDER"));
          return FALSE;
        }
      if (!rounds_content_store_verify (files, rounds_statement_get_text (statement, 0), error))
        return FALSE;
    }
}

RoundsExit
rounds_command_check (int    argc,
                      char **argv)
{
  g_autofree char *uri = NULL;
  g_autofree char *given = NULL;
  g_autofree char *files = NULL;
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    { "files", 0, 0, G_OPTION_ARG_FILENAME, &given,
      N_("Where documents are kept; beside a SQLite database when it is not said"), "FOLDER" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("check", entries, &argc, &argv, 0) || !need_database (uri))
    return ROUNDS_EXIT_USAGE;

  files = rounds_command_get_files (uri, given);
  database = rounds_database_open (uri, ROUNDS_DATABASE_DEFAULT, &error);
  if (database == NULL || !rounds_database_check (database, &error) || !check_contents (database, files, &error))
    return rounds_command_failed (error);

  g_print (_("The database is whole\n"));
  return ROUNDS_EXIT_DONE;
}

RoundsExit
rounds_command_backup (int    argc,
                       char **argv)
{
  g_autofree char *uri = NULL;
  g_autofree char *path = NULL;
  g_autoptr(RoundsDatabase) database = NULL;
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("backup", entries, &argc, &argv, 1) || !need_database (uri))
    return ROUNDS_EXIT_USAGE;

  path = rounds_command_get_database_path (uri);
  if (path == NULL && g_str_has_prefix (uri, "postgres"))
    {
      g_printerr (_("%s: a PostgreSQL database is copied with pg_dump\n"), g_get_prgname ());
      return ROUNDS_EXIT_FAILED;
    }
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_printerr (_("%s: “%s” is there already: choose another name\n"), g_get_prgname (), argv[1]);
      return ROUNDS_EXIT_FAILED;
    }

  /* One consistent copy, without stopping anyone who works on it. */
  database = rounds_database_open (uri, ROUNDS_DATABASE_DEFAULT, &error);
  if (database == NULL || !rounds_database_execute (database, &error, "VACUUM INTO $1", "s", argv[1]))
    return rounds_command_failed (error);

  return ROUNDS_EXIT_DONE;
}

RoundsExit
rounds_command_demo (int    argc,
                     char **argv)
{
  g_autofree char *uri = NULL;
  int scale = 1;
  g_auto(RoundsWorkbench) bench = { 0 };
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    { "scale", 0, 0, G_OPTION_ARG_INT, &scale, N_("How much, from 1"), "N" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("demo", entries, &argc, &argv, 0) || !need_database (uri))
    return ROUNDS_EXIT_USAGE;
  if (scale < 1)
    return rounds_command_misused (_("--scale takes a number from 1"));

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_CREATE | ROUNDS_DATABASE_BULK, &error) ||
      !rounds_workbench_begin (&bench, &error) ||
      !rounds_demo_generate (&bench.context, (guint) scale, &error) || !rounds_workbench_commit (&bench, &error))
    return rounds_command_failed (error);

  return ROUNDS_EXIT_DONE;
}
