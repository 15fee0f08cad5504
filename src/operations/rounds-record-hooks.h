/* rounds-record-hooks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsRecordChange:
 * @context: the operation's
 * @arguments: what the operation was given
 * @values: (nullable): what was given for the record; %NULL when it is deleted or restored
 * @before: (nullable): the record as it was; %NULL when it is created
 * @after: the record as it shall be, which a hook may complete
 *
 * A change of one record, on its way.
 */
typedef struct
{
  RoundsOperationContext *context;
  JsonObject *arguments;
  JsonObject *values;
  RoundsEntity *before;
  RoundsEntity *after;
} RoundsRecordChange;

typedef gboolean (*RoundsRecordHook) (RoundsRecordChange  *change,
                                      GError             **error);

/**
 * RoundsRecordHooks:
 * @kind: of record
 * @operation: (nullable): the operations that change such records instead, for the sentence that says so
 * @prepare: (nullable): before a record is created or edited: completes and checks it
 * @finish: (nullable): after it was written: what follows
 * @prepare_deletion: (nullable): before it is deleted
 * @prepare_restoration: (nullable): before it is restored
 * @finish_deletion: (nullable): after it was deleted: what follows
 * @finish_restoration: (nullable): after it was restored: what follows
 *
 * What is particular to a kind of record when it is created, edited, deleted or restored.
 */
typedef struct
{
  const char *kind;
  const char *operation;
  RoundsRecordHook prepare;
  RoundsRecordHook finish;
  RoundsRecordHook prepare_deletion;
  RoundsRecordHook prepare_restoration;
  RoundsRecordHook finish_deletion;
  RoundsRecordHook finish_restoration;
} RoundsRecordHooks;

const RoundsRecordHooks *rounds_record_hooks_find (const char          *kind);
gboolean                 rounds_record_hooks_run  (RoundsRecordHook     hook,
                                                   RoundsRecordChange  *change,
                                                   GError             **error);

G_END_DECLS
