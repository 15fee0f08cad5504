/* rounds-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-attachment.h"

#include <glib/gi18n-lib.h>

/* A file that belongs to a record; its content is kept once, under its SHA-256. */
static const RoundsField fields[] = {
  { "file-name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 255 },
  { "mime-type", ROUNDS_FIELD_TEXT, N_("Type"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .maximum = 100, .initial = "application/octet-stream" },
  { "size", ROUNDS_FIELD_INTEGER, N_("Size"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 0, .initial = "0", .unit = N_("bytes") },
  { "content-hash", ROUNDS_FIELD_TEXT, N_("Content"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN,
    .maximum = 64, .initial = "-" },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 1000 },
  { "record-kind", ROUNDS_FIELD_TEXT, N_("Kind of record"), .maximum = 50 },
  { "record-id", ROUNDS_FIELD_TEXT, N_("Record"), .maximum = 36 },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("By"), .reference = "user" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), .reference = "institution" },
};

static RoundsEntityInfo info = {
  .kind = "attachment",
  .collection = "attachments",
  .table = "attachments",
  .label = N_("Document"),
  .label_plural = N_("Documents"),
  .title_field = "file-name",
  .owner_field = "user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsAttachment, rounds_attachment, info)
