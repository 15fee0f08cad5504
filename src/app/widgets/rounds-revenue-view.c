/* rounds-revenue-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-revenue-view.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/widgets/rounds-chart-view.h"
#include "model/rounds-money.h"
#include "model/rounds-time.h"

#define CURRENCY "EUR"

struct _RoundsRevenueView
{
  AdwPreferencesGroup parent_instance;

  /* Template widgets */
  GtkBox *figures;
  GtkLabel *invoiced_label;
  GtkLabel *paid_label;
  GtkLabel *outstanding_label;
  GtkLabel *month_label;
  GtkLabel *growth_label;
  GtkImage *growth_image;
  GtkWidget *growth_box;
  RoundsChartView *chart;
  GtkWidget *chart_box;
  GtkWidget *empty_label;

  gboolean compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsRevenueView, rounds_revenue_view, ADW_TYPE_PREFERENCES_GROUP)

static char *
format_amount (double   value,
               gboolean exact)
{
  const gint64 amount = (gint64) value;

  if (!exact)
    return rounds_money_format (amount, CURRENCY, ROUNDS_MONEY_ABBREVIATED);
  return rounds_money_format (amount, CURRENCY, amount % 100 == 0 ? ROUNDS_MONEY_WHOLE : ROUNDS_MONEY_EXACT);
}

/* Short in the card, exact in the tooltip. */
static void
set_amount (GtkLabel *label,
            gint64    amount)
{
  g_autofree char *text = rounds_money_format (amount, CURRENCY, ROUNDS_MONEY_ABBREVIATED);
  g_autofree char *exact = format_amount (amount, TRUE);

  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), exact);
}

static void
show_growth (RoundsRevenueView              *self,
             const RoundsInstitutionRevenue *revenue)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->growth_box, revenue->growth_known);
  if (!revenue->growth_known)
    return;

  number = rounds_looks_percent ((gint64) (revenue->growth >= 0 ? revenue->growth + 0.5 : 0.5 - revenue->growth), 0);
  /* Translators: a change, such as "12%", against the month before; an arrow says whether up or down */
  text = g_strdup_printf (_("%s on last month"), number);
  gtk_label_set_label (self->growth_label, text);
  gtk_image_set_from_icon_name (self->growth_image, revenue->growth >= 0 ? "go-up-symbolic" : "go-down-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->growth_image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  revenue->growth >= 0 ? _("Up") : _("Down"), -1);
}

static void
rounds_revenue_view_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, ROUNDS_REVENUE_VIEW (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_revenue_view_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RoundsRevenueView *self = ROUNDS_REVENUE_VIEW (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->figures),
                                      self->compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_revenue_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_REVENUE_VIEW);

  G_OBJECT_CLASS (rounds_revenue_view_parent_class)->dispose (object);
}

static void
rounds_revenue_view_class_init (RoundsRevenueViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_revenue_view_get_property;
  object_class->set_property = rounds_revenue_view_set_property;
  object_class->dispose = rounds_revenue_view_dispose;

  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (ROUNDS_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-revenue-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, invoiced_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, figures);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, paid_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, outstanding_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, month_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, growth_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, growth_image);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, growth_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, chart);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, chart_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsRevenueView, empty_label);
}

static void
rounds_revenue_view_init (RoundsRevenueView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_revenue_view_show:
 * @revenue: what there is to show
 */
void
rounds_revenue_view_show (RoundsRevenueView              *self,
                          const RoundsInstitutionRevenue *revenue)
{
  double values[ROUNDS_REVENUE_MONTHS];
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr(GStrvBuilder) long_labels = g_strv_builder_new ();
  g_auto(GStrv) short_names = NULL;
  g_auto(GStrv) long_names = NULL;
  gboolean empty = TRUE;

  g_return_if_fail (ROUNDS_IS_REVENUE_VIEW (self));

  set_amount (self->invoiced_label, revenue->total_revenue);
  set_amount (self->paid_label, revenue->total_paid);
  set_amount (self->outstanding_label, revenue->total_outstanding);
  set_amount (self->month_label, revenue->months[ROUNDS_REVENUE_MONTHS - 1].revenue);
  show_growth (self, revenue);

  for (guint i = 0; i < ROUNDS_REVENUE_MONTHS; i++)
    {
      values[i] = revenue->months[i].revenue;
      empty = empty && revenue->months[i].revenue == 0;
      g_strv_builder_take (labels, rounds_looks_month (revenue->months[i].month));
      g_strv_builder_take (long_labels, rounds_month_format (revenue->months[i].month, FALSE));
    }
  short_names = g_strv_builder_end (labels);
  long_names = g_strv_builder_end (long_labels);

  rounds_chart_view_set_series (self->chart, values, (const char * const *) short_names,
                                (const char * const *) long_names, ROUNDS_REVENUE_MONTHS, format_amount);
  gtk_widget_set_visible (self->chart_box, !empty);
  gtk_widget_set_visible (self->empty_label, empty);
}
