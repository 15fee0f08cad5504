/* rounds-custom-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_CUSTOM_FIELD (rounds_custom_field_get_type ())
ROUNDS_DECLARE_RECORD (RoundsCustomField, rounds_custom_field, ROUNDS, CUSTOM_FIELD)

/* Custom fields that a kind can have. */
#define ROUNDS_CUSTOM_FIELDS_MAXIMUM 100

G_END_DECLS
