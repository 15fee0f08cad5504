/* rounds-contact-person.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-contact-person.h"

#include <glib/gi18n-lib.h>

/* A person who works at an institution. Never a patient. */
const RoundsChoice rounds_decision_role_choices[] = {
  { "decision_maker", N_("Decides") },
  { "buyer", N_("Buys") },
  { "influencer", N_("Advises") },
  { "champion", N_("Supports us") },
  { "user", N_("Uses") },
  { "technical", N_("Checks the technique") },
  { "opponent", N_("Is against us") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "institution-id", ROUNDS_FIELD_REFERENCE, N_("Institution"), ROUNDS_FIELD_REQUIRED, .reference = "institution" },
  { "first-name", ROUNDS_FIELD_TEXT, N_("First name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 50 },
  { "last-name", ROUNDS_FIELD_TEXT, N_("Last name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 50 },
  { "title", ROUNDS_FIELD_TEXT, N_("Job title"), ROUNDS_FIELD_SEARCHABLE, .maximum = 100 },
  { "department", ROUNDS_FIELD_TEXT, N_("Hospital department"), .maximum = 100 },
  { "email", ROUNDS_FIELD_TEXT, N_("E-mail"), ROUNDS_FIELD_SEARCHABLE | ROUNDS_FIELD_EMAIL },
  { "phone", ROUNDS_FIELD_TEXT, N_("Phone"), ROUNDS_FIELD_SEARCHABLE | ROUNDS_FIELD_PHONE, .maximum = 25 },
  { "mobile-phone", ROUNDS_FIELD_TEXT, N_("Mobile phone"), ROUNDS_FIELD_SEARCHABLE | ROUNDS_FIELD_PHONE, .maximum = 25 },
  { "reports-to-id", ROUNDS_FIELD_REFERENCE, N_("Reports to"), .reference = "contact" },
  { "decision-role", ROUNDS_FIELD_CHOICE, N_("Role in the decision"), .choices = rounds_decision_role_choices },
  { "tags", ROUNDS_FIELD_TEXT_LIST, N_("Tags"), ROUNDS_FIELD_SEARCHABLE },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
  { "is-primary", ROUNDS_FIELD_BOOLEAN, N_("Primary contact"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
  { "custom", ROUNDS_FIELD_OBJECT, N_("Custom fields") },
};

static RoundsEntityInfo info = {
  .kind = "contact",
  .collection = "contacts",
  .table = "contacts",
  .label = N_("Contact"),
  .new_label = N_("New Contact"),
  .label_plural = N_("Contacts"),
  .title_field = "last-name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsContactPerson, rounds_contact_person, info)
