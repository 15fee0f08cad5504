/* rounds-list-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-list-export.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-file-saving.h"
#include "exchange/rounds-csv-writer.h"
#include "exchange/rounds-record-export.h"
#include "model/rounds-money.h"

typedef struct
{
  RoundsQuery *query;
  GPtrArray *fields;
} Export;

static void
export_free (Export *export)
{
  rounds_query_unref (export->query);
  g_ptr_array_unref (export->fields);
  g_free (export);
}

static gint64
write_records (RoundsDatabase  *database,
               GOutputStream   *stream,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  Export *export = user_data;
  const RoundsExportOptions options = {
    .is_csv = TRUE,
    .separator = rounds_csv_get_separator (),
    .byte_order_mark = TRUE,
    .labels = TRUE,
    .fields = export->fields,
  };

  return rounds_export_write (database, export->query, &options, stream, cancellable, error);
}

static char *
say_written (gint64   n_written,
             gpointer user_data)
{
  g_autofree char *number = rounds_number_format (n_written, 0, 0);

  return g_strdup_printf (ngettext ("%s record exported", "%s records exported", (gulong) n_written), number);
}

/**
 * rounds_list_export:
 * @parent: a widget in the main window
 * @workspace: where the records are
 * @query: which records, in which order
 * @fields: (element-type RoundsField): the columns
 */
void
rounds_list_export (GtkWidget       *parent,
                    RoundsWorkspace *workspace,
                    RoundsQuery     *query,
                    GPtrArray       *fields)
{
  const char *label = _(rounds_query_get_info (query)->label_plural);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf ("%s.csv", label);
  Export *export = g_new0 (Export, 1);

  export->query = rounds_query_ref (query);
  export->fields = g_ptr_array_copy (fields, NULL, NULL);

  gtk_file_dialog_set_title (dialog, _("Export as CSV"));
  gtk_file_dialog_set_initial_name (dialog, name);
  rounds_file_save (parent, workspace, dialog, write_records, say_written, export, (GDestroyNotify) export_free);
}
