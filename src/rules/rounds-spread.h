/* rounds-spread.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsSpreadItem:
 * @value: minor units, not negative
 * @probability: percent, 0..100
 *
 * An amount that comes whole with its probability, or not at all.
 */
typedef struct
{
  gint64 value;
  int probability;
} RoundsSpreadItem;

/**
 * RoundsSpread:
 * @mean: sum of p x v, minor units, rounded half up once
 * @deviation: sqrt (sum of p (1 - p) v^2), minor units, rounded half up
 * @p10: the least amount, in minor units, that is not exceeded with a probability of 10 %
 * @p50: the same for 50 %
 * @p90: the same for 90 %
 *
 * What the sum of independent items may come to.
 */
typedef struct
{
  gint64 mean;
  gint64 deviation;
  gint64 p10;
  gint64 p50;
  gint64 p90;
} RoundsSpread;

#define ROUNDS_SPREAD_STEPS 2048

RoundsSpread rounds_spread_compute (const RoundsSpreadItem *items,
                                    guint                   n_items);

G_END_DECLS
