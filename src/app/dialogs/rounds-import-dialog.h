/* rounds-import-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsImportDialog:
 *
 * Brings a register of institutions in: which one, the file, how far it is, and what came of it.
 */
#define ROUNDS_TYPE_IMPORT_DIALOG (rounds_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsImportDialog, rounds_import_dialog, ROUNDS, IMPORT_DIALOG, AdwDialog)

RoundsImportDialog *rounds_import_dialog_new      (RoundsWorkspace    *workspace);
void                rounds_import_dialog_set_file (RoundsImportDialog *self,
                                                   GFile              *file);

G_END_DECLS
