/* rounds-entry-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-money.h"

/* One line of text, a number, an amount, or a list written with commas. */
#define ROUNDS_TYPE_ENTRY_EDITOR (rounds_entry_editor_get_type ())
G_DECLARE_FINAL_TYPE (RoundsEntryEditor, rounds_entry_editor, ROUNDS, ENTRY_EDITOR, RoundsFieldEditor)

struct _RoundsEntryEditor
{
  RoundsFieldEditor parent_instance;
};

G_DEFINE_FINAL_TYPE (RoundsEntryEditor, rounds_entry_editor, ROUNDS_TYPE_FIELD_EDITOR)

static GtkEditable *
get_editable (RoundsFieldEditor *editor)
{
  return GTK_EDITABLE (rounds_field_editor_get_row (editor));
}

static gboolean
is_number (const RoundsField *field)
{
  return field->type == ROUNDS_FIELD_INTEGER || field->type == ROUNDS_FIELD_DECIMAL || field->type == ROUNDS_FIELD_MONEY;
}

/* Cents only where there are some: an amount is typed as it is said. What can also be read as thousandths, "4,536", has them all the
 * same: what is shown is read back. */
static char *
format (const RoundsField *field,
        const RoundsValue *value)
{
  g_autofree char *whole = NULL;
  gint64 amount;

  if (field->type != ROUNDS_FIELD_MONEY || value->type == ROUNDS_VALUE_NULL)
    return rounds_field_format (field, value);

  whole = rounds_number_format (value->integer, 2, 0);
  if (rounds_decimal_parse (whole, 2, &amount) && amount == value->integer)
    return g_steal_pointer (&whole);

  return rounds_number_format (value->integer, 2, 2);
}

/* A number that is understood stands in the form of the locale once it has been left. */
static void
on_left (RoundsFieldEditor       *editor,
         GtkEventControllerFocus *controller)
{
  const RoundsField *field = rounds_field_editor_get_field (editor);
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  /* What is wrong with it is said when it is saved. */
  if (!ROUNDS_FIELD_EDITOR_GET_CLASS (editor)->read (editor, &value, &error) || value.type == ROUNDS_VALUE_NULL)
    return;

  text = format (field, &value);
  if (!g_str_equal (text, gtk_editable_get_text (get_editable (editor))))
    gtk_editable_set_text (get_editable (editor), text);
}

static GtkWidget *
rounds_entry_editor_create_row (RoundsFieldEditor *editor)
{
  const RoundsField *field = rounds_field_editor_get_field (editor);
  GtkWidget *row = adw_entry_row_new ();
  const char *unit = field->type == ROUNDS_FIELD_MONEY ? "€" : field->unit;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rounds_field_get_label (field));
  if (field->maximum > 0 && field->type == ROUNDS_FIELD_TEXT)
    adw_entry_row_set_max_length (ADW_ENTRY_ROW (row), field->maximum);

  if (field->flags & ROUNDS_FIELD_EMAIL)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_EMAIL);
  else if (field->flags & ROUNDS_FIELD_PHONE)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_PHONE);
  else if (is_number (field))
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_NUMBER);
      g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), editor, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (row, focus);
    }

  if (field->type == ROUNDS_FIELD_TEXT_LIST)
    gtk_widget_set_tooltip_text (row, _("Separate several with commas"));

  if (unit != NULL)
    {
      GtkWidget *label = gtk_label_new (field->type == ROUNDS_FIELD_MONEY ? unit : _(unit));

      gtk_widget_add_css_class (label, "dimmed");
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), label);
    }

  g_signal_connect_object (row, "changed", G_CALLBACK (rounds_field_editor_changed), editor, G_CONNECT_SWAPPED);
  return row;
}

static void
rounds_entry_editor_show (RoundsFieldEditor *editor,
                          const RoundsValue *value)
{
  g_autofree char *text = format (rounds_field_editor_get_field (editor), value);

  gtk_editable_set_text (get_editable (editor), text);
}

static gboolean
rounds_entry_editor_read (RoundsFieldEditor  *editor,
                          RoundsValue        *value,
                          GError            **error)
{
  const RoundsField *field = rounds_field_editor_get_field (editor);
  const char *typed = gtk_editable_get_text (get_editable (editor));
  g_autofree char *text = is_number (field) ? rounds_amount_strip_unit (typed) : g_strstrip (g_strdup (typed));

  return rounds_field_parse_text (field, text, value, error);
}

static void
rounds_entry_editor_class_init (RoundsEntryEditorClass *klass)
{
  RoundsFieldEditorClass *editor_class = ROUNDS_FIELD_EDITOR_CLASS (klass);

  editor_class->create_row = rounds_entry_editor_create_row;
  editor_class->show = rounds_entry_editor_show;
  editor_class->read = rounds_entry_editor_read;
}

static void
rounds_entry_editor_init (RoundsEntryEditor *self)
{
}
