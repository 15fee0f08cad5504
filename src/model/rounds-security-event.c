/* rounds-security-event.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-security-event.h"

#include <glib/gi18n-lib.h>

/* A sign-in, a refusal, an export, a deletion: what an administrator looks at when something is wrong. */
static const RoundsChoice outcome_choices[] = {
  { "success", N_("Success") },
  { "failure", N_("Failure") },
  { NULL, NULL },
};

static const RoundsChoice severity_choices[] = {
  { "low", N_("Low") },
  { "medium", N_("Medium") },
  { "high", N_("High") },
  { "critical", N_("Critical") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "action", ROUNDS_FIELD_TEXT, N_("Action"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .minimum = 1, .maximum = 50 },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("By"), ROUNDS_FIELD_SYSTEM, .reference = "user" },
  { "resource", ROUNDS_FIELD_TEXT, N_("About"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM, .minimum = 1, .maximum = 50 },
  { "resource-id", ROUNDS_FIELD_TEXT, N_("Record"), ROUNDS_FIELD_SYSTEM, .maximum = 36 },
  { "ip-address", ROUNDS_FIELD_TEXT, N_("Address"), ROUNDS_FIELD_SYSTEM, .maximum = 64 },
  { "user-agent", ROUNDS_FIELD_TEXT, N_("Program"), ROUNDS_FIELD_SYSTEM, .maximum = 500 },
  { "status", ROUNDS_FIELD_CHOICE, N_("Outcome"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = outcome_choices, .initial = "success" },
  { "severity", ROUNDS_FIELD_CHOICE, N_("Severity"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .choices = severity_choices, .initial = "low" },
  { "details", ROUNDS_FIELD_LONG_TEXT, N_("Details"), ROUNDS_FIELD_SYSTEM, .maximum = 2000 },
};

static RoundsEntityInfo info = {
  .kind = "security-event",
  .collection = "security-events",
  .table = "security_events",
  .label = N_("Security event"),
  .label_plural = N_("Security events"),
  .title_field = "created-at",
  .flags = ROUNDS_ENTITY_SERVER_ONLY,
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsSecurityEvent, rounds_security_event, info)
