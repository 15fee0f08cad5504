/* rounds-field-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-field-editor.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-custom-value.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

typedef struct
{
  RoundsStore *store;
  const RoundsField *field;
  RoundsEntity *record;
  GtkWidget *row;
  GtkWidget *note_row;
  GtkLabel *note_label; /* borrowed */
  GtkWidget *problem_row;
  GtkLabel *problem_label; /* borrowed */
  gboolean showing;
} RoundsFieldEditorPrivate;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RoundsFieldEditor, rounds_field_editor, G_TYPE_OBJECT)

#define PRIVATE(self) ((RoundsFieldEditorPrivate *) rounds_field_editor_get_instance_private (self))

static void
rounds_field_editor_dispose (GObject *object)
{
  RoundsFieldEditorPrivate *priv = PRIVATE (ROUNDS_FIELD_EDITOR (object));

  g_clear_object (&priv->store);
  g_clear_object (&priv->record);
  g_clear_object (&priv->row);
  g_clear_object (&priv->note_row);
  g_clear_object (&priv->problem_row);

  G_OBJECT_CLASS (rounds_field_editor_parent_class)->dispose (object);
}

static void
rounds_field_editor_class_init (RoundsFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_field_editor_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
rounds_field_editor_init (RoundsFieldEditor *self)
{
}

/* What belongs to a record is edited with it where there is a way to: lines are. */
static GType
find_records_type (const RoundsField *field)
{
  const RoundsEntityInfo *info = rounds_registry_find (field->reference);

  return rounds_entity_info_find (info, "unit-price") != NULL ? rounds_lines_field_editor_get_type () : G_TYPE_INVALID;
}

static GType
find_type (const RoundsField *field)
{
  switch (field->type)
    {
    case ROUNDS_FIELD_CHOICE:
      return rounds_choice_editor_get_type ();
    case ROUNDS_FIELD_BOOLEAN:
      return rounds_switch_editor_get_type ();
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_INSTANT:
      return rounds_date_editor_get_type ();
    case ROUNDS_FIELD_LONG_TEXT:
      return rounds_text_editor_get_type ();
    case ROUNDS_FIELD_REFERENCE:
      return rounds_reference_editor_get_type ();
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
    case ROUNDS_FIELD_TEXT_LIST:
      return rounds_entry_editor_get_type ();
    case ROUNDS_FIELD_RECORDS:
      return find_records_type (field);
    case ROUNDS_FIELD_JSON:
    case ROUNDS_FIELD_OBJECT:
    default:
      return G_TYPE_INVALID;
    }
}

/* A row beneath the value that is there when it has something to say.
 * @label: (out): borrowed */
static GtkWidget *
create_saying_row (const char  *style,
                   GtkLabel   **label)
{
  GtkWidget *row;

  *label = g_object_new (GTK_TYPE_LABEL,
                         "xalign", 0.0,
                         "wrap", TRUE,
                         "wrap-mode", PANGO_WRAP_WORD_CHAR,
                         "css-classes", (const char *[]) { style, "caption", NULL },
                         NULL);
  row = g_object_new (GTK_TYPE_LIST_BOX_ROW,
                      "activatable", FALSE,
                      "focusable", FALSE,
                      "visible", FALSE,
                      "child", *label,
                      "css-classes", (const char *[]) { "problem", NULL },
                      NULL);
  return g_object_ref_sink (row);
}

/**
 * rounds_field_editor_is_for:
 * @field: a field of a record
 *
 * Returns: whether there is an editor for it
 */
gboolean
rounds_field_editor_is_for (const RoundsField *field)
{
  return find_type (field) != G_TYPE_INVALID;
}

/**
 * rounds_field_editor_new:
 * @store: where references are looked for
 * @field: what is edited
 *
 * Returns: (transfer full): an editor for the type of @field
 */
RoundsFieldEditor *
rounds_field_editor_new (RoundsStore       *store,
                         const RoundsField *field)
{
  RoundsFieldEditor *self = g_object_new (find_type (field), NULL);
  RoundsFieldEditorPrivate *priv = PRIVATE (self);

  priv->store = g_object_ref (store);
  priv->field = field;
  priv->note_row = create_saying_row ("dimmed", &priv->note_label);
  priv->problem_row = create_saying_row ("error", &priv->problem_label);
  priv->row = g_object_ref_sink (ROUNDS_FIELD_EDITOR_GET_CLASS (self)->create_row (self));

  return self;
}

const RoundsField *
rounds_field_editor_get_field (RoundsFieldEditor *self)
{
  g_return_val_if_fail (ROUNDS_IS_FIELD_EDITOR (self), NULL);

  return PRIVATE (self)->field;
}

RoundsStore *
rounds_field_editor_get_store (RoundsFieldEditor *self)
{
  g_return_val_if_fail (ROUNDS_IS_FIELD_EDITOR (self), NULL);

  return PRIVATE (self)->store;
}

/**
 * rounds_field_editor_get_record:
 *
 * Returns: (transfer none) (nullable): the record whose value was shown last
 */
RoundsEntity *
rounds_field_editor_get_record (RoundsFieldEditor *self)
{
  g_return_val_if_fail (ROUNDS_IS_FIELD_EDITOR (self), NULL);

  return PRIVATE (self)->record;
}

/**
 * rounds_field_editor_get_row:
 *
 * Returns: (transfer none): the row that the value is entered in
 */
GtkWidget *
rounds_field_editor_get_row (RoundsFieldEditor *self)
{
  g_return_val_if_fail (ROUNDS_IS_FIELD_EDITOR (self), NULL);

  return PRIVATE (self)->row;
}

/**
 * rounds_field_editor_stands_alone:
 *
 * Returns: whether it is shown with rounds_field_editor_add_alone(), not among the rows of a list
 */
gboolean
rounds_field_editor_stands_alone (RoundsFieldEditor *self)
{
  g_return_val_if_fail (ROUNDS_IS_FIELD_EDITOR (self), FALSE);

  return ROUNDS_FIELD_EDITOR_GET_CLASS (self)->stands_alone;
}

/**
 * rounds_field_editor_add_alone:
 * @group: where it goes, and what is wrong with it below
 */
void
rounds_field_editor_add_alone (RoundsFieldEditor   *self,
                               AdwPreferencesGroup *group)
{
  RoundsFieldEditorPrivate *priv = PRIVATE (self);

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  adw_preferences_group_add (group, priv->row);
  g_object_ref (priv->problem_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (priv->problem_row), NULL);
  gtk_widget_set_visible (GTK_WIDGET (priv->problem_label), FALSE);
  adw_preferences_group_add (group, GTK_WIDGET (priv->problem_label));
  g_object_unref (priv->problem_label);
}

/**
 * rounds_field_editor_add_to:
 * @list: where the rows go
 */
void
rounds_field_editor_add_to (RoundsFieldEditor *self,
                            GtkListBox        *list)
{
  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  gtk_list_box_append (list, PRIVATE (self)->row);
  gtk_list_box_append (list, PRIVATE (self)->note_row);
  gtk_list_box_append (list, PRIVATE (self)->problem_row);
}

/**
 * rounds_field_editor_insert_after:
 * @sibling: a row of a list
 *
 * Puts the rows into the list behind @sibling.
 */
void
rounds_field_editor_insert_after (RoundsFieldEditor *self,
                                  GtkListBoxRow     *sibling)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (sibling)));
  int index = gtk_list_box_row_get_index (sibling);

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  gtk_list_box_insert (list, PRIVATE (self)->row, index + 1);
  gtk_list_box_insert (list, PRIVATE (self)->note_row, index + 2);
  gtk_list_box_insert (list, PRIVATE (self)->problem_row, index + 3);
}

/**
 * rounds_field_editor_show:
 * @record: whose value is shown
 */
void
rounds_field_editor_show (RoundsFieldEditor *self,
                          RoundsEntity      *record)
{
  RoundsFieldEditorPrivate *priv = PRIVATE (self);
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  g_set_object (&priv->record, record);
  rounds_field_read (priv->field, record, &value);
  priv->showing = TRUE;
  if (ROUNDS_FIELD_EDITOR_GET_CLASS (self)->show_record != NULL)
    ROUNDS_FIELD_EDITOR_GET_CLASS (self)->show_record (self, record);
  else
    ROUNDS_FIELD_EDITOR_GET_CLASS (self)->show (self, &value);
  priv->showing = FALSE;
}

/**
 * rounds_field_editor_read:
 * @record: what the value is set in
 * @error: a field problem: what was entered cannot be understood, or the table refuses it; unset when the editor itself says what is
 *   wrong
 *
 * Returns: whether the value was set
 */
gboolean
rounds_field_editor_read (RoundsFieldEditor  *self,
                          RoundsEntity       *record,
                          GError            **error)
{
  RoundsFieldEditorPrivate *priv = PRIVATE (self);
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  g_return_val_if_fail (ROUNDS_IS_FIELD_EDITOR (self), FALSE);

  if (ROUNDS_FIELD_EDITOR_GET_CLASS (self)->read_record != NULL)
    return ROUNDS_FIELD_EDITOR_GET_CLASS (self)->read_record (self, record, error);

  if (!ROUNDS_FIELD_EDITOR_GET_CLASS (self)->read (self, &value, error) ||
      !rounds_field_validate (priv->field, &value, error))
    return FALSE;

  if (priv->field->flags & ROUNDS_FIELD_CUSTOM)
    rounds_custom_value_set (record, priv->field, &value);
  else
    rounds_entity_take_value (record, priv->field, &value);
  return TRUE;
}

/**
 * rounds_field_editor_set_note:
 * @text: (nullable): what there is to know of the value, as a kind of editor finds
 */
void
rounds_field_editor_set_note (RoundsFieldEditor *self,
                              const char        *text)
{
  RoundsFieldEditorPrivate *priv = PRIVATE (self);

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  gtk_widget_set_visible (priv->note_row, text != NULL);
  gtk_label_set_label (priv->note_label, text != NULL ? text : "");
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (priv->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * rounds_field_editor_set_problem:
 * @text: (nullable): what is wrong with the value, as a sentence; %NULL when nothing is
 */
void
rounds_field_editor_set_problem (RoundsFieldEditor *self,
                                 const char        *text)
{
  RoundsFieldEditorPrivate *priv = PRIVATE (self);

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  gtk_widget_set_visible (priv->problem_row, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (priv->problem_label), text != NULL);
  if (text != NULL)
    {
      gtk_label_set_label (priv->problem_label, text);
      gtk_widget_add_css_class (priv->row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (priv->row), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (priv->row), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE,
                                      priv->problem_label, NULL, -1);
    }
  else
    {
      gtk_widget_remove_css_class (priv->row, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (priv->row), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (priv->row), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

/**
 * rounds_field_editor_set_error:
 * @error: why the value was refused: what it says of this field, else all it says
 */
void
rounds_field_editor_set_error (RoundsFieldEditor *self,
                               const GError      *error)
{
  GPtrArray *problems = rounds_problem_get_fields (error);
  const char *text = error->message;

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->field, PRIVATE (self)->field->json_path) == 0)
        text = problem->detail;
    }

  rounds_field_editor_set_problem (self, text);
}

/**
 * rounds_field_editor_refuse:
 * @path: what a refusal names, after the path of the field: empty, or a place within, such as `[2].quantity`
 * @detail: what is wrong, as a sentence
 *
 * Says it where it belongs.
 */
void
rounds_field_editor_refuse (RoundsFieldEditor *self,
                            const char        *path,
                            const char        *detail)
{
  RoundsFieldEditorClass *klass;

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  klass = ROUNDS_FIELD_EDITOR_GET_CLASS (self);
  if (path[0] == '\0' || klass->refuse == NULL || !klass->refuse (self, path, detail))
    rounds_field_editor_set_problem (self, detail);
}

static void
on_scroll (gpointer user_data)
{
  g_autoptr(GtkWidget) row = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);

  if (viewport != NULL && gtk_widget_get_mapped (row))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);
}

/**
 * rounds_field_editor_grab_focus:
 *
 * Leads the person to the row, and shows what is wrong with it.
 */
void
rounds_field_editor_grab_focus (RoundsFieldEditor *self)
{
  RoundsFieldEditorPrivate *priv = PRIVATE (self);

  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  if (ROUNDS_FIELD_EDITOR_GET_CLASS (self)->focus != NULL)
    ROUNDS_FIELD_EDITOR_GET_CLASS (self)->focus (self);
  else
    gtk_widget_grab_focus (priv->row);

  /* A row that has just appeared has its place after the next layout. */
  if (gtk_widget_get_visible (priv->problem_row))
    g_timeout_add_once (50, on_scroll, g_object_ref (priv->problem_row));
}

/**
 * rounds_field_editor_changed:
 *
 * A kind of editor calls this when its row has changed; changes that come from showing a value are not a person's.
 */
void
rounds_field_editor_changed (RoundsFieldEditor *self)
{
  g_return_if_fail (ROUNDS_IS_FIELD_EDITOR (self));

  if (PRIVATE (self)->showing)
    return;

  rounds_field_editor_set_problem (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}
