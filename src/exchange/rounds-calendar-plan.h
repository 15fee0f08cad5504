/* rounds-calendar-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "exchange/rounds-calendar-event.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsCalendarFate:
 * @ROUNDS_CALENDAR_NEW: it becomes a meeting
 * @ROUNDS_CALENDAR_UPDATE: it is known, and has changed
 * @ROUNDS_CALENDAR_CANCEL: it is known, and does not take place
 * @ROUNDS_CALENDAR_UNCHANGED: it is known as it is, or newer
 * @ROUNDS_CALENDAR_REFUSED: it cannot be taken
 *
 * What becomes of an appointment of a calendar file.
 */
typedef enum
{
  ROUNDS_CALENDAR_NEW,
  ROUNDS_CALENDAR_UPDATE,
  ROUNDS_CALENDAR_CANCEL,
  ROUNDS_CALENDAR_UNCHANGED,
  ROUNDS_CALENDAR_REFUSED,
} RoundsCalendarFate;

/**
 * RoundsCalendarItem:
 * @event: the appointment
 * @id: of its meeting; %NULL when it is refused
 * @reason: (nullable): why it is refused, or left as it is
 * @institution_id: (nullable): whose it is, or seems to be by those invited
 * @institution_name: (nullable): of that institution
 * @values: (nullable): what the meeting gets, for `meeting.import`, without the institution; %NULL where nothing changes
 */
typedef struct
{
  RoundsCalendarFate fate;
  RoundsCalendarEvent *event;
  char *id;
  char *reason;
  char *institution_id;
  char *institution_name;
  JsonObject *values;
} RoundsCalendarItem;

void        rounds_calendar_item_free     (RoundsCalendarItem  *self);
JsonObject *rounds_calendar_item_to_json  (RoundsCalendarItem  *self,
                                           const char          *institution_id);
GPtrArray  *rounds_calendar_plan          (RoundsDatabase      *database,
                                           GPtrArray           *events,
                                           const char          *user_id,
                                           const char          *time_zone,
                                           gint64               now,
                                           GCancellable        *cancellable,
                                           GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCalendarItem, rounds_calendar_item_free)

G_END_DECLS
