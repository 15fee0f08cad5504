/* rounds-reminder-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-reminder-rule.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-priority.h"

/* What the server reminds of by itself: quotes that run out, invoices that are late, tasks that are due. */
static const RoundsChoice entity_choices[] = {
  { "task", N_("Task") },
  { "quote", N_("Quote") },
  { "invoice", N_("Invoice") },
  { NULL, NULL },
};

static const RoundsChoice trigger_choices[] = {
  { "due_soon", N_("Due soon") },
  { "overdue", N_("Overdue") },
  { "expired", N_("Expired") },
  { "unpaid", N_("Unpaid") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 100 },
  { "entity-type", ROUNDS_FIELD_CHOICE, N_("About"), ROUNDS_FIELD_REQUIRED, .choices = entity_choices, .initial = "quote" },
  { "trigger-type", ROUNDS_FIELD_CHOICE, N_("When it is"), ROUNDS_FIELD_REQUIRED,
    .choices = trigger_choices, .initial = "due_soon" },
  { "days-before", ROUNDS_FIELD_INTEGER, N_("Days before"),
    .minimum = 0, .maximum = 365, .initial = "7", .unit = N_("days") },
  { "days-after", ROUNDS_FIELD_INTEGER, N_("Days after"),
    .minimum = 0, .maximum = 365, .initial = "1", .unit = N_("days") },
  { "priority", ROUNDS_FIELD_CHOICE, N_("Priority"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_priority_choices, .initial = "medium" },
  { "title-template", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED, .minimum = 1, .maximum = 255 },
  { "message-template", ROUNDS_FIELD_LONG_TEXT, N_("Text"), ROUNDS_FIELD_REQUIRED, .minimum = 1, .maximum = 2000 },
  { "auto-create-task", ROUNDS_FIELD_BOOLEAN, N_("Makes a task"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
  { "task-title-template", ROUNDS_FIELD_TEXT, N_("Title of the task"), .maximum = 255 },
  { "task-priority", ROUNDS_FIELD_CHOICE, N_("Priority of the task"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_priority_choices, .initial = "medium" },
  { "team-id", ROUNDS_FIELD_REFERENCE, N_("Team"), .reference = "team" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "reminder-rule",
  .collection = "reminder-rules",
  .table = "reminder_rules",
  .label = N_("Reminder rule"),
  .label_plural = N_("Reminder rules"),
  .title_field = "name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsReminderRule, rounds_reminder_rule, info)
