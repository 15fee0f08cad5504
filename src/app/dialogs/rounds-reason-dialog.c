/* rounds-reason-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-reason-dialog.h"

#include <glib/gi18n-lib.h>

struct _RoundsReasonDialog
{
  AdwAlertDialog parent_instance;

  /* Template widgets */
  AdwComboRow *reason_row;
  AdwEntryRow *other_row;

  guint n_reasons;
};

G_DEFINE_FINAL_TYPE (RoundsReasonDialog, rounds_reason_dialog, ADW_TYPE_ALERT_DIALOG)

static const char * const lost_reasons[] = {
  N_("Price"), N_("Competitor"), N_("No budget"), N_("Project postponed"), N_("Does not meet the need"),
  N_("No answer"), NULL,
};

static const char * const won_reasons[] = {
  N_("Price"), N_("Product"), N_("Service"), N_("Relationship"), N_("Existing customer"), NULL,
};

static gboolean
is_other (RoundsReasonDialog *self)
{
  return adw_combo_row_get_selected (self->reason_row) == self->n_reasons;
}

static char *
dup_reason (RoundsReasonDialog *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->reason_row);

  if (is_other (self))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other_row))));
  return g_strdup (item != NULL ? gtk_string_object_get_string (item) : "");
}

/* "Other" says nothing without a text. */
static void
update_state (RoundsReasonDialog *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_set_visible (GTK_WIDGET (self->other_row), is_other (self));
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "confirm", reason[0] != '\0');
}

static void
on_reason_selected (RoundsReasonDialog *self)
{
  update_state (self);
  if (is_other (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->other_row));
}

static void
on_other_changed (RoundsReasonDialog *self)
{
  update_state (self);
}

static void
on_other_activated (RoundsReasonDialog *self)
{
  if (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (self), "confirm"))
    gtk_widget_activate_default (GTK_WIDGET (self->other_row));
}

static void
rounds_reason_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_REASON_DIALOG);

  G_OBJECT_CLASS (rounds_reason_dialog_parent_class)->dispose (object);
}

static void
rounds_reason_dialog_class_init (RoundsReasonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_reason_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-reason-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsReasonDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsReasonDialog, other_row);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_other_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_other_activated);
}

static void
rounds_reason_dialog_init (RoundsReasonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
on_response (AdwAlertDialog *dialog,
             const char     *response,
             gpointer        user_data)
{
  g_autoptr(GTask) task = user_data;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_task_return_pointer (task, g_str_equal (response, "confirm") ? dup_reason (ROUNDS_REASON_DIALOG (dialog)) : NULL,
                         g_free);
}

/* Whoever asked no longer wants to know. */
static void
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  adw_dialog_force_close (ADW_DIALOG (user_data));
}

/**
 * rounds_reason_dialog_ask_async:
 * @parent: what the dialog stands over
 * @lost: whether the deal was lost; won otherwise
 * @cancellable: (nullable): closes the dialog
 * @callback: called when there is an answer
 *
 * Asks why a deal was closed.
 */
void
rounds_reason_dialog_ask_async (GtkWidget           *parent,
                                gboolean             lost,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  RoundsReasonDialog *self;
  const char * const *reasons = lost ? lost_reasons : won_reasons;
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  self = g_object_new (ROUNDS_TYPE_REASON_DIALOG, NULL);
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (self), lost ? _("Why Was It Lost?") : _("Why Was It Won?"));
  for (self->n_reasons = 0; reasons[self->n_reasons] != NULL; self->n_reasons++)
    gtk_string_list_append (list, _(reasons[self->n_reasons]));
  gtk_string_list_append (list, _("Other"));
  adw_combo_row_set_model (self->reason_row, G_LIST_MODEL (list));
  update_state (self);

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, rounds_reason_dialog_ask_async);
  g_signal_connect (self, "response", G_CALLBACK (on_response), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled), self, G_CONNECT_DEFAULT);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/**
 * rounds_reason_dialog_ask_finish:
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the reason; %NULL without an error when the person took the question back
 */
char *
rounds_reason_dialog_ask_finish (GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
