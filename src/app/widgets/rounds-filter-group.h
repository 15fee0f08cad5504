/* rounds-filter-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-filter-line.h"

G_BEGIN_DECLS

/**
 * RoundsFilterGroup:
 *
 * Conditions and groups of them, of which all, one or none has to hold.
 *
 * Signals: `changed ()`: something in it is another; `removed ()`: the person wants it gone.
 */
#define ROUNDS_TYPE_FILTER_GROUP (rounds_filter_group_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFilterGroup, rounds_filter_group, ROUNDS, FILTER_GROUP, GtkBox)

GtkWidget *rounds_filter_group_new     (const RoundsFilterLines *lines,
                                        RoundsFilterDraft       *draft,
                                        guint                    depth);
gboolean   rounds_filter_group_check   (RoundsFilterGroup       *self);
gboolean   rounds_filter_group_blame   (RoundsFilterGroup       *self,
                                        const char              *place,
                                        const char              *text);

G_END_DECLS
