/* rounds-find-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/rounds-find-item.h"

G_BEGIN_DECLS

/**
 * RoundsFindRow:
 *
 * How a #RoundsFindItem looks: what was looked for in bold, and beneath the name why it was found.
 */
#define ROUNDS_TYPE_FIND_ROW (rounds_find_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFindRow, rounds_find_row, ROUNDS, FIND_ROW, GtkBox)

GtkWidget *rounds_find_row_new      (void);
void       rounds_find_row_set_item (RoundsFindRow  *self,
                                     RoundsFindItem *item);

G_END_DECLS
