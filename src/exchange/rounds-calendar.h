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

char *rounds_calendar_from_meeting (RoundsEntity                *meeting,
                                    const RoundsCalendarPerson  *organizer,
                                    const RoundsCalendarPerson  *attendees,
                                    guint                        n_attendees,
                                    gint64                       now,
                                    GError                     **error);
char *rounds_calendar_file_name    (RoundsEntity                *meeting);

G_END_DECLS
