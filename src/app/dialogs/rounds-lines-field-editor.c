/* rounds-lines-field-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

#include "app/rounds-draft-lines.h"
#include "app/widgets/rounds-lines-editor.h"
#include "model/rounds-registry.h"

/* The lines of a deal, a quote or an invoice. */
#define ROUNDS_TYPE_LINES_FIELD_EDITOR (rounds_lines_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsLinesFieldEditor, rounds_lines_field_editor, ROUNDS, LINES_FIELD_EDITOR, RoundsFieldEditor)

struct _RoundsLinesFieldEditor
{
  RoundsFieldEditor parent_instance;

  /* Owned references */
  RoundsDraftLines *lines;
};

G_DEFINE_FINAL_TYPE (RoundsLinesFieldEditor, rounds_lines_field_editor, ROUNDS_TYPE_FIELD_EDITOR)

static RoundsLinesEditor *
get_lines_editor (RoundsFieldEditor *editor)
{
  return ROUNDS_LINES_EDITOR (rounds_field_editor_get_row (editor));
}

static GtkWidget *
rounds_lines_field_editor_create_row (RoundsFieldEditor *editor)
{
  RoundsLinesFieldEditor *self = ROUNDS_LINES_FIELD_EDITOR (editor);

  self->lines = rounds_draft_lines_new (rounds_registry_find (rounds_field_editor_get_field (editor)->reference));
  g_signal_connect_object (self->lines, "changed", G_CALLBACK (rounds_field_editor_changed), editor, G_CONNECT_SWAPPED);
  return rounds_lines_editor_new (rounds_field_editor_get_store (editor), self->lines);
}

static void
rounds_lines_field_editor_show_record (RoundsFieldEditor *editor,
                                       RoundsEntity      *record)
{
  if (rounds_entity_info_find (rounds_entity_get_info (record), "currency") != NULL)
    rounds_lines_editor_set_currency (get_lines_editor (editor), rounds_entity_get_text (record, "currency"));
  rounds_draft_lines_load (ROUNDS_LINES_FIELD_EDITOR (editor)->lines,
                           rounds_entity_get_records (record, rounds_field_editor_get_field (editor)->name));
}

static gboolean
rounds_lines_field_editor_read_record (RoundsFieldEditor  *editor,
                                       RoundsEntity       *record,
                                       GError            **error)
{
  g_autoptr(GPtrArray) records = rounds_draft_lines_read (ROUNDS_LINES_FIELD_EDITOR (editor)->lines);
  const char *name = rounds_field_editor_get_field (editor)->name;

  if (records == NULL)
    return FALSE;

  /* What has not been loaded is not there; nothing is nothing. */
  if (records->len > 0 || rounds_entity_get_records (record, name) != NULL)
    rounds_entity_set_records (record, name, records);
  return TRUE;
}

static gboolean
rounds_lines_field_editor_refuse (RoundsFieldEditor *editor,
                                  const char        *path,
                                  const char        *detail)
{
  return rounds_draft_lines_set_problem (ROUNDS_LINES_FIELD_EDITOR (editor)->lines, path, detail) != NULL;
}

static void
rounds_lines_field_editor_focus (RoundsFieldEditor *editor)
{
  rounds_lines_editor_focus_problem (get_lines_editor (editor));
}

static void
rounds_lines_field_editor_dispose (GObject *object)
{
  g_clear_object (&ROUNDS_LINES_FIELD_EDITOR (object)->lines);

  G_OBJECT_CLASS (rounds_lines_field_editor_parent_class)->dispose (object);
}

static void
rounds_lines_field_editor_class_init (RoundsLinesFieldEditorClass *klass)
{
  RoundsFieldEditorClass *editor_class = ROUNDS_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_lines_field_editor_dispose;

  editor_class->create_row = rounds_lines_field_editor_create_row;
  editor_class->show_record = rounds_lines_field_editor_show_record;
  editor_class->read_record = rounds_lines_field_editor_read_record;
  editor_class->refuse = rounds_lines_field_editor_refuse;
  editor_class->focus = rounds_lines_field_editor_focus;
  editor_class->stands_alone = TRUE;
}

static void
rounds_lines_field_editor_init (RoundsLinesFieldEditor *self)
{
}
