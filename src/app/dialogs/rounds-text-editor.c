/* rounds-text-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

/* Lines of text. */
#define ROUNDS_TYPE_TEXT_EDITOR (rounds_text_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTextEditor, rounds_text_editor, ROUNDS, TEXT_EDITOR, RoundsFieldEditor)

struct _RoundsTextEditor
{
  RoundsFieldEditor parent_instance;

  GtkTextBuffer *buffer;
};

G_DEFINE_FINAL_TYPE (RoundsTextEditor, rounds_text_editor, ROUNDS_TYPE_FIELD_EDITOR)

static GtkWidget *
rounds_text_editor_create_row (RoundsFieldEditor *editor)
{
  RoundsTextEditor *self = ROUNDS_TEXT_EDITOR (editor);
  const char *label = rounds_field_get_label (rounds_field_editor_get_field (editor));
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/ui/rounds-text-editor.ui");
  GtkWidget *view = GTK_WIDGET (gtk_builder_get_object (builder, "view"));

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "label")), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->buffer = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (rounds_field_editor_changed), editor,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (g_object_ref (gtk_builder_get_object (builder, "row")));
}

static void
rounds_text_editor_show (RoundsFieldEditor *editor,
                         const RoundsValue *value)
{
  gtk_text_buffer_set_text (ROUNDS_TEXT_EDITOR (editor)->buffer, value->text != NULL ? value->text : "", -1);
}

static gboolean
rounds_text_editor_read (RoundsFieldEditor  *editor,
                         RoundsValue        *value,
                         GError            **error)
{
  g_autofree char *text = NULL;

  g_object_get (ROUNDS_TEXT_EDITOR (editor)->buffer, "text", &text, NULL);
  return rounds_field_parse_text (rounds_field_editor_get_field (editor), g_strchomp (text), value, error);
}

static void
rounds_text_editor_dispose (GObject *object)
{
  g_clear_object (&ROUNDS_TEXT_EDITOR (object)->buffer);

  G_OBJECT_CLASS (rounds_text_editor_parent_class)->dispose (object);
}

static void
rounds_text_editor_class_init (RoundsTextEditorClass *klass)
{
  RoundsFieldEditorClass *editor_class = ROUNDS_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_text_editor_dispose;

  editor_class->create_row = rounds_text_editor_create_row;
  editor_class->show = rounds_text_editor_show;
  editor_class->read = rounds_text_editor_read;
}

static void
rounds_text_editor_init (RoundsTextEditor *self)
{
}
