/* rounds-board-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-board.h"

G_BEGIN_DECLS

/* Of the board's files: what it is and how a move goes in rounds-board.c, a card carried with the pointer in rounds-board-dragging.c,
 * the keys in rounds-board-keys.c. */

struct _RoundsBoard
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkScrolledWindow *scrolled;
  GtkBox *columns;

  /* Borrowed references */
  GtkDropTarget *drop;
  GCompareFunc order; /* of rows, where the deals of a column have one of their own */
  RoundsBoardColumn *target; /* where the gap is */

  /* Owned references */
  RoundsCardSet *selected;
  GStrv moving; /* the ids whose move was asked for and not settled yet */
  char *follow; /* the id that the focus goes to when it is in its new column */

  double x;
  double y;
  gint64 last_frame;
  guint tick_id;
  guint settle_id;
  guint fill_id; /* a column a frame is filled */
};

void               _rounds_board_init_dragging (RoundsBoard       *self);
void               _rounds_board_stop_dragging (RoundsBoard       *self);
void               _rounds_board_init_keys     (RoundsBoard       *self);
RoundsBoardColumn *_rounds_board_get_focused   (RoundsBoard       *self);
RoundsBoardColumn *_rounds_board_find_card     (RoundsBoard       *self,
                                                const char        *id,
                                                guint             *position);
gboolean           _rounds_board_can_receive   (RoundsBoard       *self,
                                                RoundsBoardColumn *column,
                                                RoundsBoardColumn *source);
guint              _rounds_board_find_place    (RoundsBoard       *self,
                                                RoundsBoardColumn *column,
                                                RoundsRow         *row,
                                                guint              position);
void               _rounds_board_open_gap      (RoundsBoard       *self,
                                                RoundsBoardColumn *column,
                                                guint              position);
void               _rounds_board_close_gaps    (RoundsBoard       *self);
GStrv              _rounds_board_dup_moved     (RoundsBoard       *self,
                                                const char        *id);
gboolean           _rounds_board_ask_move      (RoundsBoard       *self,
                                                const char        *id,
                                                RoundsBoardColumn *target,
                                                guint              position);

G_END_DECLS
