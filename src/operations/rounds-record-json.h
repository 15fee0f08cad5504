/* rounds-record-json.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"

G_BEGIN_DECLS

/* Records as they are answered: with what the rules make of them beside what is held. */

#define ROUNDS_RECORD_JSON_TAX_TABLE "vatTable"

void     rounds_record_json_write         (RoundsJsonWriter       *writer,
                                           RoundsEntity           *entity);
void     rounds_record_json_strip         (const RoundsEntityInfo *info,
                                           JsonObject             *values);
gboolean rounds_record_json_has_tax_table (const RoundsEntityInfo *info);

G_END_DECLS
