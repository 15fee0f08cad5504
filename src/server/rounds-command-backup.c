/* rounds-command-backup.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-command.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "model/rounds-problem.h"
#include "server/rounds-content-list.h"
#include "server/rounds-content-store.h"

/* backup, check: a database and its documents, copied and looked at. */

static const char files_help[] = N_("Where documents are kept; beside a SQLite database when it is not said");

/* Every document's content is there, and is what it was. */
static gboolean
check_contents (RoundsDatabase  *database,
                const char      *files,
                GError         **error)
{
  g_autoptr(GHashTable) wanted = rounds_content_list_wanted (database, G_MAXINT64, error);
  GHashTableIter iter;
  gpointer hash;

  if (wanted == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    {
      if (files == NULL)
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "NO_FILES_FOLDER", _("Say where the documents are: --files FOLDER"));
          return FALSE;
        }
      if (!rounds_content_store_verify (files, hash, error))
        return FALSE;
    }

  return TRUE;
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
    { "files", 0, 0, G_OPTION_ARG_FILENAME, &given, files_help, "FOLDER" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("check", entries, &argc, &argv, 0) || !rounds_command_need_database (uri))
    return ROUNDS_EXIT_USAGE;

  files = rounds_command_get_files (uri, given);
  database = rounds_database_open (uri, ROUNDS_DATABASE_DEFAULT, &error);
  if (database == NULL || !rounds_database_check (database, &error) || !check_contents (database, files, &error))
    return rounds_command_failed (error);

  g_print (_("The database is whole\n"));
  return ROUNDS_EXIT_DONE;
}

static gboolean
is_bad_content (const GError *error)
{
  const char *code = rounds_problem_get_code (error);

  return g_strcmp0 (code, "CONTENT_MISSING") == 0 || g_strcmp0 (code, "CONTENT_DAMAGED") == 0;
}

/*
 * Copies what documents have, and what those had that can still be restored. A content that is bad in the original is told of, and the
 * others are copied all the same.
 *
 * Returns: whether the copy has what it can have; @n_bad is what it has not
 */
static gboolean
copy_contents (RoundsDatabase  *database,
               const char      *from,
               const char      *to,
               guint           *n_bad,
               GError         **error)
{
  gint64 since = g_get_real_time () - ROUNDS_CONTENT_DAYS * G_TIME_SPAN_DAY;
  g_autoptr(GHashTable) wanted = rounds_content_list_wanted (database, since, error);
  GHashTableIter iter;
  gpointer hash;

  *n_bad = 0;
  if (wanted == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    {
      g_autoptr(GError) local = NULL;

      if (rounds_content_store_copy (from, to, hash, &local))
        continue;
      if (!is_bad_content (local))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      g_printerr ("%s: %s: %s\n", g_get_prgname (), (const char *) hash, local->message);
      (*n_bad)++;
    }

  return TRUE;
}

/* The copy gets its name when all of it is there: until then it can be begun again, and the documents go on where they were. */
static gboolean
back_up (const char  *uri,
         const char  *files,
         const char  *path,
         guint       *n_bad,
         GError     **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *copy_uri = g_strconcat ("sqlite:", path, NULL);
  g_autofree char *copy_files = rounds_command_get_files (copy_uri, NULL);
  g_autoptr(RoundsDatabase) database = rounds_database_open (uri, ROUNDS_DATABASE_DEFAULT, error);

  if (database == NULL)
    return FALSE;

  g_unlink (part);
  /* One consistent copy, without stopping anyone who works on it. Contents never change, so they can come after it. */
  if (!rounds_database_execute (database, error, "VACUUM INTO $1", "s", part) ||
      !copy_contents (database, files, copy_files, n_bad, error))
    return FALSE;

  if (g_rename (part, path) == 0)
    return TRUE;
  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DISK_FAILED", _("“%s” cannot be written: %s"), path, g_strerror (errno));
  return FALSE;
}

RoundsExit
rounds_command_backup (int    argc,
                       char **argv)
{
  g_autofree char *uri = NULL;
  g_autofree char *given = NULL;
  g_autofree char *files = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  guint n_bad;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    { "files", 0, 0, G_OPTION_ARG_FILENAME, &given, files_help, "FOLDER" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("backup", entries, &argc, &argv, 1) || !rounds_command_need_database (uri))
    return ROUNDS_EXIT_USAGE;

  path = rounds_command_get_database_path (uri);
  if (path == NULL && g_str_has_prefix (uri, "postgres"))
    {
      g_printerr (_("%s: a PostgreSQL database is copied with pg_dump, and after it the folder of its documents\n"), g_get_prgname ());
      return ROUNDS_EXIT_FAILED;
    }
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_printerr (_("%s: “%s” is there already: choose another name\n"), g_get_prgname (), argv[1]);
      return ROUNDS_EXIT_FAILED;
    }

  files = rounds_command_get_files (uri, given);
  if (!back_up (uri, files, argv[1], &n_bad, &error))
    return rounds_command_failed (error);
  if (n_bad == 0)
    return ROUNDS_EXIT_DONE;

  g_printerr (g_dngettext (GETTEXT_PACKAGE, "%s: %u document is not in the copy: take it from an earlier one\n",
                           "%s: %u documents are not in the copy: take them from an earlier one\n", n_bad), g_get_prgname (), n_bad);
  return ROUNDS_EXIT_FAILED;
}
