/* rounds-note.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-note.h"

#include <glib/gi18n-lib.h>

/* Something worth remembering. A private one is its author's and theirs with whom it is shared. */
static const RoundsField fields[] = {
  { "title", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 255 },
  { "content", ROUNDS_FIELD_LONG_TEXT, N_("Text"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 10000 },
  { "tags", ROUNDS_FIELD_TEXT_LIST, N_("Tags"), ROUNDS_FIELD_SEARCHABLE },
  { "creator-id", ROUNDS_FIELD_REFERENCE, N_("By"), ROUNDS_FIELD_SYSTEM, .reference = "user" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), .reference = "institution" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
  { "is-private", ROUNDS_FIELD_BOOLEAN, N_("Private"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
  { "shares", ROUNDS_FIELD_RECORDS, N_("Shared with"), .reference = "note-share" },
};

static RoundsEntityInfo info = {
  .kind = "note",
  .collection = "notes",
  .table = "notes",
  .label = N_("Note"),
  .new_label = N_("New Note"),
  .label_plural = N_("Notes"),
  .title_field = "title",
  .owner_field = "creator-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsNote, rounds_note, info)
