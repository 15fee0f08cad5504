/* rounds-spread.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-spread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * The distribution of a sum of independent amounts, greatest amount first. As long as there are few possible sums they are
 * kept as they are, so that a handful of deals, or many of a few round prices, have exact quantiles. After that the sums
 * are held on a grid of 2,048 steps of the greatest possible sum. An amount is no whole number of steps; the part of the
 * distribution that it moves is laid on four neighbouring points with the weights of cubic interpolation, which keep its mean,
 * variance and skewness: rounding 5,000 amounts would add up to dozens of steps instead. These weights may leave small
 * negative masses beside a peak; they are given back to their neighbours before quantiles are read.
 */

#define N_CELLS (ROUNDS_SPREAD_STEPS + 1)
#define MARGIN 4               /* cells on either side of the grid for the interpolation */
#define PADDING (2 * MARGIN)   /* and what is read beside those */
#define EXACT_SUMS ROUNDS_SPREAD_STEPS
#define NEGLIGIBLE 1e-14       /* the mass at either end that is no longer moved */
#define QUANTILE_TOLERANCE 1e-9

typedef struct
{
  gint64 sum;
  double mass;
} Atom;

typedef double Cells[N_CELLS + 2 * PADDING];

/**
 * Grid:
 * @cells: the masses, those of @buffers that are good now; zero outside of @first to @last
 * @next: the others, zero outside of @next_first to @next_last
 */
typedef struct
{
  Cells buffers[2];
  double *cells;
  double *next;
  int first;
  int last;
  int next_first;
  int next_last;
  double step;
} Grid;

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const RoundsSpreadItem *first = a;
  const RoundsSpreadItem *second = b;

  if (first->value != second->value)
    return first->value > second->value ? -1 : 1;

  return first->probability - second->probability;
}

/* What is uncertain, greatest first; @base is what is certain. */
static RoundsSpreadItem *
select_uncertain (const RoundsSpreadItem *items,
                  guint                   n_items,
                  guint                  *n_selected,
                  gint64                 *base)
{
  RoundsSpreadItem *selected = g_new (RoundsSpreadItem, n_items + 1);

  *n_selected = 0;
  *base = 0;
  for (guint i = 0; i < n_items; i++)
    {
      if (items[i].probability >= 100)
        *base += items[i].value;
      else if (items[i].probability > 0 && items[i].value > 0)
        selected[(*n_selected)++] = items[i];
    }
  qsort (selected, *n_selected, sizeof *selected, compare_items);

  return selected;
}

/* The sums with and without @item, in order, equal ones put together. */
static GArray *
add_exactly (GArray                 *atoms,
             const RoundsSpreadItem *item)
{
  GArray *result = g_array_sized_new (FALSE, FALSE, sizeof (Atom), 2 * atoms->len);
  double p = item->probability / 100.0;
  guint without = 0;
  guint with = 0;

  while (with < atoms->len)
    {
      const Atom *one = &g_array_index (atoms, Atom, MIN (without, atoms->len - 1));
      const Atom *other = &g_array_index (atoms, Atom, with);
      gint64 moved = other->sum + item->value;
      Atom atom = { moved, 0 };

      if (without < atoms->len && one->sum <= moved)
        {
          atom.sum = one->sum;
          atom.mass += one->mass * (1 - p);
          without++;
        }
      if (atom.sum == moved)
        {
          atom.mass += other->mass * p;
          with++;
        }
      g_array_append_val (result, atom);
    }

  g_array_unref (atoms);
  return result;
}

/* The weights of Lagrange's cubic interpolation for the points -1, 0, 1 and 2 of something that stands at @at, 0..1. */
static void
get_weights (double at,
             double weights[4])
{
  weights[0] = -at * (at - 1) * (at - 2) / 6;
  weights[1] = (at + 1) * (at - 1) * (at - 2) / 2;
  weights[2] = -(at + 1) * at * (at - 2) / 2;
  weights[3] = (at + 1) * at * (at - 1) / 6;
}

static Grid *
grid_new (GArray *atoms,
          gint64  greatest)
{
  Grid *grid = g_new0 (Grid, 1);

  grid->cells = grid->buffers[0] + PADDING;
  grid->next = grid->buffers[1] + PADDING;
  grid->step = (double) greatest / ROUNDS_SPREAD_STEPS;
  grid->first = N_CELLS;
  for (guint i = 0; i < atoms->len; i++)
    {
      const Atom *atom = &g_array_index (atoms, Atom, i);
      double place = (double) atom->sum / grid->step;
      int cell = MIN ((int) place, ROUNDS_SPREAD_STEPS - 1);
      double weights[4];

      get_weights (place - cell, weights);
      for (int j = 0; j < 4; j++)
        grid->cells[cell - 1 + j] += atom->mass * weights[j];
      grid->first = MIN (grid->first, cell - 1);
      grid->last = MAX (grid->last, cell + 2);
    }

  return grid;
}

/* Leaves out of further moves what hardly weighs: with many deals nearly all of the range is nearly impossible. */
static void
narrow (Grid *grid)
{
  while (grid->first < grid->last && fabs (grid->cells[grid->first]) < NEGLIGIBLE)
    grid->cells[grid->first++] = 0;
  while (grid->last > grid->first && fabs (grid->cells[grid->last]) < NEGLIGIBLE)
    grid->cells[grid->last--] = 0;
}

/* The next masses are there: they are the good ones from now on. */
static void
turn (Grid *grid,
      int   first,
      int   last)
{
  double *cells = grid->next;

  grid->next = grid->cells;
  grid->next_first = grid->first;
  grid->next_last = grid->last;
  grid->cells = cells;
  grid->first = first;
  grid->last = last;
}

static void
grid_add (Grid                   *grid,
          const RoundsSpreadItem *item)
{
  const double *cells = grid->cells;
  double *next = grid->next;
  const double distance = (double) item->value / grid->step;
  const int whole = MIN ((int) distance, ROUNDS_SPREAD_STEPS);
  const double p = item->probability / 100.0;
  const int first = MAX (grid->first - 1, -MARGIN);
  const int last = MIN (grid->last + whole + 2, N_CELLS + MARGIN - 1);
  const int moved = CLAMP (grid->first + whole - 1, first, last + 1);
  double weights[4];

  memset (next + grid->next_first, 0, (gsize) (grid->next_last - grid->next_first + 1) * sizeof *next);
  get_weights (distance - whole, weights);
  for (int j = 0; j < 4; j++)
    weights[j] *= p;

  /* What is moved comes from as far below; beside what there is, there is nothing. */
  for (int i = first; i < moved; i++)
    next[i] = (1 - p) * cells[i];
  for (int i = moved; i <= last; i++)
    next[i] = (1 - p) * cells[i] + weights[0] * cells[i - whole + 1] + weights[1] * cells[i - whole] +
              weights[2] * cells[i - whole - 1] + weights[3] * cells[i - whole - 2];

  turn (grid, first, last);
  narrow (grid);
}

/* A negative mass is taken from its nearest neighbours, so that the cumulated masses never fall. */
static void
mend_negatives (Grid *grid)
{
  double *cells = grid->cells;

  for (int i = grid->first; i <= grid->last; i++)
    for (int distance = 1; cells[i] < 0 && distance < N_CELLS; distance++)
      for (int side = -1; side <= 1 && cells[i] < 0; side += 2)
        {
          int neighbour = i + side * distance;
          double taken;

          if (neighbour < grid->first || neighbour > grid->last || cells[neighbour] <= 0)
            continue;
          taken = MIN (cells[neighbour], -cells[i]);
          cells[neighbour] -= taken;
          cells[i] += taken;
        }
}

static gint64
grid_get_quantile (const Grid *grid,
                   double      share)
{
  double cumulated = 0;

  for (int i = grid->first; i <= grid->last; i++)
    {
      cumulated += grid->cells[i];
      if (cumulated >= share - QUANTILE_TOLERANCE)
        return (gint64) floor (CLAMP (i, 0, ROUNDS_SPREAD_STEPS) * grid->step + 0.5);
    }

  return (gint64) floor (ROUNDS_SPREAD_STEPS * grid->step + 0.5);
}

static gint64
atoms_get_quantile (GArray *atoms,
                    double  share)
{
  double cumulated = 0;

  for (guint i = 0; i < atoms->len; i++)
    {
      cumulated += g_array_index (atoms, Atom, i).mass;
      if (cumulated >= share - QUANTILE_TOLERANCE)
        return g_array_index (atoms, Atom, i).sum;
    }

  return g_array_index (atoms, Atom, atoms->len - 1).sum;
}

static void
compute_quantiles (RoundsSpread           *spread,
                   const RoundsSpreadItem *items,
                   guint                   n_items,
                   gint64                  base)
{
  GArray *atoms = g_array_new (FALSE, FALSE, sizeof (Atom));
  g_autofree Grid *grid = NULL;
  gint64 greatest = 0;

  g_array_append_val (atoms, ((Atom) { 0, 1 }));
  for (guint i = 0; i < n_items; i++)
    greatest += items[i].value;

  for (guint i = 0; i < n_items; i++)
    {
      if (grid == NULL && atoms->len > EXACT_SUMS)
        grid = grid_new (atoms, greatest);

      if (grid != NULL)
        grid_add (grid, &items[i]);
      else
        atoms = add_exactly (atoms, &items[i]);
    }

  if (grid != NULL)
    mend_negatives (grid);
  spread->p10 = base + (grid != NULL ? grid_get_quantile (grid, 0.1) : atoms_get_quantile (atoms, 0.1));
  spread->p50 = base + (grid != NULL ? grid_get_quantile (grid, 0.5) : atoms_get_quantile (atoms, 0.5));
  spread->p90 = base + (grid != NULL ? grid_get_quantile (grid, 0.9) : atoms_get_quantile (atoms, 0.9));
  g_array_unref (atoms);
}

/**
 * rounds_spread_compute:
 * @items: (array length=n_items): in any order, the answer is the same
 *
 * The quantiles are exact while the items have at most 2,048 different sums, and within a step, which is 1/2048 of the sum of
 * all uncertain items, after that (where the distribution is flat at just that share, within the flat stretch). 5,000 items
 * take a few milliseconds.
 *
 * Returns: all zero without items
 */
RoundsSpread
rounds_spread_compute (const RoundsSpreadItem *items,
                       guint                   n_items)
{
  RoundsSpread spread = { 0 };
  g_autofree RoundsSpreadItem *selected = NULL;
  guint n_selected;
  gint64 base;
  gint64 whole_units = 0;
  gint64 hundredths = 0;
  double variance = 0;

  selected = select_uncertain (items, n_items, &n_selected, &base);
  for (guint i = 0; i < n_selected; i++)
    {
      double value = (double) selected[i].value;
      double p = selected[i].probability / 100.0;

      /* In two parts, so that no product leaves the range. */
      whole_units += selected[i].value / 100 * selected[i].probability;
      hundredths += selected[i].value % 100 * selected[i].probability;
      variance += p * (1 - p) * value * value;
    }

  spread.mean = base + whole_units + (hundredths + 50) / 100;
  spread.deviation = (gint64) floor (sqrt (variance) + 0.5);
  compute_quantiles (&spread, selected, n_selected, base);

  return spread;
}
