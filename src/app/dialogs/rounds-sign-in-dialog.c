/* rounds-sign-in-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-sign-in-dialog.h"

#include "app/rounds-focus.h"

struct _RoundsSignInDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  AdwEntryRow *email_row;
  AdwPasswordEntryRow *password_row;
  GtkLabel *problem_label;
  GtkStack *button_stack;
  GtkWidget *rows;

  /* Owned references */
  RoundsWorkspace *workspace;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RoundsSignInDialog, rounds_sign_in_dialog, ADW_TYPE_DIALOG)

static void
update_state (RoundsSignInDialog *self)
{
  gboolean busy = self->cancellable != NULL;
  gboolean complete = gtk_editable_get_text (GTK_EDITABLE (self->email_row))[0] != '\0' &&
                      gtk_editable_get_text (GTK_EDITABLE (self->password_row))[0] != '\0';

  gtk_widget_set_sensitive (self->rows, !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign-in.go", complete && !busy);
  gtk_stack_set_visible_child_name (self->button_stack, busy ? "busy" : "label");
}

static void
on_changed (RoundsSignInDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  update_state (self);
}

static void
on_signed_in (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(RoundsSignInDialog) self = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->cancellable);
  if (rounds_workspace_sign_in_finish (ROUNDS_WORKSPACE (source), result, &error))
    {
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  update_state (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_label_set_label (self->problem_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
sign_in_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsSignInDialog *self = ROUNDS_SIGN_IN_DIALOG (widget);

  self->cancellable = g_cancellable_new ();
  rounds_focus_release (self->rows);
  update_state (self);
  rounds_workspace_sign_in_async (self->workspace, gtk_editable_get_text (GTK_EDITABLE (self->email_row)),
                                  gtk_editable_get_text (GTK_EDITABLE (self->password_row)), self->cancellable,
                                  on_signed_in, g_object_ref (self));
}

static void
rounds_sign_in_dialog_closed (AdwDialog *dialog)
{
  RoundsSignInDialog *self = ROUNDS_SIGN_IN_DIALOG (dialog);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
rounds_sign_in_dialog_dispose (GObject *object)
{
  RoundsSignInDialog *self = ROUNDS_SIGN_IN_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_SIGN_IN_DIALOG);
  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (rounds_sign_in_dialog_parent_class)->dispose (object);
}

static void
rounds_sign_in_dialog_class_init (RoundsSignInDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_sign_in_dialog_dispose;

  ADW_DIALOG_CLASS (klass)->closed = rounds_sign_in_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-sign-in-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsSignInDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsSignInDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsSignInDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsSignInDialog, button_stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsSignInDialog, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);

  gtk_widget_class_install_action (widget_class, "sign-in.go", NULL, sign_in_action);
}

static void
rounds_sign_in_dialog_init (RoundsSignInDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_state (self);
}

/**
 * rounds_sign_in_dialog_new:
 * @workspace: a team's
 *
 * Returns: (transfer floating): a dialog to present
 */
RoundsSignInDialog *
rounds_sign_in_dialog_new (RoundsWorkspace *workspace)
{
  RoundsSignInDialog *self = g_object_new (ROUNDS_TYPE_SIGN_IN_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  return self;
}
