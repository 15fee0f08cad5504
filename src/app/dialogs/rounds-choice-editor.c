/* rounds-choice-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-option.h"

/* One of a few. */
#define ROUNDS_TYPE_CHOICE_EDITOR (rounds_choice_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsChoiceEditor, rounds_choice_editor, ROUNDS, CHOICE_EDITOR, RoundsFieldEditor)

struct _RoundsChoiceEditor
{
  RoundsFieldEditor parent_instance;
};

G_DEFINE_FINAL_TYPE (RoundsChoiceEditor, rounds_choice_editor, ROUNDS_TYPE_FIELD_EDITOR)

static GListModel *
create_options (const RoundsField *field)
{
  GListStore *options = g_list_store_new (ROUNDS_TYPE_OPTION);

  if ((field->flags & ROUNDS_FIELD_REQUIRED) == 0)
    {
      g_autoptr(RoundsOption) none = rounds_option_new (NULL, _("None"));
      g_list_store_append (options, none);
    }
  for (const RoundsChoice *choice = field->choices; choice->value != NULL; choice++)
    {
      g_autoptr(RoundsOption) option = rounds_option_new (choice->value, _(choice->label));
      g_list_store_append (options, option);
    }

  return G_LIST_MODEL (options);
}

static GtkWidget *
rounds_choice_editor_create_row (RoundsFieldEditor *editor)
{
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_autoptr(GListModel) options = create_options (field);
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (ROUNDS_TYPE_OPTION, NULL, "label");
  GtkWidget *row;

  row = g_object_new (ADW_TYPE_COMBO_ROW,
                      "title", rounds_field_get_label (field),
                      "use-markup", FALSE,
                      "expression", expression,
                      "model", options,
                      NULL);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (rounds_field_editor_changed), editor,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
rounds_choice_editor_show (RoundsFieldEditor *editor,
                           const RoundsValue *value)
{
  AdwComboRow *row = ADW_COMBO_ROW (rounds_field_editor_get_row (editor));
  GListModel *options = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (options); i++)
    {
      g_autoptr(RoundsOption) option = g_list_model_get_item (options, i);

      if (g_strcmp0 (rounds_option_get_value (option), value->text) != 0)
        continue;
      adw_combo_row_set_selected (row, i);
      return;
    }

  /* What the table does not offer shows as nothing: the first choice is not made for anybody. */
  adw_combo_row_set_selected (row, GTK_INVALID_LIST_POSITION);
}

static gboolean
rounds_choice_editor_read (RoundsFieldEditor  *editor,
                           RoundsValue        *value,
                           GError            **error)
{
  RoundsOption *option = adw_combo_row_get_selected_item (ADW_COMBO_ROW (rounds_field_editor_get_row (editor)));

  if (option != NULL && rounds_option_get_value (option) != NULL)
    rounds_value_set_text (value, rounds_option_get_value (option));
  return TRUE;
}

static void
rounds_choice_editor_class_init (RoundsChoiceEditorClass *klass)
{
  RoundsFieldEditorClass *editor_class = ROUNDS_FIELD_EDITOR_CLASS (klass);

  editor_class->create_row = rounds_choice_editor_create_row;
  editor_class->show = rounds_choice_editor_show;
  editor_class->read = rounds_choice_editor_read;
}

static void
rounds_choice_editor_init (RoundsChoiceEditor *self)
{
}
