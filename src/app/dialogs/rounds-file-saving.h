/* rounds-file-saving.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "store/rounds-database.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsFileWrite:
 * @database: the records as they are, on a thread of the store
 *
 * Returns: how many things were written, -1 with @error set
 */
typedef gint64 (*RoundsFileWrite) (RoundsDatabase  *database,
                                   GOutputStream   *stream,
                                   gpointer         user_data,
                                   GCancellable    *cancellable,
                                   GError         **error);

/**
 * RoundsFileWritten:
 *
 * Returns: (transfer full): what a toast says of it
 */
typedef char *(*RoundsFileWritten) (gint64   n_written,
                                    gpointer user_data);

gboolean rounds_file_write (GFile              *file,
                            RoundsDatabase     *database,
                            RoundsFileWrite     write,
                            gpointer            user_data,
                            gint64             *n_written,
                            GCancellable       *cancellable,
                            GError            **error);
void     rounds_file_save  (GtkWidget          *parent,
                            RoundsWorkspace    *workspace,
                            GtkFileDialog      *dialog,
                            RoundsFileWrite     write,
                            RoundsFileWritten   written,
                            gpointer            user_data,
                            GDestroyNotify      destroy);

G_END_DECLS
