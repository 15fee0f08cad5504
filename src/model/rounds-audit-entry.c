/* rounds-audit-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-audit-entry.h"

#include <glib/gi18n-lib.h>

/* What an operation changed on one record, and who did it; never changed, never deleted. */
static const RoundsChoice change_choices[] = {
  { "created", N_("Created") },
  { "updated", N_("Changed") },
  { "deleted", N_("Deleted") },
  { "restored", N_("Restored") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "operation", ROUNDS_FIELD_TEXT, N_("Operation"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 1, .maximum = 64 },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("By"), ROUNDS_FIELD_SYSTEM, .reference = "user" },
  { "record-kind", ROUNDS_FIELD_TEXT, N_("Kind of record"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 1, .maximum = 50 },
  { "record-id", ROUNDS_FIELD_TEXT, N_("Record"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 1, .maximum = 36 },
  { "record-title", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_SYSTEM, .maximum = 255 },
  { "change", ROUNDS_FIELD_CHOICE, N_("Change"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = change_choices, .initial = "updated" },
  { "changes", ROUNDS_FIELD_LONG_TEXT, N_("Fields"), ROUNDS_FIELD_SYSTEM },
};

static RoundsEntityInfo info = {
  .kind = "audit-entry",
  .collection = "audit-entries",
  .table = "audit_entries",
  .label = N_("Audit entry"),
  .label_plural = N_("Audit entries"),
  .title_field = "created-at",
  .flags = ROUNDS_ENTITY_SERVER_ONLY,
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsAuditEntry, rounds_audit_entry, info)
