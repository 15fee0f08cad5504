/* rounds-agenda.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "insight/rounds-agenda-item.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/* How many days after today are coming. */
#define ROUNDS_AGENDA_DAYS 7

/**
 * RoundsAgendaScope:
 *
 * Returns: (transfer full) (nullable): the condition on what the asker may see of a kind
 */
typedef RoundsFilter *(*RoundsAgendaScope) (const RoundsEntityInfo *info,
                                            gpointer                user_data);

GPtrArray *rounds_agenda_compute   (RoundsDatabase     *database,
                                    const char         *user_id,
                                    gint64              now,
                                    GTimeZone          *zone,
                                    RoundsAgendaScope   scope,
                                    gpointer            scope_data,
                                    GError            **error);
gint64     rounds_agenda_count_due (RoundsDatabase     *database,
                                    const char         *user_id,
                                    gint64              now,
                                    GTimeZone          *zone,
                                    GError            **error);

G_END_DECLS
