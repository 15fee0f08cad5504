/* rounds-title-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/pages/rounds-list-kinds.h"
#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsTitleCell:
 *
 * What names a row of a list: its picture and its title. Property `compact`: a second line says more, for lists without columns.
 */
#define ROUNDS_TYPE_TITLE_CELL (rounds_title_cell_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTitleCell, rounds_title_cell, ROUNDS, TITLE_CELL, GtkWidget)

GtkWidget *rounds_title_cell_new     (RoundsStore          *store,
                                      const RoundsListKind *kind);
void       rounds_title_cell_set_row (RoundsTitleCell      *self,
                                      RoundsRow            *row);

G_END_DECLS
