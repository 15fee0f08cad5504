/* rounds-open-deal-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-record-row.h"

G_BEGIN_DECLS

/**
 * RoundsOpenDealRow:
 *
 * A deal that is neither won nor lost, with what comes next about it.
 */
#define ROUNDS_TYPE_OPEN_DEAL_ROW (rounds_open_deal_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsOpenDealRow, rounds_open_deal_row, ROUNDS, OPEN_DEAL_ROW, RoundsRecordRow)

GtkWidget *rounds_open_deal_row_new (RoundsRow *row);

G_END_DECLS
