/* rounds-call.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-call.h"

#include <glib/gi18n-lib.h>

/* A telephone call that was made, taken or missed. */
const RoundsChoice rounds_call_type_choices[] = {
  { "incoming", N_("Incoming") },
  { "outgoing", N_("Outgoing") },
  { "missed", N_("Missed") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "phone-number", ROUNDS_FIELD_TEXT, N_("Phone"), ROUNDS_FIELD_PHONE | ROUNDS_FIELD_SEARCHABLE, .maximum = 25 },
  { "call-type", ROUNDS_FIELD_CHOICE, N_("Direction"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_call_type_choices, .initial = "outgoing" },
  { "call-date", ROUNDS_FIELD_INSTANT, N_("When"), ROUNDS_FIELD_REQUIRED },
  { "duration", ROUNDS_FIELD_INTEGER, N_("Duration"), .minimum = 0, .maximum = 86400, .unit = N_("seconds") },
  { "summary", ROUNDS_FIELD_LONG_TEXT, N_("Summary"), ROUNDS_FIELD_SEARCHABLE, .maximum = 2000 },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("By"), .reference = "user" },
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), .reference = "institution" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), .reference = "opportunity" },
};

static RoundsEntityInfo info = {
  .kind = "call",
  .collection = "calls",
  .table = "calls",
  .label = N_("Call"),
  .new_label = N_("New Call"),
  .label_plural = N_("Calls"),
  .title_field = "phone-number",
  .owner_field = "user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsCall, rounds_call, info)
