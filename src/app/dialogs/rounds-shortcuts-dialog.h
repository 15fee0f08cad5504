/* rounds-shortcuts-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RoundsShortcutsDialog:
 *
 * The keys of everything that has one, from the table of commands.
 */
#define ROUNDS_TYPE_SHORTCUTS_DIALOG (rounds_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsShortcutsDialog, rounds_shortcuts_dialog, ROUNDS, SHORTCUTS_DIALOG, AdwDialog)

AdwDialog *rounds_shortcuts_dialog_new (void);

G_END_DECLS
