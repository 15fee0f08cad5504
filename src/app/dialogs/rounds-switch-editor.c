/* rounds-switch-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

/* Yes or no. */
#define ROUNDS_TYPE_SWITCH_EDITOR (rounds_switch_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsSwitchEditor, rounds_switch_editor, ROUNDS, SWITCH_EDITOR, RoundsFieldEditor)

struct _RoundsSwitchEditor
{
  RoundsFieldEditor parent_instance;
};

G_DEFINE_FINAL_TYPE (RoundsSwitchEditor, rounds_switch_editor, ROUNDS_TYPE_FIELD_EDITOR)

static GtkWidget *
rounds_switch_editor_create_row (RoundsFieldEditor *editor)
{
  GtkWidget *row = g_object_new (ADW_TYPE_SWITCH_ROW,
                                 "title", rounds_field_get_label (rounds_field_editor_get_field (editor)),
                                 "use-markup", FALSE,
                                 NULL);

  g_signal_connect_object (row, "notify::active", G_CALLBACK (rounds_field_editor_changed), editor,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
rounds_switch_editor_show (RoundsFieldEditor *editor,
                           const RoundsValue *value)
{
  adw_switch_row_set_active (ADW_SWITCH_ROW (rounds_field_editor_get_row (editor)), value->integer != 0);
}

static gboolean
rounds_switch_editor_read (RoundsFieldEditor  *editor,
                           RoundsValue        *value,
                           GError            **error)
{
  rounds_value_set_integer (value, adw_switch_row_get_active (ADW_SWITCH_ROW (rounds_field_editor_get_row (editor))));
  return TRUE;
}

static void
rounds_switch_editor_class_init (RoundsSwitchEditorClass *klass)
{
  RoundsFieldEditorClass *editor_class = ROUNDS_FIELD_EDITOR_CLASS (klass);

  editor_class->create_row = rounds_switch_editor_create_row;
  editor_class->show = rounds_switch_editor_show;
  editor_class->read = rounds_switch_editor_read;
}

static void
rounds_switch_editor_init (RoundsSwitchEditor *self)
{
}
