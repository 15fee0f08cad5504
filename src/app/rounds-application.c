/* rounds-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-application.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "app/dialogs/rounds-shortcuts-dialog.h"
#include "app/rounds-commands.h"
#include "app/rounds-reminder-notifier.h"
#include "app/rounds-window.h"

#include "rounds-resources.h"

struct _RoundsApplication
{
  AdwApplication parent_instance;

  RoundsWorkspace *workspace;
  RoundsReminderNotifier *notifier;
  char *folder;
  char *url;
  int demo;
};

G_DEFINE_FINAL_TYPE (RoundsApplication, rounds_application, ADW_TYPE_APPLICATION)

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RoundsApplication) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!rounds_workspace_stop_finish (ROUNDS_WORKSPACE (source), result, &error))
    g_message ("The workspace did not stop well: %s", error->message);

  g_application_release (G_APPLICATION (self));
}

/* The last window has gone: what waits is written, the private server ends, and then the program. */
static void
rounds_application_window_removed (GtkApplication *application,
                                   GtkWindow      *window)
{
  RoundsApplication *self = ROUNDS_APPLICATION (application);

  GTK_APPLICATION_CLASS (rounds_application_parent_class)->window_removed (application, window);

  if (self->workspace == NULL || gtk_application_get_windows (application) != NULL)
    return;

  g_application_hold (G_APPLICATION (self));
  g_clear_object (&self->notifier);
  rounds_workspace_stop_async (self->workspace, on_stopped, g_object_ref (self));
  g_clear_object (&self->workspace);
}

static void
show_failure (RoundsApplication *self,
              const GError      *error)
{
  GtkWindow *window = g_object_new (ADW_TYPE_APPLICATION_WINDOW,
                                    "application", self,
                                    "default-width", 480,
                                    "default-height", 400,
                                    "title", _("Rounds"),
                                    NULL);
  GtkWidget *view = adw_toolbar_view_new ();
  g_autofree char *description = g_markup_escape_text (error->message, -1);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view),
                                g_object_new (ADW_TYPE_STATUS_PAGE,
                                              "icon-name", "dialog-error-symbolic",
                                              "title", _("The Workspace Cannot Be Opened"),
                                              "description", description,
                                              NULL));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  gtk_window_present (window);
}

static gboolean
start_workspace (gpointer user_data)
{
  RoundsApplication *self = user_data;

  if (self->workspace != NULL)
    rounds_workspace_start (self->workspace);

  return G_SOURCE_REMOVE;
}

/* The first frame is drawn from the cache; the server starts after it. */
static void
on_first_frame (GdkFrameClock *clock,
                gpointer       user_data)
{
  g_signal_handlers_disconnect_by_func (clock, on_first_frame, user_data);
  g_idle_add_full (G_PRIORITY_DEFAULT, start_workspace, g_object_ref (user_data), g_object_unref);
}

static void
open_workspace (RoundsApplication *self)
{
  g_autofree char *folder = g_strdup (self->folder);
  g_autoptr(GError) error = NULL;
  GtkWidget *window;
  GdkFrameClock *clock;

  if (folder == NULL)
    folder = g_build_filename (g_get_user_data_dir (), "rounds", NULL);

  self->workspace = rounds_workspace_new (folder, self->url, &error);
  if (self->workspace == NULL)
    {
      show_failure (self, error);
      return;
    }

  if (self->demo > 0)
    rounds_workspace_set_demo (self->workspace, self->demo);

  self->notifier = rounds_reminder_notifier_new (GTK_APPLICATION (self), self->workspace);
  window = rounds_window_new (GTK_APPLICATION (self), self->workspace);
  gtk_window_present (GTK_WINDOW (window));

  clock = gtk_native_get_surface (GTK_NATIVE (window)) != NULL
          ? gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))) : NULL;
  if (clock != NULL)
    g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_first_frame), self, G_CONNECT_DEFAULT);
  else
    start_workspace (self);
}

static void
rounds_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_workspace (ROUNDS_APPLICATION (application));
}

static gint
rounds_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  RoundsApplication *self = ROUNDS_APPLICATION (application);

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("rounds %s\n", VERSION);
      return EXIT_SUCCESS;
    }

  g_variant_dict_lookup (options, "workspace", "^ay", &self->folder);
  g_variant_dict_lookup (options, "url", "s", &self->url);
  g_variant_dict_lookup (options, "demo", "i", &self->demo);

  if (self->folder != NULL && !g_path_is_absolute (self->folder))
    {
      g_autofree char *relative = g_steal_pointer (&self->folder);
      self->folder = g_canonicalize_filename (relative, NULL);
    }

  /* Each workspace is a program of its own. */
  if (self->folder != NULL || self->url != NULL)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  return G_APPLICATION_CLASS (rounds_application_parent_class)->handle_local_options (application, options);
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  AdwDialog *dialog;

  dialog = g_object_new (ADW_TYPE_ABOUT_DIALOG,
                         "application-name", _("Rounds"),
                         "application-icon", APPLICATION_ID,
                         "version", VERSION,
                         "developer-name", _("The Rounds contributors"),
                         "comments", _("Customer relations for those who sell to hospitals and clinics"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your names, one a line, with your e-mail address when you like */
                         "translator-credits", _("translator-credits"),
                         NULL);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    adw_dialog_present (rounds_shortcuts_dialog_new (), GTK_WIDGET (window));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = on_quit },
  { .name = "about", .activate = on_about },
  { .name = "shortcuts", .activate = on_shortcuts },
};

static void
set_accels (GtkApplication *application)
{
  const RoundsCommand * const *commands = rounds_commands_get_all (NULL);

  for (guint i = 0; commands[i] != NULL; i++)
    if (commands[i]->action != NULL && commands[i]->accels[0] != NULL)
      gtk_application_set_accels_for_action (application, commands[i]->action, commands[i]->accels);
}

static void
rounds_application_startup (GApplication *application)
{
  g_resources_register (rounds_get_resource ());

  G_APPLICATION_CLASS (rounds_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  set_accels (GTK_APPLICATION (application));
}

static void
rounds_application_dispose (GObject *object)
{
  RoundsApplication *self = ROUNDS_APPLICATION (object);

  g_clear_object (&self->notifier);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->url, g_free);

  G_OBJECT_CLASS (rounds_application_parent_class)->dispose (object);
}

static void
rounds_application_class_init (RoundsApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->dispose = rounds_application_dispose;

  application_class->startup = rounds_application_startup;
  application_class->activate = rounds_application_activate;
  application_class->handle_local_options = rounds_application_handle_local_options;

  gtk_application_class->window_removed = rounds_application_window_removed;
}

static void
rounds_application_init (RoundsApplication *self)
{
  const GOptionEntry options[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, NULL, N_("Folder that holds the workspace"), N_("FOLDER") },
    { "url", 'u', 0, G_OPTION_ARG_STRING, NULL, N_("Address of a team's server"), N_("URL") },
    { "demo", 0, 0, G_OPTION_ARG_INT, NULL, N_("Fill a new private workspace with example data"), N_("SCALE") },
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * rounds_application_new:
 *
 * Returns: (transfer full): the program; its workspace is opened when it is activated
 */
RoundsApplication *
rounds_application_new (void)
{
  return g_object_new (ROUNDS_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", RESOURCE_PATH,
                       "flags", G_APPLICATION_DEFAULT_FLAGS,
                       NULL);
}

/**
 * rounds_application_get_workspace:
 *
 * Returns: (transfer none) (nullable): the workspace that is open
 */
RoundsWorkspace *
rounds_application_get_workspace (RoundsApplication *self)
{
  g_return_val_if_fail (ROUNDS_IS_APPLICATION (self), NULL);

  return self->workspace;
}
