/* rounds-day.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RoundsDay:
 *
 * Tells when another day begins where the person is, for all that says “today” and “tomorrow”.
 *
 * Signal `begun ()`: at midnight, or within a minute after the machine was asleep.
 */
#define ROUNDS_TYPE_DAY (rounds_day_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDay, rounds_day, ROUNDS, DAY, GObject)

RoundsDay *rounds_day_get_default (void);

G_END_DECLS
