/* rounds-invoice-amounts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "rules/rounds-invoice-rules.h"

G_BEGIN_DECLS

/* Between an invoice's record and the rules of documents and payments. */

RoundsInvoiceStatus rounds_invoice_get_status     (RoundsEntity            *invoice);
void                rounds_invoice_get_state      (RoundsEntity            *invoice,
                                                   RoundsInvoiceState      *state);
gboolean            rounds_invoice_total_lines    (RoundsEntity            *invoice,
                                                   GError                 **error);
gboolean            rounds_invoice_follow_payments (RoundsOperationContext *context,
                                                   RoundsEntity            *invoice,
                                                   GError                 **error);
void                rounds_invoice_apply_paid     (RoundsOperationContext  *context,
                                                   RoundsEntity            *invoice,
                                                   gint64                   paid,
                                                   const char              *last_date);

G_END_DECLS
