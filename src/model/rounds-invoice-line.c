/* rounds-invoice-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-invoice-line.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-document-line.h"

/* One line of an invoice; the amounts follow from quantity, price, discount and rate, see rules/rounds-document.h. */
static const RoundsField fields[] = {
  { "invoice-id", ROUNDS_FIELD_REFERENCE, N_("Invoice"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "invoice" },
  { "product-id", ROUNDS_FIELD_REFERENCE, N_("Product"), .reference = "product" },
  { "quote-line-id", ROUNDS_FIELD_REFERENCE, N_("Quote line"), ROUNDS_FIELD_SYSTEM, .reference = "quote-line" },
  { "credited-line-id", ROUNDS_FIELD_REFERENCE, N_("Corrects line"), ROUNDS_FIELD_SYSTEM, .reference = "invoice-line" },
  ROUNDS_DOCUMENT_LINE_FIELDS,
};

static RoundsEntityInfo info = {
  .kind = "invoice-line",
  .collection = "invoice-lines",
  .table = "invoice_lines",
  .label = N_("Invoice line"),
  .label_plural = N_("Invoice lines"),
  .title_field = "description",
  .parent_field = "invoice-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsInvoiceLine, rounds_invoice_line, info)
