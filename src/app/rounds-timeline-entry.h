/* rounds-timeline-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "insight/rounds-timeline.h"

G_BEGIN_DECLS

/**
 * RoundsTimelineEntry:
 *
 * Something that happened, in a list. Signal `changed ()`: its words are others, its place is the same. Whether its details are shown
 * stays with it when its row is used for another one.
 */
#define ROUNDS_TYPE_TIMELINE_ENTRY (rounds_timeline_entry_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTimelineEntry, rounds_timeline_entry, ROUNDS, TIMELINE_ENTRY, GObject)

RoundsTimelineEntry      *rounds_timeline_entry_new          (RoundsTimelineItem  *item);
const RoundsTimelineItem *rounds_timeline_entry_get_item     (RoundsTimelineEntry *self);
void                      rounds_timeline_entry_set_item     (RoundsTimelineEntry *self,
                                                              RoundsTimelineItem  *item);
const char               *rounds_timeline_entry_get_day      (RoundsTimelineEntry *self);
gboolean                  rounds_timeline_entry_get_expanded (RoundsTimelineEntry *self);
void                      rounds_timeline_entry_set_expanded (RoundsTimelineEntry *self,
                                                              gboolean             expanded);

G_END_DECLS
