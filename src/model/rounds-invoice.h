/* rounds-invoice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

extern const RoundsChoice rounds_invoice_type_choices[];

#define ROUNDS_TYPE_INVOICE (rounds_invoice_get_type ())
ROUNDS_DECLARE_RECORD (RoundsInvoice, rounds_invoice, ROUNDS, INVOICE)

extern const RoundsChoice rounds_invoice_status_choices[];

G_END_DECLS
