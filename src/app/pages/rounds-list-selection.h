/* rounds-list-selection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/pages/rounds-list-kinds.h"
#include "store/rounds-query-model.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsListSelection:
 *
 * The bar under a list in which several rows are selected: how many, what their amounts come to, and what can be done with all of them
 * at once, each one change that can be undone.
 *
 * Signal `done ()`: the person wants no selection any more.
 */
#define ROUNDS_TYPE_LIST_SELECTION (rounds_list_selection_get_type ())
G_DECLARE_FINAL_TYPE (RoundsListSelection, rounds_list_selection, ROUNDS, LIST_SELECTION, AdwBin)

void       rounds_list_selection_set_up     (RoundsListSelection  *self,
                                             RoundsWorkspace      *workspace,
                                             const RoundsListKind *kind,
                                             RoundsQueryModel     *model);
void       rounds_list_selection_set_active (RoundsListSelection  *self,
                                             GtkColumnView        *view,
                                             gboolean              active);
void       rounds_list_selection_set_fields (RoundsListSelection  *self,
                                             GPtrArray            *fields);

G_END_DECLS
