/* rounds-institution-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionCell:
 *
 * The icon and name of an institution. Property `compact`: a second line says its type and town, for lists without those columns.
 */
#define ROUNDS_TYPE_INSTITUTION_CELL (rounds_institution_cell_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionCell, rounds_institution_cell, ROUNDS, INSTITUTION_CELL, GtkWidget)

GtkWidget *rounds_institution_cell_new     (void);
void       rounds_institution_cell_set_row (RoundsInstitutionCell *self,
                                            RoundsRow             *row);

G_END_DECLS
