/* rounds-filter-popover.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/pages/rounds-list-kinds.h"
#include "insight/rounds-filter-draft.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsFilterPopover:
 *
 * Narrows a list by the few fields that its kind names, one drop-down list each; what there is to choose from comes from the field or
 * from the store.
 *
 * Signal `changed ()`: another filter holds.
 */
#define ROUNDS_TYPE_FILTER_POPOVER (rounds_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFilterPopover, rounds_filter_popover, ROUNDS, FILTER_POPOVER, GtkPopover)

void      rounds_filter_popover_set_up     (RoundsFilterPopover  *self,
                                            RoundsStore          *store,
                                            const RoundsListKind *kind);
void      rounds_filter_popover_set_filter (RoundsFilterPopover  *self,
                                            JsonNode             *filter,
                                            GPtrArray            *fields);
JsonNode *rounds_filter_popover_dup_filter (RoundsFilterPopover  *self);

G_END_DECLS
