/* rounds-institution-revenue-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-revenue-view.h"

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/widgets/rounds-invoice-row.h"
#include "app/widgets/rounds-revenue-view.h"

struct _RoundsInstitutionRevenueView
{
  RoundsInstitutionView parent_instance;

  /* Template widgets */
  RoundsRevenueView *revenue_view;
  RoundsRecordSection *invoices;

  /* Owned references */
  RoundsLiveRead *revenue;
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionRevenueView, rounds_institution_revenue_view, ROUNDS_TYPE_INSTITUTION_VIEW)

static gpointer
read_revenue (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autofree char *today = rounds_looks_today ();

  return rounds_institution_revenue_compute (database, user_data, today, NULL, NULL, error);
}

static void
on_revenue (RoundsInstitutionRevenueView  *self,
            RoundsInstitutionRevenue *revenue,
            RoundsLiveRead *read)
{
  rounds_revenue_view_show (self->revenue_view, revenue);
}

static void
rounds_institution_revenue_view_constructed (GObject *object)
{
  static const char * const kinds[] = { "invoice", "payment", NULL };
  RoundsInstitutionRevenueView *self = ROUNDS_INSTITUTION_REVENUE_VIEW (object);
  RoundsInstitutionView *view = ROUNDS_INSTITUTION_VIEW (self);

  G_OBJECT_CLASS (rounds_institution_revenue_view_parent_class)->constructed (object);

  rounds_institution_view_bind_section (view, self->invoices, "invoice", "issue-date", TRUE, rounds_invoice_row_new);

  self->revenue = rounds_live_read_new (rounds_institution_view_get_store (view), kinds, read_revenue,
                                        (GDestroyNotify) rounds_institution_revenue_free);
  rounds_live_read_set_argument (self->revenue, rounds_institution_view_get_id (view));
  g_signal_connect_object (self->revenue, "answered", G_CALLBACK (on_revenue), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->revenue);
}

static void
rounds_institution_revenue_view_dispose (GObject *object)
{
  RoundsInstitutionRevenueView *self = ROUNDS_INSTITUTION_REVENUE_VIEW (object);

  g_clear_object (&self->revenue);

  G_OBJECT_CLASS (rounds_institution_revenue_view_parent_class)->dispose (object);
}

static void
rounds_institution_revenue_view_class_init (RoundsInstitutionRevenueViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_revenue_view_constructed;
  object_class->dispose = rounds_institution_revenue_view_dispose;

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);
  g_type_ensure (ROUNDS_TYPE_REVENUE_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-revenue-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionRevenueView, revenue_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionRevenueView, invoices);
}

static void
rounds_institution_revenue_view_init (RoundsInstitutionRevenueView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
