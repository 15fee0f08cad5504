/* rounds-parts-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsPartsDialog:
 *
 * Asks how much of a document another one takes: what of a quote is invoiced, what of an invoice is credited. It begins with all that is
 * left.
 */
#define ROUNDS_TYPE_PARTS_DIALOG (rounds_parts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsPartsDialog, rounds_parts_dialog, ROUNDS, PARTS_DIALOG, AdwDialog)

/* For `quote.convert-to-invoice` and `invoice.credit`; @kind and @id are of the document that is taken from. */
void rounds_parts_dialog_ask (GtkWidget       *parent,
                              RoundsWorkspace *workspace,
                              const char      *kind,
                              const char      *id);

G_END_DECLS
