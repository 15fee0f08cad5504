/* rounds-pipeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-pipeline.h"

#include <glib/gi18n-lib.h>

/*
 * A way of selling: deals of one pipeline stand on one board. The days say how long a deal may rest in a stage before it
 * rots.
 */
static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_UNIQUE, .minimum = 1, .maximum = 100 },
  { "position", ROUNDS_FIELD_INTEGER, N_("Place in lists"), .minimum = 0, .maximum = 1000, .initial = "0" },
  { "is-default", ROUNDS_FIELD_BOOLEAN, N_("Used when none is chosen"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
  { "prospecting-days", ROUNDS_FIELD_INTEGER, N_("Days in prospecting"), ROUNDS_FIELD_REQUIRED,
    .minimum = 1, .maximum = 1000, .initial = "14", .unit = N_("days") },
  { "qualification-days", ROUNDS_FIELD_INTEGER, N_("Days in qualification"), ROUNDS_FIELD_REQUIRED,
    .minimum = 1, .maximum = 1000, .initial = "14", .unit = N_("days") },
  { "proposal-days", ROUNDS_FIELD_INTEGER, N_("Days in proposal"), ROUNDS_FIELD_REQUIRED,
    .minimum = 1, .maximum = 1000, .initial = "21", .unit = N_("days") },
  { "negotiation-days", ROUNDS_FIELD_INTEGER, N_("Days in negotiation"), ROUNDS_FIELD_REQUIRED,
    .minimum = 1, .maximum = 1000, .initial = "14", .unit = N_("days") },
};

static RoundsEntityInfo info = {
  .kind = "pipeline",
  .collection = "pipelines",
  .table = "pipelines",
  .label = N_("Pipeline"),
  .label_plural = N_("Pipelines"),
  .title_field = "name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsPipeline, rounds_pipeline, info)
