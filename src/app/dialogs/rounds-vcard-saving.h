/* rounds-vcard-saving.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/rounds-query.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/* Contacts as vCards, in files. */

RoundsQuery *rounds_vcard_query_one (const char      *contact_id);
void         rounds_vcard_save      (GtkWidget       *parent,
                                     RoundsWorkspace *workspace,
                                     RoundsQuery     *contacts,
                                     const char      *file_name);
void         rounds_vcard_put_async (RoundsWorkspace     *workspace,
                                     RoundsEntity        *contact,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
GFile       *rounds_vcard_put_finish (RoundsWorkspace     *workspace,
                                      GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
