/* rounds-number-series.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-number-series.h"

#include <stdlib.h>

#include "operations/rounds-settings.h"
#include "rules/rounds-numbering.h"

const RoundsNumberSeries rounds_number_series_quote = { "quote", ROUNDS_SETTING_NUMBERING_QUOTE };
const RoundsNumberSeries rounds_number_series_invoice = { "invoice", ROUNDS_SETTING_NUMBERING_INVOICE };
const RoundsNumberSeries rounds_number_series_credit_note = { "credit_note", ROUNDS_SETTING_NUMBERING_CREDIT_NOTE };

/**
 * rounds_number_series_take:
 * @date: the document's date, whose year the series is
 *
 * Takes the next number of a yearly series. The row is locked until the transaction ends, and a transaction that is rolled
 * back gives the number back: the series has no gap.
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
  g_autofree char *pattern = NULL;
  gint64 number;

  g_return_val_if_fail (context->is_server, NULL);

  pattern = rounds_settings_dup_text (context->database, series->setting, error);
  if (pattern == NULL ||
      !rounds_database_query_integer (context->database, &number, error,
                                      "INSERT INTO number_series (series, year, last_number) VALUES ($1, $2, 1) "
                                      "ON CONFLICT (series, year) DO UPDATE SET last_number = number_series.last_number + 1 "
                                      "RETURNING last_number", "si", series->name, year))
    return NULL;

  return rounds_numbering_format (pattern, (guint) year, (guint) number, error);
}
