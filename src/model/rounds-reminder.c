/* rounds-reminder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-reminder.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-priority.h"

/* A word to oneself at a time; it may come back (an RRULE, RFC 5545). */
static const RoundsField fields[] = {
  { "title", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 255 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 1000 },
  { "reminder-date", ROUNDS_FIELD_INSTANT, N_("When"), ROUNDS_FIELD_REQUIRED },
  { "is-completed", ROUNDS_FIELD_BOOLEAN, N_("Done"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .initial = "false" },
  { "completed-at", ROUNDS_FIELD_INSTANT, N_("Done on"), ROUNDS_FIELD_SYSTEM },
  { "priority", ROUNDS_FIELD_CHOICE, N_("Priority"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_priority_choices, .initial = "medium" },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("For"), .reference = "user" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), .reference = "institution" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
  { "recurrence", ROUNDS_FIELD_TEXT, N_("Repeats"), .maximum = 200 },
};

static RoundsEntityInfo info = {
  .kind = "reminder",
  .collection = "reminders",
  .table = "reminders",
  .label = N_("Reminder"),
  .new_label = N_("New Reminder"),
  .label_plural = N_("Reminders"),
  .title_field = "title",
  .owner_field = "user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsReminder, rounds_reminder, info)
