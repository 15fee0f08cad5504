/* rounds-line-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/rounds-draft-line.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsLineRow:
 *
 * The cells of a line that is being entered. The description looks for products while it is typed.
 *
 * Signals: `next ()`: the person has ended this line; `move (int by)`, `remove ()`: by key or button.
 */
#define ROUNDS_TYPE_LINE_ROW (rounds_line_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsLineRow, rounds_line_row, ROUNDS, LINE_ROW, GtkListBoxRow)

GtkWidget       *rounds_line_row_new        (RoundsStore     *store,
                                             RoundsDraftLine *line,
                                             const char      *currency);
RoundsDraftLine *rounds_line_row_get_line   (RoundsLineRow   *self);
void             rounds_line_row_focus      (RoundsLineRow   *self,
                                             RoundsLineCell   cell);
gboolean         rounds_line_row_focus_problem (RoundsLineRow *self);

G_END_DECLS
