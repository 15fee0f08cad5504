/* rounds-chart-key.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-chart-key.h"

struct _RoundsChartKey
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkDrawingArea *sample;
  GtkLabel *caption_label;
  GtkLabel *value_label;

  /* Borrowed references */
  RoundsChartView *chart; /* weak: whose colours the sample has */

  guint key;
};

enum
{
  PROP_0,
  PROP_CAPTION,
  PROP_KEY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsChartKey, rounds_chart_key, ADW_TYPE_BIN)

static void
draw_sample (GtkDrawingArea *area,
             cairo_t        *cr,
             int             width,
             int             height,
             gpointer        user_data)
{
  RoundsChartKey *self = user_data;
  RoundsChartStyle style;

  if (self->chart == NULL)
    return;

  rounds_chart_view_get_style (self->chart, &style);
  rounds_stacked_chart_draw_key (self->key, cr, &style, width, height);
}

static void
rounds_chart_key_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RoundsChartKey *self = ROUNDS_CHART_KEY (object);

  switch (prop_id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, gtk_label_get_label (self->caption_label));
      break;
    case PROP_KEY:
      g_value_set_uint (value, self->key);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_chart_key_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RoundsChartKey *self = ROUNDS_CHART_KEY (object);

  switch (prop_id)
    {
    case PROP_CAPTION:
      gtk_label_set_label (self->caption_label, g_value_get_string (value));
      break;
    case PROP_KEY:
      self->key = g_value_get_uint (value);
      gtk_widget_queue_draw (GTK_WIDGET (self->sample));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_chart_key_dispose (GObject *object)
{
  RoundsChartKey *self = ROUNDS_CHART_KEY (object);

  g_clear_weak_pointer (&self->chart);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_CHART_KEY);

  G_OBJECT_CLASS (rounds_chart_key_parent_class)->dispose (object);
}

static void
rounds_chart_key_class_init (RoundsChartKeyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_chart_key_get_property;
  object_class->set_property = rounds_chart_key_set_property;
  object_class->dispose = rounds_chart_key_dispose;

  props[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_KEY] = g_param_spec_uint ("key", NULL, NULL, 0, ROUNDS_STACKED_N_KEYS - 1, 0,
                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-chart-key.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsChartKey, sample);
  gtk_widget_class_bind_template_child (widget_class, RoundsChartKey, caption_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsChartKey, value_label);
}

static void
rounds_chart_key_init (RoundsChartKey *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->sample, draw_sample, self, NULL);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self->sample, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::accent-color",
                           G_CALLBACK (gtk_widget_queue_draw), self->sample, G_CONNECT_SWAPPED);
}

/**
 * rounds_chart_key_set_chart:
 * @chart: whose legend it is in
 */
void
rounds_chart_key_set_chart (RoundsChartKey  *self,
                            RoundsChartView *chart)
{
  g_return_if_fail (ROUNDS_IS_CHART_KEY (self));

  if (g_set_weak_pointer (&self->chart, chart))
    gtk_widget_queue_draw (GTK_WIDGET (self->sample));
}

/**
 * rounds_chart_key_set_value:
 * @text: (nullable): the figure, short; %NULL where there is none
 * @exact: (nullable): the figure, in full
 */
void
rounds_chart_key_set_value (RoundsChartKey *self,
                            const char     *text,
                            const char     *exact)
{
  g_return_if_fail (ROUNDS_IS_CHART_KEY (self));

  gtk_label_set_label (self->value_label, text != NULL ? text : "–");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->value_label), exact);
}
