/* rounds-record-values.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

JsonObject *rounds_record_values_diff (RoundsEntity *before,
                                       RoundsEntity *after);

G_END_DECLS
