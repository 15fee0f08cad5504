/* rounds-handlers-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-handlers.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "exchange/rounds-record-export.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"
#include "server/rounds-list-query.h"

/*
 * A list as a file: written to disk while it is read, and sent from there, so that a long one takes no memory. Who takes so much with
 * him is noted.
 */

static gboolean
read_choice (RoundsCall   *call,
             const char   *name,
             const char   *usual,
             const char   *other,
             const char   *sentence,
             gboolean     *is_other,
             GError      **error)
{
  const char *text = rounds_call_get_parameter (call, name);

  *is_other = g_strcmp0 (text, other) == 0;
  return text == NULL || *is_other || g_str_equal (text, usual) || rounds_call_refuse_parameter (name, sentence, error);
}

static gboolean
read_options (RoundsCall           *call,
              RoundsExportOptions  *options,
              GError              **error)
{
  gboolean is_json;
  gboolean has_semicolon;
  const char *paths = rounds_call_get_parameter (call, "fields");

  if (!read_choice (call, "format", "csv", "json", _("“format” must be “csv” or “json”"), &is_json, error) ||
      !read_choice (call, "separator", ",", ";", _("“separator” must be “,” or “;”"), &has_semicolon, error) ||
      !read_choice (call, "bom", "false", "true", _("“bom” must be “true” or “false”"), &options->byte_order_mark, error) ||
      !read_choice (call, "header", "name", "label", _("“header” must be “name” or “label”"), &options->labels, error))
    return FALSE;

  options->is_csv = !is_json;
  options->separator = has_semicolon ? ';' : ',';
  if (paths == NULL || *paths == '\0')
    return TRUE;

  options->fields = rounds_export_find_fields (call->database, call->route->info, paths, error);
  return options->fields != NULL;
}

/* A file without a name: it is gone when nobody looks at it any more. */
static int
open_file (GError **error)
{
  g_autofree char *name = NULL;
  const int descriptor = g_file_open_tmp ("rounds-export-XXXXXX", &name, error);

  if (descriptor >= 0)
    g_unlink (name);
  return descriptor;
}

static GBytes *
write_file (RoundsCall                 *call,
            RoundsQuery                *query,
            const RoundsExportOptions  *options,
            GError                    **error)
{
  const int descriptor = open_file (error);
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(GMappedFile) file = NULL;

  if (descriptor < 0)
    return NULL;

  stream = g_unix_output_stream_new (descriptor, TRUE);
  if (rounds_export_write (call->database, query, options, stream, NULL, error) < 0)
    return NULL;

  file = g_mapped_file_new_from_fd (descriptor, FALSE, error);
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static void
name_file (RoundsCall *call,
           gboolean    is_csv)
{
  g_autofree char *today = rounds_instant_to_date (call->now, rounds_server_get_zone (call->server));
  g_autofree char *header = g_strdup_printf ("attachment; filename=\"%s-%s.%s\"", call->route->info->collection, today,
                                             is_csv ? "csv" : "json");

  rounds_call_add_header (call, "Content-Disposition", header);
}

gboolean
rounds_handle_record_export (RoundsCall  *call,
                             GError     **error)
{
  RoundsExportOptions options = { 0 };
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(RoundsQuery) query = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (!read_options (call, &options, error))
    return FALSE;
  fields = options.fields;

  query = rounds_list_query_new (call, call->route->info, NULL, error);
  if (query == NULL)
    return FALSE;
  if (rounds_export_needs_moment (fields) && rounds_query_get_moment (query) == NULL)
    {
      g_autoptr(RoundsMoment) moment = rounds_moment_read (call->database, call->now, rounds_server_get_zone (call->server), error);

      if (moment == NULL)
        return FALSE;
      rounds_query_set_moment (query, moment);
    }

  bytes = write_file (call, query, &options, error);
  if (bytes == NULL)
    return FALSE;

  name_file (call, options.is_csv);
  call->is_export = TRUE;
  rounds_call_take_bytes (call, g_steal_pointer (&bytes), options.is_csv ? "text/csv; charset=utf-8" : "application/json");
  return TRUE;
}
