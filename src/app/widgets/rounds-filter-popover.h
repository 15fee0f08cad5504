/* rounds-filter-popover.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/pages/rounds-list-kinds.h"
#include "store/rounds-filter.h"
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

void          rounds_filter_popover_set_up      (RoundsFilterPopover  *self,
                                                 RoundsStore          *store,
                                                 const RoundsListKind *kind);
RoundsFilter *rounds_filter_popover_dup_filter  (RoundsFilterPopover *self);
guint         rounds_filter_popover_get_n_fields (RoundsFilterPopover *self);
char         *rounds_filter_popover_dup_chip    (RoundsFilterPopover *self,
                                                 guint                index);
void          rounds_filter_popover_clear       (RoundsFilterPopover *self,
                                                 guint                index);
void          rounds_filter_popover_clear_all   (RoundsFilterPopover *self);
GVariant     *rounds_filter_popover_to_variant  (RoundsFilterPopover *self);
void          rounds_filter_popover_set_variant (RoundsFilterPopover *self,
                                                 GVariant            *chosen);

G_END_DECLS
