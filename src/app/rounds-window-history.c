/* rounds-window-history.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-history-dialog.h"
#include "sync/rounds-history.h"

/* Only the window where the person is says what came of it. */
static gboolean
is_asked (RoundsWindow *self)
{
  return gtk_application_get_active_window (gtk_window_get_application (GTK_WINDOW (self))) == GTK_WINDOW (self);
}

/* What a text that has the focus can undo itself is meant before anything else. */
static gboolean
text_takes (RoundsWindow *self,
            const char   *text_action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus)) && gtk_widget_activate_action (focus, text_action, NULL);
}

static gboolean
has_dialog (RoundsWindow *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL;
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);

  if (!text_takes (self, "text.undo") && !has_dialog (self))
    rounds_history_undo (rounds_workspace_get_history (self->workspace));
}

static void
redo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);

  if (!text_takes (self, "text.redo") && !has_dialog (self))
    rounds_history_redo (rounds_workspace_get_history (self->workspace));
}

static void
undo_change_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  rounds_history_undo_change (rounds_workspace_get_history (ROUNDS_WINDOW (widget)->workspace),
                              g_variant_get_string (parameter, NULL));
}

static void
history_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);

  if (!has_dialog (self))
    adw_dialog_present (rounds_history_dialog_new (rounds_workspace_get_history (self->workspace)), widget);
}

static void
on_stepped (RoundsWindow      *self,
            RoundsHistoryStep *step,
            RoundsHistory     *history)
{
  g_autofree char *text = NULL;

  adw_toast_overlay_dismiss_all (self->toast_overlay);
  if (!is_asked (self) || has_dialog (self))
    return;

  /* Translators: %s is what was done, such as “IRM 3T” deleted */
  text = g_strdup_printf (rounds_history_step_get_undone (step) ? _("Undone: %s") : _("Done again: %s"),
                          rounds_history_step_get_name (step));
  rounds_window_toast (self, text);
}

static void
on_failed (RoundsWindow  *self,
           const GError  *error,
           RoundsHistory *history)
{
  if (is_asked (self))
    rounds_window_toast (self, error->message);
}

static void
update_enabled (RoundsWindow  *self)
{
  RoundsHistory *history = rounds_workspace_get_history (self->workspace);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", rounds_history_can_undo (history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", rounds_history_can_redo (history));
}

void
_rounds_window_class_history_init (RoundsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-change", "s", undo_change_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_action);
}

/* Needs the workspace. */
void
_rounds_window_history_init (RoundsWindow *self)
{
  RoundsHistory *history = rounds_workspace_get_history (self->workspace);

  g_signal_connect_object (history, "notify", G_CALLBACK (update_enabled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "stepped", G_CALLBACK (on_stepped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  update_enabled (self);
}
