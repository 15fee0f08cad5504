/* rounds-pipeline-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-pipeline-page.h"

#include "app/rounds-live-read.h"
#include "app/widgets/rounds-board.h"
#include "app/widgets/rounds-deal-filter.h"
#include "app/widgets/rounds-deal-view.h"

G_BEGIN_DECLS

/* Between the files of the page. */

struct _RoundsPipelinePage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkDropDown *pipeline_drop_down;
  GtkMenuButton *filter_button;
  RoundsDealFilter *deal_filter;
  AdwWrapBox *chips;
  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwBin *board_bin;
  RoundsDealView *peek;

  /* Owned references */
  RoundsWorkspace *workspace;
  GSettings *settings;
  RoundsBoard *board;
  RoundsLiveRead *totals;
  RoundsLiveRead *pipelines;
  GListStore *pipeline_options;
  char *filter_text; /* what the columns show, as JSON */
  char *pipeline_id; /* nullable: that of the deals that say none, or all when there is one pipeline */
  char *default_pipeline_id;
  gboolean pipelines_read; /* before, it is not known which deals to show */
  GCancellable *cancellable;
  gboolean filling;
  gboolean peeking;
};

void _rounds_pipeline_page_move (RoundsPipelinePage *self,
                                 GStrv               ids,
                                 RoundsBoardColumn  *target,
                                 const char         *after_id,
                                 const char         *before_id,
                                 RoundsBoard        *board);

G_END_DECLS
