/* rounds-deal-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-header.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-reason-dialog.h"
#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "app/rounds-window.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "rules/rounds-stage.h"

struct _RoundsDealHeader
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkOrientable *layout;
  GtkLabel *name;
  GtkLabel *institution;
  GtkLabel *value;
  GtkLabel *probability;
  GtkLevelBar *stage_bar;
  GtkLabel *stage;
  GtkWidget *open_button;
  GtkWidget *won_button;
  GtkWidget *lost_button;
  GtkWidget *why_button;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsEntity *deal; /* nullable */
  RoundsTitle *institution_title;
  GSignalGroup *institution_signals;
  GCancellable *cancellable;

  gboolean compact;
  gboolean can_open;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  PROP_CAN_OPEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsDealHeader, rounds_deal_header, ADW_TYPE_BIN)

static void
show_institution (RoundsDealHeader *self)
{
  const char *name = self->institution_title != NULL ? rounds_title_get_title (self->institution_title) : NULL;

  gtk_label_set_label (self->institution, name != NULL ? name : "");
}

static void
show_stage (RoundsDealHeader *self,
            RoundsEntity     *deal)
{
  RoundsStage stage = rounds_stage_from_text (rounds_entity_get_text (deal, "stage"));
  gboolean closed = rounds_stage_is_closed (stage);
  g_autofree char *label = rounds_looks_choice (deal, "stage");
  g_autofree char *date = rounds_looks_date_near (deal, closed ? "actual-close-date" : "expected-close-date");
  const char *reason = rounds_entity_get_text (deal, stage == ROUNDS_STAGE_CLOSED_LOST ? "lost-reason" : "won-reason");
  g_autofree char *text = NULL;

  if (closed && reason != NULL)
    text = g_strdup_printf ("%s · %s · %s", label, date, reason);
  else if (closed)
    text = g_strdup_printf ("%s · %s", label, date);
  else
    /* Translators: the stage of a deal, and when it should be closed */
    text = g_strdup_printf (_("%s · close %s"), label, date);

  gtk_label_set_label (self->stage, text);
  gtk_level_bar_set_value (self->stage_bar, stage == ROUNDS_STAGE_CLOSED_LOST ? 0 : MIN (stage + 1, 4));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stage_bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, label, -1);
  gtk_widget_set_visible (self->won_button, !closed);
  gtk_widget_set_visible (self->lost_button, !closed);
  gtk_widget_set_visible (self->why_button, stage == ROUNDS_STAGE_CLOSED_WON && reason == NULL);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsDealHeader *self = ROUNDS_DEAL_HEADER (widget);

  if (self->deal != NULL)
    rounds_window_open_record (rounds_window_of (widget), "opportunity", rounds_entity_get_id (self->deal));
}

static void
open_institution_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  RoundsDealHeader *self = ROUNDS_DEAL_HEADER (widget);

  if (self->deal != NULL)
    rounds_window_open_record (rounds_window_of (widget), "institution", rounds_entity_get_text (self->deal, "institution-id"));
}

static void
close_deal (RoundsDealHeader *self,
            const char       *stage,
            const char       *reason)
{
  const RoundsField *field = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), "stage");
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *done = NULL;

  if (window == NULL || self->deal == NULL)
    return;

  json_object_set_string_member (arguments, "id", rounds_entity_get_id (self->deal));
  json_object_set_string_member (arguments, "stage", stage);
  if (reason != NULL)
    json_object_set_string_member (arguments, "lostReason", reason);
  done = g_strdup_printf (_("“%s” moved to %s"), rounds_entity_get_text (self->deal, "name"),
                          _(rounds_field_find_choice (field, stage)->label));
  rounds_window_run (window, "opportunity.move", arguments, done);
}

/* (nullable): what a person has answered; why there was nothing to choose from is said. */
static char *
take_reason (RoundsDealHeader *self,
             GAsyncResult     *result)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autoptr(GError) error = NULL;
  char *reason = rounds_reason_dialog_ask_finish (result, &error);

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && window != NULL)
    rounds_window_toast (window, error->message);

  return reason;
}

static void
on_reason (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RoundsDealHeader) self = user_data;
  g_autofree char *reason = take_reason (self, result);

  if (reason != NULL)
    close_deal (self, "closed_lost", reason);
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsDealHeader *self = ROUNDS_DEAL_HEADER (widget);
  const char *stage = g_variant_get_string (parameter, NULL);

  if (g_str_equal (stage, "closed_lost"))
    rounds_reason_dialog_ask_async (widget, rounds_workspace_get_store (self->workspace), FALSE, self->cancellable,
                                    on_reason, g_object_ref (self));
  else
    close_deal (self, stage, NULL);
}

static void
save_won_reason (RoundsDealHeader *self,
                 const char       *reason)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autoptr(JsonObject) arguments = json_object_new ();
  JsonObject *values;
  g_autofree char *done = NULL;

  if (window == NULL || self->deal == NULL)
    return;

  values = json_object_new ();
  json_object_set_string_member (values, "wonReason", reason);
  json_object_set_string_member (arguments, "kind", "opportunity");
  json_object_set_string_member (arguments, "id", rounds_entity_get_id (self->deal));
  json_object_set_object_member (arguments, "values", values);
  done = g_strdup_printf (_("“%s”: reason saved"), rounds_entity_get_text (self->deal, "name"));
  rounds_window_run (window, "record.update", arguments, done);
}

static void
on_won_reason (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(RoundsDealHeader) self = user_data;
  g_autofree char *reason = take_reason (self, result);

  if (reason != NULL)
    save_won_reason (self, reason);
}

/* Nobody is held up when a deal is won: why can be said afterwards. */
static void
say_why_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsDealHeader *self = ROUNDS_DEAL_HEADER (widget);

  rounds_reason_dialog_ask_async (widget, rounds_workspace_get_store (self->workspace), TRUE, self->cancellable, on_won_reason,
                                  g_object_ref (self));
}

static void
set_compact (RoundsDealHeader *self,
             gboolean          compact)
{
  if (self->compact == compact)
    return;

  self->compact = compact;
  gtk_orientable_set_orientation (self->layout, compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  /* Beside the name it is as wide as it is, below it as wide as there is room. */
  gtk_widget_set_hexpand (GTK_WIDGET (self->value), compact);
  gtk_widget_remove_css_class (GTK_WIDGET (self->name), compact ? "title-2" : "title-3");
  gtk_widget_add_css_class (GTK_WIDGET (self->name), compact ? "title-3" : "title-2");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPACT]);
}

static void
rounds_deal_header_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RoundsDealHeader *self = ROUNDS_DEAL_HEADER (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_CAN_OPEN:
      g_value_set_boolean (value, self->can_open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_deal_header_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RoundsDealHeader *self = ROUNDS_DEAL_HEADER (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      set_compact (self, g_value_get_boolean (value));
      break;
    case PROP_CAN_OPEN:
      self->can_open = g_value_get_boolean (value);
      gtk_widget_set_visible (self->open_button, self->can_open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_deal_header_dispose (GObject *object)
{
  RoundsDealHeader *self = ROUNDS_DEAL_HEADER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_DEAL_HEADER);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->institution_signals);
  g_clear_object (&self->institution_title);
  g_clear_object (&self->deal);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_deal_header_parent_class)->dispose (object);
}

static void
rounds_deal_header_class_init (RoundsDealHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_deal_header_get_property;
  object_class->set_property = rounds_deal_header_set_property;
  object_class->dispose = rounds_deal_header_dispose;

  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_CAN_OPEN] = g_param_spec_boolean ("can-open", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, layout);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, name);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, institution);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, value);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, probability);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, stage_bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, stage);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, open_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, won_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, lost_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealHeader, why_button);

  gtk_widget_class_install_action (widget_class, "deal.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "deal.open-institution", NULL, open_institution_action);
  gtk_widget_class_install_action (widget_class, "deal.close", "s", close_action);
  gtk_widget_class_install_action (widget_class, "deal.say-why", NULL, say_why_action);
}

static void
rounds_deal_header_init (RoundsDealHeader *self)
{
  self->can_open = TRUE;
  self->cancellable = g_cancellable_new ();
  self->institution_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_swapped (self->institution_signals, "notify::title", G_CALLBACK (show_institution), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A stage is neither good nor bad: the bar keeps its colour. */
  gtk_level_bar_remove_offset_value (self->stage_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->stage_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->stage_bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

/**
 * rounds_deal_header_show:
 * @workspace: where it is; always the same
 * @deal: (transfer none): what to show, or to show again
 */
void
rounds_deal_header_show (RoundsDealHeader *self,
                         RoundsWorkspace  *workspace,
                         RoundsEntity     *deal)
{
  g_autofree char *value = NULL;
  g_autofree char *probability = NULL;
  g_autoptr(RoundsTitle) title = NULL;

  g_return_if_fail (ROUNDS_IS_DEAL_HEADER (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->deal, deal);
  value = rounds_looks_money (deal, "value");
  probability = rounds_looks_percent (rounds_entity_get_integer (deal, "probability"), 0);
  gtk_label_set_label (self->name, rounds_entity_get_text (deal, "name"));
  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->probability, probability);
  show_stage (self, deal);

  title = rounds_titles_lookup (rounds_titles_get (rounds_workspace_get_store (workspace)), "institution",
                                rounds_entity_get_text (deal, "institution-id"));
  g_set_object (&self->institution_title, title);
  g_signal_group_set_target (self->institution_signals, title);
  show_institution (self);
}

/**
 * rounds_deal_header_clear:
 *
 * Another deal is on its way: what is done now is not done to the one before.
 */
void
rounds_deal_header_clear (RoundsDealHeader *self)
{
  g_return_if_fail (ROUNDS_IS_DEAL_HEADER (self));

  g_clear_object (&self->deal);
}
