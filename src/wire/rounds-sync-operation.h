/* rounds-sync-operation.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"

G_BEGIN_DECLS

/* Operations in one request of `POST /api/sync/operations`. */
#define ROUNDS_SYNC_OPERATIONS_MAXIMUM 500

/**
 * RoundsSyncOperation:
 * @id: a UUID that the client gave it: the server remembers it, so that sending twice does once
 * @name: such as `opportunity.move`
 * @arguments: what it was called with
 * @created_at: when it was done on the client, an instant
 *
 * One change on its way to the server.
 */
typedef struct
{
  char *id;
  char *name;
  JsonObject *arguments;
  gint64 created_at;
} RoundsSyncOperation;

RoundsSyncOperation *rounds_sync_operation_new             (const char           *id,
                                                            const char           *name,
                                                            JsonObject           *arguments,
                                                            gint64                created_at);
void                 rounds_sync_operation_free            (RoundsSyncOperation  *self);
char                *rounds_sync_operations_to_json        (GPtrArray            *operations,
                                                            gsize                *length);
GPtrArray           *rounds_sync_operations_from_json      (JsonObject           *object,
                                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsSyncOperation, rounds_sync_operation_free)

typedef enum
{
  ROUNDS_SYNC_APPLIED,
  ROUNDS_SYNC_REJECTED,
  ROUNDS_SYNC_DUPLICATE,
} RoundsSyncStatus;

/**
 * RoundsSyncResult:
 * @id: of the operation
 * @status: what became of it; a duplicate was applied or rejected before and nothing was done now
 * @result: (nullable): what the operation answered
 * @problem: (nullable): why it was rejected; for a duplicate why it was rejected then
 */
typedef struct
{
  char *id;
  RoundsSyncStatus status;
  JsonNode *result;
  GError *problem;
} RoundsSyncResult;

RoundsSyncResult    *rounds_sync_result_new                (const char           *id,
                                                            RoundsSyncStatus      status);
void                 rounds_sync_result_free               (RoundsSyncResult     *self);
void                 rounds_sync_results_write             (GPtrArray            *results,
                                                            RoundsJsonWriter     *writer);
GPtrArray           *rounds_sync_results_from_json         (JsonNode             *data,
                                                            GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsSyncResult, rounds_sync_result_free)

G_END_DECLS
