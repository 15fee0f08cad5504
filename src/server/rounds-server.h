/* rounds-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "store/rounds-count-cache.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/* How the files begin that are sent and not read yet. */
#define ROUNDS_SERVER_UPLOAD_PREFIX "rounds-upload-"

/**
 * RoundsServer:
 *
 * Answers requests. The main context it was made in does only I/O; what a request asks for runs on a few worker threads, those that
 * read apart from those that write, so that a question never waits behind a long change.
 */
#define ROUNDS_TYPE_SERVER (rounds_server_get_type ())
G_DECLARE_FINAL_TYPE (RoundsServer, rounds_server, ROUNDS, SERVER, GObject)

typedef struct _RoundsJobs RoundsJobs;

RoundsServer  *rounds_server_new             (RoundsStore          *store,
                                              const char           *folder,
                                              GTimeZone            *zone);
gboolean       rounds_server_listen_inet     (RoundsServer         *self,
                                              const char           *host_and_port,
                                              GTlsCertificate      *certificate,
                                              GError              **error);
gboolean       rounds_server_listen_unix     (RoundsServer         *self,
                                              const char           *path,
                                              gboolean              is_private,
                                              GError              **error);
const char    *rounds_server_get_address     (RoundsServer         *self);
void           rounds_server_stop_async      (RoundsServer         *self,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean       rounds_server_stop_finish     (RoundsServer         *self,
                                              GAsyncResult         *result,
                                              GError              **error);

RoundsStore   *rounds_server_get_store       (RoundsServer         *self);
RoundsJobs    *rounds_server_get_jobs        (RoundsServer         *self);
RoundsCountCache *rounds_server_get_counts   (RoundsServer         *self);
const char    *rounds_server_get_folder      (RoundsServer         *self);
void           rounds_server_set_files       (RoundsServer         *self,
                                              const char           *folder);
const char    *rounds_server_get_files       (RoundsServer         *self);
GTimeZone     *rounds_server_get_zone        (RoundsServer         *self);

G_END_DECLS
