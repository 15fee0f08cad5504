/* rounds-opportunity-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-opportunity-line.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-document-line.h"

/* What a deal is about, line by line; the deal's value is the sum of them. */
static const RoundsField fields[] = {
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "opportunity" },
  { "product-id", ROUNDS_FIELD_REFERENCE, N_("Product"), .reference = "product" },
  ROUNDS_DOCUMENT_LINE_FIELDS,
};

static RoundsEntityInfo info = {
  .kind = "opportunity-line",
  .collection = "opportunity-lines",
  .table = "opportunity_lines",
  .label = N_("Product of a deal"),
  .label_plural = N_("Products of a deal"),
  .title_field = "description",
  .parent_field = "opportunity-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsOpportunityLine, rounds_opportunity_line, info)
