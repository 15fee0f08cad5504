/* rounds-calendar-series.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "exchange/rounds-calendar-clocks.h"
#include "exchange/rounds-calendar-event.h"

G_BEGIN_DECLS

/**
 * RoundsCalendarSeries:
 *
 * A VEVENT as a file has it: one appointment, one date of a series that differs from the others, or a series.
 */
typedef struct _RoundsCalendarSeries RoundsCalendarSeries;

RoundsCalendarSeries *rounds_calendar_series_new        (RoundsCalendarClocks *clocks,
                                                         GPtrArray            *lines,
                                                         guint                 line,
                                                         guint                 wrong_line,
                                                         const char           *method);
void                  rounds_calendar_series_free       (RoundsCalendarSeries *self);
char                 *rounds_calendar_series_dup_change (RoundsCalendarSeries *self);
void                  rounds_calendar_series_expand     (RoundsCalendarSeries *self,
                                                         GHashTable           *changed,
                                                         gint64                now,
                                                         GPtrArray            *events);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCalendarSeries, rounds_calendar_series_free)

G_END_DECLS
