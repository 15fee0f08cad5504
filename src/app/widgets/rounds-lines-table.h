/* rounds-lines-table.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsLinesTable:
 *
 * The lines of a document to be read. Property `compact` (gboolean): the figures of a line stand below its description.
 */
#define ROUNDS_TYPE_LINES_TABLE (rounds_lines_table_get_type ())
G_DECLARE_FINAL_TYPE (RoundsLinesTable, rounds_lines_table, ROUNDS, LINES_TABLE, AdwBin)

void rounds_lines_table_show (RoundsLinesTable *self,
                              RoundsEntity     *document,
                              const char       *list);

G_END_DECLS
