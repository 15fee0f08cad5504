/* rounds-payment-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-record-row.h"

G_BEGIN_DECLS

/**
 * RoundsPaymentRow:
 *
 * Money received against an invoice. Its button reverses it, `page.reverse-payment (s)`, or counts it again.
 */
#define ROUNDS_TYPE_PAYMENT_ROW (rounds_payment_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsPaymentRow, rounds_payment_row, ROUNDS, PAYMENT_ROW, RoundsRecordRow)

GtkWidget *rounds_payment_row_new (RoundsRow *row);

G_END_DECLS
