/* rounds-calendar.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsCalendarPerson:
 * @name: (nullable): how one is called
 * @email: the address
 * @status: (nullable): a participant's status, such as `accepted`
 */
typedef struct
{
  const char *name;
  const char *email;
  const char *status;
} RoundsCalendarPerson;

/**
 * RoundsCalendarMeeting:
 * @meeting: a meeting that has an id
 * @organizer: (nullable): who invites
 * @attendees: (array length=n_attendees) (nullable): who is invited; left out without an organizer, and who has no address
 * @n_attendees: how many
 */
typedef struct
{
  RoundsEntity *meeting;
  const RoundsCalendarPerson *organizer;
  const RoundsCalendarPerson *attendees;
  guint n_attendees;
} RoundsCalendarMeeting;

char *rounds_calendar_from_meetings (const RoundsCalendarMeeting *meetings,
                                    guint                        n_meetings,
                                    gint64                       now,
                                    guint                       *n_written,
                                    GError                     **error);
char *rounds_calendar_from_meeting (RoundsEntity                *meeting,
                                    const RoundsCalendarPerson  *organizer,
                                    const RoundsCalendarPerson  *attendees,
                                    guint                        n_attendees,
                                    gint64                       now,
                                    GError                     **error);
char *rounds_calendar_file_name    (RoundsEntity                *meeting);

G_END_DECLS
