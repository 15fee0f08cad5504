/* rounds-card-set.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RoundsCardSet:
 *
 * The cards of a board that are selected, by the ids of their records: they stay so wherever they are moved.
 *
 * Signal `changed ()`.
 */
#define ROUNDS_TYPE_CARD_SET (rounds_card_set_get_type ())
G_DECLARE_FINAL_TYPE (RoundsCardSet, rounds_card_set, ROUNDS, CARD_SET, GObject)

RoundsCardSet *rounds_card_set_new      (void);
void           rounds_card_set_set_single (RoundsCardSet    *self,
                                         gboolean            single);
guint          rounds_card_set_get_size (RoundsCardSet      *self);
gboolean       rounds_card_set_contains (RoundsCardSet      *self,
                                         const char         *id);
void           rounds_card_set_change   (RoundsCardSet      *self,
                                         const char * const *added,
                                         const char * const *removed);
void           rounds_card_set_replace  (RoundsCardSet      *self,
                                         const char * const *ids);

G_END_DECLS
