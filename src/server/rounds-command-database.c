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
#include "store/rounds-migrations.h"

/* init, migrate, demo: what is done to a database as a whole. */

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

  if (!rounds_command_parse ("init", entries, &argc, &argv, 0) || !rounds_command_need_database (uri))
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

  if (!rounds_command_parse ("migrate", entries, &argc, &argv, 0) || !rounds_command_need_database (uri))
    return ROUNDS_EXIT_USAGE;

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_DEFAULT, &error))
    return rounds_command_failed (error);

  g_print (_("The database is at version %" PRId64 "\n"), rounds_migrations_get_latest (ROUNDS_SCHEMA_SERVER));
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

  if (!rounds_command_parse ("demo", entries, &argc, &argv, 0) || !rounds_command_need_database (uri))
    return ROUNDS_EXIT_USAGE;
  if (scale < 1)
    return rounds_command_misused (_("--scale takes a number from 1"));

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_CREATE | ROUNDS_DATABASE_BULK, &error) ||
      !rounds_workbench_begin (&bench, &error) ||
      !rounds_demo_generate (&bench.context, (guint) scale, &error) || !rounds_workbench_commit (&bench, &error))
    return rounds_command_failed (error);

  return ROUNDS_EXIT_DONE;
}
