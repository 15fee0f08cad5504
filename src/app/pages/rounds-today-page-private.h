/* rounds-today-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-today-page.h"

#include "app/rounds-agenda-model.h"
#include "app/rounds-live-read.h"
#include "app/widgets/rounds-capture-entry.h"

G_BEGIN_DECLS

struct _RoundsTodayPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  RoundsCaptureEntry *capture_entry;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *error_page;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsAgendaModel *model;
  RoundsLiveRead *agenda;
  GHashTable *bound; /* GtkListItem, borrowed: those that show something */
  guint refresh_id;
};

/* What can be done from a row */
void _rounds_today_page_class_actions_init (RoundsTodayPageClass *klass);

G_END_DECLS
