/* rounds-json-scan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-value.h"

G_BEGIN_DECLS

void rounds_json_scan_text   (const char  *object,
                              const char  *key,
                              RoundsValue *value);
void rounds_json_scan_number (const char  *object,
                              const char  *key,
                              guint        scale,
                              RoundsValue *value);

G_END_DECLS
