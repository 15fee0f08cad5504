/* rounds-calendar-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "exchange/rounds-calendar-plan.h"

G_BEGIN_DECLS

/**
 * RoundsCalendarEntry:
 *
 * An appointment of a calendar file in the list of what is to be imported.
 *
 * Properties: `selected` (gboolean): whether the person wants it; never where nothing would become of it.
 */
#define ROUNDS_TYPE_CALENDAR_ENTRY (rounds_calendar_entry_get_type ())
G_DECLARE_FINAL_TYPE (RoundsCalendarEntry, rounds_calendar_entry, ROUNDS, CALENDAR_ENTRY, GObject)

RoundsCalendarEntry *rounds_calendar_entry_new          (RoundsCalendarItem  *item);
RoundsCalendarItem  *rounds_calendar_entry_get_item     (RoundsCalendarEntry *self);
gboolean             rounds_calendar_entry_can_import   (RoundsCalendarEntry *self);
gboolean             rounds_calendar_entry_get_selected (RoundsCalendarEntry *self);
char                *rounds_calendar_entry_dup_line     (RoundsCalendarEntry *self);
const char          *rounds_calendar_entry_get_fate     (RoundsCalendarEntry *self);

G_END_DECLS
