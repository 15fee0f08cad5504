/* rounds-find-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsFindDialog:
 *
 * Ctrl+K: whatever was typed is looked for everywhere, and among the things the program can be told to do. The text keeps the focus;
 * the arrows choose, Enter opens, Ctrl+Enter opens in a new window, Tab takes an action whose record is to be chosen next.
 */
#define ROUNDS_TYPE_FIND_DIALOG (rounds_find_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFindDialog, rounds_find_dialog, ROUNDS, FIND_DIALOG, AdwDialog)

AdwDialog *rounds_find_dialog_new (RoundsWorkspace *workspace);

G_END_DECLS
