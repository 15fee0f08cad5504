/* rounds-calendar-event.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "exchange/rounds-calendar-line.h"

G_BEGIN_DECLS

/**
 * RoundsCalendarGuest:
 * @name: (nullable): how one is called
 * @email: the address, lower case
 * @status: as of a participant of a meeting, such as `accepted`
 * @is_organizer: whether it is who invites
 */
typedef struct
{
  char *name;
  char *email;
  const char *status;
  gboolean is_organizer;
} RoundsCalendarGuest;

/**
 * RoundsCalendarEvent:
 * @line: where it begins in the file, from 1
 * @problem: (nullable): why it cannot be taken, a sentence; the rest is then what could be read
 * @uid: what it is called by everybody
 * @occurrence: (nullable): of a series: which one it is, `20260312` or `20260312T083000Z`
 * @sequence: how often it has been changed
 * @modified: when it was last changed, an instant; 0 when that is not said
 * @is_cancelled: whether it does not take place
 * @is_all_day: whether it has no time of day
 * @title: never empty
 * @location: (nullable)
 * @description: (nullable)
 * @start: an instant
 * @end: an instant, after @start
 * @time_zone: (nullable): a name of the time zone database; %NULL for a time in UTC, or of a zone that only the file knows
 * @guests: (element-type RoundsCalendarGuest): who is invited, and who invites
 *
 * One appointment of a calendar file: of a series, one of its dates.
 */
typedef struct
{
  guint line;
  char *problem;
  char *uid;
  char *occurrence;
  gint64 sequence;
  gint64 modified;
  gboolean is_cancelled;
  gboolean is_all_day;
  char *title;
  char *location;
  char *description;
  gint64 start;
  gint64 end;
  char *time_zone;
  GPtrArray *guests;
} RoundsCalendarEvent;

RoundsCalendarEvent *rounds_calendar_event_new       (guint                      line);
RoundsCalendarEvent *rounds_calendar_event_copy      (const RoundsCalendarEvent *self);
void                 rounds_calendar_event_free      (RoundsCalendarEvent       *self);
gboolean             rounds_calendar_event_read_text (RoundsCalendarEvent       *self,
                                                      const RoundsCalendarLine  *line);
char                *rounds_calendar_event_dup_id    (const RoundsCalendarEvent *self,
                                                      const char                *user_id);
gboolean             rounds_calendar_event_is_own    (const RoundsCalendarEvent *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCalendarEvent, rounds_calendar_event_free)

G_END_DECLS
