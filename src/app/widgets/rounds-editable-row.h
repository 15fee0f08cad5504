/* rounds-editable-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsEditableRow:
 *
 * One field of a record, shown as a row of a list and changed where it stands: Enter or a click turns it into the field's editor, Enter
 * and leaving it apply what was entered, Escape takes it back. A change is one `record.update`, which can be undone by its name. What is
 * wrong is said under the row, and what was typed stays there. A choice, a reference and a switch are their editors all the time. A
 * telephone number, an e-mail address and a site have a button that leads there.
 *
 * The row is put into a #GtkListBox or an #AdwPreferencesGroup, the editor's rows get in behind it by themselves.
 */
#define ROUNDS_TYPE_EDITABLE_ROW (rounds_editable_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsEditableRow, rounds_editable_row, ROUNDS, EDITABLE_ROW, AdwActionRow)

GtkWidget         *rounds_editable_row_new          (RoundsWorkspace    *workspace,
                                                     const RoundsField  *field);
const RoundsField *rounds_editable_row_get_field    (RoundsEditableRow  *self);
void               rounds_editable_row_set_entity   (RoundsEditableRow  *self,
                                                     RoundsEntity       *entity);
void               rounds_editable_row_set_editable (RoundsEditableRow  *self,
                                                     gboolean            editable);

G_END_DECLS
