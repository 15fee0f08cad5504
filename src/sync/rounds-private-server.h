/* rounds-private-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RoundsPrivateServer:
 *
 * The server of a private workspace: a `rounds-server` that is started here, listens on a Unix socket of its user alone, and goes when
 * this program goes. When it dies it is started again, once.
 *
 * Signals: `ready`: it listens (again); `lost (GError *)`: it is not there any more and is not started again by itself.
 */
#define ROUNDS_TYPE_PRIVATE_SERVER (rounds_private_server_get_type ())
G_DECLARE_FINAL_TYPE (RoundsPrivateServer, rounds_private_server, ROUNDS, PRIVATE_SERVER, GObject)

RoundsPrivateServer *rounds_private_server_new         (const char           *folder);
void                 rounds_private_server_set_demo    (RoundsPrivateServer  *self,
                                                        guint                 scale);
const char          *rounds_private_server_get_socket  (RoundsPrivateServer  *self);
gboolean             rounds_private_server_is_ready    (RoundsPrivateServer  *self);
void                 rounds_private_server_start       (RoundsPrivateServer  *self);
void                 rounds_private_server_stop_async  (RoundsPrivateServer  *self,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
gboolean             rounds_private_server_stop_finish (RoundsPrivateServer  *self,
                                                        GAsyncResult         *result,
                                                        GError              **error);

char                *rounds_private_server_find_program (void);

G_END_DECLS
