/* rounds-chips-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsChipsGroup:
 *
 * What a record has of one thing, such as its tags or specialties: the words of a list, each as a chip that can be removed, and a button
 * that adds one. Each is one operation, which can be undone by its name.
 */
#define ROUNDS_TYPE_CHIPS_GROUP (rounds_chips_group_get_type ())
G_DECLARE_FINAL_TYPE (RoundsChipsGroup, rounds_chips_group, ROUNDS, CHIPS_GROUP, AdwPreferencesGroup)

GtkWidget *rounds_chips_group_new          (RoundsWorkspace        *workspace,
                                            const RoundsEntityInfo *info,
                                            const RoundsField      *field);
void       rounds_chips_group_set_entity   (RoundsChipsGroup       *self,
                                            RoundsEntity           *entity);
void       rounds_chips_group_set_editable (RoundsChipsGroup       *self,
                                            gboolean                editable);

G_END_DECLS
