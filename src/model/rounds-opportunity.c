/* rounds-opportunity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-opportunity.h"

#include <glib/gi18n-lib.h>

/* A deal that may be won: what for, with whom, how much, how far. */
const RoundsChoice rounds_stage_choices[] = {
  { "prospecting", N_("Prospecting") },
  { "qualification", N_("Qualification") },
  { "proposal", N_("Proposal") },
  { "negotiation", N_("Negotiation") },
  { "closed_won", N_("Won") },
  { "closed_lost", N_("Lost") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), ROUNDS_FIELD_REQUIRED, .reference = "institution" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "assigned-user-id", ROUNDS_FIELD_REFERENCE, N_("Assigned to"), .reference = "user" },
  { "pipeline-id", ROUNDS_FIELD_REFERENCE, N_("Pipeline"), .reference = "pipeline" },
  { "lead-source-id", ROUNDS_FIELD_REFERENCE, N_("Lead source"), .reference = "lead-source" },
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 3, .maximum = 255 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description") },
  { "stage", ROUNDS_FIELD_CHOICE, N_("Stage"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED,
    .choices = rounds_stage_choices, .initial = "prospecting" },
  { "value", ROUNDS_FIELD_MONEY, N_("Value"), ROUNDS_FIELD_REQUIRED,
    .minimum = 0, .maximum = 99999999999999, .initial = "0" },
  { "currency", ROUNDS_FIELD_TEXT, N_("Currency"), ROUNDS_FIELD_REQUIRED, .minimum = 3, .maximum = 3, .initial = "EUR" },
  { "probability", ROUNDS_FIELD_INTEGER, N_("Probability"), ROUNDS_FIELD_REQUIRED,
    .minimum = 0, .maximum = 100, .initial = "10", .unit = "%" },
  { "probability-overridden", ROUNDS_FIELD_BOOLEAN, N_("Probability set by hand"),
    ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN, .initial = "false" },
  { "expected-close-date", ROUNDS_FIELD_DATE, N_("Expected close"), ROUNDS_FIELD_REQUIRED },
  { "actual-close-date", ROUNDS_FIELD_DATE, N_("Closed"), ROUNDS_FIELD_SYSTEM },
  { "stage-changed-at", ROUNDS_FIELD_INSTANT, N_("In this stage since"), ROUNDS_FIELD_SYSTEM },
  { "stage-before-closing", ROUNDS_FIELD_CHOICE, N_("Stage before closing"), ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN,
    .choices = rounds_stage_choices },
  { "probability-before-closing", ROUNDS_FIELD_INTEGER, N_("Probability before closing"),
    ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN, .minimum = 0, .maximum = 100 },
  { "rank", ROUNDS_FIELD_TEXT, N_("Place in its column"), ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_HIDDEN },
  { "won-reason", ROUNDS_FIELD_TEXT, N_("Reason won") },
  { "lost-reason", ROUNDS_FIELD_TEXT, N_("Reason lost") },
  { "competitors", ROUNDS_FIELD_TEXT_LIST, N_("Competitors") },
  { "tags", ROUNDS_FIELD_TEXT_LIST, N_("Tags"), ROUNDS_FIELD_SEARCHABLE },
  { "source", ROUNDS_FIELD_TEXT, N_("Source") },
  { "notes", ROUNDS_FIELD_LONG_TEXT, N_("Notes"), .maximum = 10000 },
  { "contacts", ROUNDS_FIELD_RECORDS, N_("Contacts"), .reference = "opportunity-contact" },
  { "products", ROUNDS_FIELD_RECORDS, N_("Products"), .reference = "opportunity-line" },
  { "custom", ROUNDS_FIELD_OBJECT, N_("Custom fields") },
};

static RoundsEntityInfo info = {
  .kind = "opportunity",
  .collection = "opportunities",
  .table = "opportunities",
  .label = N_("Deal"),
  .new_label = N_("New Deal"),
  .label_plural = N_("Deals"),
  .title_field = "name",
  .owner_field = "assigned-user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsOpportunity, rounds_opportunity, info)
