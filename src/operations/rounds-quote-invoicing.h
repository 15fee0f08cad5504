/* rounds-quote-invoicing.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

GHashTable *rounds_quote_read_invoiced   (RoundsOperationContext  *context,
                                          const char              *quote_id,
                                          GError                 **error);
gboolean    rounds_quote_follow_invoices (RoundsOperationContext  *context,
                                          const char              *quote_id,
                                          GError                 **error);

G_END_DECLS
