/* rounds-quick-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "insight/rounds-mention.h"
#include "rules/rounds-quick-capture.h"

G_BEGIN_DECLS

gboolean    rounds_quick_record_can_wait (const RoundsQuickCapture *capture);
JsonObject *rounds_quick_record_create   (const RoundsQuickCapture *capture,
                                          const RoundsMention      *mention);

G_END_DECLS
