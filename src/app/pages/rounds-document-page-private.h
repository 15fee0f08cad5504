/* rounds-document-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-document-page.h"

#include "app/rounds-live-read.h"
#include "app/widgets/rounds-facts-group.h"
#include "app/widgets/rounds-lines-table.h"
#include "app/widgets/rounds-record-section.h"
#include "app/widgets/rounds-status-pill.h"
#include "app/widgets/rounds-totals-view.h"
#include "model/rounds-entity.h"

G_BEGIN_DECLS

struct _RoundsDocumentPage
{
  AdwNavigationPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkLabel *title_label;
  GtkLabel *details_label;
  RoundsStatusPill *pill;
  AdwWrapBox *actions_box;
  GtkWidget *waiting_box;
  GtkWidget *edit_button;
  RoundsLinesTable *table;
  RoundsTotalsView *totals;
  RoundsFactsGroup *facts;
  RoundsRecordSection *payments;
  RoundsRecordSection *related;
  AdwStatusPage *missing_page;

  /* Owned references */
  RoundsWorkspace *workspace;
  char *kind;
  char *id;
  RoundsEntity *document;
  RoundsLiveRead *record;
  gboolean waiting; /* what the server alone does has been asked for, and is not there yet */
};

const char *_rounds_document_page_get_status    (RoundsDocumentPage      *self);
gboolean    _rounds_document_page_is_quote      (RoundsDocumentPage      *self);
void        _rounds_document_page_class_actions (RoundsDocumentPageClass *klass);
void        _rounds_document_page_add_actions   (RoundsDocumentPage      *self);
void        _rounds_document_page_update        (RoundsDocumentPage      *self);

G_END_DECLS
