/* rounds-forecast-page-board.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-forecast-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/pages/rounds-forecast-query.h"
#include "app/rounds-deal-marks.h"
#include "app/rounds-titles.h"
#include "app/widgets/rounds-month-figures.h"
#include "model/rounds-money.h"
#include "model/rounds-time.h"

#define SLIPPED "slipped"

static void
show_column (RoundsForecastPage          *self,
             guint                        index,
             const RoundsForecastFigures *figures)
{
  RoundsBoardColumn *column = g_ptr_array_index (self->columns, index);
  g_autofree char *count = rounds_number_format (figures->count + figures->won_count, 0, 0);
  g_autofree char *commit = rounds_money_format (figures->commit, "EUR", ROUNDS_MONEY_EXACT);
  g_autofree char *best_case = rounds_money_format (figures->best_case, "EUR", ROUNDS_MONEY_EXACT);
  g_autofree char *pipeline = rounds_money_format (figures->pipeline, "EUR", ROUNDS_MONEY_EXACT);
  g_autofree char *won = rounds_money_format (figures->won, "EUR", ROUNDS_MONEY_EXACT);
  /* Translators: number of deals of a month, then amounts */
  g_autofree char *description = g_strdup_printf (ngettext ("%s deal, commit %s, best case %s, pipeline %s, won %s",
                                                            "%s deals, commit %s, best case %s, pipeline %s, won %s",
                                                            figures->count + figures->won_count),
                                                  count, commit, best_case, pipeline, won);

  rounds_month_figures_show (g_ptr_array_index (self->figures, index), figures);
  rounds_board_column_set_count (column, figures->count + figures->won_count, description);
}

static RoundsQuery *
create_query (RoundsForecastPage *self,
              guint               index)
{
  g_autoptr(RoundsFilter) filter = _rounds_forecast_page_dup_filter (self);
  g_autofree char *month = index > 0 ? _rounds_forecast_page_dup_month (self, index - 1) : NULL;

  return month != NULL ? rounds_forecast_query_month (month, self->today, filter)
                       : rounds_forecast_query_slipped (self->today, filter);
}

/* Nothing is expected in a month that has passed. */
static void
name_column (RoundsForecastPage *self,
             guint               index)
{
  RoundsBoardColumn *column = g_ptr_array_index (self->columns, index);
  g_autofree char *month = index > 0 ? _rounds_forecast_page_dup_month (self, index - 1) : g_strdup (SLIPPED);
  g_autofree char *title = index > 0 ? rounds_month_format (month, FALSE) : g_strdup (C_("forecast", "Slipped"));
  gboolean expects = index > 0 && strncmp (month, self->today, 7) >= 0;

  rounds_board_column_set_subject (column, month, title, expects);
  rounds_board_column_set_receives (column, expects);
}

/* Deals are shown as soon as there are any; what they amount to follows when it has been added up. */
static void
on_cards (RoundsForecastPage *self,
          guint               position,
          guint               removed,
          guint               added,
          GListModel         *model)
{
  if (added > 0 && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading"))
    gtk_stack_set_visible_child_name (self->stack, "forecast");
}

/* A column a month: made anew when there are more or fewer of them. */
void
_rounds_forecast_page_fill_board (RoundsForecastPage *self)
{
  RoundsStore *store = rounds_workspace_get_store (self->workspace);
  RoundsTitles *titles = rounds_titles_get (store);

  g_ptr_array_set_size (self->columns, 0);
  g_ptr_array_set_size (self->figures, 0);
  g_clear_object (&self->board);
  self->board = ROUNDS_BOARD (g_object_ref_sink (rounds_board_new ()));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->board), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Deals by month"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("Arrows move between deals, Control with Left or Right moves the deal to another month"), -1);
  rounds_board_set_order (self->board, rounds_forecast_query_compare);
  adw_bin_set_child (self->board_bin, GTK_WIDGET (self->board));

  for (guint i = 0; i <= self->n_months; i++)
    {
      g_autoptr(RoundsQuery) query = create_query (self, i);
      g_autoptr(RoundsQueryModel) model = rounds_query_model_new (store, query);
      RoundsBoardColumn *column = ROUNDS_BOARD_COLUMN (rounds_board_column_new (SLIPPED, "", FALSE, NULL, model, titles,
                                                                                 rounds_deal_marks_get (store),
                                                                                 rounds_board_get_selected (self->board)));
      GtkWidget *figures = rounds_month_figures_new ();

      rounds_board_column_set_mixed (column, TRUE);
      rounds_board_column_set_details (column, figures);
      rounds_board_add_column (self->board, column);
      g_signal_connect_object (model, "items-changed", G_CALLBACK (on_cards), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->columns, column);
      g_ptr_array_add (self->figures, figures);
      name_column (self, i);
    }

  _rounds_forecast_page_set_up_moves (self);
}

/* Other months or other people's deals: the columns stay, what is in them changes. */
void
_rounds_forecast_page_update_board (RoundsForecastPage *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autoptr(RoundsQuery) query = create_query (self, i);
      GListModel *model = rounds_board_column_get_model (g_ptr_array_index (self->columns, i));

      name_column (self, i);
      rounds_query_model_set_query (ROUNDS_QUERY_MODEL (model), query);
    }
}

/* What was read, in the headers of the columns. */
void
_rounds_forecast_page_show_figures (RoundsForecastPage *self)
{
  show_column (self, 0, &self->forecast->slipped);
  for (guint i = 0; i < MIN (self->forecast->n_months, self->columns->len - 1); i++)
    show_column (self, i + 1, &self->forecast->months[i].figures);
}
