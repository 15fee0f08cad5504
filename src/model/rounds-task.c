/* rounds-task.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-task.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-priority.h"

/* Something to do, for one person, perhaps by a day; it may come back (an RRULE, RFC 5545). */
const RoundsChoice rounds_task_status_choices[] = {
  { "todo", N_("To do") },
  { "in_progress", N_("In progress") },
  { "completed", N_("Done") },
  { "cancelled", N_("Cancelled") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "title", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 255 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 5000 },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_task_status_choices, .initial = "todo" },
  { "priority", ROUNDS_FIELD_CHOICE, N_("Priority"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_priority_choices, .initial = "medium" },
  { "assignee-id", ROUNDS_FIELD_REFERENCE, N_("Assigned to"), .reference = "user" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), .reference = "institution" },
  { "contact-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
  { "due-date", ROUNDS_FIELD_INSTANT, N_("Due") },
  { "completed-at", ROUNDS_FIELD_INSTANT, N_("Done on"), ROUNDS_FIELD_SYSTEM },
  { "recurrence", ROUNDS_FIELD_TEXT, N_("Repeats"), .maximum = 200 },
  { "tags", ROUNDS_FIELD_TEXT_LIST, N_("Tags"), ROUNDS_FIELD_SEARCHABLE },
};

static RoundsEntityInfo info = {
  .kind = "task",
  .collection = "tasks",
  .table = "tasks",
  .label = N_("Task"),
  .new_label = N_("New Task"),
  .label_plural = N_("Tasks"),
  .title_field = "title",
  .owner_field = "assignee-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsTask, rounds_task, info)
