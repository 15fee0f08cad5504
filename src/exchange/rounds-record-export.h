/* rounds-record-export.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/rounds-query.h"

G_BEGIN_DECLS

/**
 * RoundsExportOptions:
 * @is_csv: CSV (RFC 4180), otherwise an array of JSON objects
 * @separator: of cells: `,`, or `;` for French spreadsheets, which then read numbers with a comma too
 * @byte_order_mark: whether the file begins with one, which tells a spreadsheet that it is UTF-8
 * @labels: whether columns are headed with what a person reads instead of the names of the API
 * @fields: (nullable) (element-type RoundsField): the columns; %NULL for rounds_export_get_fields(), of JSON the whole record
 */
typedef struct
{
  gboolean is_csv;
  char separator;
  gboolean byte_order_mark;
  gboolean labels;
  GPtrArray *fields;
} RoundsExportOptions;

GPtrArray *rounds_export_get_fields  (RoundsDatabase             *database,
                                      const RoundsEntityInfo     *info,
                                      GError                    **error);
GPtrArray *rounds_export_find_fields (RoundsDatabase             *database,
                                      const RoundsEntityInfo     *info,
                                      const char                 *paths,
                                      GError                    **error);
gboolean   rounds_export_needs_moment (GPtrArray                 *fields);
gint64     rounds_export_write       (RoundsDatabase             *database,
                                      RoundsQuery                *query,
                                      const RoundsExportOptions  *options,
                                      GOutputStream              *stream,
                                      GCancellable               *cancellable,
                                      GError                    **error);

G_END_DECLS
