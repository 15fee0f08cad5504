/* rounds-lead-source.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-lead-source.h"

#include <glib/gi18n-lib.h>

/* Where a prospect comes from: a trade fair, a recommendation, the web. */
static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 100 },
  { "position", ROUNDS_FIELD_INTEGER, N_("Place in lists"), .minimum = 0, .maximum = 1000, .initial = "0" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "lead-source",
  .collection = "lead-sources",
  .table = "lead_sources",
  .label = N_("Lead source"),
  .label_plural = N_("Lead sources"),
  .title_field = "name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsLeadSource, rounds_lead_source, info)
