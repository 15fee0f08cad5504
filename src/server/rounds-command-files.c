/* rounds-command-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-command.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "server/rounds-import-glue.h"
#include "server/rounds-imports.h"
#include "store/rounds-repository.h"

/* import, export: records from and to files. */

#define EXPORT_PAGE 500

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
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_new;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database, made when it is not there"), "URI" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("import", entries, &argc, &argv, 2))
    return ROUNDS_EXIT_USAGE;
  if (uri == NULL)
    return rounds_command_misused (_("Say which database: --database sqlite:PATH or postgresql://HOST/NAME"));
  if (!g_str_equal (argv[1], "finess") && !g_str_equal (argv[1], "sae"))
    return rounds_command_misused (_("“%s” is no register that can be imported: finess or sae"), argv[1]);

  path = rounds_command_get_database_path (uri);
  is_new = path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS);
  if (import (uri, argv[1], argv[2], &error))
    return ROUNDS_EXIT_DONE;

  if (is_new)
    remove_database (path);
  return rounds_command_failed (error);
}

static void
print_quoted (const char *text)
{
  if (text[strcspn (text, ";,\"\r\n")] == '\0')
    {
      fputs (text, stdout);
      return;
    }

  putchar ('"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        putchar ('"');
      putchar (*p);
    }
  putchar ('"');
}

static void
print_header (const RoundsEntityInfo *info)
{
  const char *comma = "";

  for (guint i = 0; i < info->n_fields; i++)
    if (rounds_field_has_column (&info->fields[i]))
      {
        printf ("%s%s", comma, info->fields[i].json_path);
        comma = ",";
      }
  printf ("\r\n");
}

/* RFC 4180. */
static void
print_row (RoundsEntity *entity)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (entity);
  gboolean is_first = TRUE;

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      g_autofree char *text = NULL;

      if (!rounds_field_has_column (field))
        continue;
      if (!is_first)
        putchar (',');
      is_first = FALSE;
      text = rounds_field_to_text (field, rounds_entity_get_value (entity, field));
      print_quoted (text != NULL ? text : "");
    }
  printf ("\r\n");
}

static void
print_json (RoundsEntity *entity,
            gboolean      is_first)
{
  g_autofree char *text = rounds_json_from_entity (entity);

  printf ("%s%s", is_first ? "[\n" : ",\n", text);
}

static gboolean
export (const char              *uri,
        const RoundsEntityInfo  *info,
        gboolean                 is_csv,
        GError                 **error)
{
  g_auto(RoundsWorkbench) bench = { 0 };
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  gint64 offset = 0;
  guint n = 0;

  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_DEFAULT, error) ||
      !rounds_database_begin_reading (bench.database, error))
    return FALSE;

  rounds_query_add_sort (query, rounds_entity_info_find (info, "id"), FALSE);
  if (is_csv)
    print_header (info);

  do
    {
      g_autoptr(GPtrArray) records = NULL;

      rounds_query_set_range (query, offset, EXPORT_PAGE);
      records = rounds_repository_list (bench.database, query, error);
      if (records == NULL || !rounds_repository_load_records (bench.database, records, error))
        return FALSE;

      n = records->len;
      for (guint i = 0; i < n; i++)
        if (is_csv)
          print_row (g_ptr_array_index (records, i));
        else
          print_json (g_ptr_array_index (records, i), offset + i == 0);
      offset += n;
    }
  while (n == EXPORT_PAGE);

  if (!is_csv)
    printf ("%s]\n", offset == 0 ? "[" : "\n");
  return TRUE;
}

RoundsExit
rounds_command_export (int    argc,
                       char **argv)
{
  g_autofree char *uri = NULL;
  g_autofree char *format = NULL;
  g_autoptr(GError) error = NULL;
  const RoundsEntityInfo *info;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &uri, N_("The workspace’s database"), "URI" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, N_("csv or json"), "FORMAT" },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("export", entries, &argc, &argv, 1))
    return ROUNDS_EXIT_USAGE;
  if (uri == NULL)
    return rounds_command_misused (_("Say which database: --database sqlite:PATH or postgresql://HOST/NAME"));
  if (format != NULL && !g_str_equal (format, "csv") && !g_str_equal (format, "json"))
    return rounds_command_misused (_("There is no format “%s”: csv or json"), format);

  info = rounds_registry_find_collection (argv[1]);
  if (info == NULL)
    return rounds_command_misused (_("There is no collection “%s”"), argv[1]);

  if (!export (uri, info, g_strcmp0 (format, "csv") == 0, &error))
    return rounds_command_failed (error);
  return ROUNDS_EXIT_DONE;
}
