/* rounds-meeting-participant.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-meeting-participant.h"

#include <glib/gi18n-lib.h>

/* Who takes part in a meeting: a colleague or a contact. */
static const RoundsChoice status_choices[] = {
  { "invited", N_("Invited") },
  { "accepted", N_("Accepted") },
  { "declined", N_("Declined") },
  { "tentative", N_("Tentative") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "meeting-id", ROUNDS_FIELD_REFERENCE, N_("Meeting"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SYSTEM,
    .reference = "meeting" },
  { "user-id", ROUNDS_FIELD_REFERENCE, N_("Colleague"), .reference = "user" },
  { "contact-person-id", ROUNDS_FIELD_REFERENCE, N_("Contact"), .reference = "contact" },
  { "status", ROUNDS_FIELD_CHOICE, N_("Status"), ROUNDS_FIELD_REQUIRED,
    .choices = status_choices, .initial = "invited" },
};

static RoundsEntityInfo info = {
  .kind = "meeting-participant",
  .collection = "meeting-participants",
  .table = "meeting_participants",
  .label = N_("Participant"),
  .label_plural = N_("Participants"),
  .title_field = "status",
  .parent_field = "meeting-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsMeetingParticipant, rounds_meeting_participant, info)
