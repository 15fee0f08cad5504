/* rounds-quote-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-quote-line.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-document-line.h"

/* A line of a quote, and how much of it has been invoiced. */
static const RoundsField fields[] = {
  { "quote-id", ROUNDS_FIELD_REFERENCE, N_("Quote"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .reference = "quote" },
  { "product-id", ROUNDS_FIELD_REFERENCE, N_("Product"), .reference = "product" },
  ROUNDS_DOCUMENT_LINE_FIELDS,
  { "invoiced-quantity", ROUNDS_FIELD_DECIMAL, N_("Invoiced"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .scale = 3, .initial = "0" },
};

static RoundsEntityInfo info = {
  .kind = "quote-line",
  .collection = "quote-lines",
  .table = "quote_lines",
  .label = N_("Quote line"),
  .label_plural = N_("Quote lines"),
  .title_field = "description",
  .parent_field = "quote-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsQuoteLine, rounds_quote_line, info)
