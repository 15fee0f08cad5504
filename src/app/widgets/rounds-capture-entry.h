/* rounds-capture-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsCaptureEntry:
 *
 * A line in which a sentence such as “call Dr Martin tomorrow 10:00” becomes a record. What was understood stands beneath it before
 * Enter is pressed, and each part can be changed or taken away.
 */
#define ROUNDS_TYPE_CAPTURE_ENTRY (rounds_capture_entry_get_type ())
G_DECLARE_FINAL_TYPE (RoundsCaptureEntry, rounds_capture_entry, ROUNDS, CAPTURE_ENTRY, GtkBox)

void rounds_capture_entry_set_workspace (RoundsCaptureEntry *self,
                                       RoundsWorkspace  *workspace);

G_END_DECLS
