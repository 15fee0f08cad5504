/* rounds-deal-lines.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/* Rows of what belongs to a deal and is only read there; each follows its record. */

GtkWidget *rounds_deal_lines_new_contact (RoundsRow *row);
GtkWidget *rounds_deal_lines_new_quote   (RoundsRow *row);
GtkWidget *rounds_deal_lines_new_move    (RoundsRow *row);

G_END_DECLS
