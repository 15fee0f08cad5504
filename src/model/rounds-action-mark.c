/* rounds-action-mark.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-action-mark.h"

#include <glib/gi18n-lib.h>

/* What a person has made of an action that was suggested for an institution: done, put off, or not wanted. */
static const RoundsChoice state_choices[] = {
  { "done", N_("Done") },
  { "snoozed", N_("Put off") },
  { "dismissed", N_("Not wanted") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "institution" },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("By"), ROUNDS_FIELD_SYSTEM, .reference = "user" },
  { "action-key", ROUNDS_FIELD_TEXT, N_("Action"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .minimum = 1, .maximum = 50 },
  { "related-id", ROUNDS_FIELD_TEXT, N_("Record"), ROUNDS_FIELD_SYSTEM, .maximum = 36 },
  { "signal-date", ROUNDS_FIELD_DATE, N_("Date"), ROUNDS_FIELD_SYSTEM },
  { "state", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = state_choices, .initial = "done" },
  { "until", ROUNDS_FIELD_DATE, N_("Until"), ROUNDS_FIELD_SYSTEM },
};

static RoundsEntityInfo info = {
  .kind = "action-mark",
  .collection = "action-marks",
  .table = "action_marks",
  .label = N_("Answer to a suggestion"),
  .label_plural = N_("Answers to suggestions"),
  .title_field = "action-key",
  .owner_field = "user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsActionMark, rounds_action_mark, info)
