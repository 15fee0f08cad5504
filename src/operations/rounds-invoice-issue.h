/* rounds-invoice-issue.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

gboolean rounds_invoice_apply_issue (RoundsOperationContext  *context,
                                     RoundsEntity            *invoice,
                                     RoundsEntity            *institution,
                                     const char              *date,
                                     GError                 **error);
RoundsEntity *rounds_invoice_issue  (RoundsOperationContext  *context,
                                     RoundsEntity            *before,
                                     GError                 **error);

G_END_DECLS
