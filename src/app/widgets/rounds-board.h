/* rounds-board.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/widgets/rounds-board-column.h"

G_BEGIN_DECLS

/**
 * RoundsBoard:
 *
 * Columns of cards that are moved by hand or by key, one or all that are selected. It says where cards should go and shows it there;
 * whoever listens does it and calls rounds_board_settle().
 *
 * Signals: `move-cards (GStrv ids, RoundsBoardColumn *target, const char *after_id, const char *before_id)`: the cards in the order in
 * which they are to stand, and their neighbours in the target column, each nullable; `activate-card (RoundsRow *)`;
 * `peek-card (RoundsRow *)`: by a click or Space; `reach-card (RoundsRow *)`: the focus is on it; `add-card (const char *stage)`.
 *
 * Keys: arrows move the focus; Ctrl+Left and Ctrl+Right move the card to the stage beside, Ctrl+Up and Ctrl+Down within its column.
 * Ctrl+Space selects a card, Ctrl+A a column, Escape none; when the card with the focus is selected, all that are go with it.
 */
#define ROUNDS_TYPE_BOARD (rounds_board_get_type ())
G_DECLARE_FINAL_TYPE (RoundsBoard, rounds_board, ROUNDS, BOARD, GtkWidget)

GtkWidget         *rounds_board_new         (void);
RoundsCardSet     *rounds_board_get_selected (RoundsBoard       *self);
void               rounds_board_add_column  (RoundsBoard       *self,
                                             RoundsBoardColumn *column);
void               rounds_board_set_order   (RoundsBoard       *self,
                                             GCompareFunc       order);
RoundsBoardColumn *rounds_board_find_column (RoundsBoard       *self,
                                             const char        *stage);
void               rounds_board_settle      (RoundsBoard       *self,
                                             gboolean           moved);

G_END_DECLS
