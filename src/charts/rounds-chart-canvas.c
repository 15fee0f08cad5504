/* rounds-chart-canvas.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-chart-canvas.h"

#include "charts/rounds-bar-layout.h"

#include <math.h>
#include <pango/pangocairo.h>

#define STEPS_MAXIMUM 4
#define GAP_EM 0.4
#define TICK_DISTANCE_EM 2.6
/* The axis may take so much of the width; beyond, the values stand at the bars alone. */
#define AXIS_SHARE 0.45

static void
prepare_text (RoundsChartCanvas *self,
              PangoContext      *context)
{
  g_autoptr(PangoFontDescription) font = NULL;
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  const PangoFontDescription *base;
  int height;

  self->text = context != NULL ? pango_layout_new (context) : pango_cairo_create_layout (self->cr);
  base = pango_context_get_font_description (pango_layout_get_context (self->text));
  font = base != NULL ? pango_font_description_copy (base) : pango_font_description_from_string ("Sans");
  pango_font_description_set_absolute_size (font, self->style->font_size * PANGO_SCALE);
  pango_layout_set_font_description (self->text, font);
  pango_layout_set_single_paragraph_mode (self->text, TRUE);

  /* Digits of one width: values line up. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (self->text, attributes);

  pango_layout_set_text (self->text, "0", -1);
  pango_layout_get_size (self->text, NULL, &height);
  self->line_height = (double) height / PANGO_SCALE;
  self->gap = self->style->font_size * GAP_EM;
}

static void
draw_highlight (RoundsChartCanvas *self)
{
  double step = self->plot.width / self->n_steps;

  rounds_chart_canvas_set_color (self, &self->style->grid);
  cairo_rectangle (self->cr, self->plot.x + self->highlight * step, 0.0, step, self->plot.y + self->plot.height);
  cairo_fill (self->cr);
}

/**
 * rounds_chart_canvas_begin:
 * @self: zeroed but for its format
 * @cr: where to draw; its state is kept until rounds_chart_canvas_end()
 * @context: (nullable): the fonts; of @cr itself when %NULL, as for a PDF
 * @style: colours and the size of the text, in the units of @cr
 * @width: greater than 0
 * @height: greater than 0
 */
void
rounds_chart_canvas_begin (RoundsChartCanvas      *self,
                           cairo_t                *cr,
                           PangoContext           *context,
                           const RoundsChartStyle *style,
                           double                  width,
                           double                  height)
{
  self->cr = cr;
  self->style = style;
  self->width = width;
  self->height = height;

  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);
  prepare_text (self, context);
}

void
rounds_chart_canvas_end (RoundsChartCanvas *self)
{
  cairo_restore (self->cr);
  g_clear_object (&self->text);
}

/**
 * rounds_chart_canvas_set_plot:
 * @minimum: the least value
 * @maximum: the greatest one
 * @n_steps: how many steps there are from left to right
 * @highlight: one of them, whose ground is drawn, or -1
 *
 * Finds the plot, the axis and the width its labels take: each needs the others, so it goes from the height inwards.
 */
void
rounds_chart_canvas_set_plot (RoundsChartCanvas *self,
                              double             minimum,
                              double             maximum,
                              guint              n_steps,
                              int                highlight)
{
  double gutter = 0.0;
  double top = self->line_height + self->gap;
  double bottom = self->line_height + self->gap;
  guint n_ticks;

  self->n_steps = n_steps;
  self->highlight = highlight >= 0 && (guint) highlight < n_steps ? highlight : -1;
  self->plot.y = top;
  self->plot.height = MAX (self->height - top - bottom, 1.0);

  n_ticks = (guint) (self->plot.height / (self->style->font_size * TICK_DISTANCE_EM));
  rounds_chart_axis_init (&self->axis, minimum, maximum, CLAMP (n_ticks, 1, STEPS_MAXIMUM));

  for (guint i = 0; i < self->axis.n_ticks; i++)
    {
      g_autofree char *label = rounds_chart_canvas_format (self, rounds_chart_axis_tick (&self->axis, i));

      gutter = MAX (gutter, rounds_chart_canvas_measure_text (self, label));
    }
  gutter = gutter > 0.0 ? ceil (gutter + 2.0 * self->gap) : 0.0;
  if (gutter > self->width * AXIS_SHARE)
    gutter = 0.0;

  self->plot.x = gutter;
  self->plot.width = MAX (self->width - gutter, 1.0);

  if (self->highlight >= 0)
    draw_highlight (self);
}

char *
rounds_chart_canvas_format (RoundsChartCanvas *self,
                            double             value)
{
  return self->format != NULL ? self->format (value, self->format_data) : g_strdup_printf ("%g", value);
}

void
rounds_chart_canvas_set_color (RoundsChartCanvas      *self,
                               const RoundsChartColor *color)
{
  cairo_set_source_rgba (self->cr, color->red, color->green, color->blue, color->alpha);
}

double
rounds_chart_canvas_measure_text (RoundsChartCanvas *self,
                                  const char        *text)
{
  int width;

  pango_layout_set_text (self->text, text, -1);
  pango_layout_get_size (self->text, &width, NULL);

  return (double) width / PANGO_SCALE;
}

/**
 * rounds_chart_canvas_draw_text:
 * @x: where its middle should be
 * @y: its top
 * @left: it begins here at the earliest
 * @right: and ends here at the latest
 *
 * Draws one line in the colour that is set.
 */
void
rounds_chart_canvas_draw_text (RoundsChartCanvas *self,
                               const char        *text,
                               double             x,
                               double             y,
                               double             left,
                               double             right)
{
  double width = rounds_chart_canvas_measure_text (self, text);

  cairo_move_to (self->cr, MAX (MIN (x - width / 2.0, right - width), left), y);
  pango_cairo_show_layout (self->cr, self->text);
}

/**
 * rounds_chart_canvas_get_y:
 * @normal: 0..1 from bottom to top
 */
double
rounds_chart_canvas_get_y (const RoundsChartCanvas *self,
                           double                   normal)
{
  return self->plot.y + (1.0 - normal) * self->plot.height;
}

double
rounds_chart_canvas_get_middle (const RoundsChartCanvas *self,
                                guint                    step)
{
  return self->plot.x + (step + 0.5) / self->n_steps * self->plot.width;
}

/**
 * rounds_chart_canvas_draw_axis:
 *
 * A hairline at each round value, and how it reads where there is room.
 */
void
rounds_chart_canvas_draw_axis (RoundsChartCanvas *self)
{
  cairo_set_line_width (self->cr, 1.0);

  for (guint i = 0; i < self->axis.n_ticks; i++)
    {
      double value = rounds_chart_axis_tick (&self->axis, i);
      double y = round (rounds_chart_canvas_get_y (self, rounds_chart_axis_scale (&self->axis, value)));

      rounds_chart_canvas_set_color (self, &self->style->grid);
      cairo_move_to (self->cr, self->plot.x, y + 0.5);
      cairo_rel_line_to (self->cr, self->plot.width, 0.0);
      cairo_stroke (self->cr);

      if (self->plot.x > 0.0)
        {
          g_autofree char *label = rounds_chart_canvas_format (self, value);
          double right = self->plot.x - self->gap;

          rounds_chart_canvas_set_color (self, &self->style->text);
          rounds_chart_canvas_draw_text (self, label, right, y - self->line_height / 2.0, 0.0, right);
        }
    }
}

/**
 * rounds_chart_canvas_draw_zero:
 *
 * The line that the bars stand on, a little stronger than the grid.
 */
void
rounds_chart_canvas_draw_zero (RoundsChartCanvas *self)
{
  RoundsChartColor color = self->style->text;
  double y = round (rounds_chart_canvas_get_y (self, rounds_chart_axis_scale (&self->axis, 0.0)));

  color.alpha *= 0.4;
  rounds_chart_canvas_set_color (self, &color);
  cairo_set_line_width (self->cr, 1.0);
  cairo_move_to (self->cr, self->plot.x, y + 0.5);
  cairo_rel_line_to (self->cr, self->plot.width, 0.0);
  cairo_stroke (self->cr);
}

/**
 * rounds_chart_canvas_draw_labels:
 * @series: the labels, one a step
 *
 * Every n-th where there is no room for all; the highlighted one always, over its neighbours.
 */
void
rounds_chart_canvas_draw_labels (RoundsChartCanvas       *self,
                                 const RoundsChartSeries *series)
{
  guint n_bars = self->n_steps;
  double y = self->height - self->line_height;
  double widest = 0.0, highlight_width = 0.0, highlight_left = 0.0;
  guint every;

  for (guint i = 0; i < n_bars; i++)
    widest = MAX (widest, rounds_chart_canvas_measure_text (self, rounds_chart_series_get_label (series, i)));
  every = rounds_bar_layout_thinning (n_bars, widest + self->gap, self->plot.width);

  if (self->highlight >= 0)
    {
      highlight_width = rounds_chart_canvas_measure_text (self, rounds_chart_series_get_label (series, (guint) self->highlight));
      highlight_left = rounds_chart_canvas_get_middle (self, (guint) self->highlight) - highlight_width / 2.0;
      highlight_left = MAX (MIN (highlight_left, self->width - highlight_width), 0.0);
    }

  rounds_chart_canvas_set_color (self, &self->style->text);
  for (guint i = 0; i < n_bars; i++)
    {
      const char *label = rounds_chart_series_get_label (series, i);
      gboolean highlighted = (int) i == self->highlight;

      if (!highlighted && i % every != 0)
        continue;

      if (!highlighted && self->highlight >= 0)
        {
          double width = rounds_chart_canvas_measure_text (self, label);
          double left = MAX (MIN (rounds_chart_canvas_get_middle (self, i) - width / 2.0, self->width - width), 0.0);

          if (left < highlight_left + highlight_width + self->gap &&
              highlight_left < left + width + self->gap)
            continue;
        }

      rounds_chart_canvas_draw_text (self, label, rounds_chart_canvas_get_middle (self, i), y, 0.0, self->width);
    }
}

/**
 * rounds_chart_canvas_add_bar:
 *
 * Makes a bar the path: it stands on its zero line, or hangs from it, and its far end is round.
 */
void
rounds_chart_canvas_add_bar (RoundsChartCanvas    *self,
                             const RoundsChartBox *box,
                             gboolean              upwards)
{
  double radius = MIN (ROUNDS_CHART_BAR_RADIUS, MIN (box->width / 2.0, box->height));
  double base = upwards ? box->y + box->height : box->y;
  double tip = upwards ? box->y + radius : box->y + box->height - radius;

  cairo_new_path (self->cr);
  cairo_move_to (self->cr, box->x, base);
  if (upwards)
    {
      cairo_arc (self->cr, box->x + radius, tip, radius, G_PI, 1.5 * G_PI);
      cairo_arc (self->cr, box->x + box->width - radius, tip, radius, 1.5 * G_PI, 2.0 * G_PI);
    }
  else
    {
      cairo_arc_negative (self->cr, box->x + radius, tip, radius, G_PI, 0.5 * G_PI);
      cairo_arc_negative (self->cr, box->x + box->width - radius, tip, radius, 0.5 * G_PI, 0.0);
    }
  cairo_line_to (self->cr, box->x + box->width, base);
  cairo_close_path (self->cr);
}
