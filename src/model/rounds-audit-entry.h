/* rounds-audit-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_AUDIT_ENTRY (rounds_audit_entry_get_type ())
ROUNDS_DECLARE_RECORD (RoundsAuditEntry, rounds_audit_entry, ROUNDS, AUDIT_ENTRY)

G_END_DECLS
