/* rounds-opportunity-contact.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_OPPORTUNITY_CONTACT (rounds_opportunity_contact_get_type ())
ROUNDS_DECLARE_RECORD (RoundsOpportunityContact, rounds_opportunity_contact, ROUNDS, OPPORTUNITY_CONTACT)

G_END_DECLS
