/* rounds-csv-import.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

const RoundsEntityInfo *rounds_csv_import_find_kind (const char              *name);
JsonNode               *rounds_csv_import_run       (RoundsDatabase          *database,
                                                     RoundsChanges           *changes,
                                                     RoundsOperationContext  *context,
                                                     const RoundsEntityInfo  *info,
                                                     GFile                   *file,
                                                     const char              *file_name,
                                                     gboolean                 empty_clears,
                                                     GError                 **error);

G_END_DECLS
