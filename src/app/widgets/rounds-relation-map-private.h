/* rounds-relation-map-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-relation-card.h"
#include "app/widgets/rounds-relation-map.h"
#include "charts/rounds-tree-layout.h"

G_BEGIN_DECLS

struct _RoundsRelationMap
{
  GtkWidget parent_instance;

  /* Borrowed references */
  GtkWidget *target; /* the card that a person is held over */

  /* Owned references */
  GPtrArray *cards;  /* RoundsRelationCard, each a child */
  GArray *parents;   /* int, the place of the manager among the cards, -1 for none */
  GtkWidget *menu;

  RoundsTreeMetrics metrics;
  RoundsTreePlace *places;
  double width;
  double height;
  double left; /* of the map in the widget, which may be wider */
  double zoom;
};

/* A place among the cards; -1 is none. */
static inline RoundsRelationCard *
_rounds_relation_map_get_card (RoundsRelationMap *self,
                               int                index)
{
  return index >= 0 && (guint) index < self->cards->len ? g_ptr_array_index (self->cards, index) : NULL;
}

static inline int
_rounds_relation_map_get_parent (RoundsRelationMap *self,
                                 int                index)
{
  return g_array_index (self->parents, int, index);
}

/* rounds-relation-map.c */
int  _rounds_relation_map_get_focused        (RoundsRelationMap      *self);

/* rounds-relation-map-changes.c: the menu and dragging */
void _rounds_relation_map_class_changes_init (RoundsRelationMapClass *klass);
void _rounds_relation_map_changes_init       (RoundsRelationMap      *self);
void _rounds_relation_map_set_target         (RoundsRelationMap      *self,
                                              GtkWidget              *card);

G_END_DECLS
