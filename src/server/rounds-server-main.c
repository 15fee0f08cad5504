/* rounds-server-main.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "server/rounds-accounts.h"
#include "server/rounds-command.h"
#ifdef HAVE_POSTGRESQL
#include "store/rounds-postgresql-database.h"
#endif

const RoundsCommand rounds_commands[] = {
  { "serve", "--database URI (--listen ADDRESS:PORT | --socket PATH)", N_("Answer requests."), rounds_command_serve },
  { "init", "--database URI --admin-email E --admin-password-file F", N_("Make a workspace with its first administrator."),
    rounds_command_init },
  { "migrate", "--database URI", N_("Bring a database up to date with this version."), rounds_command_migrate },
  { "user", "add --database URI --email E --name N [--role R] [--team T] --password-file F", N_("Add a person."),
    rounds_command_user },
  { "import", "finess|sae|csv KIND FILE --database URI [--empty keeps|clears]", N_("Import a register; the whole file or nothing of it."),
    rounds_command_import },
  { "export", "COLLECTION --database URI [--format csv|json] [--fields NAMES]", N_("Write all records of a kind to standard output."),
    rounds_command_export },
  { "demo", "--database URI [--scale N]", N_("Fill a database with invented records."), rounds_command_demo },
  { "backup", "FILE --database URI [--files FOLDER]",
    N_("Copy a database into FILE, and its documents into FILE-files, while they are in use."), rounds_command_backup },
  { "check", "--database URI [--files FOLDER]", N_("Check that a database and its documents are whole."), rounds_command_check },
  { NULL }
};

static void
print_help (void)
{
  g_print (_("Usage: rounds-server COMMAND [OPTION…]\n\nThe server of Rounds. Commands:\n"));
  for (guint i = 0; rounds_commands[i].name != NULL; i++)
    g_print ("  %-8s %s\n", rounds_commands[i].name, _(rounds_commands[i].summary));
  g_print (_("\nDatabases: sqlite:PATH, postgresql://HOST/NAME. “rounds-server COMMAND --help” says more about one.\n"));
}

int
main (int    argc,
      char **argv)
{
  const char *localedir = g_getenv ("ROUNDS_LOCALEDIR");
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_set_prgname ("rounds-server");

  if (argc < 2)
    {
      print_help ();
      return ROUNDS_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      print_help ();
      return ROUNDS_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("rounds-server %s\n", VERSION);
      return ROUNDS_EXIT_DONE;
    }

  if (!rounds_accounts_init (&error))
    return rounds_command_failed (error);
#ifdef HAVE_POSTGRESQL
  rounds_postgresql_add_driver ();
#endif

  for (guint i = 0; rounds_commands[i].name != NULL; i++)
    if (g_str_equal (rounds_commands[i].name, argv[1]))
      return rounds_commands[i].run (argc - 1, argv + 1);

  return rounds_command_misused (_("There is no command “%s”"), argv[1]);
}
