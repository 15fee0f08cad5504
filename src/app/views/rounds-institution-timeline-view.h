/* rounds-institution-timeline-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/views/rounds-institution-view.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionTimelineView:
 *
 * What happened at an institution, the newest first: what of it is shown can be chosen, and any of it opened.
 */
#define ROUNDS_TYPE_INSTITUTION_TIMELINE_VIEW (rounds_institution_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (RoundsInstitutionTimelineView, rounds_institution_timeline_view, ROUNDS, INSTITUTION_TIMELINE_VIEW, RoundsInstitutionView)

G_END_DECLS
