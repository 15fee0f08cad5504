/* rounds-webhook-delivery.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-webhook-delivery.h"

#include <glib/gi18n-lib.h>

/* One event on its way to a webhook. */
static const RoundsChoice status_choices[] = {
  { "pending", N_("Pending") },
  { "success", N_("Delivered") },
  { "failed", N_("Failed") },
  { "retrying", N_("To be tried again") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "webhook-id", ROUNDS_FIELD_REFERENCE, N_("Webhook"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "webhook" },
  { "event", ROUNDS_FIELD_TEXT, N_("Event"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .minimum = 1, .maximum = 50 },
  { "payload", ROUNDS_FIELD_LONG_TEXT, N_("Content"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .maximum = 10000000, .initial = "{}" },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = status_choices, .initial = "pending" },
  { "http-status", ROUNDS_FIELD_INTEGER, N_("Answer"), ROUNDS_FIELD_SYSTEM, .minimum = 0, .maximum = 999 },
  { "response-body", ROUNDS_FIELD_LONG_TEXT, N_("Text of the answer"), ROUNDS_FIELD_SYSTEM, .maximum = 2000 },
  { "error-message", ROUNDS_FIELD_LONG_TEXT, N_("What went wrong"), ROUNDS_FIELD_SYSTEM, .maximum = 2000 },
  { "attempt-count", ROUNDS_FIELD_INTEGER, N_("Tries"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 0, .initial = "0" },
  { "max-attempts", ROUNDS_FIELD_INTEGER, N_("Tries at most"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .minimum = 1, .maximum = 100, .initial = "4" },
  { "next-retry-at", ROUNDS_FIELD_INSTANT, N_("Next try"), ROUNDS_FIELD_SYSTEM },
  { "delivered-at", ROUNDS_FIELD_INSTANT, N_("Delivered"), ROUNDS_FIELD_SYSTEM },
};

static RoundsEntityInfo info = {
  .kind = "webhook-delivery",
  .collection = "webhook-deliveries",
  .table = "webhook_deliveries",
  .label = N_("Webhook delivery"),
  .label_plural = N_("Webhook deliveries"),
  .title_field = "event",
  .flags = ROUNDS_ENTITY_SERVER_ONLY,
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsWebhookDelivery, rounds_webhook_delivery, info)
