/* rounds-import-glue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "exchange/rounds-register-reader.h"
#include "operations/rounds-import.h"
#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsImportGlue:
 * @source: what `register.import` reads
 *
 * Hands the rows of a register (exchange/) to the operation that imports them (operations/).
 */
typedef struct
{
  RoundsImportSource source;

  /*< private >*/
  RoundsRegisterReader *reader;
  GCancellable *cancellable;
} RoundsImportGlue;

RoundsImportGlue *rounds_import_glue_new  (const char        *register_name,
                                           GFile             *file,
                                           const char        *file_name,
                                           GCancellable      *cancellable,
                                           GError           **error);
void              rounds_import_glue_free (RoundsImportGlue  *self);

JsonNode         *rounds_import_run       (RoundsDatabase          *database,
                                           RoundsChanges           *changes,
                                           RoundsOperationContext  *context,
                                           RoundsImportSource      *source,
                                           GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsImportGlue, rounds_import_glue_free)

G_END_DECLS
