/* rounds-quick-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsQuickEntry:
 *
 * Writes down a call or a note in one line, which Enter stores; buttons open the editor of what needs more words (`page.new-record`),
 * unless the property `has-buttons` is off.
 */
#define ROUNDS_TYPE_QUICK_ENTRY (rounds_quick_entry_get_type ())
G_DECLARE_FINAL_TYPE (RoundsQuickEntry, rounds_quick_entry, ROUNDS, QUICK_ENTRY, AdwBin)

void rounds_quick_entry_set_about (RoundsQuickEntry *self,
                                   RoundsWorkspace  *workspace,
                                   const char       *institution_id,
                                   const char       *contact_id);

G_END_DECLS
