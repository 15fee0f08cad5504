/* rounds-note-share.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-note-share.h"

#include <glib/gi18n-lib.h>

/* A colleague who may read, or write, a note. */
static const RoundsChoice permission_choices[] = {
  { "read", N_("Read") },
  { "write", N_("Write") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "note-id", ROUNDS_FIELD_REFERENCE, N_("Note"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .reference = "note" },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("Colleague"), ROUNDS_FIELD_REQUIRED, .reference = "user" },
  { "permission", ROUNDS_FIELD_CHOICE, N_("May"), ROUNDS_FIELD_REQUIRED, .choices = permission_choices, .initial = "read" },
};

static RoundsEntityInfo info = {
  .kind = "note-share",
  .collection = "note-shares",
  .table = "note_shares",
  .label = N_("Share of a note"),
  .label_plural = N_("Shares of a note"),
  .title_field = "permission",
  .parent_field = "note-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsNoteShare, rounds_note_share, info)
