/* rounds-bar-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-bar-chart.h"

#include "charts/rounds-bar-layout.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Lengths in the units of the drawing; those with EM grow with the text. */
#define BAR_RADIUS 4.0
#define BAR_WIDEST 48.0
#define BAR_LOWEST 1.0
#define STEPS_MAXIMUM 4
#define GAP_EM 0.4
#define TICK_DISTANCE_EM 2.6
/* The axis may take so much of the width; beyond, the values stand at the bars alone. */
#define AXIS_SHARE 0.45

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} Box;

struct _RoundsBarChart
{
  RoundsChartSeries *series;
  RoundsChartFormat format_axis;
  RoundsChartFormat format_exact;
  gpointer format_data;

  /* The last drawing: what hit tests and hover values go by. */
  Box plot;
  Box *boxes;
};

/* What one drawing needs at hand. */
typedef struct
{
  RoundsBarChart *chart;
  cairo_t *cr;
  PangoLayout *text;
  const RoundsChartStyle *style;
  RoundsChartAxis axis;
  Box plot;
  double width;
  double height;
  double line_height;
  double gap;
  int highlight;
} Drawing;

static void
set_color (Drawing                *drawing,
           const RoundsChartColor *color)
{
  cairo_set_source_rgba (drawing->cr, color->red, color->green, color->blue, color->alpha);
}

static void
forget_drawing (RoundsBarChart *self)
{
  g_clear_pointer (&self->boxes, g_free);
  self->plot = (Box) { 0 };
}

static char *
format_value (RoundsBarChart    *self,
              RoundsChartFormat  format,
              double             value)
{
  return format != NULL ? format (value, self->format_data) : g_strdup_printf ("%g", value);
}

static double
measure_text (Drawing    *drawing,
              const char *text)
{
  int width;

  pango_layout_set_text (drawing->text, text, -1);
  pango_layout_get_size (drawing->text, &width, NULL);

  return (double) width / PANGO_SCALE;
}

/* Draws a line of text with its middle at x, kept within left..right, its top at y. */
static void
draw_text (Drawing    *drawing,
           const char *text,
           double      x,
           double      y,
           double      left,
           double      right)
{
  double width = measure_text (drawing, text);

  cairo_move_to (drawing->cr, MAX (MIN (x - width / 2.0, right - width), left), y);
  pango_cairo_show_layout (drawing->cr, drawing->text);
}

static void
prepare_text (Drawing      *drawing,
              PangoContext *context)
{
  g_autoptr(PangoFontDescription) font = NULL;
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  const PangoFontDescription *base;
  int height;

  drawing->text = context != NULL ? pango_layout_new (context) : pango_cairo_create_layout (drawing->cr);
  base = pango_context_get_font_description (pango_layout_get_context (drawing->text));
  font = base != NULL ? pango_font_description_copy (base) : pango_font_description_from_string ("Sans");
  pango_font_description_set_absolute_size (font, drawing->style->font_size * PANGO_SCALE);
  pango_layout_set_font_description (drawing->text, font);
  pango_layout_set_single_paragraph_mode (drawing->text, TRUE);

  /* Digits of one width: values line up. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (drawing->text, attributes);

  pango_layout_set_text (drawing->text, "0", -1);
  pango_layout_get_size (drawing->text, NULL, &height);
  drawing->line_height = (double) height / PANGO_SCALE;
  drawing->gap = drawing->style->font_size * GAP_EM;
}

/* The plot, the axis and the width its labels take: each needs the others, so it goes from the height inwards. */
static void
prepare_plot (Drawing *drawing)
{
  RoundsBarChart *self = drawing->chart;
  double minimum, maximum, gutter = 0.0;
  double top = drawing->line_height + drawing->gap;
  double bottom = drawing->line_height + drawing->gap;
  guint n_steps;

  rounds_chart_series_get_range (self->series, &minimum, &maximum);
  drawing->plot.y = top;
  drawing->plot.height = MAX (drawing->height - top - bottom, 1.0);

  n_steps = (guint) (drawing->plot.height / (drawing->style->font_size * TICK_DISTANCE_EM));
  rounds_chart_axis_init (&drawing->axis, minimum, maximum, CLAMP (n_steps, 1, STEPS_MAXIMUM));

  for (guint i = 0; i < drawing->axis.n_ticks; i++)
    {
      g_autofree char *label = format_value (self, self->format_axis, rounds_chart_axis_tick (&drawing->axis, i));

      gutter = MAX (gutter, measure_text (drawing, label));
    }
  gutter = gutter > 0.0 ? ceil (gutter + 2.0 * drawing->gap) : 0.0;
  if (gutter > drawing->width * AXIS_SHARE)
    gutter = 0.0;

  drawing->plot.x = gutter;
  drawing->plot.width = MAX (drawing->width - gutter, 1.0);
}

static double
plot_y (Drawing *drawing,
        double   normal)
{
  return drawing->plot.y + (1.0 - normal) * drawing->plot.height;
}

/* The bars where they will stand, zero high where there is none. */
static void
place_bars (Drawing *drawing)
{
  RoundsBarChart *self = drawing->chart;
  guint n_bars = rounds_chart_series_get_n (self->series);
  g_autofree RoundsNormalBar *bars =
    rounds_bar_layout_new (self->series, &drawing->axis, BAR_WIDEST / drawing->plot.width);

  self->plot = drawing->plot;
  self->boxes = g_new0 (Box, n_bars);

  for (guint i = 0; i < n_bars; i++)
    {
      Box *box = &self->boxes[i];
      double base = round (plot_y (drawing, bars[i].base));
      double tip = plot_y (drawing, bars[i].tip);

      /* The least of values is seen. */
      if (bars[i].tip > bars[i].base)
        tip = MIN (tip, base - BAR_LOWEST);
      else if (bars[i].tip < bars[i].base)
        tip = MAX (tip, base + BAR_LOWEST);
      else
        tip = base;

      box->x = drawing->plot.x + bars[i].from * drawing->plot.width;
      box->width = (bars[i].to - bars[i].from) * drawing->plot.width;
      box->y = MIN (base, tip);
      box->height = fabs (base - tip);
    }
}

static void
draw_highlight (Drawing *drawing)
{
  double step = drawing->plot.width / rounds_chart_series_get_n (drawing->chart->series);

  set_color (drawing, &drawing->style->grid);
  cairo_rectangle (drawing->cr, drawing->plot.x + drawing->highlight * step, 0.0,
                   step, drawing->plot.y + drawing->plot.height);
  cairo_fill (drawing->cr);
}

static void
draw_axis (Drawing *drawing)
{
  RoundsBarChart *self = drawing->chart;

  cairo_set_line_width (drawing->cr, 1.0);

  for (guint i = 0; i < drawing->axis.n_ticks; i++)
    {
      double value = rounds_chart_axis_tick (&drawing->axis, i);
      double y = round (plot_y (drawing, rounds_chart_axis_scale (&drawing->axis, value)));

      set_color (drawing, &drawing->style->grid);
      cairo_move_to (drawing->cr, drawing->plot.x, y + 0.5);
      cairo_rel_line_to (drawing->cr, drawing->plot.width, 0.0);
      cairo_stroke (drawing->cr);

      if (drawing->plot.x > 0.0)
        {
          g_autofree char *label = format_value (self, self->format_axis, value);
          double right = drawing->plot.x - drawing->gap;

          set_color (drawing, &drawing->style->text);
          draw_text (drawing, label, right, y - drawing->line_height / 2.0, 0.0, right);
        }
    }
}

/* The line that the bars stand on, a little stronger than the grid. */
static void
draw_zero (Drawing *drawing)
{
  RoundsChartColor color = drawing->style->text;
  double y = round (plot_y (drawing, rounds_chart_axis_scale (&drawing->axis, 0.0)));

  color.alpha *= 0.4;
  set_color (drawing, &color);
  cairo_set_line_width (drawing->cr, 1.0);
  cairo_move_to (drawing->cr, drawing->plot.x, y + 0.5);
  cairo_rel_line_to (drawing->cr, drawing->plot.width, 0.0);
  cairo_stroke (drawing->cr);
}

/* A bar that stands on its zero line, the far end round. */
static void
add_bar_path (cairo_t   *cr,
              const Box *box,
              gboolean   upwards)
{
  double radius = MIN (BAR_RADIUS, MIN (box->width / 2.0, box->height));
  double base = upwards ? box->y + box->height : box->y;
  double tip = upwards ? box->y + radius : box->y + box->height - radius;

  cairo_new_path (cr);
  cairo_move_to (cr, box->x, base);
  if (upwards)
    {
      cairo_arc (cr, box->x + radius, tip, radius, G_PI, 1.5 * G_PI);
      cairo_arc (cr, box->x + box->width - radius, tip, radius, 1.5 * G_PI, 2.0 * G_PI);
    }
  else
    {
      cairo_arc_negative (cr, box->x + radius, tip, radius, G_PI, 0.5 * G_PI);
      cairo_arc_negative (cr, box->x + box->width - radius, tip, radius, 0.5 * G_PI, 0.0);
    }
  cairo_line_to (cr, box->x + box->width, base);
  cairo_close_path (cr);
}

static void
draw_bars (Drawing *drawing)
{
  RoundsBarChart *self = drawing->chart;
  guint n_bars = rounds_chart_series_get_n (self->series);

  for (guint i = 0; i < n_bars; i++)
    {
      double value = rounds_chart_series_get_value (self->series, i);

      if (value == 0.0)
        continue;

      set_color (drawing, value > 0.0 ? &drawing->style->accent : &drawing->style->error);
      add_bar_path (drawing->cr, &self->boxes[i], value > 0.0);
      cairo_fill (drawing->cr);
    }
}

static double
bar_middle (RoundsBarChart *self,
            guint           bar)
{
  return self->boxes[bar].x + self->boxes[bar].width / 2.0;
}

/* The labels of the steps, every n-th where there is no room for all; the highlighted one always, over its neighbours. */
static void
draw_labels (Drawing *drawing)
{
  RoundsBarChart *self = drawing->chart;
  guint n_bars = rounds_chart_series_get_n (self->series);
  double y = drawing->height - drawing->line_height;
  double widest = 0.0, highlight_width = 0.0, highlight_left = 0.0;
  guint every;

  for (guint i = 0; i < n_bars; i++)
    widest = MAX (widest, measure_text (drawing, rounds_chart_series_get_label (self->series, i)));
  every = rounds_bar_layout_thinning (n_bars, widest + drawing->gap, drawing->plot.width);

  if (drawing->highlight >= 0)
    {
      highlight_width = measure_text (drawing, rounds_chart_series_get_label (self->series, (guint) drawing->highlight));
      highlight_left = bar_middle (self, (guint) drawing->highlight) - highlight_width / 2.0;
      highlight_left = MAX (MIN (highlight_left, drawing->width - highlight_width), 0.0);
    }

  set_color (drawing, &drawing->style->text);
  for (guint i = 0; i < n_bars; i++)
    {
      const char *label = rounds_chart_series_get_label (self->series, i);
      gboolean highlighted = (int) i == drawing->highlight;

      if (!highlighted && i % every != 0)
        continue;

      if (!highlighted && drawing->highlight >= 0)
        {
          double width = measure_text (drawing, label);
          double left = MAX (MIN (bar_middle (self, i) - width / 2.0, drawing->width - width), 0.0);

          if (left < highlight_left + highlight_width + drawing->gap &&
              highlight_left < left + width + drawing->gap)
            continue;
        }

      draw_text (drawing, label, bar_middle (self, i), y, 0.0, drawing->width);
    }
}

static void
draw_value (Drawing    *drawing,
            guint       bar,
            const char *text)
{
  RoundsBarChart *self = drawing->chart;
  const Box *box = &self->boxes[bar];
  double y = box->y - drawing->line_height;

  /* Below a bar that hangs, unless the labels of the steps are there; above its zero line there is room. */
  if (rounds_chart_series_get_value (self->series, bar) < 0.0 &&
      box->y + box->height + drawing->line_height <= drawing->plot.y + drawing->plot.height)
    y = box->y + box->height;

  set_color (drawing, &drawing->style->text);
  draw_text (drawing, text, bar_middle (self, bar), y, 0.0, drawing->width);
}

/* The exact value at the highlighted bar; without one, short values at all bars if they have the room, and none if not. */
static void
draw_values (Drawing *drawing)
{
  RoundsBarChart *self = drawing->chart;
  guint n_bars = rounds_chart_series_get_n (self->series);
  double step = drawing->plot.width / n_bars;

  if (drawing->highlight >= 0)
    {
      g_autofree char *text = format_value (self, self->format_exact,
                                            rounds_chart_series_get_value (self->series, (guint) drawing->highlight));

      draw_value (drawing, (guint) drawing->highlight, text);
      return;
    }

  for (int pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < n_bars; i++)
        {
          double value = rounds_chart_series_get_value (self->series, i);
          g_autofree char *text = NULL;

          if (value == 0.0)
            continue;

          text = format_value (self, self->format_axis, value);
          if (pass == 1)
            draw_value (drawing, i, text);
          else if (measure_text (drawing, text) + drawing->gap > step)
            return;
        }
    }
}

/**
 * rounds_bar_chart_draw:
 * @cr: where to draw; its state is kept
 * @context: (nullable): the fonts; of @cr itself when %NULL, as for a PDF
 * @style: colours and the size of the text, in the units of @cr
 * @width: greater than 0, or nothing is drawn
 * @height: greater than 0, or nothing is drawn
 * @highlight: a bar to point at with its exact value, or -1
 *
 * Draws the chart into 0,0..@width,@height. Labels are thinned and the axis gives way when there is no room for them; a
 * chart whose values are all zero shows its axis and no bars.
 */
void
rounds_bar_chart_draw (RoundsBarChart         *self,
                       cairo_t                *cr,
                       PangoContext           *context,
                       const RoundsChartStyle *style,
                       double                  width,
                       double                  height,
                       int                     highlight)
{
  Drawing drawing = { 0 };
  guint n_bars;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (context == NULL || PANGO_IS_CONTEXT (context));
  g_return_if_fail (style != NULL && style->font_size > 0.0);

  forget_drawing (self);
  n_bars = rounds_chart_series_get_n (self->series);
  if (!(width > 0.0) || !(height > 0.0))
    return;

  drawing.chart = self;
  drawing.cr = cr;
  drawing.style = style;
  drawing.width = width;
  drawing.height = height;
  drawing.highlight = highlight >= 0 && (guint) highlight < n_bars ? highlight : -1;

  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);

  prepare_text (&drawing, context);
  prepare_plot (&drawing);
  place_bars (&drawing);
  if (drawing.highlight >= 0)
    draw_highlight (&drawing);
  draw_axis (&drawing);
  if (n_bars > 0)
    {
      draw_bars (&drawing);
      draw_labels (&drawing);
      draw_values (&drawing);
    }
  draw_zero (&drawing);

  cairo_restore (cr);
  g_clear_object (&drawing.text);
}

/**
 * rounds_bar_chart_hit:
 *
 * The whole height above and below a bar is its own, so that low bars and zeros can be pointed at.
 *
 * Returns: the bar at that place of the last drawing, or -1
 */
int
rounds_bar_chart_hit (RoundsBarChart *self,
                      double          x,
                      double          y)
{
  g_return_val_if_fail (self != NULL, -1);

  if (self->boxes == NULL || y < 0.0 || y > self->plot.y + self->plot.height)
    return -1;

  return rounds_bar_layout_find (rounds_chart_series_get_n (self->series), (x - self->plot.x) / self->plot.width);
}

/**
 * rounds_bar_chart_get_bar:
 * @x: (out) (optional): left
 * @y: (out) (optional): top
 * @width: (out) (optional): its width
 * @height: (out) (optional): its height, 0 for a value of zero
 *
 * Returns: %FALSE when nothing was drawn yet or there is no such bar
 */
gboolean
rounds_bar_chart_get_bar (RoundsBarChart *self,
                          guint           bar,
                          double         *x,
                          double         *y,
                          double         *width,
                          double         *height)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->boxes == NULL || bar >= rounds_chart_series_get_n (self->series))
    return FALSE;

  if (x != NULL)
    *x = self->boxes[bar].x;
  if (y != NULL)
    *y = self->boxes[bar].y;
  if (width != NULL)
    *width = self->boxes[bar].width;
  if (height != NULL)
    *height = self->boxes[bar].height;

  return TRUE;
}

/**
 * rounds_bar_chart_set_series:
 * @values: (array length=n_values): the values; what is not finite counts as 0
 * @labels: (array length=n_values) (nullable): short labels of the steps
 *
 * Replaces the series. The last drawing is forgotten.
 */
void
rounds_bar_chart_set_series (RoundsBarChart     *self,
                             const double       *values,
                             const char * const *labels,
                             guint               n_values)
{
  RoundsChartSeries *series;

  g_return_if_fail (self != NULL);
  g_return_if_fail (values != NULL || n_values == 0);

  series = rounds_chart_series_new (values, labels, n_values);
  forget_drawing (self);
  rounds_chart_series_free (self->series);
  self->series = series;
}

/**
 * rounds_bar_chart_set_format:
 * @axis: (nullable): a short text of a value: at the axis and at bars
 * @exact: (nullable): its full text, at the highlighted bar
 * @user_data: for both; must outlive the chart
 */
void
rounds_bar_chart_set_format (RoundsBarChart    *self,
                             RoundsChartFormat  axis,
                             RoundsChartFormat  exact,
                             gpointer           user_data)
{
  g_return_if_fail (self != NULL);

  self->format_axis = axis;
  self->format_exact = exact;
  self->format_data = user_data;
}

guint
rounds_bar_chart_get_n_bars (RoundsBarChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return rounds_chart_series_get_n (self->series);
}

/**
 * rounds_bar_chart_new:
 *
 * Returns: (transfer full): a chart without bars
 */
RoundsBarChart *
rounds_bar_chart_new (void)
{
  RoundsBarChart *self = g_new0 (RoundsBarChart, 1);

  self->series = rounds_chart_series_new (NULL, NULL, 0);

  return self;
}

void
rounds_bar_chart_free (RoundsBarChart *self)
{
  if (self == NULL)
    return;

  forget_drawing (self);
  rounds_chart_series_free (self->series);
  g_free (self);
}
