/* rounds-client.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RoundsClient:
 *
 * Requests to a Rounds server, over TCP or over the Unix socket of a private one. Everything is asynchronous. A server that cannot be
 * reached is a %ROUNDS_PROBLEM_UNAVAILABLE with the code `OFFLINE`; what the server answers with is the #GError of its problem.
 * Neither bodies nor tokens are logged.
 */
#define ROUNDS_TYPE_CLIENT (rounds_client_get_type ())
G_DECLARE_FINAL_TYPE (RoundsClient, rounds_client, ROUNDS, CLIENT, GObject)

/**
 * RoundsClientProgress:
 * @fraction: of a body that has been sent, 0..1
 *
 * Told on the main context.
 */
typedef void (*RoundsClientProgress) (double fraction, gpointer user_data);

RoundsClient *rounds_client_new            (const char            *url,
                                            const char            *socket,
                                            GError               **error);
void          rounds_client_set_token      (RoundsClient          *self,
                                            const char            *token);
gboolean      rounds_client_has_token      (RoundsClient          *self);
void          rounds_client_abort          (RoundsClient          *self);

void          rounds_client_request_async  (RoundsClient          *self,
                                            const char            *method,
                                            const char            *path,
                                            const char            *body,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
void          rounds_client_wait_async     (RoundsClient          *self,
                                            const char            *path,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
void          rounds_client_upload_async   (RoundsClient          *self,
                                            const char            *path,
                                            GFile                 *file,
                                            RoundsClientProgress   progress,
                                            gpointer               progress_data,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
GBytes       *rounds_client_finish         (RoundsClient          *self,
                                            GAsyncResult          *result,
                                            GError               **error);
JsonNode     *rounds_client_finish_data    (RoundsClient          *self,
                                            GAsyncResult          *result,
                                            GError               **error);

JsonNode     *rounds_client_parse_data     (GBytes                *answer,
                                            GError               **error);

G_END_DECLS
