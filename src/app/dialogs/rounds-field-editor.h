/* rounds-field-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsFieldEditor:
 *
 * Edits one field of a record: a row for a list, and beneath it a row that says what is wrong. The kind of row follows from the type
 * of the field.
 *
 * Signal `changed ()`: a person has changed the value.
 */
#define ROUNDS_TYPE_FIELD_EDITOR (rounds_field_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (RoundsFieldEditor, rounds_field_editor, ROUNDS, FIELD_EDITOR, GObject)

/**
 * RoundsFieldEditorClass:
 * @create_row: (transfer floating): makes the row
 * @show: shows a value
 * @read: reads what the person has entered; sets @error to a field problem when it cannot be understood
 */
struct _RoundsFieldEditorClass
{
  GObjectClass parent_class;

  GtkWidget *(*create_row) (RoundsFieldEditor  *self);
  void       (*show)       (RoundsFieldEditor  *self,
                            const RoundsValue  *value);
  gboolean   (*read)       (RoundsFieldEditor  *self,
                            RoundsValue        *value,
                            GError            **error);
};

RoundsFieldEditor *rounds_field_editor_new           (RoundsStore        *store,
                                                      const RoundsField  *field);
const RoundsField *rounds_field_editor_get_field     (RoundsFieldEditor  *self);
RoundsStore       *rounds_field_editor_get_store     (RoundsFieldEditor  *self);
RoundsEntity      *rounds_field_editor_get_record    (RoundsFieldEditor  *self);
GtkWidget         *rounds_field_editor_get_row       (RoundsFieldEditor  *self);
void               rounds_field_editor_add_to        (RoundsFieldEditor  *self,
                                                      GtkListBox         *list);
void               rounds_field_editor_insert_after  (RoundsFieldEditor  *self,
                                                      GtkListBoxRow      *sibling);
void               rounds_field_editor_show          (RoundsFieldEditor  *self,
                                                      RoundsEntity       *record);
gboolean           rounds_field_editor_read          (RoundsFieldEditor  *self,
                                                      RoundsEntity       *record,
                                                      GError            **error);
void               rounds_field_editor_set_problem   (RoundsFieldEditor  *self,
                                                      const char         *text);
void               rounds_field_editor_set_error     (RoundsFieldEditor  *self,
                                                      const GError       *error);
void               rounds_field_editor_grab_focus    (RoundsFieldEditor  *self);

/* For the kinds of editor. */
void               rounds_field_editor_changed       (RoundsFieldEditor  *self);

GType rounds_entry_editor_get_type     (void);
GType rounds_choice_editor_get_type    (void);
GType rounds_switch_editor_get_type    (void);
GType rounds_date_editor_get_type      (void);
GType rounds_text_editor_get_type      (void);
GType rounds_reference_editor_get_type (void);

G_END_DECLS
