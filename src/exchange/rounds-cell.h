/* rounds-cell.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"

G_BEGIN_DECLS

/*
 * One value as the text of a cell. What rounds_cell_write() writes, rounds_cell_read() reads as the same value.
 */

char     *rounds_cell_write (const RoundsField  *field,
                             const RoundsValue  *value,
                             gboolean            decimal_comma);
gboolean  rounds_cell_read  (const RoundsField  *field,
                             const char         *text,
                             RoundsValue        *value,
                             GError            **error);

G_END_DECLS
