/* rounds-list-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-list-page.h"

#include "app/pages/rounds-list-columns.h"
#include "app/pages/rounds-list-selection.h"
#include "app/rounds-live-read.h"
#include "app/rounds-filter-reading.h"
#include "app/rounds-unfolding-model.h"
#include "app/widgets/rounds-filter-popover.h"
#include "store/rounds-query-model.h"

G_BEGIN_DECLS

typedef struct
{
  const RoundsField *field;
  gboolean descending;
} RoundsListSort;

struct _RoundsListPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  AdwHeaderBar *header_bar;
  AdwBin *search_bin;
  GtkWidget *search_clamp;
  GtkSearchEntry *search_entry;
  RoundsFilterPopover *filter_popover;
  GtkMenuButton *filter_button;
  GtkLabel *count_label;
  AdwWrapBox *chips;
  GtkWidget *found_box;
  GtkStack *stack;
  GtkMenuButton *view_button;
  GtkLabel *view_label;
  GtkWidget *view_mark;
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
  RoundsUnfoldingModel *shown_rows; /* those of @model */
  RoundsListColumns *columns;
  RoundsLiveRead *read_fields;
  GPtrArray *fields; /* nullable: all that can be columns, once they have been read */
  GSettings *settings;
  char *view;             /* the id of a saved view, or the name of one that the kind has */
  JsonObject *definition; /* what is shown: "filter", "sort", "columns", "widths"; what is missing is as the kind wants it */
  GArray *sorts;          /* RoundsListSort, at least one */
  GPtrArray *views;       /* nullable: saved views, once they have been read */
  RoundsLiveRead *read_views;
  char *adopted;               /* nullable: the id of the view that was last saved here */
  char *adopted_from;          /* nullable: what was shown before it */
  char *left;                  /* nullable: the id of a view that has gone while it was shown */
  JsonObject *left_definition; /* nullable: what it showed */
  RoundsFilterReading *reading; /* nullable: the filter, once it has been read */
  RoundsFilter *filter;         /* nullable: what the query has */
  GCancellable *filter_cancellable; /* nullable: of the reading that is on its way */
  gboolean unread;                  /* the filter holds only when it has been read */
  guint widths_id;
  gboolean nested;
  gboolean selecting;
  gboolean arranging; /* columns come and go, and with them what is sorted by */
  int room;        /* a RoundsListRoom */
  gboolean shown;  /* whether there has been a list to show */
  gboolean rewind; /* another list is on its way: it is shown from its beginning */
};

void               _rounds_list_page_ask                  (RoundsListPage      *self);
void               _rounds_list_page_update_query         (RoundsListPage      *self);
void               _rounds_list_page_update_state         (RoundsListPage      *self);

/* Its columns, and what is sorted by */
void               _rounds_list_page_class_columns_init   (RoundsListPageClass *klass);
void               _rounds_list_page_set_up_columns       (RoundsListPage      *self);
void               _rounds_list_page_show_columns         (RoundsListPage      *self);
void               _rounds_list_page_keep_widths          (RoundsListPage      *self);

/* What it is narrowed to */
void               _rounds_list_page_class_filter_init    (RoundsListPageClass *klass);
JsonNode          *_rounds_list_page_get_filter           (RoundsListPage      *self);
void               _rounds_list_page_set_filter           (RoundsListPage      *self,
                                                           JsonNode            *filter);
void               _rounds_list_page_read_filter          (RoundsListPage      *self);
void               _rounds_list_page_follow_day           (RoundsListPage      *self);

/* What a view shows, and what is shown of it */
RoundsEntity      *_rounds_list_page_find_saved           (RoundsListPage      *self,
                                                           const char          *id);
RoundsEntity      *_rounds_list_page_find_view            (RoundsListPage      *self);
JsonObject        *_rounds_list_page_dup_definition       (RoundsListPage      *self);
gboolean           _rounds_list_page_is_modified          (RoundsListPage      *self);
const char        *_rounds_list_page_get_view_name        (RoundsListPage      *self);

/* The views that it has, and the one that is shown */
void               _rounds_list_page_class_views_init     (RoundsListPageClass *klass);
void               _rounds_list_page_set_up_views         (RoundsListPage      *self);
void               _rounds_list_page_set_view             (RoundsListPage      *self,
                                                           const char          *view);
void               _rounds_list_page_adopt_view           (RoundsListPage      *self,
                                                           const char          *view);
void               _rounds_list_page_leave_view           (RoundsListPage      *self);
void               _rounds_list_page_set_member           (RoundsListPage      *self,
                                                           const char          *member,
                                                           JsonNode            *node);
void               _rounds_list_page_update_view          (RoundsListPage      *self);

/* Saving, renaming and deleting them */
void               _rounds_list_page_class_saving_init    (RoundsListPageClass *klass);

/* Choosing many */
void               _rounds_list_page_class_selecting_init (RoundsListPageClass *klass);

G_END_DECLS
