/* rounds-history-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-history.h"

G_BEGIN_DECLS

/**
 * RoundsHistoryDialog:
 *
 * What was done, step by step, to go back to before one of them and forward again.
 */
#define ROUNDS_TYPE_HISTORY_DIALOG (rounds_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsHistoryDialog, rounds_history_dialog, ROUNDS, HISTORY_DIALOG, AdwDialog)

AdwDialog *rounds_history_dialog_new (RoundsHistory *history);

G_END_DECLS
