/* rounds-calendar-clock.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsCalendarClock:
 *
 * A time zone that a calendar file names: one that the system knows, or one that the file describes (VTIMEZONE).
 */
typedef struct _RoundsCalendarClock RoundsCalendarClock;

RoundsCalendarClock *rounds_calendar_clock_new_known      (const char          *identifier);
RoundsCalendarClock *rounds_calendar_clock_new_described  (void);
void                 rounds_calendar_clock_free           (RoundsCalendarClock *self);
gboolean             rounds_calendar_clock_add_observance (RoundsCalendarClock *self,
                                                           gint64               start,
                                                           int                  from,
                                                           int                  to,
                                                           const char          *rule,
                                                           const GArray        *more);
gboolean             rounds_calendar_clock_is_described   (RoundsCalendarClock *self);
const char          *rounds_calendar_clock_get_identifier (RoundsCalendarClock *self);
gint64               rounds_calendar_clock_to_instant     (RoundsCalendarClock *self,
                                                           gint64               local);
gint64               rounds_calendar_clock_to_local       (RoundsCalendarClock *self,
                                                           gint64               seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCalendarClock, rounds_calendar_clock_free)

G_END_DECLS
