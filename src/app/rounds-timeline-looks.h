/* rounds-timeline-looks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "insight/rounds-timeline.h"

G_BEGIN_DECLS

/**
 * RoundsTimelineGroup:
 * @name: also the style class of its icon
 * @label: all of them, to be translated
 * @icon_name: a symbolic icon
 * @types: (array zero-terminated=1): as #RoundsTimelineRequest has them
 *
 * Things of a timeline that a person thinks of as one kind.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *icon_name;
  const char *types[3];
} RoundsTimelineGroup;

const RoundsTimelineGroup *rounds_timeline_looks_get_groups (guint                    *n_groups);
const RoundsTimelineGroup *rounds_timeline_looks_get_group  (const RoundsTimelineItem *item);
const char                *rounds_timeline_looks_icon       (const RoundsTimelineItem *item);
const char                *rounds_timeline_looks_kind       (const RoundsTimelineItem *item);
char                      *rounds_timeline_looks_headline   (const RoundsTimelineItem *item);
char                      *rounds_timeline_looks_byline     (const RoundsTimelineItem *item);
char                      *rounds_timeline_looks_details    (const RoundsTimelineItem *item);
char                      *rounds_timeline_looks_time       (gint64                    instant);
char                      *rounds_timeline_looks_day        (const char               *day,
                                                             const char               *today);
char                      *rounds_timeline_looks_sentence   (const RoundsTimelineItem *item);

G_END_DECLS
