/* rounds-document-amounts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "rules/rounds-document.h"

G_BEGIN_DECLS

/* Between the records of quotes, invoices, credit notes and deals, which all have lines, and the rules of documents. */

RoundsDocumentLine rounds_document_read_line   (RoundsEntity               *line);
void               rounds_document_write_line  (RoundsEntity               *line,
                                                const RoundsDocumentLine   *values);
gboolean           rounds_document_read_totals (RoundsEntity               *document,
                                                const char                 *list,
                                                RoundsDocumentTotals       *totals,
                                                GError                    **error);
gboolean           rounds_document_total_lines (RoundsEntity               *document,
                                                const char                 *list,
                                                RoundsDocumentTotals       *totals,
                                                GError                    **error);
gboolean           rounds_document_total       (RoundsEntity               *document,
                                                GError                    **error);

G_END_DECLS
