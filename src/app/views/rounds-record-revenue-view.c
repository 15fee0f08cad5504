/* rounds-record-revenue-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-record-revenue-view.h"

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/widgets/rounds-invoice-row.h"
#include "app/widgets/rounds-revenue-view.h"

struct _RoundsRecordRevenueView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  RoundsRevenueView *revenue_view;
  RoundsRecordSection *invoices;

  /* Owned references */
  RoundsLiveRead *revenue;
};

G_DEFINE_FINAL_TYPE (RoundsRecordRevenueView, rounds_record_revenue_view, ROUNDS_TYPE_RECORD_VIEW)

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

static gpointer
read_contact_revenue (RoundsDatabase  *database,
                      RoundsChanges   *changes,
                      gpointer         user_data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autofree char *today = rounds_looks_today ();

  return rounds_institution_revenue_compute_of_contact (database, user_data, today, NULL, NULL, error);
}

static void
on_revenue (RoundsRecordRevenueView  *self,
            RoundsInstitutionRevenue *revenue,
            RoundsLiveRead           *read)
{
  rounds_revenue_view_show (self->revenue_view, revenue);
}

static void
rounds_record_revenue_view_constructed (GObject *object)
{
  static const char * const kinds[] = { "invoice", "payment", NULL };
  RoundsRecordRevenueView *self = ROUNDS_RECORD_REVENUE_VIEW (object);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);
  gboolean of_contact = g_str_equal (rounds_record_view_get_kind (view), "contact");

  G_OBJECT_CLASS (rounds_record_revenue_view_parent_class)->constructed (object);

  rounds_record_view_bind_section (view, self->invoices, "invoice", "issue-date", TRUE, rounds_invoice_row_new);

  self->revenue = rounds_live_read_new (rounds_record_view_get_store (view), kinds, of_contact ? read_contact_revenue : read_revenue,
                                        (GDestroyNotify) rounds_institution_revenue_free);
  rounds_live_read_set_argument (self->revenue, rounds_record_view_get_id (view));
  g_signal_connect_object (self->revenue, "answered", G_CALLBACK (on_revenue), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->revenue);
}

static void
rounds_record_revenue_view_dispose (GObject *object)
{
  RoundsRecordRevenueView *self = ROUNDS_RECORD_REVENUE_VIEW (object);

  g_clear_object (&self->revenue);

  G_OBJECT_CLASS (rounds_record_revenue_view_parent_class)->dispose (object);
}

static void
rounds_record_revenue_view_class_init (RoundsRecordRevenueViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_record_revenue_view_constructed;
  object_class->dispose = rounds_record_revenue_view_dispose;

  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);
  g_type_ensure (ROUNDS_TYPE_REVENUE_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-record-revenue-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordRevenueView, revenue_view);
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordRevenueView, invoices);
}

static void
rounds_record_revenue_view_init (RoundsRecordRevenueView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
