/* rounds-filter-value.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "model/rounds-field.h"

G_BEGIN_DECLS

JsonNode *rounds_filter_value_to_json (const RoundsField *field,
                                       const RoundsValue *value);

G_END_DECLS
