/* rounds-columns-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-columns-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"

struct _RoundsColumnsDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkListBox *list;

  /* Borrowed references */
  const RoundsListKind *kind;
  GtkWidget *landing; /* nullable: the row whose place what is dragged would take */

  /* Owned references */
  GPtrArray *fields; /* all there are to choose from, in the order of the table */
};

enum
{
  CHANGED,
  RESET,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsColumnsDialog, rounds_columns_dialog, ADW_TYPE_DIALOG)

static const RoundsField *
field_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "rounds-field");
}

static GtkCheckButton *
check_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "rounds-check");
}

/* The row stands at another place; what it shows stays what it is. */
static void
move_row (RoundsColumnsDialog *self,
          GtkListBoxRow       *row,
          int                  index)
{
  g_object_ref (row);
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_list_box_insert (self->list, GTK_WIDGET (row), index);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  g_object_unref (row);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
move_focused (RoundsColumnsDialog *self,
              int                  by)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkListBoxRow *row = focus != NULL ? GTK_LIST_BOX_ROW (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW)) : NULL;
  int index = row != NULL ? gtk_list_box_row_get_index (row) + by : -1;

  if (index >= 0 && gtk_list_box_get_row_at_index (self->list, index) != NULL)
    move_row (self, row, index);

  return GDK_EVENT_STOP;
}

static gboolean
on_up (GtkWidget *widget,
       GVariant  *arguments,
       gpointer   user_data)
{
  return move_focused (user_data, -1);
}

static gboolean
on_down (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  return move_focused (user_data, 1);
}

/* A line stands where the row that is dragged would come to. */
static void
mark_landing (RoundsColumnsDialog *self,
              GtkListBoxRow       *dragged,
              GtkListBoxRow       *there)
{
  if (self->landing != NULL)
    {
      gtk_widget_remove_css_class (self->landing, "lands-before");
      gtk_widget_remove_css_class (self->landing, "lands-after");
    }

  self->landing = there != dragged ? GTK_WIDGET (there) : NULL;
  if (self->landing != NULL)
    gtk_widget_add_css_class (self->landing, dragged != NULL && gtk_list_box_row_get_index (dragged) < gtk_list_box_row_get_index (there)
                                               ? "lands-after" : "lands-before");
}

static GdkDragAction
on_motion (RoundsColumnsDialog *self,
           double               x,
           double               y,
           GtkDropTarget       *target)
{
  const GValue *value = gtk_drop_target_get_value (target);
  GtkListBoxRow *dragged = value != NULL ? g_value_get_object (value) : NULL;

  mark_landing (self, dragged, dragged != NULL ? gtk_list_box_get_row_at_y (self->list, y) : NULL);
  return GDK_ACTION_MOVE;
}

static void
on_leave (RoundsColumnsDialog *self)
{
  mark_landing (self, NULL, NULL);
}

static void
on_drag_begin (GtkListBoxRow *row)
{
  gtk_widget_add_css_class (GTK_WIDGET (row), "dragging");
}

static void
on_drag_end (GtkListBoxRow *row)
{
  gtk_widget_remove_css_class (GTK_WIDGET (row), "dragging");
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source,
                 double         x,
                 double         y,
                 GtkListBoxRow *row)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, picture, x, y);
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, row);
}

static gboolean
on_drop (RoundsColumnsDialog *self,
         const GValue        *value,
         double               x,
         double               y,
         GtkDropTarget       *target)
{
  GtkListBoxRow *row = g_value_get_object (value);
  GtkListBoxRow *there = gtk_list_box_get_row_at_y (self->list, y);

  mark_landing (self, NULL, NULL);
  if (row == NULL || there == NULL || row == there || gtk_widget_get_parent (GTK_WIDGET (row)) != GTK_WIDGET (self->list))
    return FALSE;

  move_row (self, row, gtk_list_box_row_get_index (there));
  return TRUE;
}

static void
on_toggled (RoundsColumnsDialog *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_row (RoundsColumnsDialog *self,
            const RoundsField   *field,
            gboolean             shown)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rounds_list_kind_get_label (self->kind, field));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rounds_looks_section_title (rounds_field_get_section (field)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  /* A list says at least what its records are called. */
  gtk_widget_set_sensitive (check, field != rounds_list_kind_get_title (self->kind));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (handle, "dimmed");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), handle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), "rounds-field", (gpointer) field);
  g_object_set_data (G_OBJECT (row), "rounds-check", check);

  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare), row, G_CONNECT_DEFAULT);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (on_drag_end), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));

  return row;
}

static void
reset_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[RESET], 0);
}

static void
rounds_columns_dialog_dispose (GObject *object)
{
  RoundsColumnsDialog *self = ROUNDS_COLUMNS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_COLUMNS_DIALOG);
  g_clear_pointer (&self->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_columns_dialog_parent_class)->dispose (object);
}

static void
rounds_columns_dialog_class_init (RoundsColumnsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_columns_dialog_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[RESET] = g_signal_new ("reset", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-columns-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsColumnsDialog, list);
  gtk_widget_class_install_action (widget_class, "columns.reset", NULL, reset_action);
}

static void
rounds_columns_dialog_init (RoundsColumnsDialog *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Up, GDK_ALT_MASK),
                                                          gtk_callback_action_new (on_up, self, NULL)));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, GDK_ALT_MASK),
                                                          gtk_callback_action_new (on_down, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), shortcuts);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

/**
 * rounds_columns_dialog_new:
 * @kind: whose list it is
 * @fields: (element-type RoundsField): all that can be shown
 * @shown: (element-type RoundsField): what is shown now, in order
 *
 * Returns: (transfer floating): a dialog
 */
RoundsColumnsDialog *
rounds_columns_dialog_new (const RoundsListKind *kind,
                           GPtrArray            *fields,
                           GPtrArray            *shown)
{
  RoundsColumnsDialog *self = g_object_new (ROUNDS_TYPE_COLUMNS_DIALOG, NULL);

  self->kind = kind;
  self->fields = g_ptr_array_ref (fields);
  rounds_columns_dialog_set_shown (self, shown);

  return self;
}

/**
 * rounds_columns_dialog_set_shown:
 * @shown: (element-type RoundsField): what is shown, in order; the others follow in the order of the table
 */
void
rounds_columns_dialog_set_shown (RoundsColumnsDialog *self,
                                 GPtrArray           *shown)
{
  g_return_if_fail (ROUNDS_IS_COLUMNS_DIALOG (self));

  self->landing = NULL;
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < shown->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (shown, i), TRUE));
  for (guint i = 0; i < self->fields->len; i++)
    if (!g_ptr_array_find (shown, g_ptr_array_index (self->fields, i), NULL))
      gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (self->fields, i), FALSE));
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

/**
 * rounds_columns_dialog_dup_shown:
 *
 * Returns: (transfer full) (element-type RoundsField): what the person wants, in order
 */
GPtrArray *
rounds_columns_dialog_dup_shown (RoundsColumnsDialog *self)
{
  GPtrArray *shown = g_ptr_array_new ();
  GtkListBoxRow *row;

  g_return_val_if_fail (ROUNDS_IS_COLUMNS_DIALOG (self), shown);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_check_button_get_active (check_of (row)))
      g_ptr_array_add (shown, (gpointer) field_of (row));

  return shown;
}
