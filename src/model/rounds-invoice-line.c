/* rounds-invoice-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-invoice-line.h"

#include <glib/gi18n-lib.h>

/* One line of an invoice; the amounts follow from quantity, price, discount and rate, see rules/rounds-document.h. */
static const RoundsChoice discount_choices[] = {
  { "percentage", N_("Percentage") },
  { "fixed_amount", N_("Amount") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "invoice-id", ROUNDS_FIELD_REFERENCE, N_("Invoice"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "invoice" },
  { "order-index", ROUNDS_FIELD_INTEGER, N_("Line"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 1, .maximum = 100000, .initial = "1" },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), ROUNDS_FIELD_REQUIRED, .minimum = 1, .maximum = 1000 },
  { "quantity", ROUNDS_FIELD_DECIMAL, N_("Quantity"), ROUNDS_FIELD_REQUIRED,
    .scale = 3, .minimum = 1, .maximum = 9999999999, .initial = "1" },
  { "unit-price", ROUNDS_FIELD_MONEY, N_("Unit price"), ROUNDS_FIELD_REQUIRED,
    .minimum = 0, .maximum = 9999999999, .initial = "0" },
  { "discount-type", ROUNDS_FIELD_CHOICE, N_("Discount kind"), ROUNDS_FIELD_REQUIRED,
    .choices = discount_choices, .initial = "percentage" },
  { "discount-value", ROUNDS_FIELD_DECIMAL, N_("Discount"), ROUNDS_FIELD_REQUIRED,
    .scale = 2, .minimum = 0, .maximum = 9999999999, .initial = "0" },
  { "tax-rate", ROUNDS_FIELD_DECIMAL, N_("VAT rate"), ROUNDS_FIELD_REQUIRED,
    .scale = 2, .minimum = 0, .maximum = 10000, .initial = "20", .unit = "%" },
  { "discount-amount", ROUNDS_FIELD_MONEY, N_("Discount amount"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .initial = "0" },
  { "total-after-discount", ROUNDS_FIELD_MONEY, N_("Net"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .initial = "0" },
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
