/* rounds-pull.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "store/rounds-store.h"
#include "wire/rounds-sync-changes.h"

G_BEGIN_DECLS

/**
 * RoundsPull:
 * @page: (nullable): what the server has answered
 * @since: what it was asked from
 * @acknowledged: (nullable) (array zero-terminated=1): the operations that the server had when it was asked
 * @actor: (nullable): who has signed in
 * @zone: where the workspace has set none
 *
 * What rounds_pull_run() is given.
 */
typedef struct
{
  RoundsSyncChanges *page;
  gint64 since;
  char **acknowledged;
  RoundsActor *actor;
  GTimeZone *zone;
} RoundsPull;

RoundsPull *rounds_pull_new       (RoundsSyncChanges    *page,
                                   gint64                since,
                                   char                **acknowledged,
                                   const RoundsActor    *actor,
                                   GTimeZone            *zone);
void        rounds_pull_free      (RoundsPull           *self);
gpointer    rounds_pull_run       (RoundsDatabase       *database,
                                   RoundsChanges        *changes,
                                   gpointer              user_data,
                                   GCancellable         *cancellable,
                                   GError              **error);
gpointer    rounds_pull_reset     (RoundsDatabase       *database,
                                   RoundsChanges        *changes,
                                   gpointer              user_data,
                                   GCancellable         *cancellable,
                                   GError              **error);
gpointer    rounds_pull_follow_date (RoundsDatabase     *database,
                                   RoundsChanges        *changes,
                                   gpointer              user_data,
                                   GCancellable         *cancellable,
                                   GError              **error);
gboolean    rounds_pull_rebase    (RoundsDatabase       *database,
                                   RoundsChanges        *changes,
                                   const RoundsActor    *actor,
                                   GTimeZone            *zone,
                                   GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsPull, rounds_pull_free)

G_END_DECLS
