/* rounds-csv-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RoundsCsvProblem:
 * @ROUNDS_CSV_FINE: the row was read
 * @ROUNDS_CSV_BAD_QUOTES: something stands after a closing quotation mark
 * @ROUNDS_CSV_OPEN_QUOTES: the file ends between quotation marks
 * @ROUNDS_CSV_BAD_ENCODING: not UTF-8, in a file that says it is
 */
typedef enum
{
  ROUNDS_CSV_FINE,
  ROUNDS_CSV_BAD_QUOTES,
  ROUNDS_CSV_OPEN_QUOTES,
  ROUNDS_CSV_BAD_ENCODING,
} RoundsCsvProblem;

/**
 * RoundsCsvRow:
 * @cells: (array length=n_cells): UTF-8, valid until the next row is read
 * @line: the line that the row starts on, from 1; cells may hold line ends
 * @is_cut: whether the file ends before the row's line does
 * @problem: why @cells cannot be relied on
 */
typedef struct
{
  const char **cells;
  guint n_cells;
  guint line;
  gboolean is_cut;
  RoundsCsvProblem problem;
} RoundsCsvRow;

/**
 * RoundsCsvReader:
 *
 * Reads rows of separated cells (RFC 4180: quotation marks, doubled within a cell, cells of several lines; LF or CRLF) as a stream, a
 * chunk at a time: memory does not grow with the file. Rows without anything are passed over.
 *
 * The encoding is found row by row, since a stream cannot be looked through first: a row that is valid UTF-8 is UTF-8, any other is
 * Windows-1252 (which holds ISO-8859-1's letters). A byte order mark says that all is UTF-8.
 */
typedef struct _RoundsCsvReader RoundsCsvReader;

RoundsCsvReader *rounds_csv_reader_new          (GInputStream       *stream,
                                                 const char         *file_name,
                                                 char                separator);
void             rounds_csv_reader_free         (RoundsCsvReader    *self);
gboolean         rounds_csv_reader_next         (RoundsCsvReader    *self,
                                                 RoundsCsvRow       *row,
                                                 GCancellable       *cancellable,
                                                 GError            **error);
goffset          rounds_csv_reader_get_position (RoundsCsvReader    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCsvReader, rounds_csv_reader_free)

G_END_DECLS
