/* rounds-lost-reason.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-lost-reason.h"

#include <glib/gi18n-lib.h>

/* A reason to choose from when a deal is lost; the team edits the list. */
static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Reason"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_UNIQUE, .minimum = 1, .maximum = 100 },
  { "needs-text", ROUNDS_FIELD_BOOLEAN, N_("Asks for a text"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
  { "position", ROUNDS_FIELD_INTEGER, N_("Place in lists"), .minimum = 0, .maximum = 1000, .initial = "0" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "lost-reason",
  .collection = "lost-reasons",
  .table = "lost_reasons",
  .label = N_("Reason lost"),
  .label_plural = N_("Reasons lost"),
  .title_field = "name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsLostReason, rounds_lost_reason, info)
