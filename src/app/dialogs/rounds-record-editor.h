/* rounds-record-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsRecordEditor:
 *
 * Creates or changes one record of any kind: its rows come from the kind's table of fields. What was entered is kept when it
 * is closed, and is there when it is opened again.
 *
 * Signal `saved (const char *id)`: the record is in the cache and the queue.
 */
#define ROUNDS_TYPE_RECORD_EDITOR (rounds_record_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRecordEditor, rounds_record_editor, ROUNDS, RECORD_EDITOR, AdwDialog)

/* A new record of @kind with what a person would fill in first anyway. */
RoundsEntity       *rounds_record_editor_draft      (RoundsWorkspace *workspace,
                                                     const char      *kind);
/* For a new record: @draft holds what is known of it already. For an existing one: @record is what it is now; only the fields of @section
   are edited when it is not NULL. */
RoundsRecordEditor *rounds_record_editor_new_create (RoundsWorkspace *workspace,
                                                     RoundsEntity    *draft);
RoundsRecordEditor *rounds_record_editor_new_edit   (RoundsWorkspace *workspace,
                                                     RoundsEntity    *record,
                                                     const char      *section);

/* Reads the record first, then presents the editor over @parent. */
void                rounds_record_editor_edit       (GtkWidget       *parent,
                                                     RoundsWorkspace *workspace,
                                                     const char      *kind,
                                                     const char      *id);
void                rounds_record_editor_edit_section (GtkWidget       *parent,
                                                       RoundsWorkspace *workspace,
                                                       const char      *kind,
                                                       const char      *id,
                                                       const char      *section);
/* A new record of @kind, with the one it belongs to when @field is not NULL, such as `institution-id`. */
void                rounds_record_editor_create     (GtkWidget       *parent,
                                                     RoundsWorkspace *workspace,
                                                     const char      *kind,
                                                     const char      *field,
                                                     const char      *id);
/* A new record of @kind that follows from the one of @source_kind: about the same institution, contact and deal. */
void                rounds_record_editor_create_from (GtkWidget      *parent,
                                                     RoundsWorkspace *workspace,
                                                     const char      *kind,
                                                     const char      *source_kind,
                                                     const char      *source_id);
/* What was entered in one that was closed; @key is that of the toast. */
void                rounds_record_editor_restore    (GtkWidget       *parent,
                                                     RoundsWorkspace *workspace,
                                                     const char      *key);

G_END_DECLS
