/* rounds-document-parts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "rules/rounds-document.h"

G_BEGIN_DECLS

/* A document that takes lines of another, whole or in part: invoices of a quote, credit notes of an invoice. */

GHashTable            *rounds_document_read_taken (RoundsOperationContext  *context,
                                                   const char              *sql,
                                                   const char              *id,
                                                   GError                 **error);
const RoundsLineTaken *rounds_document_get_taken  (GHashTable              *taken,
                                                   RoundsEntity            *line);
GPtrArray             *rounds_document_take_parts (RoundsEntity            *source,
                                                   GHashTable              *taken,
                                                   JsonObject              *arguments,
                                                   const char              *reference,
                                                   const char              *document_id,
                                                   GError                 **error);
void                   rounds_document_copy_head  (RoundsEntity            *from,
                                                   RoundsEntity            *to);
gboolean               rounds_document_insert     (RoundsOperationContext  *context,
                                                   RoundsEntity            *document,
                                                   GError                 **error);
void                   rounds_document_copy_line  (RoundsEntity            *from,
                                                   RoundsEntity            *to);

G_END_DECLS
