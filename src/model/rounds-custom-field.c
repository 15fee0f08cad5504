/* rounds-custom-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-custom-field.h"

#include <glib/gi18n-lib.h>

/* A field that the workspace adds to a kind of record. What it means for a record is rounds-custom-value.c. */
static const RoundsChoice kind_choices[] = {
  { "institution", N_("Institution") },
  { "contact", N_("Contact") },
  { "opportunity", N_("Deal") },
  { NULL, NULL },
};

static const RoundsChoice type_choices[] = {
  { "text", N_("Text") },
  { "long_text", N_("Long text") },
  { "integer", N_("Whole number") },
  { "decimal", N_("Decimal number") },
  { "money", N_("Amount of money") },
  { "boolean", N_("Yes or no") },
  { "date", N_("Date") },
  { "choice", N_("One of a list") },
  { "choices", N_("Several of a list") },
  { "email", N_("E-mail") },
  { "phone", N_("Phone") },
  { "url", N_("Web address") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "kind", ROUNDS_FIELD_CHOICE, N_("Kind of record"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED, .choices = kind_choices },
  { "key", ROUNDS_FIELD_TEXT, N_("Key"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED, .minimum = 1, .maximum = 40 },
  { "label", ROUNDS_FIELD_TEXT, N_("Label"), ROUNDS_FIELD_REQUIRED, .minimum = 1, .maximum = 80 },
  { "type", ROUNDS_FIELD_CHOICE, N_("Type"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_FIXED, .choices = type_choices },
  { "choices", ROUNDS_FIELD_TEXT_LIST, N_("Choices") },
  { "required", ROUNDS_FIELD_BOOLEAN, N_("Required"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
  { "searchable", ROUNDS_FIELD_BOOLEAN, N_("Found by search"), ROUNDS_FIELD_REQUIRED, .initial = "false" },
  { "position", ROUNDS_FIELD_INTEGER, N_("Position"), ROUNDS_FIELD_REQUIRED, .minimum = 0, .maximum = 10000,
    .initial = "0" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .initial = "true" },
};

static RoundsEntityInfo info = {
  .kind = "custom-field",
  .collection = "custom-fields",
  .table = "custom_fields",
  .label = N_("Custom field"),
  .label_plural = N_("Custom fields"),
  .title_field = "label",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsCustomField, rounds_custom_field, info)
