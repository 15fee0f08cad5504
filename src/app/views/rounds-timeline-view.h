/* rounds-timeline-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-record-view.h"

G_BEGIN_DECLS

/**
 * RoundsTimelineView:
 *
 * What happened at an institution, with a contact or about a deal, the newest first: what of it is shown can be chosen, and any of it opened.
 */
#define ROUNDS_TYPE_TIMELINE_VIEW (rounds_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTimelineView, rounds_timeline_view, ROUNDS, TIMELINE_VIEW, RoundsRecordView)

G_END_DECLS
