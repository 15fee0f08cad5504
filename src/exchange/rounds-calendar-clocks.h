/* rounds-calendar-clocks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "exchange/rounds-calendar-clock.h"
#include "exchange/rounds-calendar-line.h"

G_BEGIN_DECLS

/**
 * RoundsCalendarClocks:
 *
 * The time zones of a file, by the names it has for them.
 */
typedef struct _RoundsCalendarClocks RoundsCalendarClocks;

/**
 * RoundsCalendarMoment:
 * @local: what the clock shows, see rounds_calendar_rule_expand()
 * @is_date: whether it is a day
 * @clock: (transfer none): the clock
 *
 * A time that a file says.
 */
typedef struct
{
  gint64 local;
  gboolean is_date;
  RoundsCalendarClock *clock;
} RoundsCalendarMoment;

RoundsCalendarClocks *rounds_calendar_clocks_new      (const char               *own);
void                  rounds_calendar_clocks_free     (RoundsCalendarClocks     *self);
void                  rounds_calendar_clocks_add      (RoundsCalendarClocks     *self,
                                                       GPtrArray                *lines);
RoundsCalendarClock  *rounds_calendar_clocks_get_own  (RoundsCalendarClocks     *self);
gboolean              rounds_calendar_clocks_read     (RoundsCalendarClocks     *self,
                                                       const RoundsCalendarLine *line,
                                                       const char               *value,
                                                       RoundsCalendarMoment     *moment,
                                                       char                    **problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCalendarClocks, rounds_calendar_clocks_free)

G_END_DECLS
