/* rounds-import-status.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_IMPORT_RUNNING,
  ROUNDS_IMPORT_DONE,
  ROUNDS_IMPORT_FAILED,
  ROUNDS_IMPORT_CANCELLED,
} RoundsImportState;

/**
 * RoundsImportStatus:
 * @id: what `POST /api/imports` answered
 * @state: how it stands; all but running are final
 * @progress: 0..1
 * @report: (nullable): when done, what operations/rounds-import.h describes
 * @problem: (nullable): when failed, why; nothing was changed
 *
 * The answer of `POST /api/imports?register=finess|sae` (202, `id` alone) and of `GET /api/imports/:id`.
 */
typedef struct
{
  char *id;
  RoundsImportState state;
  double progress;
  JsonNode *report;
  GError *problem;
} RoundsImportStatus;

RoundsImportStatus *rounds_import_status_new       (const char          *id);
void                rounds_import_status_free      (RoundsImportStatus  *self);
void                rounds_import_status_write     (RoundsImportStatus  *self,
                                                    RoundsJsonWriter    *writer);
RoundsImportStatus *rounds_import_status_from_json (JsonNode            *data,
                                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsImportStatus, rounds_import_status_free)

G_END_DECLS
