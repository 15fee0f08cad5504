/* rounds-note.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_NOTE (rounds_note_get_type ())
ROUNDS_DECLARE_RECORD (RoundsNote, rounds_note, ROUNDS, NOTE)

G_END_DECLS
