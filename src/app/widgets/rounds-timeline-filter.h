/* rounds-timeline-filter.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsTimelineFilter:
 *
 * What of a timeline is shown: kinds of thing, one person, a time. Signal `changed ()`.
 */
#define ROUNDS_TYPE_TIMELINE_FILTER (rounds_timeline_filter_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTimelineFilter, rounds_timeline_filter, ROUNDS, TIMELINE_FILTER, AdwBin)

void         rounds_timeline_filter_set_store   (RoundsTimelineFilter *self,
                                                 RoundsStore          *store);
char       **rounds_timeline_filter_dup_types   (RoundsTimelineFilter *self);
const char  *rounds_timeline_filter_get_user_id (RoundsTimelineFilter *self);
void         rounds_timeline_filter_get_period  (RoundsTimelineFilter *self,
                                                 gint64               *from,
                                                 gint64               *before);
void         rounds_timeline_filter_clear       (RoundsTimelineFilter *self);

G_END_DECLS
