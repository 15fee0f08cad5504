/* rounds-quick-day.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rules/rounds-quick-when.h"

G_BEGIN_DECLS

/**
 * RoundsQuickDay:
 * @date: (nullable): YYYY-MM-DD
 * @instant: where an instant was said, such as in two hours; else 0
 * @minute: of the day, where the words for the day said it too, such as tonight; else -1
 */
typedef struct
{
  char *date;
  gint64 instant;
  int minute;
} RoundsQuickDay;

void  rounds_quick_day_clear (RoundsQuickDay *self);
guint rounds_quick_day_match (GArray         *words,
                              guint           index,
                              gboolean        is_past,
                              gint64          now,
                              GTimeZone      *zone,
                              RoundsQuickDay *day);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RoundsQuickDay, rounds_quick_day_clear)

G_END_DECLS
