/* rounds-board-rank.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsBoardPlace:
 * @stage: the column
 * @card_id: (nullable): the card that is put there; it does not count as a neighbour
 * @after_id: (nullable): the card above
 * @before_id: (nullable): the card below
 * @position: place among the others, from 0; -1 when not given
 *
 * Where a card is put. The first neighbour that is still in the column decides, then the position, else it is the end.
 */
typedef struct
{
  const char *stage;
  const char *card_id;
  const char *after_id;
  const char *before_id;
  gint64 position;
} RoundsBoardPlace;

char     *rounds_board_find_rank  (RoundsOperationContext  *context,
                                   const RoundsBoardPlace  *place,
                                   GError                 **error);
gboolean  rounds_board_find_above (RoundsOperationContext  *context,
                                   const char              *stage,
                                   const char              *card_id,
                                   const char              *rank,
                                   char                   **above_id,
                                   GError                 **error);

G_END_DECLS
