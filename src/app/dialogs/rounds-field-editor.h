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
 * of the field. Records that belong to the record have an editor that stands alone, in a group of its own.
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
 * @show_record: (nullable): instead of @show and @read, for what is no single value of the record
 * @read_record: (nullable): sets what the person has entered; @error stays unset when the editor itself says what is wrong
 * @refuse: (nullable): says what is wrong at a place within, such as `[2].quantity`; %FALSE when there is no such place
 * @focus: (nullable): leads the person to what is wrong, or to where one begins
 * @stands_alone: whether it is no row of a list
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
  void       (*show_record) (RoundsFieldEditor *self,
                             RoundsEntity      *record);
  gboolean   (*read_record) (RoundsFieldEditor *self,
                             RoundsEntity      *record,
                             GError           **error);
  gboolean   (*refuse)      (RoundsFieldEditor *self,
                             const char        *path,
                             const char        *detail);
  void       (*focus)       (RoundsFieldEditor *self);
  gboolean   stands_alone;
};

gboolean           rounds_field_editor_is_for        (const RoundsField  *field);
RoundsFieldEditor *rounds_field_editor_new           (RoundsStore        *store,
                                                      const RoundsField  *field);
const RoundsField *rounds_field_editor_get_field     (RoundsFieldEditor  *self);
RoundsStore       *rounds_field_editor_get_store     (RoundsFieldEditor  *self);
RoundsEntity      *rounds_field_editor_get_record    (RoundsFieldEditor  *self);
GtkWidget         *rounds_field_editor_get_row       (RoundsFieldEditor  *self);
gboolean           rounds_field_editor_stands_alone  (RoundsFieldEditor  *self);
void               rounds_field_editor_add_to        (RoundsFieldEditor  *self,
                                                      GtkListBox         *list);
void               rounds_field_editor_insert_after  (RoundsFieldEditor  *self,
                                                      GtkListBoxRow      *sibling);
void               rounds_field_editor_add_alone     (RoundsFieldEditor  *self,
                                                      AdwPreferencesGroup *group);
void               rounds_field_editor_show          (RoundsFieldEditor  *self,
                                                      RoundsEntity       *record);
gboolean           rounds_field_editor_read          (RoundsFieldEditor  *self,
                                                      RoundsEntity       *record,
                                                      GError            **error);
void               rounds_field_editor_set_problem   (RoundsFieldEditor  *self,
                                                      const char         *text);
void               rounds_field_editor_set_error     (RoundsFieldEditor  *self,
                                                      const GError       *error);
void               rounds_field_editor_refuse        (RoundsFieldEditor  *self,
                                                      const char         *path,
                                                      const char         *detail);
void               rounds_field_editor_grab_focus    (RoundsFieldEditor  *self);

/* For the kinds of editor. */
void               rounds_field_editor_changed       (RoundsFieldEditor  *self);
void               rounds_field_editor_set_note      (RoundsFieldEditor  *self,
                                                      const char         *text);

GType rounds_entry_editor_get_type     (void);
GType rounds_choice_editor_get_type    (void);
GType rounds_switch_editor_get_type    (void);
GType rounds_date_editor_get_type      (void);
GType rounds_text_editor_get_type      (void);
GType rounds_reference_editor_get_type (void);
GType rounds_lines_field_editor_get_type (void);

G_END_DECLS
