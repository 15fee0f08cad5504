/* rounds-command.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-command.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "model/rounds-problem.h"
#include "operations/rounds-seeds.h"
#include "operations/rounds-settings.h"
#include "store/rounds-migrations.h"

/* What the commands share. */

static const RoundsCommand *
find_command (const char *name)
{
  for (guint i = 0; rounds_commands[i].name != NULL; i++)
    if (g_str_equal (rounds_commands[i].name, name))
      return &rounds_commands[i];

  return NULL;
}

/**
 * rounds_command_parse:
 * @name: of the command
 * @entries: its options
 * @argc: (inout): the name and what came after it
 * @argv: (inout): the same; what is left are the name and the arguments that are no options
 * @n_arguments: how many of these there must be
 *
 * Reads the options of a command. `--help` is answered here and ends the program.
 *
 * Returns: whether they were right; when not, it has been said
 */
gboolean
rounds_command_parse (const char          *name,
                      const GOptionEntry  *entries,
                      int                 *argc,
                      char              ***argv,
                      int                  n_arguments)
{
  const RoundsCommand *command = find_command (name);
  g_autoptr(GOptionContext) context = NULL;
  g_autofree char *program = g_strdup_printf ("rounds-server %s", name);
  g_autoptr(GError) error = NULL;

  g_set_prgname (program);
  context = g_option_context_new (command->usage);
  g_option_context_set_summary (context, _(command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      rounds_command_misused ("%s", error->message);
      return FALSE;
    }
  if (*argc - 1 != n_arguments)
    {
      rounds_command_misused (*argc - 1 < n_arguments ? _("Something is missing: rounds-server %s %s")
                                                      : _("There is too much: rounds-server %s %s"), name, command->usage);
      return FALSE;
    }

  return TRUE;
}

/**
 * rounds_command_need_database:
 * @uri: (nullable): what was said
 *
 * Returns: whether a database was said; when not, that has been said
 */
gboolean
rounds_command_need_database (const char *uri)
{
  if (uri == NULL)
    rounds_command_misused (_("Say which database: --database sqlite:PATH or postgresql://HOST/NAME"));

  return uri != NULL;
}

/**
 * rounds_command_misused:
 *
 * Returns: %ROUNDS_EXIT_USAGE, after saying why
 */
RoundsExit
rounds_command_misused (const char *format,
                        ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("%s: %s\n", g_get_prgname (), text);
  g_printerr (_("“%s --help” says more.\n"), g_get_prgname ());

  return ROUNDS_EXIT_USAGE;
}

/**
 * rounds_command_failed:
 *
 * Returns: %ROUNDS_EXIT_FAILED, after saying why
 */
RoundsExit
rounds_command_failed (const GError *error)
{
  GPtrArray *fields = rounds_problem_get_fields (error);

  g_printerr ("%s: %s\n", g_get_prgname (), error->message);
  for (guint i = 0; fields != NULL && fields->len > 1 && i < fields->len; i++)
    {
      const RoundsFieldProblem *field = g_ptr_array_index (fields, i);
      g_printerr ("  %s: %s\n", field->field, field->detail);
    }

  return ROUNDS_EXIT_FAILED;
}

/**
 * rounds_command_read_password:
 * @path: a file whose first line is the password; `-` is standard input
 *
 * Returns: (transfer full) (nullable): the password
 */
char *
rounds_command_read_password (const char  *path,
                              GError     **error)
{
  char line[1024];
  FILE *file = g_str_equal (path, "-") ? stdin : g_fopen (path, "re");
  gboolean is_read = file != NULL && fgets (line, sizeof line, file) != NULL;
  int code = errno;

  if (file != NULL && file != stdin)
    fclose (file);
  if (!is_read)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "UNREADABLE_FILE", _("The password cannot be read from “%s”: %s"), path,
                          file == NULL ? g_strerror (code) : _("it is empty"));
      return NULL;
    }

  line[strcspn (line, "\r\n")] = '\0';
  return g_strdup (line);
}

/**
 * rounds_command_get_database_path:
 *
 * Returns: (transfer full) (nullable): the file of a SQLite database; %NULL for another database
 */
char *
rounds_command_get_database_path (const char *uri)
{
  return g_str_has_prefix (uri, "sqlite:") ? g_strdup (uri + strlen ("sqlite:")) : NULL;
}

/**
 * rounds_command_get_files:
 * @given: (nullable): the folder that was said
 *
 * Returns: (transfer full) (nullable): where documents are kept: beside a SQLite database when nothing is said
 */
char *
rounds_command_get_files (const char *uri,
                          const char *given)
{
  g_autofree char *path = rounds_command_get_database_path (uri);

  if (given != NULL)
    return g_canonicalize_filename (given, NULL);
  return path != NULL ? g_strconcat (path, "-files", NULL) : NULL;
}

/* A workspace that is new, or of a version that had none, gets what every one begins with. */
static gboolean
plant_seeds (RoundsWorkbench  *self,
             GError          **error)
{
  gboolean wanted;

  if (!rounds_seeds_are_wanted (self->database, &wanted, error))
    return FALSE;

  return !wanted || (rounds_workbench_begin (self, error) && rounds_seeds_plant (&self->context, error) &&
                     rounds_workbench_commit (self, error));
}

/**
 * rounds_workbench_open:
 * @self: (out caller-allocates): the workbench
 * @error: what is wrong with the database
 *
 * Opens a database and brings it up to date, its seeds included.
 */
gboolean
rounds_workbench_open (RoundsWorkbench      *self,
                       const char           *uri,
                       RoundsDatabaseFlags   flags,
                       GError              **error)
{
  memset (self, 0, sizeof *self);

  self->database = rounds_database_open (uri, flags, error);
  if (self->database == NULL || !rounds_migrations_run (self->database, ROUNDS_SCHEMA_SERVER, error))
    return FALSE;

  self->zone = rounds_settings_dup_zone (self->database, NULL, error);
  if (self->zone == NULL)
    return FALSE;

  self->actor = rounds_actor_new (NULL, NULL, "super_admin");
  self->changes = rounds_changes_new ();
  self->context.database = self->database;
  self->context.changes = self->changes;
  self->context.actor = self->actor;
  self->context.zone = self->zone;
  self->context.is_server = TRUE;

  return plant_seeds (self, error);
}

gboolean
rounds_workbench_begin (RoundsWorkbench  *self,
                        GError          **error)
{
  self->context.now = g_get_real_time ();

  return rounds_database_begin (self->database, error);
}

gboolean
rounds_workbench_commit (RoundsWorkbench  *self,
                         GError          **error)
{
  return rounds_database_commit (self->database, error);
}

/**
 * rounds_workbench_close:
 *
 * Takes back what has not been committed.
 */
void
rounds_workbench_close (RoundsWorkbench *self)
{
  rounds_operation_context_clear (&self->context);
  if (self->database != NULL && rounds_database_is_in_transaction (self->database))
    rounds_database_rollback (self->database);
  g_clear_object (&self->database);
  g_clear_pointer (&self->actor, rounds_actor_free);
  g_clear_pointer (&self->changes, rounds_changes_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
}
