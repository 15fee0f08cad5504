/* rounds-number-series.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-number-series.h"

#include <stdlib.h>

#include "operations/rounds-settings.h"
#include "rules/rounds-numbering.h"
#include "store/rounds-transaction-memory.h"

const RoundsNumberSeries rounds_number_series_quote = { "quote", ROUNDS_SETTING_NUMBERING_QUOTE };
const RoundsNumberSeries rounds_number_series_invoice = { "invoice", ROUNDS_SETTING_NUMBERING_INVOICE };
const RoundsNumberSeries rounds_number_series_credit_note = { "credit_note", ROUNDS_SETTING_NUMBERING_CREDIT_NOTE };

/* The last number of the series, 0 when it has none. */
static gboolean
find_last (RoundsDatabase            *database,
           const RoundsNumberSeries  *series,
           gint64                     year,
           const char                *key,
           gint64                    *number,
           GError                   **error)
{
  const char *known;

  if (!rounds_transaction_recall (database, "number_series", key, &known))
    return rounds_database_query_integer (database, number, error, "SELECT last_number FROM number_series WHERE series = $1 AND year = $2",
                                          "si", series->name, year);

  *number = g_ascii_strtoll (known, NULL, 10);
  return TRUE;
}

/* Remembered last: what is remembered goes when something is taken back, and so does the number. */
static gboolean
write_last (RoundsDatabase            *database,
            const RoundsNumberSeries  *series,
            gint64                     year,
            const char                *key,
            gint64                     number,
            GError                   **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  if (!rounds_database_execute (database, error,
                                "INSERT INTO number_series (series, year, last_number) VALUES ($1, $2, $3) "
                                "ON CONFLICT (series, year) DO UPDATE SET last_number = excluded.last_number",
                                "sii", series->name, year, number))
    return FALSE;

  rounds_transaction_remember (database, "number_series", key, text);
  return TRUE;
}

/**
 * rounds_number_series_take:
 * @date: the document's date, whose year the series is
 *
 * Takes the next number of a yearly series. Needs a transaction that writes, of which there is one at a time; one that is rolled back
 * gives the number back: the series has no gap.
 *
 * Returns: (transfer full): the number as it is printed; %NULL with @error set
 */
char *
rounds_number_series_take (RoundsOperationContext    *context,
                           const RoundsNumberSeries  *series,
                           const char                *date,
                           GError                   **error)
{
  gint64 year = strtol (date, NULL, 10);
  g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, series->name, year);
  g_autofree char *pattern = NULL;
  gint64 last;

  g_return_val_if_fail (context->is_server, NULL);
  g_return_val_if_fail (rounds_database_is_in_transaction (context->database), NULL);

  pattern = rounds_settings_dup_text (context->database, series->setting, error);
  if (pattern == NULL || !find_last (context->database, series, year, key, &last, error) ||
      !write_last (context->database, series, year, key, last + 1, error))
    return NULL;

  return rounds_numbering_format (pattern, (guint) year, (guint) last + 1, error);
}
