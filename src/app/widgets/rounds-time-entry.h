/* rounds-time-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RoundsTimeEntry:
 *
 * A time of day, typed as one writes it; once left it stands as the program writes times. Up and Down go to the next quarter of an hour,
 * Page Up and Page Down by an hour.
 *
 * Signal `step (int minutes)`: by so many minutes, negative backwards; whoever knows the day answers.
 */
#define ROUNDS_TYPE_TIME_ENTRY (rounds_time_entry_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTimeEntry, rounds_time_entry, ROUNDS, TIME_ENTRY, GtkEntry)

gboolean rounds_time_entry_is_empty    (RoundsTimeEntry *self);
gboolean rounds_time_entry_get_minutes (RoundsTimeEntry *self,
                                        int             *minutes);
void     rounds_time_entry_set_minutes (RoundsTimeEntry *self,
                                        int              minutes);

G_END_DECLS
