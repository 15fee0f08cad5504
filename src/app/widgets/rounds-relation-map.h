/* rounds-relation-map.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RoundsRelationMap:
 *
 * Who reports to whom at an institution: a card a person, with lines from each to those who report to them. The arrows lead from person
 * to person, Enter opens one, the menu and dragging one onto another change whom they report to. Ctrl with plus, minus, 0 or the wheel
 * changes the size.
 */
#define ROUNDS_TYPE_RELATION_MAP (rounds_relation_map_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRelationMap, rounds_relation_map, ROUNDS, RELATION_MAP, GtkWidget)

void rounds_relation_map_show (RoundsRelationMap *self,
                               GPtrArray         *contacts);
void rounds_relation_map_zoom (RoundsRelationMap *self,
                               int                steps);

G_END_DECLS
