/* rounds-webhook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-webhook.h"

#include <glib/gi18n-lib.h>

/* Another system that is told of events. */
static const RoundsChoice status_choices[] = {
  { "active", N_("Active") },
  { "inactive", N_("Inactive") },
  { "disabled", N_("Disabled") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 255 },
  { "url", ROUNDS_FIELD_TEXT, N_("Address"), ROUNDS_FIELD_REQUIRED, .minimum = 8, .maximum = 2000 },
  { "secret", ROUNDS_FIELD_TEXT, N_("Secret"), ROUNDS_FIELD_SECRET, .minimum = 16, .maximum = 255 },
  { "events", ROUNDS_FIELD_TEXT_LIST, N_("Events"), ROUNDS_FIELD_REQUIRED },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = status_choices, .initial = "active" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
  { "timeout", ROUNDS_FIELD_INTEGER, N_("Patience"), ROUNDS_FIELD_REQUIRED,
    .minimum = 1000, .maximum = 300000, .initial = "30000", .unit = N_("ms") },
  { "max-retries", ROUNDS_FIELD_INTEGER, N_("Tries again"), ROUNDS_FIELD_REQUIRED,
    .minimum = 0, .maximum = 10, .initial = "3" },
  { "retry-delay", ROUNDS_FIELD_INTEGER, N_("Pause between tries"), ROUNDS_FIELD_REQUIRED,
    .minimum = 1000, .maximum = 300000, .initial = "5000", .unit = N_("ms") },
  { "last-triggered-at", ROUNDS_FIELD_INSTANT, N_("Last event"), ROUNDS_FIELD_SYSTEM },
  { "last-success-at", ROUNDS_FIELD_INSTANT, N_("Last success"), ROUNDS_FIELD_SYSTEM },
  { "last-failure-at", ROUNDS_FIELD_INSTANT, N_("Last failure"), ROUNDS_FIELD_SYSTEM },
  { "failure-count", ROUNDS_FIELD_INTEGER, N_("Failures in a row"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 0, .initial = "0" },
};

static RoundsEntityInfo info = {
  .kind = "webhook",
  .collection = "webhooks",
  .table = "webhooks",
  .label = N_("Webhook"),
  .label_plural = N_("Webhooks"),
  .title_field = "name",
  .flags = ROUNDS_ENTITY_SERVER_ONLY,
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsWebhook, rounds_webhook, info)
