/* rounds-stage-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-stage-change.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-opportunity.h"

/* One move of a deal across the board: the history that conversion and time in stage are computed from. */
static const RoundsField fields[] = {
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "opportunity" },
  { "from-stage", ROUNDS_FIELD_CHOICE, N_("From"), ROUNDS_FIELD_SYSTEM, .choices = rounds_stage_choices },
  { "to-stage", ROUNDS_FIELD_CHOICE, N_("To"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = rounds_stage_choices },
  { "changed-at", ROUNDS_FIELD_INSTANT, N_("When"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM },
  { "changed-by", ROUNDS_FIELD_REFERENCE, N_("Who"), ROUNDS_FIELD_SYSTEM, .reference = "user" },
  { "value", ROUNDS_FIELD_MONEY, N_("Value"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "0" },
  { "probability", ROUNDS_FIELD_INTEGER, N_("Probability"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 0, .maximum = 100, .initial = "0", .unit = "%" },
};

static RoundsEntityInfo info = {
  .kind = "stage-change",
  .collection = "stage-changes",
  .table = "stage_changes",
  .label = N_("Stage change"),
  .label_plural = N_("Stage changes"),
  .title_field = "to-stage",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsStageChange, rounds_stage_change, info)
