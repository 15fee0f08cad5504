/* rounds-list-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-list-export.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"
#include "exchange/rounds-csv-writer.h"
#include "exchange/rounds-record-export.h"
#include "model/rounds-money.h"

typedef struct
{
  RoundsWindow *window;
  RoundsWorkspace *workspace;
  RoundsQuery *query;
  GPtrArray *fields;
  GFile *file;
  gint64 n_rows;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_object_unref (export->workspace);
  rounds_query_unref (export->query);
  g_ptr_array_unref (export->fields);
  g_clear_object (&export->file);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static gpointer
write_records (RoundsDatabase  *database,
               RoundsChanges   *changes,
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
  g_autoptr(GFileOutputStream) stream = g_file_replace (export->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                                        cancellable, error);

  if (stream == NULL)
    return NULL;
  export->n_rows = rounds_export_write (database, export->query, &options, G_OUTPUT_STREAM (stream), cancellable, error);
  if (export->n_rows < 0 || !g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return NULL;

  return rounds_store_done ();
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) != NULL)
    {
      g_autofree char *number = rounds_number_format (export->n_rows, 0, 0);

      text = g_strdup_printf (ngettext ("%s record exported", "%s records exported", export->n_rows), number);
    }
  else
    text = g_strdup_printf (_("The file could not be written: %s"), error->message);
  rounds_window_toast (export->window, text);
}

static void
on_file_chosen (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  g_autoptr(GError) error = NULL;
  RoundsStore *store = rounds_workspace_get_store (export->workspace);

  export->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (export->file != NULL)
    {
      Export *writing = g_steal_pointer (&export);

      rounds_store_read_async (store, write_records, writing, NULL, NULL, NULL, on_written, writing);
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rounds_window_toast (export->window, error->message);
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

  export->window = g_object_ref (rounds_window_of (parent));
  export->workspace = g_object_ref (workspace);
  export->query = rounds_query_ref (query);
  export->fields = g_ptr_array_copy (fields, NULL, NULL);

  gtk_file_dialog_set_title (dialog, _("Export as CSV"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (export->window), NULL, on_file_chosen, export);
}
