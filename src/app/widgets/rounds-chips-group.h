/* rounds-chips-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsChipsGroup:
 *
 * What a record has of one thing, such as its specialties: the words of a list, each as a chip. It is not there when there is none.
 */
#define ROUNDS_TYPE_CHIPS_GROUP (rounds_chips_group_get_type ())
G_DECLARE_FINAL_TYPE (RoundsChipsGroup, rounds_chips_group, ROUNDS, CHIPS_GROUP, AdwPreferencesGroup)

GtkWidget *rounds_chips_group_new        (const RoundsField *field);
void       rounds_chips_group_set_entity (RoundsChipsGroup  *self,
                                          RoundsEntity      *entity);

G_END_DECLS
