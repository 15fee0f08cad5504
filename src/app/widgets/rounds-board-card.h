/* rounds-board-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/rounds-deal-marks.h"
#include "app/rounds-titles.h"
#include "app/widgets/rounds-card-set.h"
#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsBoardCard:
 *
 * A deal on the board. Property `row` (nullable #RoundsRow): the deal; `description` (text): the card in one sentence, which notifies when
 * anything on it has changed.
 *
 * Signal `clicked ()`: once, without a key.
 */
#define ROUNDS_TYPE_BOARD_CARD (rounds_board_card_get_type ())
G_DECLARE_FINAL_TYPE (RoundsBoardCard, rounds_board_card, ROUNDS, BOARD_CARD, AdwBin)

/**
 * RoundsDraggedCard:
 * @id: the deal; when it is selected, all that are go with it
 *
 * What is dragged: the record, not the widget, which may be reused for another row meanwhile.
 */
typedef struct
{
  char *id;
} RoundsDraggedCard;

#define ROUNDS_TYPE_DRAGGED_CARD (rounds_dragged_card_get_type ())
GType      rounds_dragged_card_get_type            (void);

GtkWidget *rounds_board_card_new                   (RoundsTitles    *titles,
                                                    RoundsDealMarks *marks,
                                                    RoundsCardSet   *selected);
void       rounds_board_card_set_row               (RoundsBoardCard *self,
                                                    RoundsRow       *row);
RoundsRow *rounds_board_card_get_row               (RoundsBoardCard *self);
void       rounds_board_card_set_mixed             (RoundsBoardCard *self,
                                                    gboolean         mixed);
void       rounds_board_card_set_placeholder       (RoundsBoardCard *self,
                                                    int              height);
char      *rounds_board_card_dup_description       (RoundsBoardCard *self);

G_END_DECLS
