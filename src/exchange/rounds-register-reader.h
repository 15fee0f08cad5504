/* rounds-register-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsRegisterReader:
 *
 * Reads a register of institutions as a stream, a record at a time: `finess` (etalab-cs1100502 and -507) or `sae` (MCO: beds, BLOCS:
 * operating rooms, told apart by their header). Blocking: for a worker thread. The encoding is detected.
 */
#define ROUNDS_TYPE_REGISTER_READER (rounds_register_reader_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRegisterReader, rounds_register_reader, ROUNDS, REGISTER_READER, GObject)

/**
 * RoundsRegisterRemark:
 * @line: from 1
 * @reason: what was left out there, and why
 */
typedef struct
{
  guint line;
  char *reason;
} RoundsRegisterRemark;

RoundsRegisterReader *rounds_register_reader_new          (const char            *register_name,
                                                           GInputStream          *stream,
                                                           goffset                size,
                                                           const char            *file_name,
                                                           GError               **error);
gboolean              rounds_register_reader_next         (RoundsRegisterReader  *self,
                                                           RoundsEntity         **institution,
                                                           char                 **problem,
                                                           guint                 *line,
                                                           GCancellable          *cancellable,
                                                           GError               **error);
double                rounds_register_reader_get_fraction (RoundsRegisterReader  *self);
const char * const   *rounds_register_reader_get_fields   (RoundsRegisterReader  *self);
gboolean              rounds_register_reader_only_updates (RoundsRegisterReader  *self);
GPtrArray            *rounds_register_reader_get_remarks  (RoundsRegisterReader  *self,
                                                           guint                 *n_remarks);

G_END_DECLS
