/* rounds-invoice-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_INVOICE_LINE (rounds_invoice_line_get_type ())
ROUNDS_DECLARE_RECORD (RoundsInvoiceLine, rounds_invoice_line, ROUNDS, INVOICE_LINE)

G_END_DECLS
