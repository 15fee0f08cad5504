/* rounds-forecast-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-forecast-export.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"
#include "exchange/rounds-csv-writer.h"
#include "model/rounds-money.h"

typedef struct
{
  RoundsWindow *window;
  GBytes *text;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_bytes_unref (export->text);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
append_amount (GString *row,
               char     separator,
               gint64   amount)
{
  g_autofree char *text = rounds_decimal_to_text (amount, 2);

  rounds_csv_append_cell (row, separator, separator == ';' ? g_strdelimit (text, ".", ',') : text, FALSE);
}

static void
append_row (GString                     *file,
            char                         separator,
            const char                  *name,
            const RoundsForecastFigures *figures)
{
  const gint64 amounts[] = {
    figures->commit, figures->best_case, figures->pipeline, figures->weighted, figures->won, figures->won + figures->spread.mean,
    figures->won + figures->spread.p10, figures->won + figures->spread.p50, figures->won + figures->spread.p90,
  };
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, figures->count);

  rounds_csv_append_cell (file, separator, name, TRUE);
  rounds_csv_append_cell (file, separator, count, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    append_amount (file, separator, amounts[i]);
  g_string_append (file, ROUNDS_CSV_LINE_END);
}

static GBytes *
write_forecast (const RoundsForecast *forecast)
{
  const char separator = rounds_csv_get_separator ();
  const char *labels[] = {
    _("Month"), _("Open deals"), C_("forecast", "Commit"), C_("forecast", "Best case"), C_("forecast", "Pipeline"),
    C_("forecast", "Weighted"), C_("forecast", "Won"), C_("forecast", "Expected"),
    /* Translators: with a probability of 90 % it will be more */
    C_("forecast", "At least (9 of 10)"), C_("forecast", "Median"),
    /* Translators: with a probability of 90 % it will be less */
    C_("forecast", "At most (9 of 10)"),
  };
  GString *file = g_string_new (ROUNDS_CSV_BYTE_ORDER_MARK);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    rounds_csv_append_cell (file, separator, labels[i], i == 0);
  g_string_append (file, ROUNDS_CSV_LINE_END);

  append_row (file, separator, C_("forecast", "Slipped"), &forecast->slipped);
  for (guint i = 0; i < forecast->n_months; i++)
    append_row (file, separator, forecast->months[i].month, &forecast->months[i].figures);
  append_row (file, separator, _("Total"), &forecast->total);

  return g_string_free_to_bytes (file);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    text = g_strdup (_("Forecast exported"));
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
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    {
      GBytes *text = export->text;

      g_file_replace_contents_bytes_async (file, text, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_written,
                                           g_steal_pointer (&export));
    }
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rounds_window_toast (export->window, error->message);
}

/**
 * rounds_forecast_export:
 * @parent: a widget in the main window
 * @forecast: what is written, as it is now
 */
void
rounds_forecast_export (GtkWidget            *parent,
                        const RoundsForecast *forecast)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf ("%s %s.csv", _("Forecast"), forecast->months[0].month);
  Export *export = g_new0 (Export, 1);

  export->window = g_object_ref (rounds_window_of (parent));
  export->text = write_forecast (forecast);

  gtk_file_dialog_set_title (dialog, _("Export as CSV"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (export->window), NULL, on_file_chosen, export);
}
