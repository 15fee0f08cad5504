/* rounds-credit-notes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/* The credit notes of an invoice, and what they make of it. */

gboolean    rounds_credit_note_is         (RoundsEntity            *invoice);
GPtrArray  *rounds_credit_notes_list_issued (RoundsOperationContext *context,
                                           const char              *invoice_id,
                                           GError                 **error);
gboolean    rounds_credit_notes_sum       (RoundsOperationContext  *context,
                                           RoundsEntity            *invoice,
                                           GPtrArray               *notes,
                                           GError                 **error);
gboolean    rounds_credit_notes_settle    (RoundsOperationContext  *context,
                                           RoundsEntity            *invoice,
                                           GPtrArray               *notes,
                                           GError                 **error);
GHashTable *rounds_credit_notes_read_taken (RoundsOperationContext *context,
                                           const char              *invoice_id,
                                           GError                 **error);
gboolean    rounds_credit_notes_check     (RoundsOperationContext  *context,
                                           const char              *invoice_id,
                                           GError                 **error);

G_END_DECLS
