/* rounds-calendar-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsCalendarLine:
 * @number: of its first line in the file, from 1
 * @name: upper case, such as `DTSTART`
 * @parameters: (nullable): between the name and the colon, without the first semicolon
 * @value: as it stands in the file
 *
 * A content line of an iCalendar file, unfolded (RFC 5545, section 3.1).
 */
typedef struct
{
  guint number;
  char *name;
  char *parameters;
  char *value;
} RoundsCalendarLine;

/**
 * RoundsCalendarScanner:
 *
 * Goes through the lines of a file. Members are its own.
 */
typedef struct
{
  const char *at;
  const char *end;
  guint number;
} RoundsCalendarScanner;

void                rounds_calendar_scanner_init       (RoundsCalendarScanner    *self,
                                                        const char               *data,
                                                        gsize                     length);
gboolean            rounds_calendar_scanner_next       (RoundsCalendarScanner    *self,
                                                        RoundsCalendarLine      **line,
                                                        guint                    *number);
void                rounds_calendar_line_free          (RoundsCalendarLine       *self);
char               *rounds_calendar_line_dup_parameter (const RoundsCalendarLine *self,
                                                        const char               *name);
char               *rounds_calendar_line_dup_text      (const RoundsCalendarLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCalendarLine, rounds_calendar_line_free)

G_END_DECLS
