/* rounds-pipeline-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-pipeline-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-day.h"
#include "app/rounds-deal-marks.h"
#include "app/rounds-failure.h"
#include "app/rounds-looks.h"
#include "app/rounds-option.h"
#include "app/rounds-titles.h"
#include "app/rounds-window.h"
#include "insight/rounds-pipeline.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-stage.h"
#include "store/rounds-repository.h"

#define PIPELINE_SCHEMA APPLICATION_ID ".pipeline"

/* How long a closed deal stays on the board, in days. */
#define CLOSED_DAYS 30

enum
{
  PROP_0,
  PROP_PEEKING,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsPipelinePage, rounds_pipeline_page, ADW_TYPE_NAVIGATION_PAGE)

static const RoundsField *
find_field (const char *name)
{
  return rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), name);
}

/* All that are open, and what was closed lately. */
static RoundsFilter *
create_board_filter (void)
{
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *cutoff = rounds_date_add_days (today, -CLOSED_DAYS);
  g_autoptr(RoundsFilter) open = rounds_filter_new_empty (find_field ("actual-close-date"));
  g_autoptr(RoundsFilter) recent = rounds_filter_new_text (find_field ("actual-close-date"), ROUNDS_FILTER_GREATER_OR_EQUAL, cutoff);

  return rounds_filter_new_or (open, recent);
}

/* Returns: (transfer full) (nullable): the deals of the pipeline that was chosen; those that say none are of the default one */
static RoundsFilter *
create_pipeline_filter (RoundsPipelinePage *self)
{
  g_autoptr(RoundsFilter) chosen = NULL;
  g_autoptr(RoundsFilter) none = NULL;

  if (self->pipeline_id == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->pipeline_options)) < 2)
    return NULL;

  chosen = rounds_filter_new_text (find_field ("pipeline-id"), ROUNDS_FILTER_EQUAL, self->pipeline_id);
  if (g_strcmp0 (self->pipeline_id, self->default_pipeline_id) != 0)
    return g_steal_pointer (&chosen);

  none = rounds_filter_new_empty (find_field ("pipeline-id"));
  return rounds_filter_new_or (chosen, none);
}

/* The one condition that cards, totals and list have in common. */
static RoundsFilter *
create_filter (RoundsPipelinePage *self)
{
  g_autoptr(RoundsFilter) on_board = create_board_filter ();
  g_autoptr(RoundsFilter) of_pipeline = create_pipeline_filter (self);
  g_autoptr(RoundsFilter) narrowed = rounds_deal_filter_dup_filter (self->deal_filter);
  g_autoptr(RoundsFilter) both = rounds_filter_new_and (on_board, of_pipeline);

  return rounds_filter_new_and (both, narrowed);
}

static char *
filter_to_text (RoundsFilter *filter)
{
  g_autoptr(JsonNode) node = rounds_filter_to_json (filter);

  return json_to_string (node, FALSE);
}

static RoundsQuery *
create_query (RoundsFilter *filter,
              const char   *stage)
{
  RoundsQuery *query = rounds_query_new (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY));
  g_autoptr(RoundsFilter) in_stage = rounds_filter_new_text (find_field ("stage"), ROUNDS_FILTER_EQUAL, stage);
  g_autoptr(RoundsFilter) all = rounds_filter_new_and (in_stage, filter);

  rounds_query_set_filter (query, all);
  rounds_query_add_sort (query, find_field ("rank"), FALSE);

  return query;
}

static gpointer
read_pipeline (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr(JsonNode) node = rounds_json_parse (user_data, -1, error);
  g_autoptr(RoundsFilter) filter = NULL;

  if (node == NULL)
    return NULL;
  filter = rounds_filter_from_json (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), node, error);
  if (filter == NULL)
    return NULL;

  return rounds_pipeline_compute (database, filter, 0, error);
}

static gboolean
is_narrowed (RoundsPipelinePage *self)
{
  g_autoptr(RoundsFilter) narrowed = rounds_deal_filter_dup_filter (self->deal_filter);

  return narrowed != NULL;
}

static void
on_pipeline_read (RoundsPipelinePage *self,
                  RoundsPipeline     *pipeline,
                  RoundsLiveRead     *read)
{
  gint64 open = 0;
  gint64 total = 0;
  gint64 weighted = 0;
  gint64 all = 0;
  g_autofree char *number = NULL;
  g_autofree char *total_text = NULL;
  g_autofree char *weighted_text = NULL;
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pipeline->stages); i++)
    {
      const RoundsPipelineStage *stage = &pipeline->stages[i];
      RoundsBoardColumn *column = rounds_board_find_column (self->board, stage->stage);

      if (column != NULL)
        rounds_board_column_set_totals (column, stage->count, stage->total_value, stage->weighted_value);
      all += stage->count;
      if (rounds_stage_is_closed (rounds_stage_from_text (stage->stage)))
        continue;
      open += stage->count;
      total += stage->total_value;
      weighted += stage->weighted_value;
    }

  number = rounds_number_format (open, 0, 0);
  total_text = rounds_money_format (total, "EUR", ROUNDS_MONEY_ABBREVIATED);
  weighted_text = rounds_money_format (weighted, "EUR", ROUNDS_MONEY_ABBREVIATED);
  /* Translators: number of open deals, their value, and their value weighted by probability. */
  subtitle = g_strdup_printf (ngettext ("%s open deal · %s · %s weighted", "%s open deals · %s · %s weighted", open),
                              number, total_text, weighted_text);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_stack_set_visible_child_name (self->stack, all > 0 ? "board" : is_narrowed (self) ? "no-results" : "empty");
}

static void
on_pipeline_failed (RoundsPipelinePage *self,
                    const GError       *error,
                    RoundsLiveRead     *read)
{
  rounds_failure_show (self->stack, self->error_page, error);
}

/* Deals are shown as soon as there are any; what they amount to follows when it has been added up. */
static void
show_cards (RoundsPipelinePage *self)
{
  if (!self->pipelines_read || !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading"))
    return;

  for (guint i = 0; rounds_stage_choices[i].value != NULL; i++)
    if (g_list_model_get_n_items (rounds_board_column_get_model (rounds_board_find_column (self->board, rounds_stage_choices[i].value))) > 0)
      {
        gtk_stack_set_visible_child_name (self->stack, "board");
        return;
      }
}

/* Another filter or another pipeline: rows that stay, stay. */
static void
update_queries (RoundsPipelinePage *self)
{
  g_autoptr(RoundsFilter) filter = create_filter (self);
  g_autofree char *text = filter_to_text (filter);
  gboolean other = g_set_str (&self->filter_text, text);

  for (guint i = 0; other && rounds_stage_choices[i].value != NULL; i++)
    {
      RoundsBoardColumn *column = rounds_board_find_column (self->board, rounds_stage_choices[i].value);
      g_autoptr(RoundsQuery) query = create_query (filter, rounds_stage_choices[i].value);

      rounds_board_column_set_query (column, query);
    }

  rounds_live_read_set_argument (self->totals, text);
  rounds_live_read_ask (self->totals);
}

static void
on_chip_clicked (RoundsPipelinePage *self,
                 GtkButton          *chip)
{
  rounds_deal_filter_clear (self->deal_filter, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "rounds-index")));
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_button));
}

static GtkWidget *
create_chip (RoundsPipelinePage *self,
             guint               index,
             const char         *text)
{
  g_autofree char *tooltip = g_strdup_printf (_("Remove “%s”"), text);
  GtkWidget *content = g_object_new (GTK_TYPE_BOX, "spacing", 6, NULL);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *chip = g_object_new (GTK_TYPE_BUTTON, "child", content, "tooltip-text", tooltip, NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_widget_add_css_class (chip, "chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_object_set_data (G_OBJECT (chip), "rounds-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_chip_clicked), self, G_CONNECT_SWAPPED);

  return chip;
}

static void
update_chips (RoundsPipelinePage *self)
{
  GtkWidget *chip;
  gboolean narrowed = FALSE;

  while ((chip = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, chip);
  for (guint i = 0; i < rounds_deal_filter_get_n_chips (self->deal_filter); i++)
    {
      g_autofree char *text = rounds_deal_filter_dup_chip (self->deal_filter, i);

      if (text == NULL)
        continue;
      adw_wrap_box_append (self->chips, create_chip (self, i, text));
      narrowed = TRUE;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->chips), narrowed);
  if (narrowed)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
}

static void
on_filter_worded (RoundsPipelinePage *self)
{
  if (self->board != NULL)
    update_chips (self);
}

static void
on_filter_changed (RoundsPipelinePage *self)
{
  if (self->board == NULL)
    return;

  g_settings_set_value (self->settings, "filter", rounds_deal_filter_to_variant (self->deal_filter));
  update_chips (self);
  update_queries (self);
}

static gpointer
read_pipelines (RoundsDatabase  *database,
                RoundsChanges   *changes,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_find ("pipeline");
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) active = rounds_filter_new_integer (rounds_entity_info_find (info, "is-active"), ROUNDS_FILTER_EQUAL, 1);

  rounds_query_set_filter (query, active);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "position"), FALSE);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "name"), FALSE);

  return rounds_repository_list (database, query, error);
}

/* The drop-down list is there when there is a choice. */
static void
on_pipelines (RoundsPipelinePage *self,
              GPtrArray          *pipelines,
              RoundsLiveRead     *read)
{
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *kept = g_settings_get_string (self->settings, "pipeline");
  guint chosen = 0;

  g_clear_pointer (&self->default_pipeline_id, g_free);
  for (guint i = 0; i < pipelines->len; i++)
    {
      RoundsEntity *pipeline = g_ptr_array_index (pipelines, i);
      const char *id = rounds_entity_get_id (pipeline);

      g_ptr_array_add (options, rounds_option_new (id, rounds_entity_get_text (pipeline, "name")));
      if (rounds_entity_get_boolean (pipeline, "is-default") && self->default_pipeline_id == NULL)
        {
          self->default_pipeline_id = g_strdup (id);
          if (kept[0] == '\0')
            chosen = i;
        }
      if (g_str_equal (id, kept))
        chosen = i;
    }

  self->filling = TRUE;
  g_list_store_splice (self->pipeline_options, 0, g_list_model_get_n_items (G_LIST_MODEL (self->pipeline_options)),
                       options->pdata, options->len);
  gtk_drop_down_set_selected (self->pipeline_drop_down, options->len > 0 ? chosen : GTK_INVALID_LIST_POSITION);
  self->filling = FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->pipeline_drop_down), options->len > 1);
  g_set_str (&self->pipeline_id, options->len > 0 ? rounds_option_get_value (g_ptr_array_index (options, chosen)) : NULL);
  self->pipelines_read = TRUE;
  update_queries (self);
  show_cards (self);
}

static void
on_pipeline_selected (RoundsPipelinePage *self)
{
  RoundsOption *option = gtk_drop_down_get_selected_item (self->pipeline_drop_down);

  if (self->filling || option == NULL || !g_set_str (&self->pipeline_id, rounds_option_get_value (option)))
    return;

  g_settings_set_string (self->settings, "pipeline", self->pipeline_id);
  update_queries (self);
}

static void
on_activate_card (RoundsPipelinePage *self,
                  RoundsRow          *row,
                  RoundsBoard        *board)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  if (window != NULL)
    rounds_window_open_record (window, "opportunity", rounds_row_get_id (row));
}

static void
set_peeking (RoundsPipelinePage *self,
             gboolean            peeking)
{
  if (self->peeking == peeking)
    return;

  self->peeking = peeking;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PEEKING]);
}

static void
on_peek_card (RoundsPipelinePage *self,
              RoundsRow          *row,
              RoundsBoard        *board)
{
  rounds_deal_view_set_deal (self->peek, self->workspace, rounds_row_get_id (row));
  set_peeking (self, TRUE);
}

/* What is shown beside the board follows the focus. */
static void
on_reach_card (RoundsPipelinePage *self,
               RoundsRow          *row,
               RoundsBoard        *board)
{
  if (self->peeking)
    rounds_deal_view_set_deal (self->peek, self->workspace, rounds_row_get_id (row));
}

static void
close_peek_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  set_peeking (ROUNDS_PIPELINE_PAGE (widget), FALSE);
}

static gboolean
on_key_pressed (RoundsPipelinePage    *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  if (keyval != GDK_KEY_Escape || !self->peeking)
    return GDK_EVENT_PROPAGATE;

  set_peeking (self, FALSE);
  return GDK_EVENT_STOP;
}

/* A new deal is one of the pipeline that is shown. */
static void
create_deal (RoundsPipelinePage *self,
             const char         *stage)
{
  g_autoptr(RoundsEntity) draft = rounds_record_editor_draft (self->workspace, "opportunity");

  if (stage != NULL)
    rounds_entity_set_text (draft, "stage", stage);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->pipeline_options)) > 1)
    rounds_entity_set_text (draft, "pipeline-id", self->pipeline_id);
  adw_dialog_present (ADW_DIALOG (rounds_record_editor_new_create (self->workspace, draft)), GTK_WIDGET (self));
}

static void
on_add_card (RoundsPipelinePage *self,
             const char         *stage,
             RoundsBoard        *board)
{
  create_deal (self, stage);
}

static void
new_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  create_deal (ROUNDS_PIPELINE_PAGE (widget), NULL);
}

static void
retry_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  RoundsPipelinePage *self = ROUNDS_PIPELINE_PAGE (widget);

  gtk_stack_set_visible_child_name (self->stack, "loading");
  rounds_live_read_ask (self->pipelines);
  update_queries (self);
}

static void
clear_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  rounds_deal_filter_clear_all (ROUNDS_PIPELINE_PAGE (widget)->deal_filter);
}

static void
fill_board (RoundsPipelinePage *self)
{
  RoundsStore *store = rounds_workspace_get_store (self->workspace);
  g_autoptr(RoundsFilter) filter = create_filter (self);
  g_autofree char *period = g_strdup_printf (ngettext ("last %d day", "last %d days", CLOSED_DAYS), CLOSED_DAYS);

  self->filter_text = filter_to_text (filter);
  self->board = ROUNDS_BOARD (g_object_ref_sink (rounds_board_new ()));
  adw_bin_set_child (self->board_bin, GTK_WIDGET (self->board));

  for (guint i = 0; rounds_stage_choices[i].value != NULL; i++)
    {
      const char *stage = rounds_stage_choices[i].value;
      gboolean closed = rounds_stage_is_closed (rounds_stage_from_text (stage));
      g_autoptr(RoundsQuery) query = create_query (filter, stage);
      g_autoptr(RoundsQueryModel) model = rounds_query_model_new (store, query);
      GtkWidget *column = rounds_board_column_new (stage, _(rounds_stage_choices[i].label), !closed, closed ? period : NULL,
                                                   model, rounds_titles_get (store), rounds_deal_marks_get (store),
                                                   rounds_board_get_selected (self->board));

      if (closed)
        gtk_widget_add_css_class (column, "closed");
      rounds_board_add_column (self->board, ROUNDS_BOARD_COLUMN (column));
      g_signal_connect_object (model, "items-changed", G_CALLBACK (show_cards), self, G_CONNECT_SWAPPED);
    }

  g_signal_connect_object (self->board, "move-cards", G_CALLBACK (_rounds_pipeline_page_move), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "activate-card", G_CALLBACK (on_activate_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "peek-card", G_CALLBACK (on_peek_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "reach-card", G_CALLBACK (on_reach_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "add-card", G_CALLBACK (on_add_card), self, G_CONNECT_SWAPPED);
}

static void
rounds_pipeline_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PEEKING:
      g_value_set_boolean (value, ROUNDS_PIPELINE_PAGE (object)->peeking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_pipeline_page_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_PEEKING:
      set_peeking (ROUNDS_PIPELINE_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_pipeline_page_dispose (GObject *object)
{
  RoundsPipelinePage *self = ROUNDS_PIPELINE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->totals);
  g_clear_object (&self->pipelines);
  g_clear_object (&self->board);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_PIPELINE_PAGE);
  g_clear_object (&self->pipeline_options);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->filter_text, g_free);
  g_clear_pointer (&self->pipeline_id, g_free);
  g_clear_pointer (&self->default_pipeline_id, g_free);

  G_OBJECT_CLASS (rounds_pipeline_page_parent_class)->dispose (object);
}

static void
rounds_pipeline_page_class_init (RoundsPipelinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_pipeline_page_get_property;
  object_class->set_property = rounds_pipeline_page_set_property;
  object_class->dispose = rounds_pipeline_page_dispose;

  props[PROP_PEEKING] =
    g_param_spec_boolean ("peeking", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_DEAL_FILTER);
  g_type_ensure (ROUNDS_TYPE_DEAL_VIEW);
  g_type_ensure (ROUNDS_TYPE_OPTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-pipeline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, pipeline_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, deal_filter);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, chips);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, error_page);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, board_bin);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, peek);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_worded);
  gtk_widget_class_bind_template_callback (widget_class, on_pipeline_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed);
  gtk_widget_class_install_action (widget_class, "page.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "page.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "page.close-peek", NULL, close_peek_action);
}

static void
rounds_pipeline_page_init (RoundsPipelinePage *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (PIPELINE_SCHEMA);
  self->pipeline_options = g_list_store_new (ROUNDS_TYPE_OPTION);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->pipeline_drop_down, G_LIST_MODEL (self->pipeline_options));
}

/**
 * rounds_pipeline_page_new:
 * @workspace: whose deals
 */
GtkWidget *
rounds_pipeline_page_new (RoundsWorkspace *workspace)
{
  static const char * const opportunities[] = { "opportunity", "user", NULL };
  static const char * const pipelines[] = { "pipeline", NULL };
  RoundsStore *store;
  RoundsPipelinePage *self;
  g_autoptr(GVariant) chosen = NULL;

  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (ROUNDS_TYPE_PIPELINE_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  store = rounds_workspace_get_store (workspace);
  chosen = g_settings_get_value (self->settings, "filter");
  rounds_deal_filter_set_up (self->deal_filter, store, chosen);
  fill_board (self);
  update_chips (self);

  self->totals = rounds_live_read_new (store, opportunities, read_pipeline, (GDestroyNotify) rounds_pipeline_free);
  g_signal_connect_object (self->totals, "answered", G_CALLBACK (on_pipeline_read), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->totals, "failed", G_CALLBACK (on_pipeline_failed), self, G_CONNECT_SWAPPED);

  /* What is asked of the deals waits for the pipelines: which one is shown depends on them. */
  self->pipelines = rounds_live_read_new (store, pipelines, read_pipelines, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->pipelines, "answered", G_CALLBACK (on_pipelines), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pipelines, "failed", G_CALLBACK (on_pipeline_failed), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->pipelines);
  g_signal_connect_object (rounds_day_get_default (), "begun", G_CALLBACK (update_queries), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
