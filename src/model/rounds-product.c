/* rounds-product.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-product.h"

#include <glib/gi18n-lib.h>

/* What the team sells: what a line of a quote or an invoice starts from. */
static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 255 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 2000 },
  { "category", ROUNDS_FIELD_TEXT, N_("Category"), ROUNDS_FIELD_SEARCHABLE, .maximum = 100 },
  { "sku", ROUNDS_FIELD_TEXT, N_("Reference"), ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SEARCHABLE, .maximum = 50 },
  { "unit", ROUNDS_FIELD_TEXT, N_("Unit"), .maximum = 20 },
  { "unit-price", ROUNDS_FIELD_MONEY, N_("Unit price"), ROUNDS_FIELD_REQUIRED,
    .minimum = 0, .maximum = 9999999999, .initial = "0" },
  { "tax-rate", ROUNDS_FIELD_DECIMAL, N_("VAT rate"), ROUNDS_FIELD_REQUIRED,
    .scale = 2, .minimum = 0, .maximum = 10000, .initial = "20", .unit = "%" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "product",
  .collection = "products",
  .table = "products",
  .label = N_("Product"),
  .label_plural = N_("Products"),
  .title_field = "name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsProduct, rounds_product, info)
