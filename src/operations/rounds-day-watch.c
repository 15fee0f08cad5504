/* rounds-day-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-day-watch.h"

#include "model/rounds-time.h"

/* A machine that sleeps does not count the time: each minute it is looked what day it is. */
#define LOOK G_TIME_SPAN_MINUTE

struct _RoundsDayWatch
{
  GTimeZone *zone;
  void (*begun) (gpointer user_data);
  gpointer user_data;
  char *today;
  guint timer;
};

static gboolean on_look (gpointer data);

static void
look_again (RoundsDayWatch *self,
            gint64          now)
{
  g_autofree char *tomorrow = rounds_date_add_days (self->today, 1);
  gint64 wait = rounds_instant_from_date (tomorrow, self->zone) - now;

  self->timer = g_timeout_add ((guint) (CLAMP (wait, 0, LOOK) / G_TIME_SPAN_MILLISECOND) + 1, on_look, self);
}

static gboolean
on_look (gpointer data)
{
  RoundsDayWatch *self = data;
  gint64 now = g_get_real_time ();
  g_autofree char *today = rounds_instant_to_date (now, self->zone);
  gboolean begins = g_set_str (&self->today, today);

  look_again (self, now);
  if (begins)
    self->begun (self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * rounds_day_watch_new:
 * @zone: (transfer none): where the day begins
 * @begun: called each time one does
 *
 * Returns: (transfer full): goes on until it is freed, which @begun may do
 */
RoundsDayWatch *
rounds_day_watch_new (GTimeZone *zone,
                      void     (*begun) (gpointer user_data),
                      gpointer   user_data)
{
  RoundsDayWatch *self = g_new0 (RoundsDayWatch, 1);
  gint64 now = g_get_real_time ();

  self->zone = g_time_zone_ref (zone);
  self->begun = begun;
  self->user_data = user_data;
  self->today = rounds_instant_to_date (now, zone);
  look_again (self, now);

  return self;
}

void
rounds_day_watch_free (RoundsDayWatch *self)
{
  g_source_remove (self->timer);
  g_time_zone_unref (self->zone);
  g_free (self->today);
  g_free (self);
}
