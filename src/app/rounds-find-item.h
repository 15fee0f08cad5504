/* rounds-find-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/rounds-commands.h"
#include "insight/rounds-find.h"

G_BEGIN_DECLS

/**
 * RoundsFindItem:
 *
 * One line of what Ctrl+K has found: a record or a command. The same thing found for other words is the same item, whose looks follow:
 * signal `changed`.
 */
#define ROUNDS_TYPE_FIND_ITEM (rounds_find_item_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFindItem, rounds_find_item, ROUNDS, FIND_ITEM, GObject)

RoundsFindItem      *rounds_find_item_new_record   (const RoundsFindHit  *hit,
                                                    gboolean              recent,
                                                    const char           *words);
RoundsFindItem      *rounds_find_item_new_command  (const RoundsCommand  *command,
                                                    const char           *words);
gboolean             rounds_find_item_is_same      (RoundsFindItem       *self,
                                                    RoundsFindItem       *other);
void                 rounds_find_item_update       (RoundsFindItem       *self,
                                                    RoundsFindItem       *from);
guint                rounds_find_item_get_section  (RoundsFindItem       *self);
const char          *rounds_find_item_get_heading  (RoundsFindItem       *self);
const char          *rounds_find_item_get_kind     (RoundsFindItem       *self);
const char          *rounds_find_item_get_id       (RoundsFindItem       *self);
const RoundsCommand *rounds_find_item_get_command  (RoundsFindItem       *self);
const char          *rounds_find_item_get_title    (RoundsFindItem       *self);
const char          *rounds_find_item_get_subtitle (RoundsFindItem       *self);
const char          *rounds_find_item_get_icon     (RoundsFindItem       *self);
PangoAttrList       *rounds_find_item_bold         (RoundsFindItem       *self,
                                                    const char           *text);

G_END_DECLS
