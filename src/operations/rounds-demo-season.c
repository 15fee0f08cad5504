/* rounds-demo-season.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

#include "model/rounds-time.h"

/* How much goes on at which time of the last three years. */

/* Hospitals buy before the year ends and hardly in August: the weight of a day of each month. */
static const double months[] = { 0.85, 0.95, 1.10, 1.00, 0.95, 1.15, 0.70, 0.30, 1.10, 1.20, 1.35, 1.15 };

/* What a year brings more than the one before. */
#define GROWTH 0.12

static double
weigh_day (const GDate *day,
           int          days_ago)
{
  GDateWeekday weekday = g_date_get_weekday (day);

  if (weekday == G_DATE_SATURDAY || weekday == G_DATE_SUNDAY)
    return 0;

  return months[g_date_get_month (day) - 1] * (1 - GROWTH * days_ago / 365.0);
}

/**
 * rounds_demo_season_init:
 *
 * Adds up the weights of the days, the oldest first.
 */
void
rounds_demo_season_init (RoundsDemo *self)
{
  GDate day;
  double sum = 0;

  rounds_date_parse (self->today, &day);
  g_date_subtract_days (&day, ROUNDS_DEMO_DAYS);
  for (int i = 0; i < ROUNDS_DEMO_DAYS; i++)
    {
      sum += weigh_day (&day, ROUNDS_DEMO_DAYS - i);
      self->season[i] = sum;
      g_date_add_days (&day, 1);
    }
}

/**
 * rounds_demo_season_find:
 * @share: of all that happens, from 0 to 1
 *
 * Returns: how many days ago that share of it had happened: a working day, 1 to %ROUNDS_DEMO_DAYS
 */
int
rounds_demo_season_find (RoundsDemo *self,
                         double      share)
{
  double wanted = CLAMP (share, 0, 1) * self->season[ROUNDS_DEMO_DAYS - 1];
  int first = 0;
  int last = ROUNDS_DEMO_DAYS - 1;

  while (first < last)
    {
      int middle = (first + last) / 2;

      if (self->season[middle] < wanted || self->season[middle] == 0)
        first = middle + 1;
      else
        last = middle;
    }

  return ROUNDS_DEMO_DAYS - first;
}
