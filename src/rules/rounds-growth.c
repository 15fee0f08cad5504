/* rounds-growth.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-growth.h"

/**
 * rounds_growth_compute:
 * @now: an amount or a count, of a period
 * @before: the same of the period before
 * @percent: (out): 100 x (@now - @before) / @before, not rounded; 0 when it is not known
 *
 * Against nothing, or against less than nothing (a month in which more was credited than invoiced), no growth can be told.
 *
 * Returns: whether it is known
 */
gboolean
rounds_growth_compute (gint64  now,
                       gint64  before,
                       double *percent)
{
  *percent = before > 0 ? 100.0 * ((double) now - (double) before) / (double) before : 0;

  return before > 0;
}
