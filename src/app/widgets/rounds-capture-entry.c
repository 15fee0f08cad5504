/* rounds-capture-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-capture-entry.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-quick-record.h"
#include "insight/rounds-mention.h"
#include "model/rounds-time.h"
#include "rules/rounds-quick-capture.h"

/* What the person made of the time that was understood. */
typedef enum
{
  TIME_UNDERSTOOD,
  TIME_REMOVED,
  TIME_CHOSEN,
} TimeChoice;

struct _RoundsCaptureEntry
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkEntry *entry;
  GtkWidget *chips;
  GtkMenuButton *kind_chip;
  GtkMenuButton *time_chip;
  GtkMenuButton *who_chip;
  GtkPopover *time_popover;
  GtkCalendar *calendar;
  GtkEntry *hour_entry;
  GtkWidget *remove_time_button;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsQuickCapture *capture; /* nullable: nothing is typed */
  GPtrArray *mentions;         /* RoundsMention */
  GCancellable *search;
  char *who;                   /* what @mentions were looked for with */
  GSimpleActionGroup *actions;

  int kind;        /* chosen by hand; -1 as understood */
  int mention;     /* index of who is meant, -1 nobody */
  TimeChoice time;
  gint64 when;
  gboolean setting_time;
  gboolean running;
};

G_DEFINE_FINAL_TYPE (RoundsCaptureEntry, rounds_capture_entry, GTK_TYPE_BOX)

static const struct
{
  const char *name;
  const char *label;
} kinds[ROUNDS_N_QUICK_KINDS] = {
  { "task", N_("Task") },
  { "reminder", N_("Reminder") },
  { "meeting", N_("Meeting") },
  { "call", N_("Call") },
  { "note", N_("Note") },
};

static void refresh (RoundsCaptureEntry *self);

/* An icon and words on a chip, and what a screen reader says of it. */
static void
set_chip (GtkMenuButton *chip,
          const char    *icon_name,
          const char    *text,
          const char    *what)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf ("%s: %s", what, text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (content), label);
  gtk_menu_button_set_child (chip, content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static RoundsMention *
get_mention (RoundsCaptureEntry *self)
{
  if (self->mentions == NULL || self->mention < 0 || (guint) self->mention >= self->mentions->len)
    return NULL;

  return g_ptr_array_index (self->mentions, self->mention);
}

static void
update_kind_chip (RoundsCaptureEntry *self)
{
  RoundsQuickKind kind = self->capture->kind;
  const char *label = self->capture->is_past ? _("Call made") : _(kinds[kind].label);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "kind");

  set_chip (self->kind_chip, rounds_looks_kind_icon (kinds[kind].name), label, _("Kind"));
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (kinds[kind].name));
}

static void
update_time_chip (RoundsCaptureEntry *self)
{
  g_autofree char *text = self->capture->has_when ? rounds_looks_instant_near (self->capture->when) : g_strdup (_("No date"));
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *exact = self->capture->has_when ? rounds_instant_format (self->capture->when, zone) : NULL;

  set_chip (self->time_chip, "preferences-system-time-symbolic", text, _("When"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time_chip), exact);
  gtk_widget_set_visible (GTK_WIDGET (self->time_chip), self->capture->kind != ROUNDS_QUICK_NOTE);
  gtk_widget_set_visible (self->remove_time_button, rounds_quick_record_can_wait (self->capture));
}

static char *
describe_mention (RoundsMention *mention)
{
  if (g_str_equal (mention->kind, "institution") || mention->institution_name == NULL)
    return g_strdup (mention->title);

  return g_strdup_printf ("%s · %s", mention->title, mention->institution_name);
}

static void
update_who_chip (RoundsCaptureEntry *self)
{
  RoundsMention *mention = get_mention (self);
  g_autofree char *text = mention != NULL ? describe_mention (mention) : g_strdup (_("Nobody"));
  g_autoptr(GMenu) menu = g_menu_new ();

  gtk_widget_set_visible (GTK_WIDGET (self->who_chip), self->mentions != NULL && self->mentions->len > 0);
  for (guint i = 0; self->mentions != NULL && i < self->mentions->len; i++)
    {
      g_autofree char *label = describe_mention (g_ptr_array_index (self->mentions, i));
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "quick.who", "i", (int) i);
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _("Nobody"), "quick.who(-1)");
  gtk_menu_button_set_menu_model (self->who_chip, G_MENU_MODEL (menu));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), "who")),
                             g_variant_new_int32 (mention != NULL ? self->mention : -1));
  set_chip (self->who_chip, mention != NULL && g_str_equal (mention->kind, "institution") ? "rounds-hospital-symbolic"
                            : "avatar-default-symbolic", text, _("Who"));
}

static gpointer
find_mentions (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  return rounds_mentions_find (database, user_data, error);
}

static void
on_mentions (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsCaptureEntry) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) mentions = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  /* Something else has been typed since. */
  if (g_task_get_cancellable (G_TASK (result)) != self->search)
    return;
  g_clear_object (&self->search);
  if (mentions == NULL)
    {
      g_debug ("Nobody could be looked for: %s", error->message);
      return;
    }

  g_clear_pointer (&self->mentions, g_ptr_array_unref);
  self->mentions = g_steal_pointer (&mentions);
  self->mention = 0;
  update_who_chip (self);
}

static void
stop_search (RoundsCaptureEntry *self)
{
  if (self->search != NULL)
    g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
}

static void
look_for (RoundsCaptureEntry *self,
          const char       *who)
{
  if (!g_set_str (&self->who, who))
    return;

  stop_search (self);
  if (who == NULL)
    {
      g_clear_pointer (&self->mentions, g_ptr_array_unref);
      update_who_chip (self);
      return;
    }
  self->search = g_cancellable_new ();
  rounds_store_read_async (rounds_workspace_get_store (self->workspace), find_mentions, g_strdup (who), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->search, on_mentions, g_object_ref (self));
}

static void
forget_choices (RoundsCaptureEntry *self)
{
  self->kind = -1;
  self->mention = 0;
  self->time = TIME_UNDERSTOOD;
}

/* What the person has said by hand counts more than the sentence. */
static void
apply_choices (RoundsCaptureEntry *self,
               gint64            now,
               GTimeZone        *zone)
{
  if (self->kind >= 0)
    rounds_quick_capture_set_kind (self->capture, (RoundsQuickKind) self->kind, now, zone);
  if (self->time == TIME_REMOVED && rounds_quick_record_can_wait (self->capture))
    self->capture->has_when = FALSE;
  if (self->time == TIME_CHOSEN)
    {
      if (self->capture->ends != 0)
        self->capture->ends += self->when - self->capture->when;
      self->capture->when = self->when;
      self->capture->has_when = TRUE;
    }
}

static void
refresh (RoundsCaptureEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  gint64 now = g_get_real_time ();

  g_clear_pointer (&self->capture, rounds_quick_capture_free);
  gtk_widget_set_visible (self->chips, stripped[0] != '\0');
  if (stripped[0] == '\0')
    {
      forget_choices (self);
      look_for (self, NULL);
      return;
    }

  self->capture = rounds_quick_capture_parse (text, now, zone);
  apply_choices (self, now, zone);
  update_kind_chip (self);
  update_time_chip (self);
  look_for (self, self->capture->who);
}

static void
on_kind_chosen (GSimpleAction *action,
                GVariant      *value,
                gpointer       user_data)
{
  RoundsCaptureEntry *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, g_variant_get_string (value, NULL)))
      self->kind = (int) i;
  refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_who_chosen (GSimpleAction *action,
               GVariant      *value,
               gpointer       user_data)
{
  RoundsCaptureEntry *self = user_data;

  self->mention = g_variant_get_int32 (value);
  update_who_chip (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_time_shown (RoundsCaptureEntry *self)
{
  gint64 when = self->capture != NULL && self->capture->has_when ? self->capture->when : g_get_real_time ();
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (when);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *hour = g_date_time_format (local, "%H:%M");

  self->setting_time = TRUE;
  /* The first of the month on the way: every month has one. */
  gtk_calendar_set_day (self->calendar, 1);
  gtk_calendar_set_year (self->calendar, g_date_time_get_year (local));
  gtk_calendar_set_month (self->calendar, g_date_time_get_month (local) - 1);
  gtk_calendar_set_day (self->calendar, g_date_time_get_day_of_month (local));
  gtk_editable_set_text (GTK_EDITABLE (self->hour_entry), hour);
  self->setting_time = FALSE;
}

/* The day of the calendar and the hour beside it, read as in a sentence. */
static void
on_time_chosen (RoundsCaptureEntry *self)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *sentence = g_strdup_printf ("x %s %s", date, gtk_editable_get_text (GTK_EDITABLE (self->hour_entry)));
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(RoundsQuickCapture) said = NULL;

  if (self->setting_time)
    return;
  said = rounds_quick_capture_parse (sentence, g_get_real_time (), zone);
  if (!said->has_when)
    return;
  self->time = TIME_CHOSEN;
  self->when = said->when;
  refresh (self);
}

static void
on_time_entered (RoundsCaptureEntry *self)
{
  on_time_chosen (self);
  gtk_popover_popdown (self->time_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_time_removed (RoundsCaptureEntry *self)
{
  self->time = TIME_REMOVED;
  refresh (self);
  gtk_popover_popdown (self->time_popover);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_created (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RoundsCaptureEntry) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autofree char *done = NULL;

  self->running = FALSE;
  if (window == NULL)
    return;
  if (answer == NULL)
    {
      rounds_window_toast (window, error->message);
      return;
    }

  /* Translators: %s is the title of a record that was added */
  done = g_strdup_printf (_("“%s” added"), self->capture != NULL ? self->capture->title : "");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  rounds_window_toast_undo (window, done, undo_id);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), done, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_activate (RoundsCaptureEntry *self)
{
  g_autoptr(JsonObject) arguments = NULL;

  if (self->capture == NULL || self->running)
    return;
  if (self->capture->title[0] == '\0')
    {
      rounds_window_toast (rounds_window_of (GTK_WIDGET (self)), _("Write what it is about, then press Enter"));
      return;
    }

  arguments = rounds_quick_record_create (self->capture, get_mention (self));
  self->running = TRUE;
  rounds_workspace_run_async (self->workspace, "record.create", arguments, NULL, on_created, g_object_ref (self));
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  RoundsCaptureEntry *self = ROUNDS_CAPTURE_ENTRY (widget);

  if (self->capture == NULL)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  return TRUE;
}

static gboolean
rounds_capture_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ROUNDS_CAPTURE_ENTRY (widget)->entry));
}

static void
rounds_capture_entry_dispose (GObject *object)
{
  RoundsCaptureEntry *self = ROUNDS_CAPTURE_ENTRY (object);

  stop_search (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_CAPTURE_ENTRY);
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->capture, rounds_quick_capture_free);
  g_clear_pointer (&self->mentions, g_ptr_array_unref);
  g_clear_pointer (&self->who, g_free);

  G_OBJECT_CLASS (rounds_capture_entry_parent_class)->dispose (object);
}

static void
rounds_capture_entry_class_init (RoundsCaptureEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_capture_entry_dispose;
  widget_class->grab_focus = rounds_capture_entry_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-capture-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, chips);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, kind_chip);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, time_chip);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, who_chip);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, time_popover);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, calendar);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, hour_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsCaptureEntry, remove_time_button);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_time_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_time_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_time_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_time_removed);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
rounds_capture_entry_init (RoundsCaptureEntry *self)
{
  static const GActionEntry entries[] = {
    { .name = "kind", .parameter_type = "s", .state = "'task'", .change_state = on_kind_chosen },
    { .name = "who", .parameter_type = "i", .state = "-1", .change_state = on_who_chosen },
  };

  forget_choices (self);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "quick", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_capture_entry_set_workspace:
 * @workspace: where the records go
 *
 * Called once.
 */
void
rounds_capture_entry_set_workspace (RoundsCaptureEntry *self,
                                  RoundsWorkspace  *workspace)
{
  g_return_if_fail (ROUNDS_IS_CAPTURE_ENTRY (self));

  g_set_object (&self->workspace, workspace);
}
