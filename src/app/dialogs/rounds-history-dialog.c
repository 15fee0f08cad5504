/* rounds-history-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-history-dialog.h"

#include <glib/gi18n-lib.h>

struct _RoundsHistoryDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkListBox *list;
  AdwToastOverlay *toast_overlay;

  /* Owned references */
  RoundsHistory *history;
};

G_DEFINE_FINAL_TYPE (RoundsHistoryDialog, rounds_history_dialog, ADW_TYPE_DIALOG)

static char *
format_time (gint64 at)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);

  /* Translators: hours and minutes, see g_date_time_format() */
  return g_date_time_format (local, _("%H:%M"));
}

static void
update_row (AdwActionRow      *row,
            GParamSpec        *pspec,
            RoundsHistoryStep *step)
{
  const gboolean undone = rounds_history_step_get_undone (step);
  GtkWidget *image = g_object_get_data (G_OBJECT (row), "image");
  g_autofree char *time = format_time (rounds_history_step_get_time (step));
  g_autofree char *subtitle = NULL;

  /* Translators: %s is when it was done */
  subtitle = undone ? g_strdup_printf (_("%s, undone"), time) : g_steal_pointer (&time);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rounds_history_step_get_name (step));
  adw_action_row_set_subtitle (row, subtitle);
  gtk_image_set_from_icon_name (GTK_IMAGE (image), undone ? "edit-redo-symbolic" : "edit-undo-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), undone ? _("Do all up to this again") : _("Undo this and all that came after it"));
  if (undone)
    gtk_widget_add_css_class (GTK_WIDGET (row), "dimmed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "dimmed");
}

static void
on_step_changed (AdwActionRow      *row,
                 GParamSpec        *pspec,
                 RoundsHistoryStep *step)
{
  update_row (row, pspec, step);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  g_object_set_data (G_OBJECT (row), "image", image);
  g_signal_connect_object (item, "notify", G_CALLBACK (on_step_changed), row, G_CONNECT_SWAPPED);
  update_row (ADW_ACTION_ROW (row), NULL, item);

  return row;
}

static void
on_row_activated (RoundsHistoryDialog *self,
                  GtkListBoxRow       *row,
                  GtkListBox          *list)
{
  g_autoptr(RoundsHistoryStep) step = g_list_model_get_item (G_LIST_MODEL (self->history),
                                                             (guint) gtk_list_box_row_get_index (row));

  if (step != NULL)
    rounds_history_go_past (self->history, step);
}

static void
on_items_changed (RoundsHistoryDialog *self)
{
  const gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->history)) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "steps" : "nothing");
}

static void
on_stepped (RoundsHistoryDialog *self,
            RoundsHistoryStep   *step,
            RoundsHistory       *history)
{
  g_autofree char *text = NULL;

  /* Translators: %s is what was done, such as “IRM 3T” deleted */
  text = g_strdup_printf (rounds_history_step_get_undone (step) ? _("Undone: %s") : _("Done again: %s"),
                          rounds_history_step_get_name (step));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_failed (RoundsHistoryDialog *self,
           const GError        *error,
           RoundsHistory       *history)
{
  AdwToast *toast = adw_toast_new (error->message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

static void
rounds_history_dialog_dispose (GObject *object)
{
  RoundsHistoryDialog *self = ROUNDS_HISTORY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_HISTORY_DIALOG);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (rounds_history_dialog_parent_class)->dispose (object);
}

static void
rounds_history_dialog_class_init (RoundsHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_history_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsHistoryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsHistoryDialog, toast_overlay);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
rounds_history_dialog_init (RoundsHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_history_dialog_new:
 * @history: what it shows
 *
 * Returns: (transfer floating): a dialog to present
 */
AdwDialog *
rounds_history_dialog_new (RoundsHistory *history)
{
  RoundsHistoryDialog *self = g_object_new (ROUNDS_TYPE_HISTORY_DIALOG, NULL);

  self->history = g_object_ref (history);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (history), create_row, NULL, NULL);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "stepped", G_CALLBACK (on_stepped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  on_items_changed (self);

  return ADW_DIALOG (self);
}
