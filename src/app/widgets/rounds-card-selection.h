/* rounds-card-selection.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/widgets/rounds-card-set.h"
#include "app/widgets/rounds-gap-model.h"
#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsCardSelection:
 *
 * What is selected in one column of a board, which is part of what is selected on the board. The gap is never selected.
 */
#define ROUNDS_TYPE_CARD_SELECTION (rounds_card_selection_get_type ())
G_DECLARE_FINAL_TYPE (RoundsCardSelection, rounds_card_selection, ROUNDS, CARD_SELECTION, GObject)

RoundsCardSelection *rounds_card_selection_new (RoundsGapModel   *gap,
                                                RoundsQueryModel *model,
                                                RoundsCardSet    *set);

G_END_DECLS
