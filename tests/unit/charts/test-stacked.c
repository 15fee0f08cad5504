/* test-stacked.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "charts/rounds-stacked-chart.h"

/* Plain colours, so that a pixel says what was drawn there. */
static const RoundsChartStyle style = {
  .text = { 0.0, 0.0, 0.0, 1.0 },
  .grid = { 0.0, 0.0, 0.0, 0.1 },
  .accent = { 0.0, 0.0, 1.0, 1.0 },
  .accent_light = { 0.5, 0.5, 1.0, 1.0 },
  .error = { 1.0, 0.0, 0.0, 1.0 },
  .font_size = 10.0,
};

static const char * const months[] = { "Nov", "Dec", "Jan", "Feb" };

/* A month that has passed, two with a range, one with nothing. */
static const RoundsStackedStep steps[] = {
  { { 80, 0, 0, 0 } },
  { { 10, 20, 30, 20 }, TRUE, 10, 40, 70 },
  { { 0, 0, 0, 40 }, TRUE, 0, 8, 40 },
  { { 0 } },
};

#define ASSERT_NEAR(value, expected) g_assert_cmpfloat_with_epsilon (value, expected, 1e-12)

static void
test_layout (void)
{
  g_autofree RoundsNormalStack *stacks = NULL;
  RoundsChartAxis axis;

  ASSERT_NEAR (rounds_stacked_layout_sum (&steps[1]), 80);
  ASSERT_NEAR (rounds_stacked_layout_maximum (steps, 4), 80);
  ASSERT_NEAR (rounds_stacked_layout_maximum (steps + 3, 1), 0);
  ASSERT_NEAR (rounds_stacked_layout_maximum (NULL, 0), 0);

  rounds_chart_axis_init (&axis, 0, 80, 4);
  ASSERT_NEAR (axis.maximum, 80);
  stacks = rounds_stacked_layout_new (steps, 4, &axis, 1.0);

  /* Each bar fills 0.64 of a quarter, in its middle. */
  ASSERT_NEAR (stacks[1].from, 0.375 - 0.08);
  ASSERT_NEAR (stacks[1].to, 0.375 + 0.08);
  ASSERT_NEAR (stacks[1].levels[0], 0.0);
  ASSERT_NEAR (stacks[1].levels[1], 0.125);
  ASSERT_NEAR (stacks[1].levels[2], 0.375);
  ASSERT_NEAR (stacks[1].levels[3], 0.75);
  ASSERT_NEAR (stacks[1].levels[4], 1.0);
  ASSERT_NEAR (stacks[1].low, 0.125);
  ASSERT_NEAR (stacks[1].middle, 0.5);
  ASSERT_NEAR (stacks[1].high, 0.875);
  ASSERT_NEAR (stacks[2].levels[3], 0.0);
  ASSERT_NEAR (stacks[2].levels[4], 0.5);
  ASSERT_NEAR (stacks[0].levels[1], 1.0);
  ASSERT_NEAR (stacks[0].high, 0.0);
  ASSERT_NEAR (stacks[3].levels[4], 0.0);
}

static void
test_range_above (void)
{
  static const RoundsStackedStep above[] = { { { 10, 0, 0, 0 }, TRUE, 0, 5, 25 }, { { 10, 0, 0, 0 }, FALSE, 0, 0, 99 } };

  /* The range counts, where there is one. */
  ASSERT_NEAR (rounds_stacked_layout_maximum (above, 2), 25);
}

static void
test_runs (void)
{
  static const RoundsStackedStep runs[] = {
    { { 0 }, TRUE }, { { 0 }, TRUE }, { { 0 }, FALSE }, { { 0 }, FALSE }, { { 0 }, TRUE },
  };
  guint first = 0;

  g_assert_cmpuint (rounds_stacked_layout_run (runs, 5, &first), ==, 2);
  g_assert_cmpuint (first, ==, 0);
  first = 2;
  g_assert_cmpuint (rounds_stacked_layout_run (runs, 5, &first), ==, 1);
  g_assert_cmpuint (first, ==, 4);
  first = 5;
  g_assert_cmpuint (rounds_stacked_layout_run (runs, 5, &first), ==, 0);
  first = 2;
  g_assert_cmpuint (rounds_stacked_layout_run (runs, 4, &first), ==, 0);
}

static char *
no_text (double   value,
         gpointer user_data)
{
  return g_strdup ("");
}

static cairo_surface_t *
draw (RoundsStackedChart *chart,
      int                 width,
      int                 height,
      int                 highlight)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
  cairo_paint (cr);
  rounds_stacked_chart_draw (chart, cr, NULL, &style, width, height, highlight);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
pixel (cairo_surface_t *surface,
       int              x,
       int              y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

static void
test_picture (void)
{
  g_autoptr(RoundsStackedChart) chart = rounds_stacked_chart_new ();
  cairo_surface_t *surface;
  gboolean hatched = FALSE, plain = FALSE;

  /* Without text at the axis the plot has the whole width: a month is 100 wide. */
  rounds_stacked_chart_set_format (chart, no_text, NULL);
  rounds_stacked_chart_set_steps (chart, steps, months, 4);
  g_assert_cmpuint (rounds_stacked_chart_get_n_steps (chart), ==, 4);
  surface = draw (chart, 400, 200, -1);

  /* What is won in the first month is plain accent, without a band over it. */
  g_assert_cmphex (pixel (surface, 50, 100), ==, 0x0000ff);
  /* Beside the bars there is nothing. */
  g_assert_cmphex (pixel (surface, 10, 101), ==, 0xffffff);
  /* In the third month, above the line of the mean: hatched, and under the band where it is plain. */
  for (int x = 240; x < 256; x++)
    {
      hatched = hatched || (pixel (surface, x, 140) & 0xff) > ((pixel (surface, x, 140) >> 16) & 0xff) + 40;
      plain = plain || (pixel (surface, x, 140) & 0xff) == ((pixel (surface, x, 140) >> 16) & 0xff);
    }
  g_assert_true (hatched);
  g_assert_true (plain);
  cairo_surface_destroy (surface);

  g_assert_cmpint (rounds_stacked_chart_hit (chart, 50, 20), ==, 0);
  g_assert_cmpint (rounds_stacked_chart_hit (chart, 399, 100), ==, 3);
  g_assert_cmpint (rounds_stacked_chart_hit (chart, 50, 199), ==, -1);
  g_assert_cmpint (rounds_stacked_chart_hit (chart, 401, 100), ==, -1);

  /* The month that is pointed at stands on a ground. */
  surface = draw (chart, 400, 200, 3);
  g_assert_cmphex (pixel (surface, 310, 30), !=, 0xffffff);
  g_assert_cmphex (pixel (surface, 290, 31), ==, 0xffffff);
  cairo_surface_destroy (surface);
}

/* Any size, any number of months: nothing is drawn where there is no room, and nothing breaks. */
static void
test_small (void)
{
  g_autoptr(RoundsStackedChart) chart = rounds_stacked_chart_new ();
  static const int sizes[][2] = { { 1, 1 }, { 20, 300 }, { 300, 10 }, { 200, 160 }, { 2000, 40 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint n_steps = 0; n_steps <= G_N_ELEMENTS (steps); n_steps++)
      {
        rounds_stacked_chart_set_steps (chart, steps, months, n_steps);
        cairo_surface_destroy (draw (chart, sizes[i][0], sizes[i][1], (int) n_steps - 1));
        if (n_steps == 0)
          g_assert_cmpint (rounds_stacked_chart_hit (chart, 0, 0), ==, -1);
      }
}

static void
test_keys (void)
{
  guint32 colors[ROUNDS_STACKED_N_KEYS];

  for (int key = 0; key < ROUNDS_STACKED_N_KEYS; key++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 16, 12);
      cairo_t *cr = cairo_create (surface);

      cairo_set_source_rgb (cr, 1.0, 1.0, 1.0);
      cairo_paint (cr);
      rounds_stacked_chart_draw_key (key, cr, &style, 16, 12);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      colors[key] = pixel (surface, 8, 6);
      cairo_surface_destroy (surface);
    }

  g_assert_cmphex (colors[0], ==, 0x0000ff);
  /* Lighter and lighter; then the grey of the band and the ink of the line. */
  g_assert_cmphex (colors[1] >> 16, >, 0x00);
  g_assert_cmphex (colors[2], ==, 0x8080ff);
  g_assert_cmphex (colors[1] >> 16, <, 0x80);
  g_assert_cmphex (colors[ROUNDS_STACKED_KEY_LINE], ==, 0x000000);
  g_assert_cmphex (colors[ROUNDS_STACKED_KEY_BAND] >> 16, ==, colors[ROUNDS_STACKED_KEY_BAND] & 0xff);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charts/stacked/layout", test_layout);
  g_test_add_func ("/charts/stacked/range-above", test_range_above);
  g_test_add_func ("/charts/stacked/runs", test_runs);
  g_test_add_func ("/charts/stacked/picture", test_picture);
  g_test_add_func ("/charts/stacked/small", test_small);
  g_test_add_func ("/charts/stacked/keys", test_keys);

  return g_test_run ();
}
