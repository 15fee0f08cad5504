/* rounds-forecast-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-forecast-page.h"

#include "app/rounds-live-read.h"
#include "app/widgets/rounds-board.h"
#include "app/widgets/rounds-forecast-summary.h"
#include "app/widgets/rounds-owner-filter.h"
#include "rules/rounds-forecast.h"

G_BEGIN_DECLS

struct _RoundsForecastPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  RoundsOwnerFilter *owner_filter;
  GtkStack *stack;
  RoundsForecastSummary *summary;
  AdwBin *board_bin;
  AdwStatusPage *error_page;

  /* Owned references */
  RoundsWorkspace *workspace;
  GSettings *settings;
  RoundsBoard *board;
  GPtrArray *columns; /* RoundsBoardColumn, borrowed from the board: the slipped deals, then the months */
  GPtrArray *figures; /* RoundsMonthFigures, borrowed: in the columns' headers */
  RoundsLiveRead *read;
  GCancellable *cancellable;
  RoundsForecast *forecast;
  char *today;

  guint n_months;
  int offset; /* of the first month from the current one */
};

char              *_rounds_forecast_page_dup_month    (RoundsForecastPage *self,
                                                       guint               index);
RoundsFilter      *_rounds_forecast_page_dup_filter   (RoundsForecastPage *self);

/* Its months side by side, and the deals in them */
void               _rounds_forecast_page_fill_board   (RoundsForecastPage *self);
void               _rounds_forecast_page_update_board (RoundsForecastPage *self);
void               _rounds_forecast_page_show_figures (RoundsForecastPage *self);

/* What a person does with a deal in them */
void               _rounds_forecast_page_set_up_moves (RoundsForecastPage *self);

G_END_DECLS
