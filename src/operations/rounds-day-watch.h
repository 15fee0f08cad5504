/* rounds-day-watch.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsDayWatch:
 *
 * Tells when a day begins in a time zone, on the main context: at midnight, or within a minute after a machine has slept or a clock
 * was set.
 */
typedef struct _RoundsDayWatch RoundsDayWatch;

RoundsDayWatch *rounds_day_watch_new  (GTimeZone      *zone,
                                       void          (*begun) (gpointer user_data),
                                       gpointer        user_data);
void            rounds_day_watch_free (RoundsDayWatch *self);

G_END_DECLS
