/* rounds-push.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "store/rounds-store.h"
#include "wire/rounds-sync-operation.h"

G_BEGIN_DECLS

/* Operations sent at once. */
#define ROUNDS_PUSH_BATCH 50

/**
 * RoundsPushAnswer:
 * @refused: (element-type RoundsRefusal): the operations that the server said no to
 * @actor: (nullable): who has signed in
 * @zone: where the workspace has set none
 *
 * What rounds_push_take_back() is given.
 */
typedef struct
{
  GPtrArray *refused;
  RoundsActor *actor;
  GTimeZone *zone;
} RoundsPushAnswer;

RoundsPushAnswer *rounds_push_answer_new   (GPtrArray            *refused,
                                            const RoundsActor    *actor,
                                            GTimeZone            *zone);
void              rounds_push_answer_free  (RoundsPushAnswer     *self);
GPtrArray        *rounds_push_choose       (GPtrArray            *queue,
                                            GHashTable           *acknowledged,
                                            guint                 limit);
gpointer          rounds_push_load         (RoundsDatabase       *database,
                                            RoundsChanges        *changes,
                                            gpointer              user_data,
                                            GCancellable         *cancellable,
                                            GError              **error);
gpointer          rounds_push_take_back    (RoundsDatabase       *database,
                                            RoundsChanges        *changes,
                                            gpointer              user_data,
                                            GCancellable         *cancellable,
                                            GError              **error);
guint             rounds_push_delay        (guint                 attempt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsPushAnswer, rounds_push_answer_free)

G_END_DECLS
