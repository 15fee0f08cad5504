/* rounds-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-day.h"

#include "operations/rounds-day-watch.h"

struct _RoundsDay
{
  GObject parent_instance;

  RoundsDayWatch *watch;
};

enum
{
  BEGUN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsDay, rounds_day, G_TYPE_OBJECT)

static void
on_begun (gpointer user_data)
{
  g_signal_emit (user_data, signals[BEGUN], 0);
}

static void
rounds_day_finalize (GObject *object)
{
  g_clear_pointer (&ROUNDS_DAY (object)->watch, rounds_day_watch_free);

  G_OBJECT_CLASS (rounds_day_parent_class)->finalize (object);
}

static void
rounds_day_class_init (RoundsDayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_day_finalize;

  signals[BEGUN] = g_signal_new ("begun", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_day_init (RoundsDay *self)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  self->watch = rounds_day_watch_new (zone, on_begun, self);
}

/**
 * rounds_day_get_default:
 *
 * Returns: (transfer none): the one of the program
 */
RoundsDay *
rounds_day_get_default (void)
{
  static RoundsDay *day;

  if (day == NULL)
    day = g_object_new (ROUNDS_TYPE_DAY, NULL);

  return day;
}
