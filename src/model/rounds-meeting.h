/* rounds-meeting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_MEETING (rounds_meeting_get_type ())
ROUNDS_DECLARE_RECORD (RoundsMeeting, rounds_meeting, ROUNDS, MEETING)

G_END_DECLS
