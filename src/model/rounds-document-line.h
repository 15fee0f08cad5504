/* rounds-document-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib/gi18n-lib.h>

#include "model/rounds-field.h"

G_BEGIN_DECLS

/*
 * What the lines of deals, quotes and invoices have in common, and what the documents themselves say about their sums: written once,
 * because a line travels from a deal to a quote to an invoice and keeps its meaning. Quantities have three decimals, money is in
 * minor units of the document's currency.
 */
extern const RoundsChoice rounds_discount_choices[];

/* clang-format off */
#define ROUNDS_DOCUMENT_LINE_FIELDS \
  { "order-index", ROUNDS_FIELD_INTEGER, N_("Line"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, \
    .minimum = 1, .maximum = 100000, .initial = "1" }, \
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), ROUNDS_FIELD_REQUIRED, .minimum = 1, .maximum = 1000 }, \
  { "quantity", ROUNDS_FIELD_DECIMAL, N_("Quantity"), ROUNDS_FIELD_REQUIRED, \
    .scale = 3, .minimum = 1, .maximum = 9999999999, .initial = "1" }, \
  { "unit-price", ROUNDS_FIELD_MONEY, N_("Unit price"), ROUNDS_FIELD_REQUIRED, \
    .minimum = 0, .maximum = 9999999999, .initial = "0" }, \
  { "discount-type", ROUNDS_FIELD_CHOICE, N_("Discount kind"), ROUNDS_FIELD_REQUIRED, \
    .choices = rounds_discount_choices, .initial = "percentage" }, \
  { "discount-value", ROUNDS_FIELD_DECIMAL, N_("Discount"), ROUNDS_FIELD_REQUIRED, \
    .scale = 2, .minimum = 0, .maximum = 9999999999, .initial = "0" }, \
  { "tax-rate", ROUNDS_FIELD_DECIMAL, N_("VAT rate"), ROUNDS_FIELD_REQUIRED, \
    .scale = 2, .minimum = 0, .maximum = 10000, .initial = "20", .unit = "%" }, \
  { "subtotal", ROUNDS_FIELD_MONEY, N_("Amount before discount"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, \
    .initial = "0" }, \
  { "discount-amount", ROUNDS_FIELD_MONEY, N_("Discount amount"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, \
    .initial = "0" }, \
  { "total-after-discount", ROUNDS_FIELD_MONEY, N_("Net"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" }, \
  { "tax-amount", ROUNDS_FIELD_MONEY, N_("VAT"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" }, \
  { "total", ROUNDS_FIELD_MONEY, N_("Total"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" }

#define ROUNDS_DOCUMENT_TOTAL_FIELDS \
  { "currency", ROUNDS_FIELD_TEXT, N_("Currency"), ROUNDS_FIELD_REQUIRED, .minimum = 3, .maximum = 3, .initial = "EUR" }, \
  { "subtotal", ROUNDS_FIELD_MONEY, N_("Net total"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" }, \
  { "total-discount-amount", ROUNDS_FIELD_MONEY, N_("Discount"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, \
    .initial = "0" }, \
  { "total-tax-amount", ROUNDS_FIELD_MONEY, N_("VAT"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" }, \
  { "total", ROUNDS_FIELD_MONEY, N_("Total"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" }
/* clang-format on */

G_END_DECLS
