/* rounds-forecast-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-forecast-export.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-file-saving.h"
#include "exchange/rounds-csv-writer.h"
#include "model/rounds-money.h"

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

static gint64
write_text (RoundsDatabase  *database,
            GOutputStream   *stream,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  GBytes *text = user_data;

  return g_output_stream_write_all (stream, g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL, cancellable, error) ? 1 : -1;
}

static char *
say_written (gint64   n_written,
             gpointer user_data)
{
  return g_strdup (_("Forecast exported"));
}

/**
 * rounds_forecast_export:
 * @parent: a widget in the main window
 * @workspace: where the deals are
 * @forecast: what is written, as it is now
 */
void
rounds_forecast_export (GtkWidget            *parent,
                        RoundsWorkspace      *workspace,
                        const RoundsForecast *forecast)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strdup_printf ("%s %s.csv", _("Forecast"), forecast->months[0].month);

  gtk_file_dialog_set_title (dialog, _("Export as CSV"));
  gtk_file_dialog_set_initial_name (dialog, name);
  rounds_file_save (parent, workspace, dialog, write_text, say_written, write_forecast (forecast), (GDestroyNotify) g_bytes_unref);
}
