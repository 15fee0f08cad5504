/* rounds-contact-person.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

extern const RoundsChoice rounds_decision_role_choices[];

#define ROUNDS_TYPE_CONTACT_PERSON (rounds_contact_person_get_type ())
ROUNDS_DECLARE_RECORD (RoundsContactPerson, rounds_contact_person, ROUNDS, CONTACT_PERSON)

G_END_DECLS
