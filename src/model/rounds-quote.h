/* rounds-quote.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

extern const RoundsChoice rounds_quote_status_choices[];

#define ROUNDS_TYPE_QUOTE (rounds_quote_get_type ())
ROUNDS_DECLARE_RECORD (RoundsQuote, rounds_quote, ROUNDS, QUOTE)

G_END_DECLS
