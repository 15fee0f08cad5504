/* rounds-header-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"

G_BEGIN_DECLS

gboolean rounds_header_says (const RoundsField *field,
                             const char        *title);

G_END_DECLS
