/* rounds-notification.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-notification.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-priority.h"

/* What the server tells one person: a hot lead, a late invoice, a reminder that is due. */
static const RoundsField fields[] = {
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("For"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .reference = "user" },
  { "type", ROUNDS_FIELD_TEXT, N_("Kind"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .minimum = 1, .maximum = 50 },
  { "title", ROUNDS_FIELD_TEXT, N_("Title"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .minimum = 1, .maximum = 255 },
  { "message", ROUNDS_FIELD_LONG_TEXT, N_("Text"), ROUNDS_FIELD_SYSTEM, .maximum = 2000 },
  { "priority", ROUNDS_FIELD_CHOICE, N_("Priority"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = rounds_priority_choices, .initial = "medium" },
  { "record-kind", ROUNDS_FIELD_TEXT, N_("Kind of record"), ROUNDS_FIELD_SYSTEM, .maximum = 50 },
  { "record-id", ROUNDS_FIELD_TEXT, N_("Record"), ROUNDS_FIELD_SYSTEM, .maximum = 36 },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), ROUNDS_FIELD_SYSTEM, .reference = "institution" },
  { "read-at", ROUNDS_FIELD_INSTANT, N_("Read"), ROUNDS_FIELD_SYSTEM },
  { "dedupe-key", ROUNDS_FIELD_TEXT, N_("Key"), ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_UNIQUE,
    .maximum = 200 },
};

static RoundsEntityInfo info = {
  .kind = "notification",
  .collection = "notifications",
  .table = "notifications",
  .label = N_("Notification"),
  .label_plural = N_("Notifications"),
  .title_field = "title",
  .owner_field = "user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsNotification, rounds_notification, info)
