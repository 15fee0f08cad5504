/* rounds-document-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsDocumentPage:
 *
 * A quote or an invoice: whom it is for, its lines and what they come to, what can be done with it now, what has been paid, and the
 * documents that follow from it. Properties, all for construction only: `workspace`, `kind` (`quote` or `invoice`) and `id`.
 */
#define ROUNDS_TYPE_DOCUMENT_PAGE (rounds_document_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDocumentPage, rounds_document_page, ROUNDS, DOCUMENT_PAGE, AdwNavigationPage)

GtkWidget *rounds_quote_page_new   (RoundsWorkspace *workspace,
                                    const char      *id);
GtkWidget *rounds_invoice_page_new (RoundsWorkspace *workspace,
                                    const char      *id);

G_END_DECLS
