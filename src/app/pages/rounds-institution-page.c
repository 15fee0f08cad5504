/* rounds-institution-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-institution-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-vcard-dialog.h"
#include "app/views/rounds-institution-activity-view.h"
#include "app/views/rounds-institution-contacts-view.h"
#include "app/views/rounds-institution-deals-view.h"
#include "app/views/rounds-institution-medical-view.h"
#include "app/views/rounds-institution-overview-view.h"
#include "app/views/rounds-record-revenue-view.h"
#include "app/views/rounds-timeline-view.h"
#include "app/widgets/rounds-institution-header.h"
#include "app/widgets/rounds-sync-banner.h"

struct _RoundsInstitutionPage
{
  RoundsRecordPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  RoundsInstitutionHeader *header;
  AdwViewStack *view_stack;
  AdwStatusPage *missing_page;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionPage, rounds_institution_page, ROUNDS_TYPE_RECORD_PAGE)

static const RoundsRecordPageView views[] = {
  { "overview", N_("Overview"), "rounds-hospital-symbolic", rounds_institution_overview_view_get_type },
  { "activity", N_("Activity"), "view-list-symbolic", rounds_institution_activity_view_get_type },
  { "timeline", N_("Timeline"), "document-open-recent-symbolic", rounds_timeline_view_get_type },
  { "medical", N_("Medical"), "rounds-medical-symbolic", rounds_institution_medical_view_get_type },
  { "contacts", N_("Contacts"), "system-users-symbolic", rounds_institution_contacts_view_get_type },
  { "deals", N_("Deals"), "rounds-pipeline-symbolic", rounds_institution_deals_view_get_type },
  { "revenue", N_("Revenue"), "rounds-revenue-symbolic", rounds_record_revenue_view_get_type },
  { NULL },
};

static void
rounds_institution_page_show (RoundsRecordPage *page,
                              RoundsEntity     *institution)
{
  rounds_institution_header_show (ROUNDS_INSTITUTION_PAGE (page)->header, rounds_record_page_get_workspace (page), institution);
}

static void
import_vcards_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  RoundsRecordPage *page = ROUNDS_RECORD_PAGE (widget);

  rounds_vcard_dialog_choose (widget, rounds_record_page_get_workspace (page), rounds_record_page_get_id (page));
}

static void
rounds_institution_page_constructed (GObject *object)
{
  RoundsRecordPage *page = ROUNDS_RECORD_PAGE (object);

  G_OBJECT_CLASS (rounds_institution_page_parent_class)->constructed (object);

  rounds_vcard_dialog_accept_drops (GTK_WIDGET (object), rounds_record_page_get_workspace (page), rounds_record_page_get_id (page));
}

static void
rounds_institution_page_class_init (RoundsInstitutionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  RoundsRecordPageClass *page_class = ROUNDS_RECORD_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = rounds_institution_page_constructed;

  page_class->kind = "institution";
  page_class->views = views;
  page_class->show = rounds_institution_page_show;

  gtk_widget_class_install_action (widget_class, "page.import-vcards", NULL, import_vcards_action);

  g_type_ensure (ROUNDS_TYPE_INSTITUTION_HEADER);
  g_type_ensure (ROUNDS_TYPE_SYNC_BANNER);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, header);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionPage, missing_page);
}

static void
rounds_institution_page_init (RoundsInstitutionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rounds_record_page_set_parts (ROUNDS_RECORD_PAGE (self), self->stack, self->view_stack, self->missing_page);
}

/**
 * rounds_institution_page_new:
 * @workspace: where the institution is
 * @id: its id
 *
 * Returns: a page
 */
GtkWidget *
rounds_institution_page_new (RoundsWorkspace *workspace,
                             const char      *id)
{
  return g_object_new (ROUNDS_TYPE_INSTITUTION_PAGE, "workspace", workspace, "id", id, NULL);
}
