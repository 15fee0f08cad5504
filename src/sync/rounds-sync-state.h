/* rounds-sync-state.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/* What a cache remembers between two starts, by name. */

#define ROUNDS_SYNC_STATE_CURSOR "cursor"      /* the revision up to which the cache has everything */
#define ROUNDS_SYNC_STATE_COMPLETE "complete"  /* set once the first pull has reached the head */
#define ROUNDS_SYNC_STATE_USER "user"          /* the record of who has signed in, JSON */
#define ROUNDS_SYNC_STATE_REFUSALS "refusals"  /* see rounds_refusals_to_text() */
#define ROUNDS_SYNC_STATE_CHECKED "checked"    /* when the file was last looked through for damage, an instant */

gboolean rounds_sync_state_get         (RoundsDatabase  *database,
                                        const char      *name,
                                        char           **text,
                                        GError         **error);
gboolean rounds_sync_state_set         (RoundsDatabase  *database,
                                        const char      *name,
                                        const char      *text,
                                        GError         **error);
gboolean rounds_sync_state_get_integer (RoundsDatabase  *database,
                                        const char      *name,
                                        gint64          *integer,
                                        GError         **error);
gboolean rounds_sync_state_set_integer (RoundsDatabase  *database,
                                        const char      *name,
                                        gint64           integer,
                                        GError         **error);

G_END_DECLS
