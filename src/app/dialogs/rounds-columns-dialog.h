/* rounds-columns-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/pages/rounds-list-kinds.h"

G_BEGIN_DECLS

/**
 * RoundsColumnsDialog:
 *
 * Which fields a list shows, and in which order: checked by the person, moved by dragging or with Alt+Up and Alt+Down.
 *
 * Signals: `changed ()`, `reset ()`: the person wants what the kind has by itself.
 */
#define ROUNDS_TYPE_COLUMNS_DIALOG (rounds_columns_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsColumnsDialog, rounds_columns_dialog, ROUNDS, COLUMNS_DIALOG, AdwDialog)

RoundsColumnsDialog *rounds_columns_dialog_new        (const RoundsListKind *kind,
                                                       GPtrArray            *fields,
                                                       GPtrArray            *shown);
void                 rounds_columns_dialog_set_shown  (RoundsColumnsDialog  *self,
                                                       GPtrArray            *shown);
GPtrArray           *rounds_columns_dialog_dup_shown  (RoundsColumnsDialog  *self);

G_END_DECLS
