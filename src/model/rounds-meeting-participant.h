/* rounds-meeting-participant.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_MEETING_PARTICIPANT (rounds_meeting_participant_get_type ())
ROUNDS_DECLARE_RECORD (RoundsMeetingParticipant, rounds_meeting_participant, ROUNDS, MEETING_PARTICIPANT)

G_END_DECLS
