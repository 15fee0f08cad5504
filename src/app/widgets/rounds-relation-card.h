/* rounds-relation-card.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* What is carried while a person is dragged: the contact's id, as text. */
#define ROUNDS_TYPE_DRAGGED_PERSON (rounds_dragged_person_get_type ())
GType rounds_dragged_person_get_type (void);

/**
 * RoundsRelationCard:
 *
 * A person in a map of who reports to whom: name, job and role in the decision. It can be dragged onto another one; a click opens it.
 */
#define ROUNDS_TYPE_RELATION_CARD (rounds_relation_card_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRelationCard, rounds_relation_card, ROUNDS, RELATION_CARD, GtkButton)

GtkWidget    *rounds_relation_card_new         (void);
void          rounds_relation_card_show        (RoundsRelationCard *self,
                                                RoundsEntity       *contact,
                                                RoundsEntity       *manager);
RoundsEntity *rounds_relation_card_get_contact (RoundsRelationCard *self);

G_END_DECLS
