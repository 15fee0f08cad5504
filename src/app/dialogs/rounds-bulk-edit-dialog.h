/* rounds-bulk-edit-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsBulkEditDialog:
 *
 * Gives one field of several records the same value, as one change that can be undone.
 */
#define ROUNDS_TYPE_BULK_EDIT_DIALOG (rounds_bulk_edit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsBulkEditDialog, rounds_bulk_edit_dialog, ROUNDS, BULK_EDIT_DIALOG, AdwDialog)

GtkWidget *rounds_bulk_edit_dialog_new (RoundsWorkspace        *workspace,
                                        const RoundsEntityInfo *info,
                                        const RoundsField      *field,
                                        JsonArray              *ids);

G_END_DECLS
