/* rounds-quote-line.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_QUOTE_LINE (rounds_quote_line_get_type ())
ROUNDS_DECLARE_RECORD (RoundsQuoteLine, rounds_quote_line, ROUNDS, QUOTE_LINE)

G_END_DECLS
