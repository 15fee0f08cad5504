/* rounds-command-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-command.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <unistd.h>

#include "exchange/rounds-record-export.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-csv-import.h"
#include "server/rounds-import-glue.h"
#include "server/rounds-jobs.h"
#include "store/rounds-repository.h"

/* import, export: records from and to files. */

/* How a file shall be. */
typedef struct
{
  char *format;
  char *fields;
  gboolean semicolon;
  gboolean byte_order_mark;
} ExportWishes;

static void
export_wishes_clear (ExportWishes *self)
{
  g_free (self->format);
  g_free (self->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportWishes, export_wishes_clear)

/* Lines of the file and why. Returns how many there are, those that are not told too. */
static gint64
print_lines (const char *file_name,
             JsonObject *report,
             const char *lines_member,
             const char *count_member)
{
  JsonArray *lines = json_object_get_array_member (report, lines_member);
  gint64 count = 0;

  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line = json_array_get_object_element (lines, i);

      g_printerr ("%s:%" G_GINT64_FORMAT ": %s\n", file_name, json_object_get_int_member (line, "line"),
                  json_object_get_string_member (line, "reason"));
    }

  rounds_json_get_integer (report, count_member, &count);
  if (count > json_array_get_length (lines))
    g_printerr (_("… and more\n"));

  return count;
}

static void
print_report (const char *file_name,
              JsonNode   *node)
{
  JsonObject *report = json_node_get_object (node);
  gint64 n_refused = print_lines (file_name, report, "refused", "refusedCount");

  print_lines (file_name, report, "remarks", "remarksCount");
  g_print (_("%" PRId64 " created, %" PRId64 " updated, %" PRId64 " unchanged, %" PRId64 " refused\n"),
           json_object_get_int_member (report, "created"), json_object_get_int_member (report, "updated"),
           json_object_get_int_member (report, "unchanged"), n_refused);
}

static gboolean
import_csv (const char              *uri,
            const RoundsEntityInfo  *info,
            const char              *file_name,
            gboolean                 empty_clears,
            GError                 **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (file_name);
  g_auto(RoundsWorkbench) bench = { 0 };
  g_autoptr(JsonNode) report = NULL;

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_BULK, error) || !rounds_workbench_begin (&bench, error))
    return FALSE;

  report = rounds_csv_import_run (bench.database, bench.context.changes, &bench.context, info, file, file_name, empty_clears,
                                  error);
  if (report == NULL || !rounds_workbench_commit (&bench, error))
    return FALSE;

  print_report (file_name, report);
  return TRUE;
}

static gboolean
import (const char  *uri,
        const char  *register_name,
        const char  *file_name,
        GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_commandline_arg (file_name);
  g_autoptr(RoundsImportGlue) glue = rounds_import_glue_new (register_name, file, file_name, NULL, error);
  g_auto(RoundsWorkbench) bench = { 0 };
  g_autoptr(JsonNode) report = NULL;

  /* A file that is not a register makes no database. */
  if (glue == NULL)
    return FALSE;
  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_CREATE | ROUNDS_DATABASE_BULK, error) || !rounds_workbench_begin (&bench, error))
    return FALSE;

  report = rounds_import_run (bench.database, bench.context.changes, &bench.context, &glue->source, error);
  if (report == NULL || !rounds_workbench_commit (&bench, error))
    return FALSE;

  print_report (file_name, report);
  return TRUE;
}

/* Takes away what was made for an import that came to nothing. */
static void
remove_database (const char *path)
{
  static const char * const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

RoundsExit
rounds_command_import (int    argc,
                       char **argv)
{
  g_autofree char *uri = NULL;
  g_autofree char *empty = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  const gboolean is_csv = g_strv_contains ((const char * const *) argv, "csv");
  gboolean is_new;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database, made when it is not there"), "URI" },
    { "empty", 0, 0, G_OPTION_ARG_STRING, &empty, N_("What an empty cell of CSV does to a field: keeps it (default) or clears it"),
      "keeps|clears" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("import", entries, &argc, &argv, is_csv ? 3 : 2))
    return ROUNDS_EXIT_USAGE;
  if (uri == NULL)
    return rounds_command_misused (_("Say which database: --database sqlite:PATH or postgresql://HOST/NAME"));
  if (empty != NULL && !g_str_equal (empty, "keeps") && !(g_str_equal (empty, "clears") && is_csv))
    return rounds_command_misused (_("--empty is “keeps”, or “clears” for csv"));
  if (is_csv && g_str_equal (argv[1], "csv"))
    {
      const RoundsEntityInfo *info = rounds_csv_import_find_kind (argv[2]);

      if (info == NULL)
        return rounds_command_misused (_("There is no collection “%s”"), argv[2]);
      return import_csv (uri, info, argv[3], g_strcmp0 (empty, "clears") == 0, &error) ? ROUNDS_EXIT_DONE : rounds_command_failed (error);
    }
  if (!g_str_equal (argv[1], "finess") && !g_str_equal (argv[1], "sae"))
    return rounds_command_misused (_("“%s” is nothing that can be imported: finess, sae or csv"), argv[1]);

  path = rounds_command_get_database_path (uri);
  is_new = path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS);
  if (import (uri, argv[1], argv[2], &error))
    return ROUNDS_EXIT_DONE;

  if (is_new)
    remove_database (path);
  return rounds_command_failed (error);
}

static gboolean
read_options (RoundsDatabase          *database,
              const RoundsEntityInfo  *info,
              const ExportWishes      *wishes,
              RoundsExportOptions     *options,
              GError                 **error)
{
  options->is_csv = g_strcmp0 (wishes->format, "csv") == 0;
  options->separator = wishes->semicolon ? ';' : ',';
  options->byte_order_mark = wishes->byte_order_mark;
  if (wishes->fields == NULL)
    return TRUE;

  options->fields = rounds_export_find_fields (database, info, wishes->fields, error);
  return options->fields != NULL;
}

static gboolean
export (const char              *uri,
        const RoundsEntityInfo  *info,
        const ExportWishes      *wishes,
        GError                 **error)
{
  g_auto(RoundsWorkbench) bench = { 0 };
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  g_autoptr(GPtrArray) fields = NULL;
  RoundsExportOptions options = { 0 };

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_DEFAULT, error) ||
      !rounds_database_begin_reading (bench.database, error) ||
      !read_options (bench.database, info, wishes, &options, error))
    return FALSE;
  fields = options.fields;

  if (rounds_export_needs_moment (fields))
    {
      g_autoptr(RoundsMoment) moment = rounds_moment_read (bench.database, bench.context.now, bench.context.zone, error);

      if (moment == NULL)
        return FALSE;
      rounds_query_set_moment (query, moment);
    }
  rounds_query_add_sort (query, rounds_entity_info_find (info, "id"), FALSE);

  return rounds_export_write (bench.database, query, &options, stream, NULL, error) >= 0;
}

RoundsExit
rounds_command_export (int    argc,
                       char **argv)
{
  g_autofree char *uri = NULL;
  g_auto(ExportWishes) wishes = { 0 };
  g_autoptr(GError) error = NULL;
  const RoundsEntityInfo *info;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &wishes.format, N_("csv or json"), "FORMAT" },
    { "fields", 0, 0, G_OPTION_ARG_STRING, &wishes.fields, N_("The columns, with commas between"), "NAMES" },
    { "semicolon", 0, 0, G_OPTION_ARG_NONE, &wishes.semicolon, N_("Semicolons between cells, commas in numbers"), NULL },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &wishes.byte_order_mark, N_("A byte order mark, for spreadsheets"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("export", entries, &argc, &argv, 1))
    return ROUNDS_EXIT_USAGE;
  if (uri == NULL)
    return rounds_command_misused (_("Say which database: --database sqlite:PATH or postgresql://HOST/NAME"));
  if (wishes.format != NULL && !g_str_equal (wishes.format, "csv") && !g_str_equal (wishes.format, "json"))
    return rounds_command_misused (_("There is no format “%s”: csv or json"), wishes.format);

  info = rounds_registry_find_collection (argv[1]);
  if (info == NULL)
    return rounds_command_misused (_("There is no collection “%s”"), argv[1]);

  if (!export (uri, info, &wishes, &error))
    return rounds_command_failed (error);
  return ROUNDS_EXIT_DONE;
}
