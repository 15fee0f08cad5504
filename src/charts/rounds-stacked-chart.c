/* rounds-stacked-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-stacked-chart.h"

#include "charts/rounds-bar-layout.h"

#include <math.h>

#define HATCH_DISTANCE 5.0
#define HATCH_WIDTH 1.25
#define LINE_WIDTH 2.0
#define DOT_RADIUS 3.0
/* How strong the band is, and its edges, beside the text. */
#define BAND_STRENGTH 0.14
#define EDGE_STRENGTH 0.55

struct _RoundsStackedChart
{
  RoundsChartSeries *sums; /* and the labels */
  RoundsStackedStep *steps;
  RoundsChartFormat format;
  gpointer format_data;

  /* The last drawing: what hit tests go by. */
  RoundsChartBox plot;
};

static RoundsChartColor
mix (const RoundsChartColor *one,
     const RoundsChartColor *other,
     double                  share)
{
  return (RoundsChartColor) {
    one->red + (other->red - one->red) * share,
    one->green + (other->green - one->green) * share,
    one->blue + (other->blue - one->blue) * share,
    one->alpha + (other->alpha - one->alpha) * share,
  };
}

static void
set_strength (RoundsChartCanvas *canvas,
              double             strength)
{
  RoundsChartColor color = canvas->style->text;

  color.alpha *= strength;
  rounds_chart_canvas_set_color (canvas, &color);
}

/* Fills the path: what is, what is nearly sure, what may be, and hatched what is uncertain. The lighter it is the more it needs an
 * outline to be seen. */
static void
fill_part (RoundsChartCanvas    *canvas,
           const RoundsChartBox *box,
           guint                 part)
{
  const RoundsChartStyle *style = canvas->style;
  const RoundsChartColor half = mix (&style->accent, &style->accent_light, 0.55);
  const RoundsChartColor *colors[] = { &style->accent, &half, &style->accent_light };
  cairo_path_t *path = cairo_copy_path (canvas->cr);

  cairo_save (canvas->cr);
  if (part < G_N_ELEMENTS (colors))
    {
      rounds_chart_canvas_set_color (canvas, colors[part]);
      cairo_fill (canvas->cr);
    }
  else
    {
      cairo_clip (canvas->cr);
      rounds_chart_canvas_set_color (canvas, &half);
      cairo_set_line_width (canvas->cr, HATCH_WIDTH);
      for (double at = -box->height; at < box->width; at += HATCH_DISTANCE)
        {
          cairo_move_to (canvas->cr, box->x + at, box->y + box->height);
          cairo_rel_line_to (canvas->cr, box->height, -box->height);
        }
      cairo_stroke (canvas->cr);
    }
  cairo_restore (canvas->cr);

  if (part >= 2)
    {
      cairo_save (canvas->cr);
      cairo_new_path (canvas->cr);
      cairo_append_path (canvas->cr, path);
      /* Half of the line is outside of the part. */
      cairo_clip_preserve (canvas->cr);
      rounds_chart_canvas_set_color (canvas, &half);
      cairo_set_line_width (canvas->cr, 2.0);
      cairo_stroke (canvas->cr);
      cairo_restore (canvas->cr);
    }
  cairo_path_destroy (path);
}

static void
draw_stack (RoundsStackedChart      *self,
            RoundsChartCanvas       *canvas,
            guint                    step,
            const RoundsNormalStack *stack)
{
  guint top = ROUNDS_STACKED_PARTS;
  double below = round (rounds_chart_canvas_get_y (canvas, stack->levels[0]));

  while (top > 0 && !(self->steps[step].parts[top - 1] > 0.0))
    top--;

  for (guint part = 0; part < top; part++)
    {
      RoundsChartBox box;

      if (!(self->steps[step].parts[part] > 0.0))
        continue;

      box.x = canvas->plot.x + stack->from * canvas->plot.width;
      box.width = (stack->to - stack->from) * canvas->plot.width;
      box.y = MIN (rounds_chart_canvas_get_y (canvas, stack->levels[part + 1]), below - ROUNDS_CHART_BAR_LOWEST);
      box.height = below - box.y;
      below = box.y;
      /* A hair of the ground parts two colours. */
      if (part + 1 < top && box.height > 3.0)
        {
          box.y += 1.0;
          box.height -= 1.0;
        }

      if (part + 1 == top)
        rounds_chart_canvas_add_bar (canvas, &box, TRUE);
      else
        cairo_rectangle (canvas->cr, box.x, box.y, box.width, box.height);
      fill_part (canvas, &box, part);
    }
}

typedef enum
{
  LOW,
  MIDDLE,
  HIGH,
} Height;

static double
range_y (RoundsChartCanvas       *canvas,
         const RoundsNormalStack *stack,
         Height                   height)
{
  return rounds_chart_canvas_get_y (canvas, height == LOW ? stack->low : height == MIDDLE ? stack->middle : stack->high);
}

/* From the first bar's left side to the last one's right side, so that one step alone has a band too. */
static void
add_range_path (RoundsChartCanvas       *canvas,
                const RoundsNormalStack *stacks,
                guint                    first,
                guint                    n_steps,
                Height                   height,
                gboolean                 backwards)
{
  const guint last = first + n_steps - 1;
  const double left = canvas->plot.x + stacks[first].from * canvas->plot.width;
  const double right = canvas->plot.x + stacks[last].to * canvas->plot.width;

  cairo_line_to (canvas->cr, backwards ? right : left, range_y (canvas, &stacks[backwards ? last : first], height));
  for (guint i = 0; i < n_steps; i++)
    {
      guint step = backwards ? last - i : first + i;

      cairo_line_to (canvas->cr, rounds_chart_canvas_get_middle (canvas, step), range_y (canvas, &stacks[step], height));
    }
  cairo_line_to (canvas->cr, backwards ? left : right, range_y (canvas, &stacks[backwards ? first : last], height));
}

static void
draw_band (RoundsChartCanvas       *canvas,
           const RoundsNormalStack *stacks,
           guint                    first,
           guint                    n_steps)
{
  cairo_new_path (canvas->cr);
  add_range_path (canvas, stacks, first, n_steps, HIGH, FALSE);
  add_range_path (canvas, stacks, first, n_steps, LOW, TRUE);
  cairo_close_path (canvas->cr);
  set_strength (canvas, BAND_STRENGTH);
  cairo_fill (canvas->cr);

  cairo_set_line_width (canvas->cr, 1.0);
  set_strength (canvas, EDGE_STRENGTH);
  cairo_new_path (canvas->cr);
  add_range_path (canvas, stacks, first, n_steps, HIGH, FALSE);
  cairo_stroke (canvas->cr);
  add_range_path (canvas, stacks, first, n_steps, LOW, FALSE);
  cairo_stroke (canvas->cr);
}

static void
draw_line (RoundsChartCanvas       *canvas,
           const RoundsNormalStack *stacks,
           guint                    first,
           guint                    n_steps)
{
  set_strength (canvas, 1.0);
  cairo_set_line_width (canvas->cr, LINE_WIDTH);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (canvas->cr);
  for (guint step = first; step < first + n_steps; step++)
    cairo_line_to (canvas->cr, rounds_chart_canvas_get_middle (canvas, step), range_y (canvas, &stacks[step], MIDDLE));
  cairo_stroke (canvas->cr);

  for (guint step = first; step < first + n_steps; step++)
    {
      cairo_arc (canvas->cr, rounds_chart_canvas_get_middle (canvas, step), range_y (canvas, &stacks[step], MIDDLE), DOT_RADIUS,
                 0.0, 2.0 * G_PI);
      cairo_fill (canvas->cr);
    }
}

static void
draw_ranges (RoundsStackedChart      *self,
             RoundsChartCanvas       *canvas,
             const RoundsNormalStack *stacks)
{
  guint first = 0, n_steps;

  while ((n_steps = rounds_stacked_layout_run (self->steps, canvas->n_steps, &first)) > 0)
    {
      draw_band (canvas, stacks, first, n_steps);
      draw_line (canvas, stacks, first, n_steps);
      first += n_steps;
    }
}

/* The whole of each bar if all of them have the room, and none if not. */
static void
draw_sums (RoundsStackedChart      *self,
           RoundsChartCanvas       *canvas,
           const RoundsNormalStack *stacks)
{
  double step = canvas->plot.width / canvas->n_steps;

  for (int pass = 0; pass < 2; pass++)
    {
      rounds_chart_canvas_set_color (canvas, &canvas->style->text);
      for (guint i = 0; i < canvas->n_steps; i++)
        {
          double sum = rounds_chart_series_get_value (self->sums, i);
          g_autofree char *text = NULL;

          if (!(sum > 0.0))
            continue;

          text = rounds_chart_canvas_format (canvas, sum);
          if (pass == 1)
            {
              double y = rounds_chart_canvas_get_y (canvas, stacks[i].levels[ROUNDS_STACKED_PARTS]);

              /* Clear of the dot, where all of it is sure. */
              if (self->steps[i].has_range)
                y = MIN (y, range_y (canvas, &stacks[i], MIDDLE) - DOT_RADIUS);
              rounds_chart_canvas_draw_text (canvas, text, rounds_chart_canvas_get_middle (canvas, i), y - canvas->line_height,
                                             0.0, canvas->width);
            }
          else if (rounds_chart_canvas_measure_text (canvas, text) + canvas->gap > step)
            return;
        }
    }
}

/**
 * rounds_stacked_chart_draw:
 * @cr: where to draw; its state is kept
 * @context: (nullable): the fonts; of @cr itself when %NULL, as for a PDF
 * @style: colours and the size of the text, in the units of @cr
 * @width: greater than 0, or nothing is drawn
 * @height: greater than 0, or nothing is drawn
 * @highlight: a step to point at, or -1
 *
 * Draws the chart into 0,0..@width,@height. Labels are thinned and the axis gives way when there is no room for them.
 */
void
rounds_stacked_chart_draw (RoundsStackedChart     *self,
                           cairo_t                *cr,
                           PangoContext           *context,
                           const RoundsChartStyle *style,
                           double                  width,
                           double                  height,
                           int                     highlight)
{
  RoundsChartCanvas canvas = { 0 };
  g_autofree RoundsNormalStack *stacks = NULL;
  guint n_steps;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);
  g_return_if_fail (context == NULL || PANGO_IS_CONTEXT (context));
  g_return_if_fail (style != NULL && style->font_size > 0.0);

  self->plot = (RoundsChartBox) { 0 };
  if (!(width > 0.0) || !(height > 0.0))
    return;

  n_steps = rounds_stacked_chart_get_n_steps (self);
  canvas.format = self->format;
  canvas.format_data = self->format_data;
  rounds_chart_canvas_begin (&canvas, cr, context, style, width, height);
  rounds_chart_canvas_set_plot (&canvas, 0.0, rounds_stacked_layout_maximum (self->steps, n_steps), n_steps, highlight);
  self->plot = canvas.plot;
  stacks = rounds_stacked_layout_new (self->steps, n_steps, &canvas.axis, ROUNDS_CHART_BAR_WIDEST / canvas.plot.width);

  rounds_chart_canvas_draw_axis (&canvas);
  for (guint i = 0; i < n_steps; i++)
    draw_stack (self, &canvas, i, &stacks[i]);
  rounds_chart_canvas_draw_zero (&canvas);
  if (n_steps > 0)
    {
      draw_ranges (self, &canvas, stacks);
      rounds_chart_canvas_draw_labels (&canvas, self->sums);
      draw_sums (self, &canvas, stacks);
    }
  rounds_chart_canvas_end (&canvas);
}

/**
 * rounds_stacked_chart_hit:
 *
 * Returns: the step at that place of the last drawing, its whole height, or -1
 */
int
rounds_stacked_chart_hit (RoundsStackedChart *self,
                          double              x,
                          double              y)
{
  g_return_val_if_fail (self != NULL, -1);

  if (!(self->plot.width > 0.0) || y < 0.0 || y > self->plot.y + self->plot.height)
    return -1;

  return rounds_bar_layout_find (rounds_stacked_chart_get_n_steps (self), (x - self->plot.x) / self->plot.width);
}

/**
 * rounds_stacked_chart_draw_key:
 * @key: a part, the band or the line
 *
 * Draws a sample of it into 0,0..@width,@height, for a legend.
 */
void
rounds_stacked_chart_draw_key (RoundsStackedKey        key,
                               cairo_t                *cr,
                               const RoundsChartStyle *style,
                               double                  width,
                               double                  height)
{
  RoundsChartCanvas canvas = { .cr = cr, .style = style, .plot = { 0.0, 0.0, width, height }, .n_steps = 1 };
  const RoundsChartBox box = { 0.0, 0.0, width, height };
  const RoundsNormalStack stack = { .from = 0.0, .to = 1.0, .low = 0.15, .middle = 0.5, .high = 0.85 };

  g_return_if_fail (cr != NULL && style != NULL);

  cairo_save (cr);
  if (key == ROUNDS_STACKED_KEY_BAND)
    draw_band (&canvas, &stack, 0, 1);
  else if (key == ROUNDS_STACKED_KEY_LINE)
    {
      draw_line (&canvas, &stack, 0, 1);
      cairo_set_line_width (cr, LINE_WIDTH);
      cairo_move_to (cr, 0.0, height / 2.0);
      cairo_line_to (cr, width, height / 2.0);
      cairo_stroke (cr);
    }
  else
    {
      rounds_chart_canvas_add_bar (&canvas, &box, TRUE);
      fill_part (&canvas, &box, key);
    }
  cairo_restore (cr);
}

/**
 * rounds_stacked_chart_set_steps:
 * @steps: (array length=n_steps): the figures; parts are finite and not negative
 * @labels: (array length=n_steps) (nullable): short labels of the steps
 *
 * Replaces the figures. The last drawing is forgotten.
 */
void
rounds_stacked_chart_set_steps (RoundsStackedChart      *self,
                                const RoundsStackedStep *steps,
                                const char * const      *labels,
                                guint                    n_steps)
{
  g_autofree double *sums = g_new (double, n_steps + 1);

  g_return_if_fail (self != NULL);
  g_return_if_fail (steps != NULL || n_steps == 0);

  for (guint i = 0; i < n_steps; i++)
    sums[i] = rounds_stacked_layout_sum (&steps[i]);
  rounds_chart_series_free (self->sums);
  self->sums = rounds_chart_series_new (sums, labels, n_steps);
  g_free (self->steps);
  self->steps = g_memdup2 (steps, n_steps * sizeof *steps);
  self->plot = (RoundsChartBox) { 0 };
}

/**
 * rounds_stacked_chart_set_format:
 * @axis: (nullable): a short text of a value: at the axis and over the bars
 * @user_data: for it; must outlive the chart
 */
void
rounds_stacked_chart_set_format (RoundsStackedChart *self,
                                 RoundsChartFormat   axis,
                                 gpointer            user_data)
{
  g_return_if_fail (self != NULL);

  self->format = axis;
  self->format_data = user_data;
}

guint
rounds_stacked_chart_get_n_steps (RoundsStackedChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return rounds_chart_series_get_n (self->sums);
}

/**
 * rounds_stacked_chart_new:
 *
 * Returns: (transfer full): a chart without steps
 */
RoundsStackedChart *
rounds_stacked_chart_new (void)
{
  RoundsStackedChart *self = g_new0 (RoundsStackedChart, 1);

  self->sums = rounds_chart_series_new (NULL, NULL, 0);

  return self;
}

void
rounds_stacked_chart_free (RoundsStackedChart *self)
{
  if (self == NULL)
    return;

  rounds_chart_series_free (self->sums);
  g_free (self->steps);
  g_free (self);
}
