/* rounds-json-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"

G_BEGIN_DECLS

gboolean rounds_json_refuse_type     (const RoundsField  *field,
                                      GError            **error);
gboolean rounds_json_read_value_from (const RoundsField  *field,
                                      JsonNode           *node,
                                      RoundsJsonFlags     flags,
                                      RoundsValue        *value,
                                      GError            **error);

G_END_DECLS
