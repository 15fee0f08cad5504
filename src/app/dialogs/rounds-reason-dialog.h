/* rounds-reason-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsReasonDialog:
 *
 * Asks why a deal was lost or won: a list of reasons, those of the team for a lost one, and a text of one's own.
 */
#define ROUNDS_TYPE_REASON_DIALOG (rounds_reason_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsReasonDialog, rounds_reason_dialog, ROUNDS, REASON_DIALOG, AdwAlertDialog)

void  rounds_reason_dialog_ask_async  (GtkWidget            *parent,
                                       RoundsStore          *store,
                                       gboolean              was_won,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
char *rounds_reason_dialog_ask_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
