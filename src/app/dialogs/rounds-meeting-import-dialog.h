/* rounds-meeting-import-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsMeetingImportDialog:
 *
 * Shows what calendar files hold and what becomes of it, and imports what the person leaves selected as one change.
 */
#define ROUNDS_TYPE_MEETING_IMPORT_DIALOG (rounds_meeting_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsMeetingImportDialog, rounds_meeting_import_dialog, ROUNDS, MEETING_IMPORT_DIALOG, AdwDialog)

void rounds_meeting_import_dialog_open   (GtkWidget       *parent,
                                          RoundsWorkspace *workspace,
                                          GListModel      *files);
void rounds_meeting_import_dialog_choose (GtkWidget       *parent,
                                          RoundsWorkspace *workspace);

G_END_DECLS
