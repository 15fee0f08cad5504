/* rounds-imports.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "server/rounds-server.h"
#include "wire/rounds-import-status.h"

G_BEGIN_DECLS

/**
 * RoundsImports:
 *
 * Registers that are being imported, one after the other on a thread of their own, and how the last ones went. Thread-safe.
 */

RoundsImports      *rounds_imports_new        (RoundsStore        *store,
                                               GTimeZone          *zone);
void                rounds_imports_free       (RoundsImports      *self);
char               *rounds_imports_begin      (RoundsImports      *self,
                                               const char         *register_name,
                                               const char         *kind,
                                               gboolean            empty_clears,
                                               char               *path,
                                               const RoundsActor  *actor);
RoundsImportStatus *rounds_imports_get_status (RoundsImports      *self,
                                               const char         *id,
                                               const RoundsActor  *actor,
                                               GError            **error);
gboolean            rounds_imports_cancel     (RoundsImports      *self,
                                               const char         *id,
                                               const RoundsActor  *actor,
                                               GError            **error);
void                rounds_imports_cancel_all (RoundsImports      *self);

JsonNode           *rounds_import_run         (RoundsDatabase          *database,
                                               RoundsChanges           *changes,
                                               RoundsOperationContext  *context,
                                               RoundsImportSource      *source,
                                               GError                 **error);

G_END_DECLS
