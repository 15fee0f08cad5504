/* rounds-csv-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Rows of separated cells (RFC 4180), as #RoundsCsvReader reads them. */

#define ROUNDS_CSV_BYTE_ORDER_MARK "\xef\xbb\xbf"
#define ROUNDS_CSV_LINE_END "\r\n"

char rounds_csv_get_separator (void);
void rounds_csv_append_cell   (GString    *row,
                               char        separator,
                               const char *text,
                               gboolean    is_first);

G_END_DECLS
