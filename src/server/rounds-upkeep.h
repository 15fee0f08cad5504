/* rounds-upkeep.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsUpkeep:
 *
 * What the workspace does by itself because time has passed, such as marking invoices overdue and telling of due reminders: at once,
 * then every hour or every minute, on the store's writing thread.
 */
typedef struct _RoundsUpkeep RoundsUpkeep;

RoundsUpkeep *rounds_upkeep_new  (RoundsStore  *store,
                                  GTimeZone    *zone,
                                 const char   *files);
void          rounds_upkeep_free (RoundsUpkeep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsUpkeep, rounds_upkeep_free)

G_END_DECLS
