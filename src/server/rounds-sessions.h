/* rounds-sessions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/* A session ends thirty days after it was last used; the time is written anew once a day at most. */
#define ROUNDS_SESSION_SECONDS ((gint64) 30 * 24 * 60 * 60)

gboolean  rounds_sessions_begin     (RoundsDatabase   *database,
                                     const char       *user_id,
                                     gint64            now,
                                     char            **token,
                                     GError          **error);
gboolean  rounds_sessions_find      (RoundsDatabase   *database,
                                     const char       *token,
                                     gint64            now,
                                     RoundsActor     **actor,
                                     char            **session,
                                     gboolean         *needs_renewal,
                                     GError          **error);
gboolean  rounds_sessions_renew     (RoundsDatabase   *database,
                                     const char       *token,
                                     gint64            now,
                                     GError          **error);
gboolean  rounds_sessions_end       (RoundsDatabase   *database,
                                     const char       *session,
                                     GError          **error);
gboolean  rounds_sessions_end_all   (RoundsDatabase   *database,
                                     const char       *user_id,
                                     GError          **error);

G_END_DECLS
