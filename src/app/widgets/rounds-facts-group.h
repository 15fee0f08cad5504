/* rounds-facts-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsFactsGroup:
 *
 * What is known of a record in one group of its fields, read from the table: a row for each field that holds something.
 */
#define ROUNDS_TYPE_FACTS_GROUP (rounds_facts_group_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFactsGroup, rounds_facts_group, ROUNDS, FACTS_GROUP, AdwPreferencesGroup)

void rounds_facts_group_leave_out  (RoundsFactsGroup       *self,
                                    RoundsFieldType         type);
void rounds_facts_group_set_up     (RoundsFactsGroup       *self,
                                    RoundsStore            *store,
                                    const RoundsEntityInfo *info,
                                    const char             *group);
void rounds_facts_group_set_up_fields (RoundsFactsGroup    *self,
                                    RoundsStore            *store,
                                    const RoundsEntityInfo *info,
                                    const char * const     *names);
void rounds_facts_group_set_entity (RoundsFactsGroup       *self,
                                    RoundsEntity           *entity);

G_END_DECLS
