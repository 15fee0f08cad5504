/* rounds-vcard-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsVcardDialog:
 *
 * Shows what taking the vCards of a file would do, card by card, and does it as one change that can be undone.
 */
#define ROUNDS_TYPE_VCARD_DIALOG (rounds_vcard_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsVcardDialog, rounds_vcard_dialog, ROUNDS, VCARD_DIALOG, AdwDialog)

void rounds_vcard_dialog_present      (GtkWidget       *parent,
                                       RoundsWorkspace *workspace,
                                       const char      *institution_id,
                                       GFile           *file);
void rounds_vcard_dialog_choose       (GtkWidget       *parent,
                                       RoundsWorkspace *workspace,
                                       const char      *institution_id);
void rounds_vcard_dialog_accept_drops (GtkWidget       *widget,
                                       RoundsWorkspace *workspace,
                                       const char      *institution_id);

G_END_DECLS
