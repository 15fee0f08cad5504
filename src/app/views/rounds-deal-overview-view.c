/* rounds-deal-overview-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-deal-overview-view.h"

#include "app/widgets/rounds-deal-parts.h"

struct _RoundsDealOverviewView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  RoundsDealParts *parts;
};

G_DEFINE_FINAL_TYPE (RoundsDealOverviewView, rounds_deal_overview_view, ROUNDS_TYPE_RECORD_VIEW)

static void
rounds_deal_overview_view_show (RoundsRecordView *view,
                                RoundsEntity     *deal)
{
  rounds_deal_parts_show (ROUNDS_DEAL_OVERVIEW_VIEW (view)->parts, deal);
}

static void
rounds_deal_overview_view_constructed (GObject *object)
{
  RoundsDealOverviewView *self = ROUNDS_DEAL_OVERVIEW_VIEW (object);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);

  G_OBJECT_CLASS (rounds_deal_overview_view_parent_class)->constructed (object);

  rounds_deal_parts_set_deal (self->parts, rounds_record_view_get_store (view), rounds_record_view_get_id (view));
}

static void
rounds_deal_overview_view_class_init (RoundsDealOverviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = rounds_deal_overview_view_constructed;
  ROUNDS_RECORD_VIEW_CLASS (klass)->show = rounds_deal_overview_view_show;

  g_type_ensure (ROUNDS_TYPE_DEAL_PARTS);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-overview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealOverviewView, parts);
}

static void
rounds_deal_overview_view_init (RoundsDealOverviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
