/* rounds-window-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-find-dialog.h"
#include "app/dialogs/rounds-import-dialog.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/dialogs/rounds-sign-in-dialog.h"
#include "sync/rounds-history.h"

#define BUTTON_SECONDS 10

typedef struct
{
  RoundsWindow *window;
  char *done;
} Running;

static void
running_free (Running *running)
{
  g_object_unref (running->window);
  g_free (running->done);
  g_free (running);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Running, running_free)

static void
show_page_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  _rounds_window_choose_page (ROUNDS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_record_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  rounds_window_open_record (ROUNDS_WINDOW (widget), kind, id);
}

/* Searching and adding mean what the visible page makes of them; from a page that has no search, the way leads back to one. */
static void
page_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (gtk_stack_get_visible_child (self->stack));
  const char *page_action = g_str_equal (action_name, "win.search") ? "page.search" : "page.new";
  g_autoptr(GListModel) pages = adw_navigation_view_get_navigation_stack (view);
  g_autoptr(AdwNavigationPage) root = g_list_model_get_item (pages, 0);

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  if (gtk_widget_activate_action (GTK_WIDGET (adw_navigation_view_get_visible_page (view)), page_action, NULL))
    return;

  adw_navigation_view_pop_to_page (view, root);
  gtk_widget_activate_action (GTK_WIDGET (root), page_action, NULL);
}

/* The line of the Today page, from wherever the person is. */
static void
quick_capture_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);
  AdwNavigationView *view;
  g_autoptr(GListModel) pages = NULL;
  g_autoptr(AdwNavigationPage) root = NULL;

  rounds_window_show_page (self, "today");
  view = ADW_NAVIGATION_VIEW (gtk_stack_get_visible_child (self->stack));
  pages = adw_navigation_view_get_navigation_stack (view);
  root = g_list_model_get_item (pages, 0);
  adw_navigation_view_pop_to_page (view, root);
  gtk_widget_activate_action (GTK_WIDGET (root), "page.capture", NULL);
}

static void
new_window_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  rounds_window_open_in_new (ROUNDS_WINDOW (widget), NULL, NULL);
}

static void
open_in_new_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  rounds_window_open_in_new (ROUNDS_WINDOW (widget), kind, id);
}

static void
create_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  rounds_record_editor_create (widget, ROUNDS_WINDOW (widget)->workspace, g_variant_get_string (parameter, NULL), NULL, NULL);
}

static void
create_for_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  const char *kind, *institution_id;

  g_variant_get (parameter, "(&s&s)", &kind, &institution_id);
  rounds_record_editor_create (widget, ROUNDS_WINDOW (widget)->workspace, kind, "institution-id", institution_id);
}

static void
restore_editor_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  rounds_record_editor_restore (widget, ROUNDS_WINDOW (widget)->workspace, g_variant_get_string (parameter, NULL));
}

/* What follows from a record: a quote from a deal. */
static void
create_from_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *source_kind, *source_id;

  g_variant_get (parameter, "(&s&s&s)", &kind, &source_kind, &source_id);
  rounds_record_editor_create_from (widget, ROUNDS_WINDOW (widget)->workspace, kind, source_kind, source_id);
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)) == NULL)
    adw_dialog_present (rounds_find_dialog_new (ROUNDS_WINDOW (widget)->workspace), widget);
}

static void
import_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);

  adw_dialog_present (ADW_DIALOG (rounds_import_dialog_new (self->workspace)), widget);
}

static void
sign_in_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);

  if (self->sign_in_dialog != NULL)
    return;

  g_set_weak_pointer (&self->sign_in_dialog, ADW_DIALOG (rounds_sign_in_dialog_new (self->workspace)));
  adw_dialog_present (self->sign_in_dialog, widget);
}

static void
on_ran (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(Running) running = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autofree char *undo_id = NULL;

  answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  if (answer == NULL)
    rounds_window_toast (running->window, error->message);
  else if (running->done != NULL)
    rounds_window_toast_undo (running->window, running->done, undo_id);
}

void
_rounds_window_class_actions_init (RoundsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.open-record", "(ss)", open_record_action);
  gtk_widget_class_install_action (widget_class, "win.open-in-new-window", "(ss)", open_in_new_action);
  gtk_widget_class_install_action (widget_class, "win.new-window", NULL, new_window_action);
  gtk_widget_class_install_action (widget_class, "win.create", "s", create_action);
  gtk_widget_class_install_action (widget_class, "win.create-for", "(ss)", create_for_action);
  gtk_widget_class_install_action (widget_class, "win.create-from", "(sss)", create_from_action);
  gtk_widget_class_install_action (widget_class, "win.restore-editor", "s", restore_editor_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "win.quick-capture", NULL, quick_capture_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_action);
}

/**
 * rounds_window_offers:
 * @action: a detailed action name of the table of commands
 *
 * Returns: whether it makes sense now
 */
gboolean
rounds_window_offers (RoundsWindow *self,
                      const char   *action)
{
  RoundsHistory *history;

  g_return_val_if_fail (ROUNDS_IS_WINDOW (self), FALSE);

  history = rounds_workspace_get_history (self->workspace);
  if (g_str_equal (action, "win.undo"))
    return rounds_history_can_undo (history);
  if (g_str_equal (action, "win.redo"))
    return rounds_history_can_redo (history);
  if (g_str_equal (action, "win.back"))
    return self->place > 0;
  if (g_str_equal (action, "win.forward"))
    return self->place + 1 < self->places->len;
  if (g_str_equal (action, "win.sign-in"))
    return rounds_workspace_get_state (self->workspace) == ROUNDS_SYNC_SIGNED_OUT;

  return TRUE;
}

/**
 * rounds_window_tell:
 * @action: a detailed action name of the table of commands
 *
 * Does it.
 */
void
rounds_window_tell (RoundsWindow *self,
                    const char   *action)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  g_return_if_fail (ROUNDS_IS_WINDOW (self));

  if (g_action_parse_detailed_name (action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

/**
 * rounds_window_toast:
 * @text: what happened, or why it did not
 */
void
rounds_window_toast (RoundsWindow *self,
                     const char   *text)
{
  AdwToast *toast;

  g_return_if_fail (ROUNDS_IS_WINDOW (self));

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * rounds_window_toast_button:
 * @text: what happened
 * @label: of the button, with its mnemonic
 *
 * Says it, with a button for what can be done about it. It stays a little longer than others: no history has it.
 *
 * Returns: (transfer none): what tells by `button-clicked`
 */
AdwToast *
rounds_window_toast_button (RoundsWindow *self,
                            const char   *text,
                            const char   *label)
{
  AdwToast *toast;

  g_return_val_if_fail (ROUNDS_IS_WINDOW (self), NULL);

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_timeout (toast, BUTTON_SECONDS);
  /* It is about what has just been done. */
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);

  return toast;
}

/**
 * rounds_window_toast_undo:
 * @text: what happened, with the record's name
 * @undo_id: (nullable): what rounds_workspace_run_finish() gave; %NULL when it cannot be undone
 *
 * Says it, with a button that undoes it. The history calls the step so, too.
 */
void
rounds_window_toast_undo (RoundsWindow *self,
                          const char   *text,
                          const char   *undo_id)
{
  AdwToast *toast;

  g_return_if_fail (ROUNDS_IS_WINDOW (self));

  if (undo_id == NULL)
    {
      rounds_window_toast (self, text);
      return;
    }

  rounds_history_name (rounds_workspace_get_history (self->workspace), undo_id, text);

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-change");
  adw_toast_set_action_target_value (toast, g_variant_new_string (undo_id));
  /* What was done before can still be undone by key: the newest step is the one to be read. */
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * rounds_window_toast_action:
 * @text: what happened
 * @label: of its button, with a mnemonic
 * @action: what the button does, such as `win.restore-editor`
 * @target: (nullable): what it is given; taken when it is floating
 *
 * Says it, with a button that leads on.
 */
void
rounds_window_toast_action (RoundsWindow *self,
                            const char   *text,
                            const char   *label,
                            const char   *action,
                            GVariant     *target)
{
  AdwToast *toast;

  g_return_if_fail (ROUNDS_IS_WINDOW (self));

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  /* Long enough to see what was lost by a slip of the hand. */
  adw_toast_set_timeout (toast, 10);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
}

/**
 * rounds_window_run:
 * @operation: such as `record.delete`
 * @arguments: (transfer none): what it is given
 * @done: (nullable): what the toast says when it is done
 *
 * Runs an operation and says what came of it, with an Undo button.
 */
void
rounds_window_run (RoundsWindow *self,
                   const char   *operation,
                   JsonObject   *arguments,
                   const char   *done)
{
  Running *running;

  g_return_if_fail (ROUNDS_IS_WINDOW (self));

  running = g_new0 (Running, 1);
  running->window = g_object_ref (self);
  running->done = g_strdup (done);
  rounds_workspace_run_async (self->workspace, operation, arguments, NULL, on_ran, running);
}
