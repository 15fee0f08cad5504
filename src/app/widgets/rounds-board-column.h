/* rounds-board-column.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/rounds-deal-marks.h"
#include "app/rounds-titles.h"
#include "app/widgets/rounds-card-set.h"
#include "app/widgets/rounds-gap-model.h"
#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsBoardColumn:
 *
 * One stage of the board: a header with count and totals over a virtualised list of cards.
 *
 * Signals: `activate-card (RoundsRow *)`, `click-card (RoundsRow *)`, `add-card ()`.
 */
#define ROUNDS_TYPE_BOARD_COLUMN (rounds_board_column_get_type ())
G_DECLARE_FINAL_TYPE (RoundsBoardColumn, rounds_board_column, ROUNDS, BOARD_COLUMN, GtkBox)

GtkWidget      *rounds_board_column_new           (const char        *stage,
                                                   const char        *title,
                                                   gboolean           can_add,
                                                   const char        *period,
                                                   RoundsQueryModel  *model,
                                                   RoundsTitles      *titles,
                                                   RoundsDealMarks   *marks,
                                                   RoundsCardSet     *selected);
void            rounds_board_column_set_subject   (RoundsBoardColumn *self,
                                                   const char        *stage,
                                                   const char        *title,
                                                   gboolean           can_add);
void            rounds_board_column_set_receives  (RoundsBoardColumn *self,
                                                   gboolean           receives);
gboolean        rounds_board_column_get_receives  (RoundsBoardColumn *self);
void            rounds_board_column_set_mixed     (RoundsBoardColumn *self,
                                                   gboolean           mixed);
void            rounds_board_column_set_details   (RoundsBoardColumn *self,
                                                   GtkWidget         *details);
void            rounds_board_column_set_count     (RoundsBoardColumn *self,
                                                   gint64             count,
                                                   const char        *description);
const char     *rounds_board_column_get_stage     (RoundsBoardColumn *self);
const char     *rounds_board_column_get_title     (RoundsBoardColumn *self);
GListModel     *rounds_board_column_get_model     (RoundsBoardColumn *self);
void            rounds_board_column_set_query     (RoundsBoardColumn *self,
                                                   RoundsQuery       *query);
RoundsGapModel *rounds_board_column_get_gap       (RoundsBoardColumn *self);
void            rounds_board_column_unfold        (RoundsBoardColumn *self);
GtkGridView    *rounds_board_column_get_list      (RoundsBoardColumn *self);
gboolean        rounds_board_column_fill          (RoundsBoardColumn *self);
void            rounds_board_column_set_totals    (RoundsBoardColumn *self,
                                                   gint64             count,
                                                   gint64             total,
                                                   gint64             weighted);
guint           rounds_board_column_get_position  (RoundsBoardColumn *self,
                                                   double             y);
double          rounds_board_column_get_speed     (RoundsBoardColumn *self,
                                                   double             y);
void            rounds_board_column_scroll        (RoundsBoardColumn *self,
                                                   double             pixels);
RoundsRow      *rounds_board_column_get_focus     (RoundsBoardColumn *self,
                                                   guint             *position);
gboolean        rounds_board_column_focus         (RoundsBoardColumn *self,
                                                   guint              position);
void            rounds_board_column_show_gap      (RoundsBoardColumn *self);
void            rounds_board_column_set_leaving   (RoundsBoardColumn *self,
                                                   const char * const *ids);

G_END_DECLS
