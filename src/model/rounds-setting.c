/* rounds-setting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-setting.h"

#include <glib/gi18n-lib.h>

/* A setting of the workspace: its value as JSON, such as the offered specialties, numbering formats, the time zone. */
static const RoundsField fields[] = {
  { "key", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_FIXED,
    .minimum = 1, .maximum = 100 },
  { "value", ROUNDS_FIELD_LONG_TEXT, N_("Value"), .maximum = 65536 },
  { "category", ROUNDS_FIELD_TEXT, N_("Category"), .maximum = 50, .initial = "general" },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 500 },
  { "is-public", ROUNDS_FIELD_BOOLEAN, N_("Known before sign-in"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
};

static RoundsEntityInfo info = {
  .kind = "setting",
  .collection = "settings",
  .table = "settings",
  .label = N_("Setting"),
  .label_plural = N_("Settings"),
  .title_field = "key",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsSetting, rounds_setting, info)
