/* rounds-quote-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "rules/rounds-quote-rules.h"

G_BEGIN_DECLS

RoundsQuoteStatus  rounds_quote_get_status (RoundsOperationContext  *context,
                                            RoundsEntity            *quote);
char              *rounds_quote_valid_until (RoundsOperationContext  *context,
                                             GError                 **error);

G_END_DECLS
