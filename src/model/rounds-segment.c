/* rounds-segment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-segment.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-visibility.h"

/* A set of institutions or contacts that a tree of conditions describes; who is in it is asked each time. */
static const RoundsChoice type_choices[] = {
  { "institution", N_("Institutions") },
  { "contact", N_("Contacts") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 100 },
  { "description", ROUNDS_FIELD_LONG_TEXT, N_("Description"), .maximum = 500 },
  { "type", ROUNDS_FIELD_CHOICE, N_("Of"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED,
    .choices = type_choices, .initial = "institution" },
  { "criteria", ROUNDS_FIELD_JSON, N_("Criteria"), ROUNDS_FIELD_REQUIRED,
    .maximum = 65536, .initial = "{\"and\":[]}" },
  { "visibility", ROUNDS_FIELD_CHOICE, N_("Seen by"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_visibility_choices, .initial = "public" },
  { "owner-id", ROUNDS_FIELD_REFERENCE, N_("Owner"), .reference = "user" },
  { "team-id", ROUNDS_FIELD_REFERENCE, N_("Team"), .reference = "team" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "segment",
  .collection = "segments",
  .table = "segments",
  .label = N_("Segment"),
  .label_plural = N_("Segments"),
  .title_field = "name",
  .owner_field = "owner-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsSegment, rounds_segment, info)
