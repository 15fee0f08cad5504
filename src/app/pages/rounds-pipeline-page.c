/* rounds-pipeline-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-pipeline-page.h"

#include <glib/gi18n.h>

#include "app/dialogs/rounds-reason-dialog.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-board.h"
#include "insight/rounds-pipeline.h"
#include "model/rounds-money.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-stage.h"

/* How long a closed deal stays on the board, in days. */
#define CLOSED_DAYS 30

struct _RoundsPipelinePage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwBin *board_bin;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsBoard *board;
  RoundsLiveRead *totals;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (RoundsPipelinePage, rounds_pipeline_page, ADW_TYPE_NAVIGATION_PAGE)

/* A move that was asked for, until it is done or refused. */
typedef struct
{
  RoundsPipelinePage *page; /* owned */
  JsonObject *arguments;    /* owned */
  char *done;               /* owned; what the toast says */
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->page);
  json_object_unref (move->arguments);
  g_free (move->done);
  g_free (move);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

/* The deals of the board: all that are open, and what was closed since @cutoff. */
static RoundsFilter *
create_filter (const char *cutoff)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  const RoundsField *closed = rounds_entity_info_find (info, "actual-close-date");

  g_autoptr(RoundsFilter) open = rounds_filter_new_empty (closed);
  g_autoptr(RoundsFilter) recent = rounds_filter_new_text (closed, ROUNDS_FILTER_GREATER_OR_EQUAL, cutoff);

  return rounds_filter_new_or (open, recent);
}

static char *
dup_cutoff (void)
{
  g_autofree char *today = rounds_looks_today ();

  return rounds_date_add_days (today, -CLOSED_DAYS);
}

static RoundsQueryModel *
create_model (RoundsPipelinePage *self,
              const char         *stage,
              const char         *cutoff)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  const RoundsField *field = rounds_entity_info_find (info, "stage");
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) in_stage = rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, stage);
  g_autoptr(RoundsFilter) on_board = create_filter (cutoff);
  g_autoptr(RoundsFilter) filter = rounds_filter_new_and (in_stage, on_board);

  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, "rank"), FALSE);

  return rounds_query_model_new (rounds_workspace_get_store (self->workspace), query);
}

static gpointer
read_pipeline (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autofree char *cutoff = dup_cutoff ();
  g_autoptr(RoundsFilter) filter = create_filter (cutoff);

  return rounds_pipeline_compute (database, filter, 0, error);
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
  gtk_stack_set_visible_child_name (self->stack, all > 0 ? "board" : "empty");
}

static void
on_pipeline_failed (RoundsPipelinePage *self,
                    const GError       *error,
                    RoundsLiveRead     *read)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));

  if (window != NULL)
    rounds_window_toast (window, error->message);
}

static char *
dup_deal_name (RoundsPipelinePage *self,
               RoundsBoardColumn  *column,
               const char         *id)
{
  for (guint i = 0; rounds_stage_choices[i].value != NULL; i++)
    {
      RoundsBoardColumn *other = rounds_board_find_column (self->board, rounds_stage_choices[i].value);
      RoundsQueryModel *model = ROUNDS_QUERY_MODEL (rounds_board_column_get_model (other));
      gint64 position = rounds_query_model_find (model, id);
      g_autoptr(RoundsRow) row = NULL;

      if (position < 0)
        continue;
      row = g_list_model_get_item (G_LIST_MODEL (model), position);
      return rounds_row_get_entity (row) != NULL ? rounds_entity_dup_title (rounds_row_get_entity (row)) : NULL;
    }

  return NULL;
}

static void
on_moved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Move) move = user_data;
  RoundsPipelinePage *self = move->page;
  g_autoptr(GError) error = NULL;
  g_autofree char *undo_id = NULL;
  g_autoptr(JsonNode) answer = NULL;
  RoundsWindow *window;

  answer = rounds_workspace_run_finish (ROUNDS_WORKSPACE (source), result, &undo_id, &error);
  if (self->board == NULL)
    return;

  rounds_board_settle (self->board, error == NULL);
  window = rounds_window_of (GTK_WIDGET (self));
  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_accessible_announce (GTK_ACCESSIBLE (self), error == NULL ? move->done : error->message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (error == NULL)
    rounds_window_toast_undo (window, move->done, undo_id);
  else
    rounds_window_toast (window, error->message);
}

static void
run_move (Move *move)
{
  RoundsPipelinePage *self = move->page;

  rounds_workspace_run_async (self->workspace, "opportunity.move", move->arguments, self->cancellable, on_moved, move);
}

static void
on_reason (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Move) move = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *reason = rounds_reason_dialog_ask_finish (result, &error);

  if (move->page->board == NULL)
    return;
  if (reason == NULL)
    {
      if (error != NULL && rounds_window_of (GTK_WIDGET (move->page)) != NULL)
        rounds_window_toast (rounds_window_of (GTK_WIDGET (move->page)), error->message);
      rounds_board_settle (move->page->board, FALSE);
      return;
    }

  json_object_set_string_member (move->arguments, "lostReason", reason);
  run_move (g_steal_pointer (&move));
}

static void
on_move_card (RoundsPipelinePage *self,
              const char         *id,
              RoundsBoardColumn  *target,
              const char         *after_id,
              const char         *before_id,
              RoundsBoard        *board)
{
  const char *stage = rounds_board_column_get_stage (target);
  gboolean within = rounds_query_model_find (ROUNDS_QUERY_MODEL (rounds_board_column_get_model (target)), id) >= 0;
  g_autofree char *name = dup_deal_name (self, target, id);
  Move *move = g_new0 (Move, 1);

  move->page = g_object_ref (self);
  move->arguments = json_object_new ();
  json_object_set_string_member (move->arguments, "id", id);
  json_object_set_string_member (move->arguments, "stage", stage);
  if (after_id != NULL)
    json_object_set_string_member (move->arguments, "afterId", after_id);
  if (before_id != NULL)
    json_object_set_string_member (move->arguments, "beforeId", before_id);
  /* Translators: the first %s is a deal, the second a stage such as "Proposal". */
  move->done = g_strdup_printf (_("“%s” moved to %s"), name != NULL ? name : _("Deal"),
                                rounds_board_column_get_title (target));

  if (!within && g_str_equal (stage, "closed_lost"))
    rounds_reason_dialog_ask_async (GTK_WIDGET (self), rounds_workspace_get_store (self->workspace), self->cancellable,
                                    on_reason, move);
  else
    run_move (move);
}

static void
on_activate_card (RoundsPipelinePage *self,
                  RoundsRow          *row,
                  RoundsBoard        *board)
{
  rounds_record_editor_edit (GTK_WIDGET (self), self->workspace, "opportunity", rounds_row_get_id (row));
}

static void
on_add_card (RoundsPipelinePage *self,
             const char         *stage,
             RoundsBoard        *board)
{
  rounds_record_editor_create (GTK_WIDGET (self), self->workspace, "opportunity", "stage", stage);
}

static void
on_new_deal (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  RoundsPipelinePage *self = ROUNDS_PIPELINE_PAGE (widget);

  rounds_record_editor_create (widget, self->workspace, "opportunity", NULL, NULL);
}

static void
fill_board (RoundsPipelinePage *self)
{
  RoundsTitles *titles = rounds_titles_get (rounds_workspace_get_store (self->workspace));
  g_autofree char *cutoff = dup_cutoff ();
  g_autofree char *period = g_strdup_printf (ngettext ("last %d day", "last %d days", CLOSED_DAYS), CLOSED_DAYS);

  self->board = ROUNDS_BOARD (g_object_ref_sink (rounds_board_new ()));
  adw_bin_set_child (self->board_bin, GTK_WIDGET (self->board));

  for (guint i = 0; rounds_stage_choices[i].value != NULL; i++)
    {
      const char *stage = rounds_stage_choices[i].value;
      gboolean closed = rounds_stage_is_closed (rounds_stage_from_text (stage));
      g_autoptr(RoundsQueryModel) model = create_model (self, stage, cutoff);
      GtkWidget *column = rounds_board_column_new (stage, _(rounds_stage_choices[i].label), !closed,
                                                   closed ? period : NULL, model, titles);

      if (closed)
        gtk_widget_add_css_class (column, "closed");
      rounds_board_add_column (self->board, ROUNDS_BOARD_COLUMN (column));
    }

  g_signal_connect_object (self->board, "move-card", G_CALLBACK (on_move_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "activate-card", G_CALLBACK (on_activate_card), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "add-card", G_CALLBACK (on_add_card), self, G_CONNECT_SWAPPED);
}

static void
rounds_pipeline_page_dispose (GObject *object)
{
  RoundsPipelinePage *self = ROUNDS_PIPELINE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->totals);
  g_clear_object (&self->board);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_PIPELINE_PAGE);

  G_OBJECT_CLASS (rounds_pipeline_page_parent_class)->dispose (object);
}

static void
rounds_pipeline_page_class_init (RoundsPipelinePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_pipeline_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-pipeline-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsPipelinePage, board_bin);
  gtk_widget_class_install_action (widget_class, "page.new", NULL, on_new_deal);
}

static void
rounds_pipeline_page_init (RoundsPipelinePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_pipeline_page_new:
 * @workspace: whose deals
 */
GtkWidget *
rounds_pipeline_page_new (RoundsWorkspace *workspace)
{
  static const char * const kinds[] = { "opportunity", NULL };
  RoundsPipelinePage *self;

  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (ROUNDS_TYPE_PIPELINE_PAGE, NULL);
  self->workspace = g_object_ref (workspace);
  fill_board (self);

  self->totals = rounds_live_read_new (rounds_workspace_get_store (workspace), kinds, read_pipeline,
                                       (GDestroyNotify) rounds_pipeline_free);
  g_signal_connect_object (self->totals, "answered", G_CALLBACK (on_pipeline_read), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->totals, "failed", G_CALLBACK (on_pipeline_failed), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->totals);

  return GTK_WIDGET (self);
}
