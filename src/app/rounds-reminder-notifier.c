/* rounds-reminder-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-reminder-notifier.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/rounds-reminder-watch.h"
#include "app/rounds-window.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "model/rounds-reminder.h"
#include "model/rounds-time.h"
#include "store/rounds-repository.h"

/* As many as are known at a time, the first due first. */
#define REMINDERS_MAXIMUM 500
#define SUMMARY "reminders-overdue"
#define TEN_MINUTES 10
#define DAY_IN_MINUTES 1440

struct _RoundsReminderNotifier
{
  GObject parent_instance;

  /* Borrowed references */
  GtkApplication *application;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsReminderWatch *watch;
  RoundsLiveRead *reminders;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (RoundsReminderNotifier, rounds_reminder_notifier, G_TYPE_OBJECT)

static char *
dup_institution (RoundsDatabase *database,
                 RoundsEntity   *reminder)
{
  const char *id = rounds_entity_get_text (reminder, "institution-id");
  g_autoptr(RoundsEntity) institution = id != NULL
                                        ? rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_INSTITUTION), id, NULL) : NULL;

  return institution != NULL ? g_strdup (rounds_entity_get_text (institution, "name")) : NULL;
}

/* The open reminders of the person. */
static gpointer
read_reminders (RoundsDatabase  *database,
                RoundsChanges   *changes,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_REMINDER);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) own = rounds_filter_new_text (rounds_entity_info_find (info, "user-id"), ROUNDS_FILTER_EQUAL, user_data);
  g_autoptr(RoundsFilter) is_open = rounds_filter_new_integer (rounds_entity_info_find (info, "is-completed"), ROUNDS_FILTER_EQUAL, 0);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_and (own, is_open);
  g_autoptr(GPtrArray) found = NULL;
  GPtrArray *reminders;

  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "reminder-date"), FALSE);
  rounds_query_set_range (query, 0, REMINDERS_MAXIMUM);
  found = rounds_repository_list (database, query, error);
  if (found == NULL)
    return NULL;

  reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_due_reminder_free);
  for (guint i = 0; i < found->len; i++)
    {
      RoundsEntity *reminder = g_ptr_array_index (found, i);
      g_autofree char *institution = dup_institution (database, reminder);

      g_ptr_array_add (reminders, rounds_due_reminder_new (rounds_entity_get_id (reminder), rounds_entity_get_text (reminder, "title"),
                                                           institution, rounds_entity_get_integer (reminder, "reminder-date")));
    }

  return reminders;
}

static char *
create_tag (const char *id)
{
  return g_strconcat ("reminder-", id, NULL);
}

static gboolean
is_wanted (RoundsReminderNotifier *self)
{
  return g_settings_get_boolean (self->settings, "notify-reminders");
}

static char *
describe (const RoundsDueReminder *reminder)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *when = rounds_instant_format (reminder->when, zone);

  return reminder->institution != NULL ? g_strjoin (" · ", reminder->institution, when, NULL) : g_steal_pointer (&when);
}

static void
on_due (RoundsReminderNotifier *self,
        RoundsDueReminder      *reminder,
        RoundsReminderWatch    *watch)
{
  g_autoptr(GNotification) notification = g_notification_new (reminder->title);
  g_autofree char *tag = create_tag (reminder->id);
  g_autofree char *body = describe (reminder);

  if (!is_wanted (self))
    return;

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target (notification, "app.open-reminder", "s", reminder->id);
  g_notification_add_button_with_target (notification, C_("reminder", "Done"), "app.complete-reminder", "s", reminder->id);
  g_notification_add_button_with_target (notification, _("In 10 Minutes"), "app.snooze-reminder", "(si)", reminder->id, TEN_MINUTES);
  g_notification_add_button_with_target (notification, _("Tomorrow"), "app.snooze-reminder", "(si)", reminder->id, DAY_IN_MINUTES);
  g_application_send_notification (G_APPLICATION (self->application), tag, notification);
}

static void
on_overdue (RoundsReminderNotifier *self,
            guint                   n_overdue,
            RoundsReminderWatch    *watch)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u reminder is overdue", "%u reminders are overdue", n_overdue), n_overdue);
  g_autoptr(GNotification) notification = g_notification_new (title);

  if (!is_wanted (self))
    return;

  g_notification_set_default_action (notification, "app.show-today");
  g_application_send_notification (G_APPLICATION (self->application), SUMMARY, notification);
}

static void
on_gone (RoundsReminderNotifier *self,
         const char             *id,
         RoundsReminderWatch    *watch)
{
  g_autofree char *tag = create_tag (id);

  g_application_withdraw_notification (G_APPLICATION (self->application), tag);
}

static gpointer
take_reminder (gconstpointer source,
               gpointer      user_data)
{
  const RoundsDueReminder *reminder = source;

  return rounds_due_reminder_new (reminder->id, reminder->title, reminder->institution, reminder->when);
}

static void
on_reminders (RoundsReminderNotifier *self,
              GPtrArray              *reminders,
              RoundsLiveRead         *read)
{
  GPtrArray *copies = g_ptr_array_copy (reminders, take_reminder, NULL);

  g_ptr_array_set_free_func (copies, (GDestroyNotify) rounds_due_reminder_free);
  rounds_reminder_watch_set_reminders (self->watch, copies);
}

/* Whose reminders they are: asked as soon as that is known. */
static void
on_user_changed (RoundsReminderNotifier *self)
{
  RoundsEntity *user = rounds_workspace_get_user (self->workspace);

  if (user == NULL)
    return;
  rounds_live_read_set_argument (self->reminders, rounds_entity_get_id (user));
  rounds_live_read_ask (self->reminders);
}

static RoundsWindow *
find_window (RoundsReminderNotifier *self)
{
  for (GList *windows = gtk_application_get_windows (self->application); windows != NULL; windows = windows->next)
    if (ROUNDS_IS_WINDOW (windows->data))
      return windows->data;

  return NULL;
}

static void
run (RoundsReminderNotifier *self,
     const char             *operation,
     const char             *id,
     int                     minutes,
     const char             *done)
{
  RoundsWindow *window = find_window (self);
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *tag = create_tag (id);

  g_application_withdraw_notification (G_APPLICATION (self->application), tag);
  if (window == NULL)
    return;
  json_object_set_string_member (arguments, "id", id);
  if (minutes > 0)
    json_object_set_int_member (arguments, "minutes", minutes);
  rounds_window_run (window, operation, arguments, done);
}

static void
complete_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  run (user_data, "reminder.complete", g_variant_get_string (parameter, NULL), 0, _("Reminder done"));
}

static void
snooze_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const char *id;
  int minutes;

  g_variant_get (parameter, "(&si)", &id, &minutes);
  run (user_data, "reminder.snooze", id, minutes, _("Reminder put off"));
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  RoundsWindow *window = find_window (user_data);

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  rounds_window_open_record (window, "reminder", g_variant_get_string (parameter, NULL));
}

static void
show_today_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  RoundsWindow *window = find_window (user_data);

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  rounds_window_show_page (window, "today");
}

static void
rounds_reminder_notifier_dispose (GObject *object)
{
  RoundsReminderNotifier *self = ROUNDS_REMINDER_NOTIFIER (object);

  g_clear_object (&self->reminders);
  g_clear_object (&self->watch);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_reminder_notifier_parent_class)->dispose (object);
}

static void
rounds_reminder_notifier_class_init (RoundsReminderNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_reminder_notifier_dispose;
}

static void
rounds_reminder_notifier_init (RoundsReminderNotifier *self)
{
  self->watch = rounds_reminder_watch_new (g_get_real_time);
  self->settings = g_settings_new (APPLICATION_ID);
  g_signal_connect_object (self->watch, "due", G_CALLBACK (on_due), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "overdue", G_CALLBACK (on_overdue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "gone", G_CALLBACK (on_gone), self, G_CONNECT_SWAPPED);
}

/**
 * rounds_reminder_notifier_new:
 * @application: (transfer none): through which it tells; it gets the actions of the notifications, and must outlive the notifier
 * @workspace: where the reminders are
 *
 * Returns: (transfer full): a notifier, which begins as soon as somebody has signed in
 */
RoundsReminderNotifier *
rounds_reminder_notifier_new (GtkApplication  *application,
                              RoundsWorkspace *workspace)
{
  static const char * const kinds[] = { "reminder", "institution", NULL };
  const GActionEntry actions[] = {
    { .name = "complete-reminder", .activate = complete_action, .parameter_type = "s" },
    { .name = "snooze-reminder", .activate = snooze_action, .parameter_type = "(si)" },
    { .name = "open-reminder", .activate = open_action, .parameter_type = "s" },
    { .name = "show-today", .activate = show_today_action },
  };
  RoundsReminderNotifier *self = g_object_new (ROUNDS_TYPE_REMINDER_NOTIFIER, NULL);
  g_autoptr(GAction) wanted = g_settings_create_action (self->settings, "notify-reminders");

  self->application = application;
  self->workspace = g_object_ref (workspace);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (application), wanted);

  self->reminders = rounds_live_read_new (rounds_workspace_get_store (workspace), kinds, read_reminders,
                                          (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->reminders, "answered", G_CALLBACK (on_reminders), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::user", G_CALLBACK (on_user_changed), self, G_CONNECT_SWAPPED);
  on_user_changed (self);

  return self;
}
