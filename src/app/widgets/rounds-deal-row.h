/* rounds-deal-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/rounds-deal-roles.h"
#include "app/widgets/rounds-record-row.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_DEAL_ROW (rounds_deal_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDealRow, rounds_deal_row, ROUNDS, DEAL_ROW, RoundsRecordRow)

GtkWidget *rounds_deal_row_new               (RoundsRow       *row);
GtkWidget *rounds_deal_row_new_with_roles    (RoundsRow       *row,
                                              RoundsDealRoles *roles);
void       rounds_deal_row_append_quote_item (GMenu           *section,
                                              const char      *id);

G_END_DECLS
