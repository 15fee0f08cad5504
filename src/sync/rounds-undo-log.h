/* rounds-undo-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "store/rounds-database.h"

G_BEGIN_DECLS

/* The inverses of what was done on this computer. An entry has the id of the operation that it undoes. */

gboolean    rounds_undo_log_add    (RoundsDatabase  *database,
                                    const char      *id,
                                    const char      *label,
                                    JsonObject      *inverse,
                                    gint64           created_at,
                                    GError         **error);
JsonObject *rounds_undo_log_get    (RoundsDatabase  *database,
                                    const char      *id,
                                    GError         **error);
gboolean    rounds_undo_log_remove (RoundsDatabase  *database,
                                    const char      *id,
                                    GError         **error);
gboolean    rounds_undo_log_trim   (RoundsDatabase  *database,
                                    guint            keep,
                                    GError         **error);

G_END_DECLS
