/* rounds-credentials.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The token of a team's workspace, kept by the person's Secret Service. It is never written to a file or a log. Without a Secret
 * Service every function fails with a %ROUNDS_PROBLEM_UNAVAILABLE `NO_SECRET_SERVICE`, whose message says what that means.
 */

void      rounds_credentials_load_async   (const char           *workspace,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
char     *rounds_credentials_load_finish  (GAsyncResult         *result,
                                           GError              **error);
void      rounds_credentials_save_async   (const char           *workspace,
                                           const char           *token,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
void      rounds_credentials_clear_async  (const char           *workspace,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean  rounds_credentials_finish       (GAsyncResult         *result,
                                           GError              **error);
void      rounds_credentials_free_token   (char                 *token);

G_END_DECLS
