/* rounds-todo-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-record-row.h"

G_BEGIN_DECLS

/**
 * RoundsTodoRow:
 *
 * A task or a reminder that is open: it can be done here, and a reminder put off.
 */
#define ROUNDS_TYPE_TODO_ROW (rounds_todo_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTodoRow, rounds_todo_row, ROUNDS, TODO_ROW, RoundsRecordRow)

GtkWidget *rounds_todo_row_new_task     (RoundsRow *row);
GtkWidget *rounds_todo_row_new_reminder (RoundsRow *row);

G_END_DECLS
