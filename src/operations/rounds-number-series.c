/* rounds-number-series.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-number-series.h"

#include <stdlib.h>

#include "rules/rounds-numbering.h"

/**
 * rounds_number_series_take:
 * @series: such as `invoice`
 * @pattern: see rules/rounds-numbering.h
 * @date: the document's date, whose year the series is
 *
 * Takes the next number of a yearly series. The row is locked until the transaction ends, and a transaction that is rolled
 * back gives the number back: the series has no gap.
 *
 * Returns: (transfer full): the number as it is printed; %NULL with @error set
 */
char *
rounds_number_series_take (RoundsOperationContext  *context,
                           const char              *series,
                           const char              *pattern,
                           const char              *date,
                           GError                 **error)
{
  gint64 year = strtol (date, NULL, 10);
  gint64 number;

  g_return_val_if_fail (context->is_server, NULL);

  if (!rounds_database_query_integer (context->database, &number, error,
                                      "INSERT INTO number_series (series, year, last_number) VALUES ($1, $2, 1) "
                                      "ON CONFLICT (series, year) DO UPDATE SET last_number = number_series.last_number + 1 "
                                      "RETURNING last_number", "si", series, year))
    return NULL;

  return rounds_numbering_format (pattern, (guint) year, (guint) number, error);
}
