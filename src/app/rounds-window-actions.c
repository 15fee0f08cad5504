/* rounds-window-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-window-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-import-dialog.h"
#include "app/dialogs/rounds-sign-in-dialog.h"

#define MAX_UNDO_IDS 100

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
undo_update_enabled (RoundsWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", !g_queue_is_empty (&self->undo_ids));
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RoundsWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!rounds_workspace_undo_finish (ROUNDS_WORKSPACE (source), result, &error))
    rounds_window_toast (self, error->message);
}

static void
undo (RoundsWindow *self,
      const char   *undo_id)
{
  GList *link = g_queue_find_custom (&self->undo_ids, undo_id, (GCompareFunc) g_strcmp0);
  g_autofree char *id = NULL;

  /* It may have been undone by the keyboard while its toast still stood. */
  if (link == NULL)
    return;

  id = link->data;
  g_queue_delete_link (&self->undo_ids, link);
  undo_update_enabled (self);
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  rounds_workspace_undo_async (self->workspace, id, NULL, on_undone, g_object_ref (self));
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsWindow *self = ROUNDS_WINDOW (widget);
  const char *newest = g_queue_peek_head (&self->undo_ids);

  if (newest != NULL)
    undo (self, newest);
}

static void
undo_change_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  undo (ROUNDS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_page_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  rounds_window_show_page (ROUNDS_WINDOW (widget), g_variant_get_string (parameter, NULL));
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

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-change", "s", undo_change_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.open-record", "(ss)", open_record_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_action);
}

void
_rounds_window_actions_init (RoundsWindow *self)
{
  g_queue_init (&self->undo_ids);
  undo_update_enabled (self);
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
 * rounds_window_toast_undo:
 * @text: what happened, with the record's name
 * @undo_id: (nullable): what rounds_workspace_run_finish() gave; %NULL when it cannot be undone
 *
 * Says it, with a button that undoes it; from now on it is also what Ctrl+Z undoes.
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

  g_queue_push_head (&self->undo_ids, g_strdup (undo_id));
  if (g_queue_get_length (&self->undo_ids) > MAX_UNDO_IDS)
    g_free (g_queue_pop_tail (&self->undo_ids));
  undo_update_enabled (self);

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
