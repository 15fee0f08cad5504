/* rounds-deal-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-deal-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-record-editor.h"
#include "app/views/rounds-deal-overview-view.h"
#include "app/views/rounds-timeline-view.h"
#include "app/widgets/rounds-deal-header.h"
#include "app/widgets/rounds-sync-banner.h"

struct _RoundsDealPage
{
  RoundsRecordPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  RoundsDealHeader *header;
  AdwViewStack *view_stack;
  AdwStatusPage *missing_page;
};

G_DEFINE_FINAL_TYPE (RoundsDealPage, rounds_deal_page, ROUNDS_TYPE_RECORD_PAGE)

static const RoundsRecordPageView views[] = {
  { "overview", N_("Overview"), "rounds-deal-symbolic", rounds_deal_overview_view_get_type },
  { "timeline", N_("Timeline"), "document-open-recent-symbolic", rounds_timeline_view_get_type },
  { NULL },
};

static void
rounds_deal_page_show (RoundsRecordPage *page,
                       RoundsEntity     *deal)
{
  rounds_deal_header_show (ROUNDS_DEAL_PAGE (page)->header, rounds_record_page_get_workspace (page), deal);
}

/* What follows from a deal is about the same people, and a quote offers the same products. */
static void
rounds_deal_page_create (RoundsRecordPage *page,
                         const char       *kind)
{
  rounds_record_editor_create_from (GTK_WIDGET (page), rounds_record_page_get_workspace (page), kind, "opportunity",
                                    rounds_record_page_get_id (page));
}

static void
rounds_deal_page_class_init (RoundsDealPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RoundsRecordPageClass *page_class = ROUNDS_RECORD_PAGE_CLASS (klass);

  page_class->kind = "opportunity";
  page_class->views = views;
  page_class->show = rounds_deal_page_show;
  page_class->create = rounds_deal_page_create;

  g_type_ensure (ROUNDS_TYPE_DEAL_HEADER);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealPage, header);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealPage, missing_page);
}

static void
rounds_deal_page_init (RoundsDealPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rounds_record_page_set_parts (ROUNDS_RECORD_PAGE (self), self->stack, self->view_stack, self->missing_page);
}

/**
 * rounds_deal_page_new:
 * @workspace: where the deal is
 * @id: its id
 *
 * Returns: a page
 */
GtkWidget *
rounds_deal_page_new (RoundsWorkspace *workspace,
                      const char      *id)
{
  return g_object_new (ROUNDS_TYPE_DEAL_PAGE, "workspace", workspace, "id", id, NULL);
}
