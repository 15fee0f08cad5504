/* rounds-meeting.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-meeting.h"

#include <glib/gi18n-lib.h>

/* A meeting at or with an institution; it is kept in people's own calendars as an .ics file. */
static const RoundsChoice status_choices[] = {
  { "scheduled", N_("Scheduled") },
  { "in_progress", N_("In progress") },
  { "completed", N_("Held") },
  { "cancelled", N_("Cancelled") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "title", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 255 },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), .reference = "institution" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
  { "organizer-id", ROUNDS_FIELD_REFERENCE, N_("Organizer"), .reference = "user" },
  { "start-date", ROUNDS_FIELD_INSTANT, N_("Starts"), ROUNDS_FIELD_REQUIRED },
  { "end-date", ROUNDS_FIELD_INSTANT, N_("Ends"), ROUNDS_FIELD_REQUIRED },
  { "time-zone", ROUNDS_FIELD_TEXT, N_("Time zone"), .maximum = 64, .initial = "Europe/Paris" },
  { "location", ROUNDS_FIELD_TEXT, N_("Location"), ROUNDS_FIELD_SEARCHABLE, .maximum = 500 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description") },
  { "minutes", ROUNDS_FIELD_LONG_TEXT, N_("Minutes"), .maximum = 20000 },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED,
    .choices = status_choices, .initial = "scheduled" },
  { "sequence", ROUNDS_FIELD_INTEGER, N_("Calendar sequence"), ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN,
    .initial = "0" },
  { "participants", ROUNDS_FIELD_RECORDS, N_("Participants"), .reference = "meeting-participant" },
};

static RoundsEntityInfo info = {
  .kind = "meeting",
  .collection = "meetings",
  .table = "meetings",
  .label = N_("Meeting"),
  .new_label = N_("New Meeting"),
  .label_plural = N_("Meetings"),
  .title_field = "title",
  .owner_field = "organizer-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsMeeting, rounds_meeting, info)
