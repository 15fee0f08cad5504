/* rounds-lines-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/rounds-draft-lines.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsLinesEditor:
 *
 * The lines of a deal, a quote or an invoice as they are entered: Return in the last one begins another, Alt with an arrow or the handle
 * moves one, and below them stands what they come to.
 */
#define ROUNDS_TYPE_LINES_EDITOR (rounds_lines_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsLinesEditor, rounds_lines_editor, ROUNDS, LINES_EDITOR, GtkBox)

GtkWidget *rounds_lines_editor_new           (RoundsStore       *store,
                                              RoundsDraftLines  *lines);
void       rounds_lines_editor_set_currency  (RoundsLinesEditor *self,
                                              const char        *currency);
void       rounds_lines_editor_focus_problem (RoundsLinesEditor *self);

G_END_DECLS
