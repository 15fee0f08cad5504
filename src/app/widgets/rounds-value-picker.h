/* rounds-value-picker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "insight/rounds-filter-fields.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsValuePicker:
 *
 * One value or several of a field, looked for by typing: choices, records, and the texts that records have.
 *
 * Signal `changed ()`: a person has chosen.
 */
#define ROUNDS_TYPE_VALUE_PICKER (rounds_value_picker_get_type ())
G_DECLARE_FINAL_TYPE (RoundsValuePicker, rounds_value_picker, ROUNDS, VALUE_PICKER, AdwBin)

RoundsValuePicker *rounds_value_picker_new (RoundsStore             *store,
                                            const RoundsFilterField *field,
                                            GPtrArray               *values);

G_END_DECLS
