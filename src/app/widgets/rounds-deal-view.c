/* rounds-deal-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-view.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-reason-dialog.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-deal-lines.h"
#include "app/widgets/rounds-facts-group.h"
#include "app/widgets/rounds-record-section.h"
#include "app/widgets/rounds-todo-row.h"
#include "insight/rounds-deal-next-step.h"
#include "insight/rounds-deal-probability.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "store/rounds-repository.h"

struct _RoundsDealView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkScrolledWindow *scrolled;
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
  AdwActionRow *next_row;
  GtkImage *next_icon;
  AdwPreferencesGroup *chances;
  RoundsRecordSection *contacts;
  RoundsRecordSection *tasks;
  RoundsRecordSection *quotes;
  RoundsRecordSection *history;
  RoundsFactsGroup *facts;

  /* Owned references */
  RoundsWorkspace *workspace;
  char *id;
  RoundsEntity *deal;
  RoundsLiveRead *record;
  RoundsLiveRead *next_step;
  RoundsLiveRead *chance;
  RoundsTitle *institution_title;
  GSignalGroup *institution_signals;
  GPtrArray *chance_rows; /* borrowed widgets */
  RoundsQueryModel *models[4];
  GCancellable *cancellable;
  gboolean can_open;
};

enum
{
  PROP_0,
  PROP_CAN_OPEN,
  N_PROPS
};

enum
{
  TITLED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsDealView, rounds_deal_view, ADW_TYPE_BIN)

/* What belongs to a deal, in the order of @models. */
static const struct
{
  const char *kind;
  const char *sort;
  gboolean descending;
  RoundsRecordRowFunc create_row;
} parts[] = {
  { "opportunity-contact", "created-at", FALSE, rounds_deal_lines_new_contact },
  { "task", "due-date", FALSE, rounds_todo_row_new_task },
  { "quote", "created-at", TRUE, rounds_deal_lines_new_quote },
  { "stage-change", "changed-at", TRUE, rounds_deal_lines_new_move },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) == G_N_ELEMENTS (((RoundsDealView *) NULL)->models));

static RoundsQuery *
create_part_query (guint       part,
                   const char *id)
{
  const RoundsEntityInfo *info = rounds_registry_find (parts[part].kind);
  RoundsQuery *query = rounds_query_new (info);
  g_autoptr(RoundsFilter) of_deal = rounds_filter_new_text (rounds_entity_info_find (info, "opportunity-id"), ROUNDS_FILTER_EQUAL, id);
  g_autoptr(RoundsFilter) open = NULL;
  g_autoptr(RoundsFilter) both = NULL;

  if (g_str_equal (parts[part].kind, "task"))
    open = rounds_filter_new_in (rounds_entity_info_find (info, "status"), (const char *[]) { "todo", "in_progress", NULL });
  both = rounds_filter_new_and (of_deal, open);
  rounds_query_set_filter (query, both);
  rounds_query_add_sort (query, rounds_entity_info_find (info, parts[part].sort), parts[part].descending);

  return query;
}

static void
show_institution (RoundsDealView *self)
{
  const char *name = self->institution_title != NULL ? rounds_title_get_title (self->institution_title) : NULL;

  gtk_label_set_label (self->institution, name != NULL ? name : "");
}

static void
show_stage (RoundsDealView *self,
            RoundsEntity   *deal)
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
on_deal (RoundsDealView *self,
         RoundsEntity   *deal,
         RoundsLiveRead *read)
{
  g_autofree char *value = NULL;
  g_autofree char *probability = NULL;

  if (rounds_entity_is_deleted (deal))
    {
      gtk_stack_set_visible_child_name (self->stack, "missing");
      return;
    }

  g_set_object (&self->deal, deal);
  value = rounds_looks_money (deal, "value");
  probability = rounds_looks_percent (rounds_entity_get_integer (deal, "probability"), 0);
  gtk_label_set_label (self->name, rounds_entity_get_text (deal, "name"));
  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->probability, probability);
  show_stage (self, deal);

  g_clear_object (&self->institution_title);
  self->institution_title = rounds_titles_lookup (rounds_titles_get (rounds_workspace_get_store (self->workspace)), "institution",
                                                  rounds_entity_get_text (deal, "institution-id"));
  g_signal_group_set_target (self->institution_signals, self->institution_title);
  show_institution (self);
  rounds_facts_group_set_entity (self->facts, deal);

  gtk_stack_set_visible_child_name (self->stack, "deal");
  g_signal_emit (self, signals[TITLED], 0, rounds_entity_get_text (deal, "name"));
}

static void
on_missing (RoundsDealView *self,
            const GError   *error,
            RoundsLiveRead *read)
{
  if (self->deal == NULL || error == NULL)
    gtk_stack_set_visible_child_name (self->stack, "missing");
}

static void
on_next_step (RoundsDealView     *self,
              RoundsDealNextStep *step,
              RoundsLiveRead     *read)
{
  g_autofree char *when = step->has_due ? rounds_looks_instant_near (step->due) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->next_row), step->kind != NULL ? step->title : _("Nothing planned"));
  adw_action_row_set_subtitle (self->next_row, when != NULL ? when : "");
  gtk_widget_set_visible (GTK_WIDGET (self->next_icon), step->kind != NULL);
  if (step->kind != NULL)
    gtk_image_set_from_icon_name (self->next_icon, g_str_equal (step->kind, "reminder") ? "alarm-symbolic" :
                                                   g_str_equal (step->kind, "meeting") ? "x-office-calendar-symbolic" : "checkbox-symbolic");
}

static void
add_chance (RoundsDealView *self,
            const char     *title,
            const char     *subtitle,
            const char     *icon_name)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);

  if (icon_name != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_preferences_group_add (self->chances, row);
  g_ptr_array_add (self->chance_rows, row);
}

/* What was learned from reads as it does elsewhere. */
static const char *
get_label (RoundsDealProbability *chance,
           RoundsWinField         field)
{
  const RoundsField *choices = NULL;
  const RoundsChoice *choice;

  if (field == ROUNDS_WIN_STAGE)
    choices = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), "stage");
  else if (field == ROUNDS_WIN_INSTITUTION_TYPE)
    choices = rounds_entity_info_find (rounds_registry_find ("institution"), "type");

  choice = choices != NULL ? rounds_field_find_choice (choices, chance->labels[field]) : NULL;
  return choice != NULL ? _(choice->label) : chance->labels[field];
}

static void
add_reasons (RoundsDealView        *self,
             RoundsDealProbability *chance,
             const RoundsWinReason *reasons,
             guint                  n_reasons,
             gboolean               speaks_for)
{
  static const char * const fields[ROUNDS_N_WIN_FIELDS] = {
    [ROUNDS_WIN_STAGE] = N_("Stage"),
    [ROUNDS_WIN_INSTITUTION_TYPE] = N_("Type of institution"),
    [ROUNDS_WIN_SIZE] = N_("Beds"),
    [ROUNDS_WIN_SOURCE] = N_("Source"),
    [ROUNDS_WIN_PRODUCT] = N_("Product"),
    [ROUNDS_WIN_ASSIGNED_USER] = N_("Assigned to"),
  };

  for (guint i = 0; i < n_reasons; i++)
    {
      RoundsWinField field = reasons[i].field;
      g_autofree char *title = g_strdup_printf (_("%s: %s"), _(fields[field]), get_label (chance, field));

      add_chance (self, title, speaks_for ? _("Speaks for it") : _("Speaks against it"),
                  speaks_for ? "go-up-symbolic" : "go-down-symbolic");
    }
}

/* What deals that are closed say about this one, with the reasons. */
static void
on_chance (RoundsDealView        *self,
           RoundsDealProbability *chance,
           RoundsLiveRead        *read)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < self->chance_rows->len; i++)
    adw_preferences_group_remove (self->chances, g_ptr_array_index (self->chance_rows, i));
  g_ptr_array_set_size (self->chance_rows, 0);

  gtk_widget_set_visible (GTK_WIDGET (self->chances), !rounds_stage_is_closed (chance->stage));
  if (rounds_stage_is_closed (chance->stage))
    return;
  if (!chance->learned)
    {
      title = rounds_looks_percent (chance->current, 0);
      add_chance (self, title, _("Too few closed deals to learn from: what the stage says"), NULL);
      return;
    }

  title = rounds_looks_percent ((gint64) (chance->prediction.probability + 0.5), 0);
  /* Translators: numbers of deals that were won and lost */
  subtitle = g_strdup_printf (_("Learned from %u won and %u lost deals"), chance->won, chance->lost);
  add_chance (self, title, subtitle, NULL);
  add_reasons (self, chance, chance->prediction.strongest_for, chance->prediction.n_for, TRUE);
  add_reasons (self, chance, chance->prediction.strongest_against, chance->prediction.n_against, FALSE);
}

static gpointer
read_deal (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  return rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), user_data, error);
}

static gpointer
read_next_step (RoundsDatabase  *database,
                RoundsChanges   *changes,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  return rounds_deal_next_step_compute (database, user_data, g_get_real_time (), error);
}

static gpointer
read_chance (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  return rounds_deal_probability_compute (database, user_data, error);
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (widget);

  rounds_window_open_record (rounds_window_of (widget), "opportunity", self->id);
}

static void
open_institution_action (GtkWidget  *widget,
                         const char *action_name,
                         GVariant   *parameter)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (widget);

  if (self->deal != NULL)
    rounds_window_open_record (rounds_window_of (widget), "institution", rounds_entity_get_text (self->deal, "institution-id"));
}

/* A task or a quote of this deal, with what the two have in common. */
static void
new_record_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (widget);

  rounds_record_editor_create_from (widget, self->workspace, g_variant_get_string (parameter, NULL), "opportunity", self->id);
}

static void
edit_record_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  const char *kind, *id;

  g_variant_get (parameter, "(&s&s)", &kind, &id);
  rounds_record_editor_edit (widget, ROUNDS_DEAL_VIEW (widget)->workspace, kind, id);
}

static void
delete_record_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *done = NULL;
  const char *kind, *id, *title;

  g_variant_get (parameter, "(&s&s&s)", &kind, &id, &title);
  json_object_set_string_member (arguments, "kind", kind);
  json_object_set_string_member (arguments, "id", id);

  /* Translators: %s is the name of a record */
  done = g_strdup_printf (_("“%s” deleted"), title);
  rounds_window_run (rounds_window_of (widget), "record.delete", arguments, done);
}

static void
close_deal (RoundsDealView *self,
            const char     *stage,
            const char     *reason)
{
  const RoundsField *field = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), "stage");
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *done = NULL;

  if (window == NULL || self->deal == NULL)
    return;

  json_object_set_string_member (arguments, "id", self->id);
  json_object_set_string_member (arguments, "stage", stage);
  if (reason != NULL)
    json_object_set_string_member (arguments, "lostReason", reason);
  done = g_strdup_printf (_("“%s” moved to %s"), rounds_entity_get_text (self->deal, "name"),
                          _(rounds_field_find_choice (field, stage)->label));
  rounds_window_run (window, "opportunity.move", arguments, done);
}

static void
on_reason (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RoundsDealView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *reason = rounds_reason_dialog_ask_finish (result, &error);

  if (reason != NULL)
    close_deal (self, "closed_lost", reason);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && rounds_window_of (GTK_WIDGET (self)) != NULL)
    rounds_window_toast (rounds_window_of (GTK_WIDGET (self)), error->message);
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (widget);
  const char *stage = g_variant_get_string (parameter, NULL);

  if (g_str_equal (stage, "closed_lost"))
    rounds_reason_dialog_ask_async (widget, rounds_workspace_get_store (self->workspace), FALSE, self->cancellable,
                                    on_reason, g_object_ref (self));
  else
    close_deal (self, stage, NULL);
}

static void
save_won_reason (RoundsDealView *self,
                 const char     *reason)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autoptr(JsonObject) arguments = json_object_new ();
  JsonObject *values = json_object_new ();
  g_autofree char *done = NULL;

  json_object_set_string_member (values, "wonReason", reason);
  json_object_set_string_member (arguments, "kind", "opportunity");
  json_object_set_string_member (arguments, "id", self->id);
  json_object_set_object_member (arguments, "values", values);
  if (window == NULL || self->deal == NULL)
    return;

  done = g_strdup_printf (_("“%s”: reason saved"), rounds_entity_get_text (self->deal, "name"));
  rounds_window_run (window, "record.update", arguments, done);
}

static void
on_won_reason (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(RoundsDealView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *reason = rounds_reason_dialog_ask_finish (result, &error);

  if (reason != NULL)
    save_won_reason (self, reason);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && rounds_window_of (GTK_WIDGET (self)) != NULL)
    rounds_window_toast (rounds_window_of (GTK_WIDGET (self)), error->message);
}

/* Nobody is held up when a deal is won: why can be said afterwards. */
static void
say_why_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (widget);

  rounds_reason_dialog_ask_async (widget, rounds_workspace_get_store (self->workspace), TRUE, self->cancellable, on_won_reason,
                                  g_object_ref (self));
}

static void
rounds_deal_view_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CAN_OPEN:
      g_value_set_boolean (value, ROUNDS_DEAL_VIEW (object)->can_open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_deal_view_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (object);

  switch (prop_id)
    {
    case PROP_CAN_OPEN:
      self->can_open = g_value_get_boolean (value);
      gtk_widget_set_visible (self->open_button, self->can_open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_deal_view_dispose (GObject *object)
{
  RoundsDealView *self = ROUNDS_DEAL_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->record);
  g_clear_object (&self->next_step);
  g_clear_object (&self->chance);
  g_clear_object (&self->institution_signals);
  g_clear_object (&self->institution_title);
  for (guint i = 0; i < G_N_ELEMENTS (self->models); i++)
    g_clear_object (&self->models[i]);
  g_clear_object (&self->deal);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->chance_rows, g_ptr_array_unref);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (rounds_deal_view_parent_class)->dispose (object);
}

static void
rounds_deal_view_class_init (RoundsDealViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_deal_view_get_property;
  object_class->set_property = rounds_deal_view_set_property;
  object_class->dispose = rounds_deal_view_dispose;

  props[PROP_CAN_OPEN] = g_param_spec_boolean ("can-open", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[TITLED] = g_signal_new ("titled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);
  g_type_ensure (ROUNDS_TYPE_FACTS_GROUP);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, name);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, institution);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, value);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, probability);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, stage_bar);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, stage);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, open_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, won_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, lost_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, why_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, next_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, next_icon);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, chances);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, contacts);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, tasks);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, quotes);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, history);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealView, facts);

  gtk_widget_class_install_action (widget_class, "deal.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "deal.open-institution", NULL, open_institution_action);
  gtk_widget_class_install_action (widget_class, "deal.close", "s", close_action);
  gtk_widget_class_install_action (widget_class, "deal.say-why", NULL, say_why_action);
  gtk_widget_class_install_action (widget_class, "page.new-record", "s", new_record_action);
  gtk_widget_class_install_action (widget_class, "page.edit-record", "(ss)", edit_record_action);
  gtk_widget_class_install_action (widget_class, "page.delete-record", "(sss)", delete_record_action);
}

static void
rounds_deal_view_init (RoundsDealView *self)
{
  self->can_open = TRUE;
  self->cancellable = g_cancellable_new ();
  self->chance_rows = g_ptr_array_new ();
  self->institution_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_swapped (self->institution_signals, "notify::title", G_CALLBACK (show_institution), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A stage is neither good nor bad: the bar keeps its colour. */
  gtk_level_bar_remove_offset_value (self->stage_bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->stage_bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->stage_bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

static RoundsLiveRead *
create_read (RoundsDealView     *self,
             const char * const *kinds,
             RoundsStoreFunc     func,
             GDestroyNotify      answer_free,
             GCallback           answered)
{
  RoundsLiveRead *read = rounds_live_read_new (rounds_workspace_get_store (self->workspace), kinds, func, answer_free);

  g_signal_connect_object (read, "answered", answered, self, G_CONNECT_SWAPPED);
  return read;
}

/* Everything that asks, made for the first deal and asked about others later. */
static void
set_up (RoundsDealView  *self,
        RoundsWorkspace *workspace,
        const char      *id)
{
  static const char * const deals[] = { "opportunity", NULL };
  static const char * const planned[] = { "task", "reminder", "meeting", NULL };
  RoundsRecordSection *sections[] = { self->contacts, self->tasks, self->quotes, self->history };

  self->workspace = g_object_ref (workspace);
  rounds_facts_group_set_up (self->facts, rounds_workspace_get_store (workspace), rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), NULL);
  self->record = create_read (self, deals, read_deal, g_object_unref, G_CALLBACK (on_deal));
  g_signal_connect_object (self->record, "failed", G_CALLBACK (on_missing), self, G_CONNECT_SWAPPED);
  self->next_step = create_read (self, planned, read_next_step, (GDestroyNotify) rounds_deal_next_step_free, G_CALLBACK (on_next_step));
  self->chance = create_read (self, deals, read_chance, (GDestroyNotify) rounds_deal_probability_free, G_CALLBACK (on_chance));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(RoundsQuery) query = create_part_query (i, id);

      self->models[i] = rounds_query_model_new (rounds_workspace_get_store (workspace), query);
      rounds_record_section_bind (sections[i], self->models[i], parts[i].create_row);
    }
}

/**
 * rounds_deal_view_set_deal:
 * @workspace: where the deal is; always the same
 * @id: its id
 *
 * Shows that deal, from the top.
 */
void
rounds_deal_view_set_deal (RoundsDealView  *self,
                           RoundsWorkspace *workspace,
                           const char      *id)
{
  RoundsLiveRead **reads[] = { &self->record, &self->next_step, &self->chance };

  g_return_if_fail (ROUNDS_IS_DEAL_VIEW (self));
  g_return_if_fail (id != NULL);

  if (!g_set_str (&self->id, id))
    return;

  if (self->workspace == NULL)
    {
      set_up (self, workspace, id);
    }
  else
    {
      g_clear_object (&self->deal);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autoptr(RoundsQuery) query = create_part_query (i, id);

          rounds_query_model_set_query (self->models[i], query);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      rounds_live_read_set_argument (*reads[i], id);
      rounds_live_read_ask (*reads[i]);
    }
}

/**
 * rounds_deal_view_get_deal:
 *
 * Returns: (transfer none) (nullable): the id of the deal that is shown
 */
const char *
rounds_deal_view_get_deal (RoundsDealView *self)
{
  g_return_val_if_fail (ROUNDS_IS_DEAL_VIEW (self), NULL);

  return self->id;
}
