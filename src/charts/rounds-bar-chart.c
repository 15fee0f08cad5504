/* rounds-bar-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-bar-chart.h"

#include "charts/rounds-bar-layout.h"

#include <math.h>

struct _RoundsBarChart
{
  RoundsChartSeries *series;
  RoundsChartFormat format_axis;
  RoundsChartFormat format_exact;
  gpointer format_data;

  /* The last drawing: what hit tests and hover values go by. */
  RoundsChartBox plot;
  RoundsChartBox *boxes;
};

static void
forget_drawing (RoundsBarChart *self)
{
  g_clear_pointer (&self->boxes, g_free);
  self->plot = (RoundsChartBox) { 0 };
}

static char *
format_value (RoundsBarChart    *self,
              RoundsChartFormat  format,
              double             value)
{
  return format != NULL ? format (value, self->format_data) : g_strdup_printf ("%g", value);
}

/* The bars where they will stand, zero high where there is none. */
static void
place_bars (RoundsBarChart    *self,
            RoundsChartCanvas *canvas)
{
  guint n_bars = rounds_chart_series_get_n (self->series);
  g_autofree RoundsNormalBar *bars =
    rounds_bar_layout_new (self->series, &canvas->axis, ROUNDS_CHART_BAR_WIDEST / canvas->plot.width);

  self->plot = canvas->plot;
  self->boxes = g_new0 (RoundsChartBox, n_bars);

  for (guint i = 0; i < n_bars; i++)
    {
      RoundsChartBox *box = &self->boxes[i];
      double base = round (rounds_chart_canvas_get_y (canvas, bars[i].base));
      double tip = rounds_chart_canvas_get_y (canvas, bars[i].tip);

      /* The least of values is seen. */
      if (bars[i].tip > bars[i].base)
        tip = MIN (tip, base - ROUNDS_CHART_BAR_LOWEST);
      else if (bars[i].tip < bars[i].base)
        tip = MAX (tip, base + ROUNDS_CHART_BAR_LOWEST);
      else
        tip = base;

      box->x = canvas->plot.x + bars[i].from * canvas->plot.width;
      box->width = (bars[i].to - bars[i].from) * canvas->plot.width;
      box->y = MIN (base, tip);
      box->height = fabs (base - tip);
    }
}

static void
draw_bars (RoundsBarChart    *self,
           RoundsChartCanvas *canvas)
{
  guint n_bars = rounds_chart_series_get_n (self->series);

  for (guint i = 0; i < n_bars; i++)
    {
      double value = rounds_chart_series_get_value (self->series, i);

      if (value == 0.0)
        continue;

      rounds_chart_canvas_set_color (canvas, value > 0.0 ? &canvas->style->accent : &canvas->style->error);
      rounds_chart_canvas_add_bar (canvas, &self->boxes[i], value > 0.0);
      cairo_fill (canvas->cr);
    }
}

static void
draw_value (RoundsBarChart    *self,
            RoundsChartCanvas *canvas,
            guint              bar,
            const char        *text)
{
  const RoundsChartBox *box = &self->boxes[bar];
  double y = box->y - canvas->line_height;

  /* Below a bar that hangs, unless the labels of the steps are there; above its zero line there is room. */
  if (rounds_chart_series_get_value (self->series, bar) < 0.0 &&
      box->y + box->height + canvas->line_height <= canvas->plot.y + canvas->plot.height)
    y = box->y + box->height;

  rounds_chart_canvas_set_color (canvas, &canvas->style->text);
  rounds_chart_canvas_draw_text (canvas, text, rounds_chart_canvas_get_middle (canvas, bar), y, 0.0, canvas->width);
}

/* The exact value at the highlighted bar; without one, short values at all bars if they have the room, and none if not. */
static void
draw_values (RoundsBarChart    *self,
             RoundsChartCanvas *canvas)
{
  guint n_bars = rounds_chart_series_get_n (self->series);
  double step = canvas->plot.width / n_bars;

  if (canvas->highlight >= 0)
    {
      g_autofree char *text = format_value (self, self->format_exact,
                                            rounds_chart_series_get_value (self->series, (guint) canvas->highlight));

      draw_value (self, canvas, (guint) canvas->highlight, text);
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
            draw_value (self, canvas, i, text);
          else if (rounds_chart_canvas_measure_text (canvas, text) + canvas->gap > step)
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
  RoundsChartCanvas canvas = { 0 };
  double minimum, maximum;
  guint n_bars;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (context == NULL || PANGO_IS_CONTEXT (context));
  g_return_if_fail (style != NULL && style->font_size > 0.0);

  forget_drawing (self);
  n_bars = rounds_chart_series_get_n (self->series);
  if (!(width > 0.0) || !(height > 0.0))
    return;

  canvas.format = self->format_axis;
  canvas.format_data = self->format_data;
  rounds_chart_series_get_range (self->series, &minimum, &maximum);
  rounds_chart_canvas_begin (&canvas, cr, context, style, width, height);
  rounds_chart_canvas_set_plot (&canvas, minimum, maximum, n_bars, highlight);
  place_bars (self, &canvas);
  rounds_chart_canvas_draw_axis (&canvas);
  if (n_bars > 0)
    {
      draw_bars (self, &canvas);
      rounds_chart_canvas_draw_labels (&canvas, self->series);
      draw_values (self, &canvas);
    }
  rounds_chart_canvas_draw_zero (&canvas);
  rounds_chart_canvas_end (&canvas);
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
