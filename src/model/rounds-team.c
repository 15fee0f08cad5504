/* rounds-team.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-team.h"

#include <glib/gi18n-lib.h>

/* The people who share records; a workspace has several. */
static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 100 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description") },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "team",
  .collection = "teams",
  .table = "teams",
  .label = N_("Team"),
  .label_plural = N_("Teams"),
  .title_field = "name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsTeam, rounds_team, info)
