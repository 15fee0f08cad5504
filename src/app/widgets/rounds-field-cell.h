/* rounds-field-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "model/rounds-field.h"
#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsFieldCell:
 *
 * One field of a list's row, as a person reads it: numbers to the right, references by the name of what they refer to.
 */
#define ROUNDS_TYPE_FIELD_CELL (rounds_field_cell_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFieldCell, rounds_field_cell, ROUNDS, FIELD_CELL, GtkWidget)

GtkWidget *rounds_field_cell_new     (RoundsStore       *store,
                                      const RoundsField *field);
void       rounds_field_cell_set_row (RoundsFieldCell   *self,
                                      RoundsRow         *row);

G_END_DECLS
