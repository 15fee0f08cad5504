/* rounds-forecast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-forecast.h"

#include <string.h>

#include "model/rounds-time.h"
#include "rules/rounds-stage.h"

/* Where a deal is counted; months count from 0. */
enum
{
  BUCKET_NONE = -2,
  BUCKET_SLIPPED = -1,
};

static int
find_bucket (RoundsForecast           *self,
             const RoundsForecastDeal *deal,
             const char               *today)
{
  /* Dates as text sort as days do. */
  if (!deal->won && strcmp (deal->date, today) < 0)
    return BUCKET_SLIPPED;

  for (guint i = 0; i < self->n_months; i++)
    if (strncmp (deal->date, self->months[i].month, 7) == 0)
      return (int) i;

  return BUCKET_NONE;
}

static void
add_deal (RoundsForecastFigures    *figures,
          const RoundsForecastDeal *deal)
{
  if (deal->won)
    {
      figures->won += deal->value;
      figures->won_count++;
      return;
    }

  figures->count++;
  figures->total += deal->value;
  figures->weighted += rounds_weighted_value (deal->value, deal->probability);
  figures->pipeline += deal->value;
  if (deal->probability >= ROUNDS_FORECAST_BEST_CASE_PROBABILITY)
    figures->best_case += deal->value;
  if (deal->probability >= ROUNDS_FORECAST_COMMIT_PROBABILITY)
    figures->commit += deal->value;
}

/* What the open deals of the bucket may bring; of all that are counted when @bucket is none. */
static RoundsSpread
spread_bucket (const RoundsForecastDeal *deals,
               const int                *buckets,
               guint                     n_deals,
               int                       bucket,
               RoundsSpreadItem         *items)
{
  guint n_items = 0;

  for (guint i = 0; i < n_deals; i++)
    if (!deals[i].won && buckets[i] != BUCKET_NONE && (bucket == BUCKET_NONE || buckets[i] == bucket))
      items[n_items++] = (RoundsSpreadItem) { deals[i].value, deals[i].probability };

  return rounds_spread_compute (items, n_items);
}

/**
 * rounds_forecast_compute:
 * @deals: (array length=n_deals): open and won ones, in any order
 * @today: a valid date in the workspace's time zone; its month is the first
 * @n_months: 1..24
 *
 * Open deals count in the month they are expected to close in, those whose date has passed among the slipped ones, whatever
 * month that was; won ones in the month they closed in. Deals after the last month, and those won before the first, count
 * nowhere. Sums are exact; see #RoundsForecastFigures and #RoundsSpread for what is rounded.
 *
 * Returns: (transfer full): the forecast
 */
RoundsForecast *
rounds_forecast_compute (const RoundsForecastDeal *deals,
                         guint                     n_deals,
                         const char               *today,
                         guint                     n_months)
{
  return rounds_forecast_compute_from (deals, n_deals, today, today, n_months);
}

/**
 * rounds_forecast_compute_from:
 * @first: a valid date in the first month
 *
 * As rounds_forecast_compute(), of months that need not begin with the current one. Slipped deals are counted whichever they are.
 *
 * Returns: (transfer full): the forecast
 */
RoundsForecast *
rounds_forecast_compute_from (const RoundsForecastDeal *deals,
                              guint                     n_deals,
                              const char               *today,
                              const char               *first,
                              guint                     n_months)
{
  g_autofree char *begin = g_strdup_printf ("%.7s-01", first);
  g_autofree int *buckets = g_new (int, n_deals + 1);
  g_autofree RoundsSpreadItem *items = g_new (RoundsSpreadItem, n_deals + 1);
  RoundsForecast *self;

  g_return_val_if_fail (rounds_date_is_valid (today) && rounds_date_is_valid (first), NULL);
  g_return_val_if_fail (n_months >= 1 && n_months <= ROUNDS_FORECAST_MONTHS_MAXIMUM, NULL);

  self = g_new0 (RoundsForecast, 1);
  self->n_months = n_months;
  for (guint i = 0; i < n_months; i++)
    {
      g_autofree char *date = rounds_date_add_months (begin, (int) i);

      g_strlcpy (self->months[i].month, date, sizeof self->months[i].month);
    }

  for (guint i = 0; i < n_deals; i++)
    {
      buckets[i] = find_bucket (self, &deals[i], today);
      if (buckets[i] == BUCKET_NONE)
        continue;
      add_deal (buckets[i] == BUCKET_SLIPPED ? &self->slipped : &self->months[buckets[i]].figures, &deals[i]);
      add_deal (&self->total, &deals[i]);
    }

  for (guint i = 0; i < n_months; i++)
    self->months[i].figures.spread = spread_bucket (deals, buckets, n_deals, (int) i, items);
  self->slipped.spread = spread_bucket (deals, buckets, n_deals, BUCKET_SLIPPED, items);
  self->total.spread = spread_bucket (deals, buckets, n_deals, BUCKET_NONE, items);

  return self;
}

void
rounds_forecast_free (RoundsForecast *self)
{
  g_free (self);
}

/**
 * rounds_forecast_move_date:
 * @date: (nullable): when a deal is expected to close
 * @month: YYYY-MM, where it is to go
 * @today: a valid date in the workspace's time zone
 *
 * The same day of that month, or its last one when it is shorter; not before @today, or the deal would have slipped at once.
 *
 * Returns: (transfer full) (nullable): the new date; %NULL for a month that has passed
 */
char *
rounds_forecast_move_date (const char *date,
                           const char *month,
                           const char *today)
{
  g_autofree char *moved = g_strconcat (month, "-01", NULL);
  GDate day, from;

  g_return_val_if_fail (rounds_date_is_valid (today), NULL);

  if (!rounds_date_parse (moved, &day) || strncmp (month, today, 7) < 0)
    return NULL;

  if (date != NULL && rounds_date_parse (date, &from))
    g_date_set_day (&day, MIN (g_date_get_day (&from),
                               g_date_get_days_in_month (g_date_get_month (&day), g_date_get_year (&day))));
  g_free (moved);
  moved = rounds_date_to_text (&day);

  return strcmp (moved, today) < 0 ? g_strdup (today) : g_steal_pointer (&moved);
}
