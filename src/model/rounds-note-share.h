/* rounds-note-share.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_NOTE_SHARE (rounds_note_share_get_type ())
ROUNDS_DECLARE_RECORD (RoundsNoteShare, rounds_note_share, ROUNDS, NOTE_SHARE)

G_END_DECLS
