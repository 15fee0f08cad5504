/* rounds-institution-deals-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-deals-view.h"

#include "app/widgets/rounds-deal-row.h"

struct _RoundsInstitutionDealsView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  RoundsRecordSection *deals;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionDealsView, rounds_institution_deals_view, ROUNDS_TYPE_RECORD_VIEW)

static void
rounds_institution_deals_view_constructed (GObject *object)
{
  RoundsInstitutionDealsView *self = ROUNDS_INSTITUTION_DEALS_VIEW (object);

  G_OBJECT_CLASS (rounds_institution_deals_view_parent_class)->constructed (object);

  rounds_record_view_bind_section (ROUNDS_RECORD_VIEW (self), self->deals, "opportunity", "expected-close-date", TRUE,
                                        rounds_deal_row_new);
}

static void
rounds_institution_deals_view_class_init (RoundsInstitutionDealsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_deals_view_constructed;

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-deals-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionDealsView, deals);
}

static void
rounds_institution_deals_view_init (RoundsInstitutionDealsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
