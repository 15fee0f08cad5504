/* rounds-list-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-list-page.h"

#include "app/pages/rounds-list-columns.h"
#include "app/pages/rounds-list-selection.h"
#include "app/rounds-live-read.h"
#include "app/widgets/rounds-filter-popover.h"
#include "store/rounds-query-model.h"

G_BEGIN_DECLS

struct _RoundsListPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  GtkSearchEntry *search_entry;
  RoundsFilterPopover *filter_popover;
  GtkMenuButton *filter_button;
  GtkLabel *count_label;
  AdwWrapBox *chips;
  GtkWidget *found_box;
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkNoSelection *selection;
  GtkButton *new_button;
  GtkButton *import_button;
  GtkButton *create_button;
  AdwStatusPage *empty_page;
  AdwStatusPage *error_page;
  AdwStatusPage *loading_page;
  GtkProgressBar *progress_bar;
  RoundsListSelection *list_selection;

  /* Borrowed references */
  const RoundsListKind *kind;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsQueryModel *model;
  RoundsListColumns *columns;
  RoundsLiveRead *read_fields;
  GPtrArray *fields; /* nullable: all that can be columns, once they have been read */
  GSettings *settings;
  gboolean nested;
  gboolean selecting;
  gboolean arranging; /* columns come and go, and with them what is sorted by */
  int room;        /* a RoundsListRoom */
  gboolean shown;  /* whether there has been a list to show */
  gboolean rewind; /* another list is on its way: it is shown from its beginning */
  gboolean at_top; /* it stood at its top when rows came in */
  guint settle_id;
};

void               _rounds_list_page_update_query         (RoundsListPage      *self);

/* Its columns, and what is sorted by */
void               _rounds_list_page_class_columns_init   (RoundsListPageClass *klass);
void               _rounds_list_page_set_up_columns       (RoundsListPage      *self);
const RoundsField *_rounds_list_page_get_sort             (RoundsListPage      *self,
                                                           gboolean            *descending);

/* Choosing many */
void               _rounds_list_page_class_selecting_init (RoundsListPageClass *klass);

G_END_DECLS
