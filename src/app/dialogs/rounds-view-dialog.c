/* rounds-view-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-view-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-visibility.h"

struct _RoundsViewDialog
{
  AdwAlertDialog parent_instance;

  /* Template widgets */
  GtkEditable *name_row;
  AdwComboRow *visibility_row;

  /* Owned references */
  GPtrArray *visibilities; /* in the order of the row */
};

G_DEFINE_FINAL_TYPE (RoundsViewDialog, rounds_view_dialog, ADW_TYPE_ALERT_DIALOG)

static void
on_name_changed (RoundsViewDialog *self)
{
  g_autofree char *name = rounds_view_dialog_dup_name (self);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "save", name[0] != '\0');
}

static void
rounds_view_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_VIEW_DIALOG);

  G_OBJECT_CLASS (rounds_view_dialog_parent_class)->dispose (object);
}

static void
rounds_view_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (ROUNDS_VIEW_DIALOG (object)->visibilities);

  G_OBJECT_CLASS (rounds_view_dialog_parent_class)->finalize (object);
}

static void
rounds_view_dialog_class_init (RoundsViewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_view_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rounds_view_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-view-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsViewDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsViewDialog, visibility_row);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed);
}

static void
rounds_view_dialog_init (RoundsViewDialog *self)
{
  self->visibilities = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_view_dialog_new:
 * @heading: translated
 * @name: what it is called now; empty for a new one
 * @visibility: who sees it now
 * @has_team: whether the person is in a team that could see it
 *
 * Returns: (transfer floating): a dialog
 */
RoundsViewDialog *
rounds_view_dialog_new (const char *heading,
                        const char *name,
                        const char *visibility,
                        gboolean    has_team)
{
  RoundsViewDialog *self = g_object_new (ROUNDS_TYPE_VIEW_DIALOG, "heading", heading, NULL);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (const RoundsChoice *choice = rounds_visibility_choices; choice->value != NULL; choice++)
    {
      if (g_str_equal (choice->value, "team") && !has_team && !g_str_equal (visibility, "team"))
        continue;
      if (g_str_equal (choice->value, visibility))
        selected = self->visibilities->len;
      g_ptr_array_add (self->visibilities, (gpointer) choice->value);
      gtk_string_list_append (labels, _(choice->label));
    }
  adw_combo_row_set_model (self->visibility_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->visibility_row, selected);
  gtk_editable_set_text (self->name_row, name);
  on_name_changed (self);

  return self;
}

/**
 * rounds_view_dialog_dup_name:
 *
 * Returns: (transfer full): what was typed, without blanks around it
 */
char *
rounds_view_dialog_dup_name (RoundsViewDialog *self)
{
  g_return_val_if_fail (ROUNDS_IS_VIEW_DIALOG (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
}

/**
 * rounds_view_dialog_get_visibility:
 *
 * Returns: (transfer none): one of `rounds_visibility_choices`
 */
const char *
rounds_view_dialog_get_visibility (RoundsViewDialog *self)
{
  guint selected;

  g_return_val_if_fail (ROUNDS_IS_VIEW_DIALOG (self), NULL);

  selected = adw_combo_row_get_selected (self->visibility_row);
  return g_ptr_array_index (self->visibilities, MIN (selected, self->visibilities->len - 1));
}
