/* rounds-record-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsRecordReader:
 *
 * Reads records of a kind from a CSV file, a row at a time. Columns are headed with the name of a field as the API has it, or with its
 * label in English or French; separator and encoding are found out. A cell that refers to another record holds its id, or what it is
 * known by: a FINESS number, an e-mail address, a name that only one can have.
 */
#define ROUNDS_TYPE_RECORD_READER (rounds_record_reader_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRecordReader, rounds_record_reader, ROUNDS, RECORD_READER, GObject)

/**
 * RoundsRecordRow:
 * @line: from 1
 * @key: (nullable): what the record is known by, see rounds_record_reader_get_key()
 * @values: (nullable): what the row says, as the API takes it; cells without anything are left out
 * @empty: (nullable) (element-type RoundsField): the fields whose cells are there and have nothing in them
 * @problem: (nullable): why the row cannot be read, and in which columns
 */
typedef struct
{
  guint line;
  char *key;
  JsonObject *values;
  GPtrArray *empty;
  char *problem;
} RoundsRecordRow;

void                rounds_record_row_clear           (RoundsRecordRow         *self);
void                rounds_record_row_add_empty       (RoundsRecordRow         *self);

RoundsRecordReader *rounds_record_reader_new          (RoundsDatabase          *database,
                                                       const RoundsEntityInfo  *info,
                                                       GInputStream            *stream,
                                                       goffset                  size,
                                                       const char              *file_name,
                                                       GError                 **error);
gboolean            rounds_record_reader_next         (RoundsRecordReader      *self,
                                                       RoundsRecordRow         *row,
                                                       GCancellable            *cancellable,
                                                       GError                 **error);
const RoundsField  *rounds_record_reader_get_key      (RoundsRecordReader      *self);
const char * const *rounds_record_reader_get_ignored  (RoundsRecordReader      *self);
char               *rounds_record_reader_describe     (RoundsRecordReader      *self,
                                                       const GError            *error);
double              rounds_record_reader_get_fraction (RoundsRecordReader      *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RoundsRecordRow, rounds_record_row_clear)

G_END_DECLS
