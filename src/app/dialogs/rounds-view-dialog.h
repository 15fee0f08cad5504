/* rounds-view-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RoundsViewDialog:
 *
 * Asks what a view of a list is called, and who sees it. Response `save`.
 */
#define ROUNDS_TYPE_VIEW_DIALOG (rounds_view_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsViewDialog, rounds_view_dialog, ROUNDS, VIEW_DIALOG, AdwAlertDialog)

RoundsViewDialog *rounds_view_dialog_new            (const char       *heading,
                                                     const char       *name,
                                                     const char       *visibility,
                                                     gboolean          has_team);
char             *rounds_view_dialog_dup_name       (RoundsViewDialog *self);
const char       *rounds_view_dialog_get_visibility (RoundsViewDialog *self);

G_END_DECLS
