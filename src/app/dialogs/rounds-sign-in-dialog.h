/* rounds-sign-in-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsSignInDialog:
 *
 * Asks for the name and password that a team's server wants.
 */
#define ROUNDS_TYPE_SIGN_IN_DIALOG (rounds_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsSignInDialog, rounds_sign_in_dialog, ROUNDS, SIGN_IN_DIALOG, AdwDialog)

RoundsSignInDialog *rounds_sign_in_dialog_new (RoundsWorkspace *workspace);

G_END_DECLS
