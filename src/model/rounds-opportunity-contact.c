/* rounds-opportunity-contact.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-opportunity-contact.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-contact-person.h"

/* A person of the buying side and the part played in one deal. */
static const RoundsField fields[] = {
  { "opportunity-id", ROUNDS_FIELD_REFERENCE, N_("Deal"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "opportunity" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), ROUNDS_FIELD_REQUIRED, .reference = "contact" },
  { "role", ROUNDS_FIELD_CHOICE, N_("Role in the decision"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_decision_role_choices, .initial = "user" },
};

static RoundsEntityInfo info = {
  .kind = "opportunity-contact",
  .collection = "opportunity-contacts",
  .table = "opportunity_contacts",
  .label = N_("Contact of a deal"),
  .label_plural = N_("Contacts of a deal"),
  .title_field = "role",
  .parent_field = "opportunity-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsOpportunityContact, rounds_opportunity_contact, info)
