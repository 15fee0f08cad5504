/* rounds-user.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-user.h"

#include <glib/gi18n-lib.h>

/* A person who works in Rounds. What proves who one is (password, tokens) is the server's and not part of the record. */
const RoundsChoice rounds_role_choices[] = {
  { "user", N_("Sales representative") },
  { "team_admin", N_("Team manager") },
  { "super_admin", N_("Administrator") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "email", ROUNDS_FIELD_TEXT, N_("E-mail"),
    ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SEARCHABLE | ROUNDS_FIELD_EMAIL },
  { "first-name", ROUNDS_FIELD_TEXT, N_("First name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 50 },
  { "last-name", ROUNDS_FIELD_TEXT, N_("Last name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE,
    .minimum = 1, .maximum = 50 },
  { "role", ROUNDS_FIELD_CHOICE, N_("Role"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_role_choices, .initial = "user" },
  { "team-id", ROUNDS_FIELD_REFERENCE, N_("Team"), .reference = "team" },
  { "phone", ROUNDS_FIELD_TEXT, N_("Phone"), ROUNDS_FIELD_PHONE, .maximum = 25 },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "user",
  .collection = "users",
  .table = "users",
  .label = N_("User"),
  .label_plural = N_("Users"),
  .title_field = "last-name",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsUser, rounds_user, info)
