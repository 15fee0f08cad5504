/* rounds-comment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-comment.h"

#include <glib/gi18n-lib.h>

/* What a colleague says about a meeting, a task or another record. */
static const RoundsField fields[] = {
  { "content", ROUNDS_FIELD_LONG_TEXT, N_("Comment"), ROUNDS_FIELD_REQUIRED, .minimum = 1, .maximum = 2000 },
  { "record-kind", ROUNDS_FIELD_TEXT, N_("Kind of record"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED,
    .minimum = 1, .maximum = 50 },
  { "record-id", ROUNDS_FIELD_TEXT, N_("Record"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED,
    .minimum = 36, .maximum = 36 },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("By"), ROUNDS_FIELD_SYSTEM, .reference = "user" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), ROUNDS_FIELD_SYSTEM, .reference = "institution" },
};

static RoundsEntityInfo info = {
  .kind = "comment",
  .collection = "comments",
  .table = "comments",
  .label = N_("Comment"),
  .label_plural = N_("Comments"),
  .title_field = "created-at",
  .owner_field = "user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsComment, rounds_comment, info)
