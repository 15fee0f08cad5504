/* rounds-calendar-zone.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <libical/ical.h>

G_BEGIN_DECLS

/**
 * RoundsCalendarZone:
 *
 * A time zone as a calendar file describes it (RFC 5545, section 3.6.5). The description holds for the year of one instant, which is
 * enough for a file of one meeting, and follows the rule in force by then.
 */
typedef struct _RoundsCalendarZone RoundsCalendarZone;

RoundsCalendarZone *rounds_calendar_zone_new           (const char          *identifier);
void                rounds_calendar_zone_free          (RoundsCalendarZone  *self);
gboolean            rounds_calendar_zone_is_utc        (RoundsCalendarZone  *self,
                                                        gint64               seconds);
icaltimetype        rounds_calendar_zone_to_local      (RoundsCalendarZone  *self,
                                                        gint64               seconds);
gboolean            rounds_calendar_zone_is_ambiguous  (RoundsCalendarZone  *self,
                                                        gint64               seconds);
icalcomponent      *rounds_calendar_zone_to_component  (RoundsCalendarZone  *self,
                                                        gint64               seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCalendarZone, rounds_calendar_zone_free)

G_END_DECLS
