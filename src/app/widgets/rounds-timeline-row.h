/* rounds-timeline-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/rounds-timeline-entry.h"

G_BEGIN_DECLS

/**
 * RoundsTimelineRow:
 *
 * One thing in a timeline: a round icon on the rail, a line, and below it what it was. A button shows the details, where there are any.
 */
#define ROUNDS_TYPE_TIMELINE_ROW (rounds_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTimelineRow, rounds_timeline_row, ROUNDS, TIMELINE_ROW, GtkBox)

GtkWidget *rounds_timeline_row_new       (void);
void       rounds_timeline_row_set_entry (RoundsTimelineRow   *self,
                                          RoundsTimelineEntry *entry);

G_END_DECLS
