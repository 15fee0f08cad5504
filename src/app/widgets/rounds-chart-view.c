/* rounds-chart-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-chart-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "charts/rounds-bar-chart.h"

#define NATURAL_WIDTH 480
#define MINIMUM_WIDTH 200
#define NATURAL_HEIGHT 220
#define MINIMUM_HEIGHT 160

struct _RoundsChartView
{
  GtkWidget parent_instance;

  /* Template widgets: they draw nothing; their style classes hold the theme's colours */
  GtkWidget *text_color;
  GtkWidget *accent_color;
  GtkWidget *error_color;

  /* Owned references */
  RoundsBarChart *chart;
  RoundsStackedChart *stacked; /* nullable: shown instead */
  GStrv descriptions;          /* one a bar */
  RoundsChartViewFormat format;
  int hovered; /* -1: none */
  int focused;
};

enum
{
  BAR_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsChartView, rounds_chart_view, GTK_TYPE_WIDGET)

static char *
format_axis (double   value,
             gpointer user_data)
{
  return ROUNDS_CHART_VIEW (user_data)->format (value, FALSE);
}

static char *
format_exact (double   value,
              gpointer user_data)
{
  return ROUNDS_CHART_VIEW (user_data)->format (value, TRUE);
}

static guint
get_n_bars (RoundsChartView *self)
{
  return self->stacked != NULL ? rounds_stacked_chart_get_n_steps (self->stacked) : rounds_bar_chart_get_n_bars (self->chart);
}

static int
get_highlight (RoundsChartView *self)
{
  if (self->hovered >= 0)
    return self->hovered;
  return gtk_widget_has_visible_focus (GTK_WIDGET (self)) ? self->focused : -1;
}

static RoundsChartColor
get_color (GtkWidget *widget,
           double     strength)
{
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  return (RoundsChartColor) { color.red, color.green, color.blue, color.alpha * strength };
}

static double
get_font_size (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) > 0 ? pango_cairo_context_get_resolution (context) / 72.0
                                                             : 96.0 / 72.0;
  return size;
}

static void
rounds_chart_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  RoundsChartView *self = ROUNDS_CHART_VIEW (widget);
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  RoundsChartStyle style;
  PangoContext *context = gtk_widget_get_pango_context (self->text_color);
  cairo_t *cr;

  if (width <= 0 || height <= 0 || self->format == NULL)
    return;

  rounds_chart_view_get_style (self, &style);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->stacked != NULL)
    rounds_stacked_chart_draw (self->stacked, cr, context, &style, width, height, get_highlight (self));
  else
    rounds_bar_chart_draw (self->chart, cr, context, &style, width, height, get_highlight (self));
  cairo_destroy (cr);
}

static void
rounds_chart_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MINIMUM_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = MINIMUM_HEIGHT;
      *natural = NATURAL_HEIGHT;
    }
}

static void
tell_bar (RoundsChartView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[BAR_CHANGED], 0);
}

static void
on_motion (RoundsChartView *self,
           double           x,
           double           y)
{
  int bar = self->stacked != NULL ? rounds_stacked_chart_hit (self->stacked, x, y) : rounds_bar_chart_hit (self->chart, x, y);

  if (bar == self->hovered)
    return;

  self->hovered = bar;
  tell_bar (self);
}

static void
on_leave (RoundsChartView *self)
{
  if (self->hovered < 0)
    return;

  self->hovered = -1;
  tell_bar (self);
}

static void
focus_bar (RoundsChartView *self,
           int              bar)
{
  int n_bars = (int) get_n_bars (self);
  const char *text;

  if (n_bars == 0)
    return;

  self->focused = CLAMP (bar, 0, n_bars - 1);
  self->hovered = -1;
  text = self->descriptions[self->focused];
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  tell_bar (self);
}

static gboolean
on_move (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  RoundsChartView *self = ROUNDS_CHART_VIEW (widget);
  int step = g_variant_get_int32 (arguments);
  const gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  /* More than one step is to an end. */
  if (ABS (step) > 1)
    focus_bar (self, step < 0 ? 0 : G_MAXINT);
  else
    focus_bar (self, rtl ? self->focused - step : self->focused + step);
  return GDK_EVENT_STOP;
}

static void
on_focus_changed (RoundsChartView *self)
{
  tell_bar (self);
}

static gboolean
rounds_chart_view_grab_focus (GtkWidget *widget)
{
  RoundsChartView *self = ROUNDS_CHART_VIEW (widget);

  if (!GTK_WIDGET_CLASS (rounds_chart_view_parent_class)->grab_focus (widget))
    return FALSE;

  /* The present: the last month of what was, the first of what is expected. */
  focus_bar (self, self->focused >= 0 ? self->focused : self->stacked != NULL ? 0 : G_MAXINT);
  return TRUE;
}

static void
rounds_chart_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_CHART_VIEW);

  G_OBJECT_CLASS (rounds_chart_view_parent_class)->dispose (object);
}

static void
rounds_chart_view_finalize (GObject *object)
{
  RoundsChartView *self = ROUNDS_CHART_VIEW (object);

  g_clear_pointer (&self->chart, rounds_bar_chart_free);
  g_clear_pointer (&self->stacked, rounds_stacked_chart_free);
  g_clear_pointer (&self->descriptions, g_strfreev);

  G_OBJECT_CLASS (rounds_chart_view_parent_class)->finalize (object);
}

static void
rounds_chart_view_class_init (RoundsChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    guint keyval;
    int step;
  } keys[] = {
    { GDK_KEY_Left, -1 }, { GDK_KEY_KP_Left, -1 },
    { GDK_KEY_Right, 1 }, { GDK_KEY_KP_Right, 1 },
    { GDK_KEY_Home, G_MININT + 1 }, { GDK_KEY_End, G_MAXINT },
  };

  object_class->dispose = rounds_chart_view_dispose;
  object_class->finalize = rounds_chart_view_finalize;

  widget_class->snapshot = rounds_chart_view_snapshot;
  widget_class->measure = rounds_chart_view_measure;
  widget_class->grab_focus = rounds_chart_view_grab_focus;

  signals[BAR_CHANGED] = g_signal_new ("bar-changed", ROUNDS_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].keyval, 0, on_move, "i", keys[i].step);

  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsChartView, text_color);
  gtk_widget_class_bind_template_child (widget_class, RoundsChartView, accent_color);
  gtk_widget_class_bind_template_child (widget_class, RoundsChartView, error_color);
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_changed);
}

static void
rounds_chart_view_init (RoundsChartView *self)
{
  self->chart = rounds_bar_chart_new ();
  self->hovered = -1;
  self->focused = -1;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* The theme's colours are read when it is drawn. */
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::accent-color",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/* What is shown is @descriptions to whoever does not see it. */
static void
describe (RoundsChartView *self,
          char           **descriptions)
{
  g_autofree char *text = g_strjoinv ("; ", descriptions);

  g_strfreev (self->descriptions);
  self->descriptions = descriptions;
  self->focused = MIN (self->focused, (int) g_strv_length (descriptions) - 1);
  self->hovered = MIN (self->hovered, (int) g_strv_length (descriptions) - 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  tell_bar (self);
}

/**
 * rounds_chart_view_set_series:
 * @values: (array length=n_values): the heights
 * @labels: (array length=n_values): under the bars, short
 * @long_labels: (array length=n_values): for hover and for assistive technologies
 * @n_values: how many
 * @format: how a value reads
 */
void
rounds_chart_view_set_series (RoundsChartView       *self,
                              const double          *values,
                              const char * const    *labels,
                              const char * const    *long_labels,
                              guint                  n_values,
                              RoundsChartViewFormat  format)
{
  g_autoptr(GStrvBuilder) builder = NULL;

  g_return_if_fail (ROUNDS_IS_CHART_VIEW (self));
  g_return_if_fail (format != NULL);

  self->format = format;
  g_clear_pointer (&self->stacked, rounds_stacked_chart_free);
  rounds_bar_chart_set_series (self->chart, values, labels, n_values);
  rounds_bar_chart_set_format (self->chart, format_axis, format_exact, self);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < n_values; i++)
    {
      g_autofree char *value = format (values[i], TRUE);

      /* Translators: a month and its amount, such as "December 2026: 12 000 €" */
      g_strv_builder_take (builder, g_strdup_printf (_("%s: %s"), long_labels[i], value));
    }
  describe (self, g_strv_builder_end (builder));
}

/**
 * rounds_chart_view_set_steps:
 * @steps: (array length=n_steps): bars in parts, with their range
 * @labels: (array length=n_steps): under the bars, short
 * @descriptions: (array length=n_steps): the figures of a step in a sentence, for assistive technologies
 * @format: how a value reads
 */
void
rounds_chart_view_set_steps (RoundsChartView         *self,
                             const RoundsStackedStep *steps,
                             const char * const      *labels,
                             const char * const      *descriptions,
                             guint                    n_steps,
                             RoundsChartViewFormat    format)
{
  g_return_if_fail (ROUNDS_IS_CHART_VIEW (self));
  g_return_if_fail (format != NULL);

  self->format = format;
  if (self->stacked == NULL)
    self->stacked = rounds_stacked_chart_new ();
  rounds_stacked_chart_set_steps (self->stacked, steps, labels, n_steps);
  rounds_stacked_chart_set_format (self->stacked, format_axis, self);
  describe (self, g_strdupv ((char **) descriptions));
}

/**
 * rounds_chart_view_get_style:
 * @style: (out caller-allocates): the colours of the theme and the size of the text, in pixels
 */
void
rounds_chart_view_get_style (RoundsChartView  *self,
                             RoundsChartStyle *style)
{
  g_return_if_fail (ROUNDS_IS_CHART_VIEW (self));

  style->text = get_color (self->text_color, 1.0);
  style->grid = get_color (GTK_WIDGET (self), 0.1);
  style->accent = get_color (self->accent_color, 1.0);
  style->accent_light = get_color (self->accent_color, 0.35);
  style->error = get_color (self->error_color, 1.0);
  style->font_size = get_font_size (self->text_color);
}

/**
 * rounds_chart_view_get_bar:
 *
 * Returns: the bar whose value is shown, or -1
 */
int
rounds_chart_view_get_bar (RoundsChartView *self)
{
  g_return_val_if_fail (ROUNDS_IS_CHART_VIEW (self), -1);

  return get_highlight (self);
}
