/* test-bar-chart.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-bar-chart.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

/* Plain colours, so that a pixel says what was drawn there. */
static const RoundsChartStyle style = {
  .text = { 0.0, 0.0, 0.0, 1.0 },
  .grid = { 0.0, 0.0, 0.0, 0.1 },
  .accent = { 0.0, 0.0, 1.0, 1.0 },
  .accent_light = { 0.5, 0.5, 1.0, 1.0 },
  .error = { 1.0, 0.0, 0.0, 1.0 },
  .font_size = 11.0,
};

#define BLUE 0x0000ffu
#define RED 0xff0000u
#define WHITE 0xffffffu

static const char * const months[] = {
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
};

typedef struct
{
  RoundsBarChart *chart;
  cairo_surface_t *surface;
  int width;
  int height;
} Picture;

static char *
format_euros (double   value,
              gpointer user_data)
{
  return g_strdup_printf ("%.0f EUR", value);
}

static void
picture_draw (Picture *picture,
              double   text,
              int      highlight)
{
  RoundsChartStyle scaled = style;
  cairo_t *cr = cairo_create (picture->surface);

  scaled.font_size *= text;
  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  rounds_bar_chart_draw (picture->chart, cr, NULL, &scaled, picture->width, picture->height, highlight);
  cairo_destroy (cr);
  cairo_surface_flush (picture->surface);
}

static void
picture_init (Picture      *picture,
              const double *values,
              guint         n_values,
              int           width,
              int           height)
{
  picture->chart = rounds_bar_chart_new ();
  picture->width = width;
  picture->height = height;
  picture->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  rounds_bar_chart_set_series (picture->chart, values, months, n_values);
}

static void
picture_clear (Picture *picture)
{
  rounds_bar_chart_free (picture->chart);
  cairo_surface_destroy (picture->surface);
}

static guint
picture_pixel (Picture *picture,
               double   x,
               double   y)
{
  const guchar *data = cairo_image_surface_get_data (picture->surface);
  int stride = cairo_image_surface_get_stride (picture->surface);
  guint32 pixel;

  g_assert_true (x >= 0 && y >= 0 && x < picture->width && y < picture->height);
  memcpy (&pixel, data + (int) y * stride + (int) x * 4, 4);

  return pixel & 0xffffff;
}

static guint
picture_count (Picture *picture,
               guint    color)
{
  guint n = 0;

  for (int y = 0; y < picture->height; y++)
    {
      for (int x = 0; x < picture->width; x++)
        n += picture_pixel (picture, x, y) == color;
    }

  return n;
}

static void
test_bars (void)
{
  const double values[] = { 100, 50, 0, 25 };
  double heights[4], widths[4];
  Picture picture;

  picture_init (&picture, values, 4, 400, 240);
  picture_draw (&picture, 1.0, -1);

  for (guint i = 0; i < 4; i++)
    {
      double x, y, width, height, middle;

      g_assert_true (rounds_bar_chart_get_bar (picture.chart, i, &x, &y, &width, &height));
      middle = x + width / 2.0;
      heights[i] = height;
      widths[i] = width;

      if (values[i] == 0)
        {
          g_assert_cmpfloat (height, ==, 0.0);
          g_assert_cmphex (picture_pixel (&picture, middle, y - 3), ==, WHITE);
          continue;
        }

      /* The accent from the base to just below the tip, nothing of it beside or above. */
      g_assert_cmphex (picture_pixel (&picture, middle, y + height - 2), ==, BLUE);
      g_assert_cmphex (picture_pixel (&picture, middle, y + 2), ==, BLUE);
      g_assert_cmphex (picture_pixel (&picture, x - 3, y + height - 5), ==, WHITE);
      for (double above = y - 1; above >= 0; above--)
        g_assert_cmphex (picture_pixel (&picture, middle, above), !=, BLUE);

      /* Round above, square below. */
      g_assert_cmphex (picture_pixel (&picture, ceil (x), ceil (y)), !=, BLUE);
      g_assert_cmphex (picture_pixel (&picture, ceil (x), y + height - 2), ==, BLUE);
    }

  g_assert_cmpfloat_with_epsilon (heights[0], 2 * heights[1], 1.0);
  g_assert_cmpfloat_with_epsilon (heights[0], 4 * heights[3], 2.0);
  g_assert_cmpfloat (widths[0], <=, 48.0);
  g_assert_cmpuint (picture_count (&picture, RED), ==, 0);

  picture_clear (&picture);
}

static void
test_negative (void)
{
  const double values[] = { 100, -40 };
  double up_y, up_height, x, y, width, height;
  Picture picture;

  picture_init (&picture, values, 2, 300, 240);
  picture_draw (&picture, 1.0, -1);

  rounds_bar_chart_get_bar (picture.chart, 0, NULL, &up_y, NULL, &up_height);
  rounds_bar_chart_get_bar (picture.chart, 1, &x, &y, &width, &height);

  /* Both touch the same zero line, from their own side. */
  g_assert_cmpfloat_with_epsilon (up_y + up_height, y, 0.01);
  g_assert_cmpfloat_with_epsilon (up_height, 2.5 * height, 2.5);
  g_assert_cmphex (picture_pixel (&picture, x + width / 2, y + height / 2), ==, RED);
  g_assert_cmphex (picture_pixel (&picture, x + 3, y - 5), ==, WHITE);
  g_assert_cmphex (picture_pixel (&picture, ceil (x), y + height - 1), !=, RED);

  picture_clear (&picture);
}

static void
test_zero (void)
{
  const double values[12] = { 0 };
  Picture picture;
  guint ink;

  picture_init (&picture, values, 12, 400, 200);
  picture_draw (&picture, 1.0, -1);
  g_assert_cmpuint (picture_count (&picture, BLUE), ==, 0);
  g_assert_cmpuint (picture_count (&picture, RED), ==, 0);

  /* The zero line over the plot, and labels. */
  ink = 400 * 200 - picture_count (&picture, WHITE);
  g_assert_cmpuint (ink, >, 350);
  picture_clear (&picture);

  picture_init (&picture, values, 0, 400, 200);
  picture_draw (&picture, 1.0, -1);
  g_assert_cmpuint (rounds_bar_chart_get_n_bars (picture.chart), ==, 0);
  g_assert_cmpint (rounds_bar_chart_hit (picture.chart, 200, 100), ==, -1);
  g_assert_cmpuint (picture_count (&picture, WHITE), <, 400 * 200);
  picture_clear (&picture);
}

static void
test_hit (void)
{
  const double values[] = { 100, 50, 0, -25 };
  Picture picture;

  picture_init (&picture, values, 4, 400, 240);
  g_assert_cmpint (rounds_bar_chart_hit (picture.chart, 200, 100), ==, -1);
  g_assert_false (rounds_bar_chart_get_bar (picture.chart, 0, NULL, NULL, NULL, NULL));

  picture_draw (&picture, 1.0, -1);
  for (guint i = 0; i < 4; i++)
    {
      double x, y, width, height;

      rounds_bar_chart_get_bar (picture.chart, i, &x, &y, &width, &height);
      g_assert_cmpint (rounds_bar_chart_hit (picture.chart, x + width / 2, y + height / 2), ==, (int) i);
      /* Above a bar is still its own. */
      g_assert_cmpint (rounds_bar_chart_hit (picture.chart, x + width / 2, 1), ==, (int) i);
    }
  g_assert_cmpint (rounds_bar_chart_hit (picture.chart, 1, 100), ==, -1);
  g_assert_cmpint (rounds_bar_chart_hit (picture.chart, 400, 100), ==, -1);
  g_assert_cmpint (rounds_bar_chart_hit (picture.chart, 200, -1), ==, -1);
  g_assert_cmpint (rounds_bar_chart_hit (picture.chart, 200, 239), ==, -1);
  g_assert_false (rounds_bar_chart_get_bar (picture.chart, 4, NULL, NULL, NULL, NULL));

  /* Another series: the old places mean nothing. */
  rounds_bar_chart_set_series (picture.chart, values, NULL, 2);
  g_assert_cmpint (rounds_bar_chart_hit (picture.chart, 200, 100), ==, -1);

  picture_clear (&picture);
}

static void
test_highlight (void)
{
  const double values[] = { 100, 50, 75, 25 };
  double x, y, width;
  Picture picture;

  picture_init (&picture, values, 4, 400, 240);
  picture_draw (&picture, 1.0, 1);
  rounds_bar_chart_get_bar (picture.chart, 1, &x, &y, &width, NULL);
  /* The band behind, and the bar in front of it. */
  g_assert_cmphex (picture_pixel (&picture, x - 3, 4), !=, WHITE);
  g_assert_cmphex (picture_pixel (&picture, x + width / 2, y + 10), ==, BLUE);
  rounds_bar_chart_get_bar (picture.chart, 3, &x, NULL, NULL, NULL);
  g_assert_cmphex (picture_pixel (&picture, x - 3, 4), ==, WHITE);

  /* No such bar: as without. */
  picture_draw (&picture, 1.0, 99);
  rounds_bar_chart_get_bar (picture.chart, 1, &x, NULL, NULL, NULL);
  g_assert_cmphex (picture_pixel (&picture, x - 3, 4), ==, WHITE);

  picture_clear (&picture);
}

/* Twelve months at 200 px with the text twice as large: every bar is there, apart from the next and within the picture. */
static void
test_narrow (void)
{
  double values[12];
  Picture picture;
  double end = 0.0;

  for (guint i = 0; i < 12; i++)
    values[i] = 10000.0 * (i + 1);

  picture_init (&picture, values, 12, 200, 160);
  rounds_bar_chart_set_format (picture.chart, format_euros, format_euros, NULL);
  picture_draw (&picture, 2.0, -1);

  for (guint i = 0; i < 12; i++)
    {
      double x, y, width, height;

      rounds_bar_chart_get_bar (picture.chart, i, &x, &y, &width, &height);
      g_assert_cmpfloat (x - end, >=, 1.0);
      g_assert_cmpfloat (width, >=, 3.0);
      g_assert_cmpfloat (y, >=, 0.0);
      g_assert_cmpfloat (x + width, <=, 200.0);
      end = x + width;
    }
  g_assert_cmpuint (picture_count (&picture, BLUE), >, 1000);

  /* No place at all: nothing goes wrong. */
  for (int highlight = -1; highlight < 12; highlight++)
    picture_draw (&picture, 20.0, highlight);

  picture_clear (&picture);
}

static void
test_empty_space (void)
{
  const double values[] = { 1 };
  Picture picture;
  cairo_t *cr;

  picture_init (&picture, values, 1, 10, 10);
  cr = cairo_create (picture.surface);
  rounds_bar_chart_draw (picture.chart, cr, NULL, &style, 0, 100, -1);
  rounds_bar_chart_draw (picture.chart, cr, NULL, &style, -5, -5, 0);
  rounds_bar_chart_draw (picture.chart, cr, NULL, &style, 1, 1, 0);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  picture_clear (&picture);
}

static cairo_status_t
append_bytes (void         *closure,
              const guchar *data,
              unsigned int  length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
test_pdf (void)
{
  const double values[] = { 100, -50, 75, 25 };
  g_autoptr(RoundsBarChart) chart = rounds_bar_chart_new ();
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, 400, 200);
  cairo_t *cr = cairo_create (surface);

  rounds_bar_chart_set_series (chart, values, months, 4);
  rounds_bar_chart_draw (chart, cr, NULL, &rounds_chart_style_paper, 400, 200, -1);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  g_assert_cmpuint (bytes->len, >, 1000);
  g_assert_cmpmem (bytes->data, 5, "%PDF-", 5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charts/bar-chart/bars", test_bars);
  g_test_add_func ("/charts/bar-chart/negative", test_negative);
  g_test_add_func ("/charts/bar-chart/zero", test_zero);
  g_test_add_func ("/charts/bar-chart/hit", test_hit);
  g_test_add_func ("/charts/bar-chart/highlight", test_highlight);
  g_test_add_func ("/charts/bar-chart/narrow", test_narrow);
  g_test_add_func ("/charts/bar-chart/empty-space", test_empty_space);
  g_test_add_func ("/charts/bar-chart/pdf", test_pdf);

  return g_test_run ();
}
