/* rounds-invoice-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-record-row.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_INVOICE_ROW (rounds_invoice_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInvoiceRow, rounds_invoice_row, ROUNDS, INVOICE_ROW, RoundsRecordRow)

GtkWidget *rounds_invoice_row_new (RoundsRow *row);

G_END_DECLS
