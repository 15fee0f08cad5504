/* rounds-command-user.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-command.h"

#include <glib/gi18n-lib.h>

#include "server/rounds-accounts.h"

/* user add */

static gboolean
add (const char  *uri,
     const char  *email,
     const char  *name,
     const char  *role,
     const char  *team,
     const char  *password,
     GError     **error)
{
  g_auto(RoundsWorkbench) bench = { 0 };
  g_auto(GStrv) names = g_strsplit (name, " ", 2);
  g_autofree char *team_id = NULL;
  g_autofree char *user_id = NULL;

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_DEFAULT, error) || !rounds_workbench_begin (&bench, error))
    return FALSE;

  if (team != NULL)
    {
      team_id = rounds_accounts_ensure_team (&bench.context, team, error);
      if (team_id == NULL)
        return FALSE;
    }
  user_id = rounds_accounts_create (&bench.context, email, names[0], names[1] != NULL ? names[1] : names[0], role, team_id, password,
                                    error);
  if (user_id == NULL || !rounds_workbench_commit (&bench, error))
    return FALSE;

  g_print ("%s\n", user_id);
  return TRUE;
}

RoundsExit
rounds_command_user (int    argc,
                     char **argv)
{
  g_autofree char *uri = NULL;
  g_autofree char *email = NULL;
  g_autofree char *name = NULL;
  g_autofree char *role = NULL;
  g_autofree char *team = NULL;
  g_autofree char *password_file = NULL;
  g_autofree char *password = NULL;
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    { "email", 0, 0, G_OPTION_ARG_STRING, &email, N_("E-mail, with which the person signs in"), "E-MAIL" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_("First and last name"), "NAME" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_("user, team_admin or super_admin"), "ROLE" },
    { "team", 0, 0, G_OPTION_ARG_STRING, &team, N_("The person’s team, made when it is not there"), "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
      N_("A file whose first line is the password; - asks standard input"), "FILE" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("user", entries, &argc, &argv, 1))
    return ROUNDS_EXIT_USAGE;
  if (!g_str_equal (argv[1], "add"))
    return rounds_command_misused (_("There is no command “user %s”"), argv[1]);
  if (uri == NULL || email == NULL || name == NULL || password_file == NULL)
    return rounds_command_misused (_("Give --database, --email, --name and --password-file"));

  password = rounds_command_read_password (password_file, &error);
  if (password == NULL || !add (uri, email, name, role != NULL ? role : "user", team, password, &error))
    return rounds_command_failed (error);

  return ROUNDS_EXIT_DONE;
}
