/* rounds-calendar-rule.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A time of day and date as a clock shows it: seconds since 1970-01-01T00:00:00 of the same clock. */

/**
 * RoundsCalendarToLocal:
 * @seconds: an instant, since the Unix epoch
 *
 * Returns: what the clock shows then
 */
typedef gint64 (*RoundsCalendarToLocal) (gint64   seconds,
                                         gpointer user_data);

gboolean rounds_calendar_rule_expand (const char            *rule,
                                      gint64                 start,
                                      RoundsCalendarToLocal  to_local,
                                      gpointer               user_data,
                                      gint64                 from,
                                      gint64                 until,
                                      guint                  limit,
                                      GArray                *times);
gboolean rounds_calendar_time_parse  (const char            *text,
                                      gint64                *seconds,
                                      gboolean              *is_date,
                                      gboolean              *is_utc);

G_END_DECLS
