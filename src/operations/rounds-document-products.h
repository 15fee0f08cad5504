/* rounds-document-products.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-record-hooks.h"

G_BEGIN_DECLS

char    *rounds_document_describe_product (RoundsEntity *product);
void     rounds_document_line_take_product (RoundsEntity        *line,
                                            RoundsEntity        *product);
gboolean rounds_document_fill_products (RoundsRecordChange  *change,
                                        const char          *list,
                                        GError             **error);

G_END_DECLS
