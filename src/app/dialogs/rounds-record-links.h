/* rounds-record-links.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/dialogs/rounds-field-editor.h"

G_BEGIN_DECLS

/**
 * RoundsRecordLinks:
 *
 * What the fields of one record have to do with each other while they are edited: the end of a meeting goes with its start, and both say
 * what the clocks show where it takes place.
 */
#define ROUNDS_TYPE_RECORD_LINKS (rounds_record_links_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRecordLinks, rounds_record_links, ROUNDS, RECORD_LINKS, GObject)

RoundsRecordLinks *rounds_record_links_new   (GPtrArray         *editors);
void               rounds_record_links_reset (RoundsRecordLinks *self);

G_END_DECLS
