/* rounds-saved-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-saved-view.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-visibility.h"

/* A list as somebody wants it: filter, sort and columns, as JSON. */
static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 100 },
  { "collection", ROUNDS_FIELD_TEXT, N_("List"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED, .minimum = 1, .maximum = 50 },
  { "definition", ROUNDS_FIELD_JSON, N_("Definition"), ROUNDS_FIELD_REQUIRED, .maximum = 65536, .initial = "{}" },
  { "visibility", ROUNDS_FIELD_CHOICE, N_("Seen by"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_visibility_choices, .initial = "private" },
  { "owner-id", ROUNDS_FIELD_REFERENCE, N_("Owner"), .reference = "user" },
  { "team-id", ROUNDS_FIELD_REFERENCE, N_("Team"), .reference = "team" },
  { "position", ROUNDS_FIELD_INTEGER, N_("Place in lists"), .minimum = 0, .maximum = 1000, .initial = "0" },
  { "is-default", ROUNDS_FIELD_BOOLEAN, N_("Opened first"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
};

static RoundsEntityInfo info = {
  .kind = "saved-view",
  .collection = "saved-views",
  .table = "saved_views",
  .label = N_("Saved view"),
  .label_plural = N_("Saved views"),
  .title_field = "name",
  .owner_field = "owner-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsSavedView, rounds_saved_view, info)
