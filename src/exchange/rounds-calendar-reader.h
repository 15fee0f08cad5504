/* rounds-calendar-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "exchange/rounds-calendar-event.h"

G_BEGIN_DECLS

/* Bytes that a file has at most, and what it may hold. */
#define ROUNDS_CALENDAR_FILE_MAXIMUM (10 * 1024 * 1024)
#define ROUNDS_CALENDAR_EVENTS_MAXIMUM 2000
/* Of a series: the dates of so many months to come, and so many of them. */
#define ROUNDS_CALENDAR_SERIES_MONTHS 12
#define ROUNDS_CALENDAR_SERIES_MAXIMUM 60

GPtrArray *rounds_calendar_read (const char    *data,
                                 gsize          length,
                                 const char    *time_zone,
                                 gint64         now,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_END_DECLS
