/* rounds-opportunity-products.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

gboolean rounds_opportunity_total_products (RoundsEntity            *deal,
                                            GError                 **error);
gboolean rounds_opportunity_follow_quotes  (RoundsOperationContext  *context,
                                            RoundsEntity            *quote,
                                            GError                 **error);

G_END_DECLS
