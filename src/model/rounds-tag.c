/* rounds-tag.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-tag.h"

#include <glib/gi18n-lib.h>

/* A word to mark records with. Records hold the words; this is what the words look like. */
static const RoundsChoice color_choices[] = {
  { "blue", N_("Blue") },
  { "teal", N_("Teal") },
  { "green", N_("Green") },
  { "yellow", N_("Yellow") },
  { "orange", N_("Orange") },
  { "red", N_("Red") },
  { "pink", N_("Pink") },
  { "purple", N_("Purple") },
  { "slate", N_("Slate") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 50 },
  { "color", ROUNDS_FIELD_CHOICE, N_("Colour"), ROUNDS_FIELD_REQUIRED, .choices = color_choices, .initial = "blue" },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 500 },
};

static RoundsEntityInfo info = {
  .kind = "tag",
  .collection = "tags",
  .table = "tags",
  .label = N_("Tag"),
  .label_plural = N_("Tags"),
  .title_field = "name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsTag, rounds_tag, info)
