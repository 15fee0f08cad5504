/* rounds-time-of-day.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROUNDS_MINUTES_OF_DAY (24 * 60)

/* What a clock shows, in minutes since midnight, 0..1439. */

gboolean  rounds_time_of_day_parse  (const char *text,
                                     int        *minutes);
char     *rounds_time_of_day_format (int         minutes);

G_END_DECLS
