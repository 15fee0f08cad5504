/* rounds-record-editor-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/dialogs/rounds-record-editor.h"

#include "app/rounds-window.h"

G_BEGIN_DECLS

/* Between the editor and the ways in which it is opened. */

RoundsEntity    *_rounds_record_editor_get_record    (RoundsRecordEditor *self);
RoundsWorkspace *_rounds_record_editor_get_workspace (RoundsRecordEditor *self);
gboolean         _rounds_record_editor_is_creating   (RoundsRecordEditor *self);
void             _rounds_record_editor_say_kept      (RoundsRecordEditor *self);
void             _rounds_record_editor_keep          (RoundsRecordEditor *editor,
                                                      RoundsWindow       *window);

G_END_DECLS
