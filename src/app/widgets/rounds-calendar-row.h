/* rounds-calendar-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/rounds-calendar-entry.h"

G_BEGIN_DECLS

/**
 * RoundsCalendarRow:
 *
 * An appointment of a calendar file, with what becomes of it and whether it is wanted.
 */
#define ROUNDS_TYPE_CALENDAR_ROW (rounds_calendar_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsCalendarRow, rounds_calendar_row, ROUNDS, CALENDAR_ROW, GtkBox)

GtkWidget *rounds_calendar_row_new  (void);
void       rounds_calendar_row_show (RoundsCalendarRow   *self,
                                     RoundsCalendarEntry *entry);

G_END_DECLS
