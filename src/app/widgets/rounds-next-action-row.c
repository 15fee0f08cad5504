/* rounds-next-action-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-next-action-row.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "model/rounds-time.h"

struct _RoundsNextActionRow
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkOrientable *layout;
  GtkImage *image;
  GtkLabel *reason_label;
  GtkButton *do_button;
  GtkWidget *later_button;
  GtkWidget *dismiss_button;

  /* Owned references */
  RoundsWorkspace *workspace;
  char *institution_id;
  RoundsSignalKind kind;
  char *date;
  char *related_id;
  char *title;

  gboolean stacked;
  gboolean compact;
};

enum
{
  PROP_0,
  PROP_STACKED,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsNextActionRow, rounds_next_action_row, ADW_TYPE_BIN)

/* How each is done: a new record of a kind, or without one what it is about is opened. What saving that record does not settle by
 * itself is marked as done then. */
static const struct
{
  const char *icon_name;
  const char *verb;
  const char *new_kind;
  gboolean marked;
} ways[ROUNDS_N_SIGNAL_KINDS] = {
  [ROUNDS_SIGNAL_OVERDUE_INVOICE] = { "task-past-due-symbolic", N_("Call"), "call", TRUE },
  [ROUNDS_SIGNAL_ACCEPTED_QUOTE] = { "object-select-symbolic", N_("Open Quote"), NULL, FALSE },
  [ROUNDS_SIGNAL_SENT_QUOTE] = { "mail-send-symbolic", N_("Call"), "call", TRUE },
  [ROUNDS_SIGNAL_ROTTING_DEAL] = { "rounds-pipeline-symbolic", N_("Plan Meeting"), "meeting", FALSE },
  [ROUNDS_SIGNAL_SLIPPED_DEAL] = { "x-office-calendar-symbolic", N_("Open Deal"), NULL, FALSE },
  [ROUNDS_SIGNAL_COMPLIANCE] = { "rounds-medical-symbolic", N_("Plan Meeting"), "meeting", TRUE },
  [ROUNDS_SIGNAL_SILENCE] = { "call-start-symbolic", N_("Call"), "call", FALSE },
  [ROUNDS_SIGNAL_WON_DEAL] = { "starred-symbolic", N_("Call"), "call", TRUE },
  [ROUNDS_SIGNAL_HOT_LEAD] = { "rounds-flame-symbolic", N_("New Deal"), "opportunity", FALSE },
};

static JsonObject *
create_arguments (RoundsNextActionRow *self)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", self->institution_id);
  json_object_set_string_member (arguments, "key", rounds_signal_get_key (self->kind));
  json_object_set_string_member (arguments, "relatedId", self->related_id);
  json_object_set_string_member (arguments, "date", self->date);

  return arguments;
}

static void
run (RoundsNextActionRow *self,
     const char          *operation,
     JsonObject          *arguments,
     const char          *done)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (window != NULL)
    rounds_window_run (window, operation, arguments, done);
}

/* What the editor of the new record leads back to: the row may show something else by then. */
typedef struct
{
  RoundsWindow *window;
  JsonObject *arguments;
} Marking;

static void
marking_free (gpointer  data,
              GClosure *closure)
{
  Marking *marking = data;

  g_object_unref (marking->window);
  json_object_unref (marking->arguments);
  g_free (marking);
}

static void
on_saved (RoundsRecordEditor *editor,
          const char         *id,
          gpointer            user_data)
{
  Marking *marking = user_data;

  /* The editor says what happened. */
  rounds_window_run (marking->window, "next-action.complete", marking->arguments, NULL);
}

static void
set_if_there (RoundsEntity *draft,
              const char   *name,
              const char   *text)
{
  if (text != NULL && rounds_entity_info_find (rounds_entity_get_info (draft), name) != NULL)
    rounds_entity_set_text (draft, name, text);
}

static void
create_record (RoundsNextActionRow *self,
               RoundsWindow        *window)
{
  g_autoptr(RoundsEntity) draft = rounds_record_editor_draft (self->workspace, ways[self->kind].new_kind);
  RoundsRecordEditor *editor;

  set_if_there (draft, "institution-id", self->institution_id);
  if (g_str_equal (rounds_signal_get_related_kind (self->kind), "opportunity"))
    {
      set_if_there (draft, "opportunity-id", self->related_id);
      set_if_there (draft, "title", self->title);
    }

  editor = rounds_record_editor_new_create (self->workspace, draft);
  if (ways[self->kind].marked)
    {
      Marking *marking = g_new0 (Marking, 1);

      marking->window = g_object_ref (window);
      marking->arguments = create_arguments (self);
      g_signal_connect_data (editor, "saved", G_CALLBACK (on_saved), marking, marking_free, G_CONNECT_DEFAULT);
    }
  adw_dialog_present (ADW_DIALOG (editor), GTK_WIDGET (window));
}

static void
do_action (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  RoundsNextActionRow *self = ROUNDS_NEXT_ACTION_ROW (widget);
  RoundsWindow *window = rounds_window_of (widget);
  GtkWidget *popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);

  if (window == NULL)
    return;
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));

  if (ways[self->kind].new_kind != NULL)
    create_record (self, window);
  else
    rounds_window_open_record (window, rounds_signal_get_related_kind (self->kind), self->related_id);
}

static void
snooze_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsNextActionRow *self = ROUNDS_NEXT_ACTION_ROW (widget);
  g_autoptr(JsonObject) arguments = create_arguments (self);
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *until = rounds_date_add_days (today, (int) g_ascii_strtoll (g_variant_get_string (parameter, NULL), NULL, 10));
  g_autofree char *day = rounds_date_format_near (until, today);
  g_autofree char *done = NULL;

  json_object_set_string_member (arguments, "until", until);
  /* Translators: %s is a date, or a word for one, such as "tomorrow" */
  done = g_strdup_printf (_("Put off: %s"), day);
  run (self, "next-action.snooze", arguments, done);
}

static void
dismiss_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsNextActionRow *self = ROUNDS_NEXT_ACTION_ROW (widget);
  g_autoptr(JsonObject) arguments = create_arguments (self);

  run (self, "next-action.dismiss", arguments, _("Suggestion dismissed"));
}

static void
complete_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  RoundsNextActionRow *self = ROUNDS_NEXT_ACTION_ROW (widget);
  g_autoptr(JsonObject) arguments = create_arguments (self);

  run (self, "next-action.complete", arguments, _("Suggestion marked as done"));
}

static void
update_layout (RoundsNextActionRow *self)
{
  gtk_orientable_set_orientation (self->layout, self->stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->later_button, !self->compact);
  gtk_widget_set_visible (self->dismiss_button, !self->compact);
}

static void
rounds_next_action_row_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  RoundsNextActionRow *self = ROUNDS_NEXT_ACTION_ROW (object);

  switch (prop_id)
    {
    case PROP_STACKED:
      g_value_set_boolean (value, self->stacked);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_next_action_row_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  RoundsNextActionRow *self = ROUNDS_NEXT_ACTION_ROW (object);

  switch (prop_id)
    {
    case PROP_STACKED:
      self->stacked = g_value_get_boolean (value);
      update_layout (self);
      break;
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      update_layout (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_next_action_row_dispose (GObject *object)
{
  RoundsNextActionRow *self = ROUNDS_NEXT_ACTION_ROW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->institution_id, g_free);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->related_id, g_free);
  g_clear_pointer (&self->title, g_free);

  G_OBJECT_CLASS (rounds_next_action_row_parent_class)->dispose (object);
}

static void
rounds_next_action_row_class_init (RoundsNextActionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rounds_next_action_row_get_property;
  object_class->set_property = rounds_next_action_row_set_property;
  object_class->dispose = rounds_next_action_row_dispose;

  props[PROP_STACKED] = g_param_spec_boolean ("stacked", NULL, NULL, FALSE, flags);
  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-next-action-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActionRow, layout);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActionRow, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActionRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActionRow, do_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActionRow, later_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsNextActionRow, dismiss_button);

  gtk_widget_class_install_action (widget_class, "next-action.do", NULL, do_action);
  gtk_widget_class_install_action (widget_class, "next-action.snooze", "s", snooze_action);
  gtk_widget_class_install_action (widget_class, "next-action.dismiss", NULL, dismiss_action);
  gtk_widget_class_install_action (widget_class, "next-action.complete", NULL, complete_action);
}

static void
rounds_next_action_row_init (RoundsNextActionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Several rows have the same buttons: a screen reader says of what. */
static void
describe_button (GtkWidget  *button,
                 const char *reason)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason, -1);
}

/**
 * rounds_next_action_row_show:
 * @workspace: where the institution is
 * @institution_id: which one
 * @action: what should be done with it
 */
void
rounds_next_action_row_show (RoundsNextActionRow           *self,
                             RoundsWorkspace               *workspace,
                             const char                    *institution_id,
                             const RoundsInstitutionAction *action)
{
  gboolean urgent;

  g_return_if_fail (ROUNDS_IS_NEXT_ACTION_ROW (self));

  g_set_object (&self->workspace, workspace);
  g_set_str (&self->institution_id, institution_id);
  g_set_str (&self->date, action->date);
  g_set_str (&self->related_id, action->related_id);
  g_set_str (&self->title, action->title);
  self->kind = action->kind;

  urgent = action->priority == ROUNDS_PRIORITY_URGENT;
  gtk_image_set_from_icon_name (self->image, ways[action->kind].icon_name);
  gtk_widget_remove_css_class (GTK_WIDGET (self->image), urgent ? "dimmed" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->image), urgent ? "error" : "dimmed");
  gtk_label_set_label (self->reason_label, action->reason);
  gtk_button_set_label (self->do_button, _(ways[action->kind].verb));
  describe_button (GTK_WIDGET (self->do_button), action->reason);
  describe_button (self->later_button, action->reason);
  describe_button (self->dismiss_button, action->reason);
}
