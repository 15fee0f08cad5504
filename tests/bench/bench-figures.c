/* bench-figures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-figures.h"

#include <math.h>

BenchFigures *
bench_figures_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

/**
 * bench_figures_add:
 * @started: g_get_monotonic_time() when it began; it has ended now
 */
void
bench_figures_add (BenchFigures *self,
                   gint64        started)
{
  double milliseconds = (g_get_monotonic_time () - started) / 1000.0;

  g_array_append_val (self, milliseconds);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/**
 * bench_figures_part:
 * @part: 0..1, such as 0.95
 *
 * Returns: the time that this part of them did not exceed
 */
double
bench_figures_part (BenchFigures *self,
                    double        part)
{
  if (self->len == 0)
    return NAN;

  g_array_sort (self, compare);
  return g_array_index (self, double, (guint) floor (part * (self->len - 1) + 0.5));
}

double
bench_figures_median (BenchFigures *self)
{
  return bench_figures_part (self, 0.5);
}

double
bench_figures_worst (BenchFigures *self)
{
  return bench_figures_part (self, 1.0);
}

static char *
number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (value) ? g_strdup ("null") : g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.3f", value));
}

/**
 * bench_report:
 * @name: what was measured
 * @figure: milliseconds
 * @baseline: milliseconds of the same without us; NAN when there is none
 * @limit: milliseconds; NAN when there is none
 * @limit_text: (nullable): how the limit reads
 * @note: (nullable): what else to know
 *
 * One line of JSON for tests/bench/run.
 */
void
bench_report (const char *name,
              double      figure,
              double      baseline,
              double      limit,
              const char *limit_text,
              const char *note)
{
  g_autofree char *figure_text = number (figure);
  g_autofree char *baseline_text = number (baseline);
  g_autofree char *limit_number = number (limit);

  g_print ("{\"name\":\"%s\",\"unit\":\"ms\",\"figure\":%s,\"baseline\":%s,\"limit\":%s,\"limitText\":\"%s\",\"note\":\"%s\"}\n",
           name, figure_text, baseline_text, limit_number, limit_text != NULL ? limit_text : "",
           note != NULL ? note : "");
}
