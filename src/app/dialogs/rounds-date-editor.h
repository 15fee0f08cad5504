/* rounds-date-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/dialogs/rounds-field-editor.h"

G_BEGIN_DECLS

/**
 * RoundsDateEditor:
 *
 * A day, typed as one writes it or picked from a calendar; with an hour for an instant, in the zone of the computer. What that is where
 * the record takes place is said beneath when it is another hour there.
 */
#define ROUNDS_TYPE_DATE_EDITOR (rounds_date_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDateEditor, rounds_date_editor, ROUNDS, DATE_EDITOR, RoundsFieldEditor)

gboolean rounds_date_editor_get_instant (RoundsDateEditor *self,
                                         gint64           *instant);
void     rounds_date_editor_set_instant (RoundsDateEditor *self,
                                         gint64            instant);
void     rounds_date_editor_set_place   (RoundsDateEditor *self,
                                         const char       *zone);

G_END_DECLS
